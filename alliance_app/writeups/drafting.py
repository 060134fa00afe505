"""A section of a record as a draft for a case: headings set lower, pictures named by content, footnotes apart."""

import re
from dataclasses import dataclass, replace

from alliance_app.records.markdown import blocks, without_code
from alliance_app.records.markdown.block import Footnote
from alliance_app.records.markdown.marks import replaced
from alliance_app.records.values import Attachment, Record
from alliance_app.words import _
from alliance_app.writeups.composing import joined
from alliance_app.writeups.errors import NoSuchSection, NothingToPull
from alliance_app.writeups.field_tables import table_named
from alliance_app.writeups.numbering import without_number
from alliance_app.writeups.sectioning import heading_lines, sections_of
from alliance_app.writeups.sections import relabelled, section_source

_DEEPEST = 6
_PICTURE = re.compile(
    r"!\[(?P<shown>[^\]\n]*)\]\((?P<ref><[^<>\n]{1,500}>|[^()\s]{1,500})\)"
    r"|!\[\[(?P<target>[^\[\]\n|]{1,300})(?:\|(?P<label>[^\[\]\n]{0,300}))?\]\]"
)
_WIDTH = re.compile(r"\d{1,4}(?:x\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Draft:
    """Text for a case, the attachments it shows, and the names of pictures the source itself has not."""

    text: str
    attachments: tuple[Attachment, ...]
    missing: tuple[str, ...]


def draft_of(source: Record, section: str, signs: int) -> Draft:
    """A source's section ready to stand under a heading of `signs` signs; `section` "" is the whole text.

    Where there is no such heading, the table of the field called so. Raises NoSuchSection, NothingToPull.
    """
    taken = section_source(source.body, section) if section else without_title(source)
    if taken is None:
        taken = table_named(source, section)
    if taken is None:
        raise NoSuchSection(section=section)
    draft = _pictured(_deepened(relabelled(taken, source.id[-4:].lower()), signs), source)
    if not section:
        draft = _with_photos(draft, source)
    text = replaced(draft.text, lambda mark: "" if mark.is_origin else None).strip("\n")
    if all(isinstance(each, Footnote) for each in blocks(text)):
        raise NothingToPull(section=section or _("The whole text"), title=source.title)
    return replace(draft, text=text)


def without_title(source: Record) -> str:
    """A body less a first heading that only repeats the title."""
    first = next(iter(sections_of(source.body)), None)
    repeated = first is not None and first.heading == source.title.strip() and not source.body[: first.start].strip()
    return source.body[first.text :] if first and repeated else source.body


def _deepened(text: str, signs: int) -> str:
    """Markdown whose headings stand below one of `signs` signs, in their order of depth; the case numbers them anew."""
    lines = heading_lines(text)
    more = signs + 1 - min((each.signs for each in lines), default=signs + 1)
    made, place = list[str](), 0
    for each in lines:
        at = text.index("#", each.start)
        words = text[at + each.signs : each.end]
        bare = without_number(words)
        made += [
            text[place:at],
            "#" * max(1, min(each.signs + more, _DEEPEST)),
            " " * bool(bare),
            bare or words.rstrip(),
        ]
        place = at + each.signs + len(words.rstrip("\n"))
    return "".join([*made, text[place:]])


def _pictured(text: str, source: Record) -> Draft:
    """Markdown whose pictures are named by their content, and what they are."""
    made, place = list[str](), 0
    attachments: dict[str, Attachment] = {}
    missing: list[str] = []
    for found in _PICTURE.finditer(without_code(text)):
        ref = (found["ref"] or found["target"] or "").strip("<>")
        attachment = source.attachment(ref)
        if attachment is None:
            missing.append(found["shown"] or ref)
            continue
        label = found["label"] or ""
        shown = found["shown"] or ("" if _WIDTH.fullmatch(label) else label)
        attachments[attachment.sha256] = attachment
        made += [text[place : found.start()], f"![{shown}](attachment:{attachment.sha256})"]
        place = found.end()
    return Draft("".join([*made, text[place:]]), tuple(attachments.values()), tuple(missing))


def _with_photos(draft: Draft, source: Record) -> Draft:
    """A draft of the whole text, and the photos nobody placed behind it."""
    photos = photos_of(source)
    shown = [f"![{_caption(each)}](attachment:{each.sha256})" for each in photos]
    return replace(draft, text=joined(draft.text, *shown), attachments=(*draft.attachments, *photos))


def _caption(photo: Attachment) -> str:
    return re.sub(r"[\[\]\\\n]", " ", photo.name.rpartition(".")[0] or photo.name)


def photos_of(record: Record) -> list[Attachment]:
    """The pictures of a record that nobody placed in its text."""
    placed = {each.sha256 for each in _pictured(record.body, record).attachments}
    return [each for each in record.attachments if each.is_picture and each.sha256 not in placed]
