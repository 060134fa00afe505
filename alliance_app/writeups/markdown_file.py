"""A document as Markdown: the open format for one record, one text with headings for several; files beside it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from alliance_app.records import frontmatter
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Phone
from alliance_app.records.kinds import kind_named
from alliance_app.records.markdown import without_code
from alliance_app.records.progress import Progress, Step, quietly
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Attachment, Record, Value
from alliance_app.words import _
from alliance_app.writeups.captions import numbered_source
from alliance_app.writeups.figures import Figure, Reckoning, unresolved
from alliance_app.writeups.masking import masked_phone, masked_source, masked_text
from alliance_app.writeups.pulling import is_pulled
from alliance_app.writeups.resolving import resolved_source
from alliance_app.writeups.sections import relabelled, section_source
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.writing import copy_whole, write_whole

FILES = "attachments"
_PICTURE = re.compile(r"(!\[[^\]\n]*\]\()(<[^<>\n]{1,500}>|[^()\s]{1,500})(?=\))")


def write_markdown(
    shelf: Shelf,
    ids: Sequence[str],
    path: Path,
    *,
    mask: bool,
    private: bool,
    contents: bool = False,
    progress: Progress = quietly,
) -> tuple[str, ...]:
    """Write records as one Markdown file with their files in `attachments/` beside it; gives the warnings back.

    `contents`: a list of the records opens it. Raises UnknownRecord, CannotWrite.
    """
    records = shelf.read_many(list(ids))
    with taken_back(path.parent / FILES):
        writer = _Writer(shelf, path.parent / FILES, mask, private)
        texts = []
        for number, record in enumerate(records):
            progress(Step(_("Writing “{title}”").format(title=record.title), number, len(records)))
            text = writer.text(record)
            texts.append(text if len(records) == 1 and not contents else _headed(record, text, mask))
        if contents:
            titles = [_covered_title(record, mask) for record in records]
            texts.insert(0, contents_source(_("Contents"), titles))
        progress(Step(_("Writing the file"), len(records), len(records)))
        write_whole(path, "\n\n".join(texts).encode())
    return tuple(writer.warnings)


@contextmanager
def taken_back(folder: Path) -> Iterator[None]:
    """A folder of files that is as it was before where the document beside it does not come about."""
    before = set(folder.iterdir()) if folder.is_dir() else None
    try:
        yield
    except BaseException:
        if folder.is_dir():
            for each in set(folder.iterdir()) - (before or set()):
                each.unlink(missing_ok=True)
            if before is None:
                folder.rmdir()
        raise


def contents_source(heading: str, titles: Sequence[str]) -> str:
    """A list of links to headings, named as Markdown viewers name them: small letters, - for blanks, no marks."""
    seen: Counter[str] = Counter()
    lines = []
    for title in titles:
        slug = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        anchor = f"{slug}-{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1
        shown = re.sub(r"([\\\[\]])", r"\\\1", title)
        lines.append(f"- [{shown}](#{quote(anchor)})")
    return "\n".join([f"# {heading}", "", *lines])


@dataclass(slots=True)
class _Writer:
    shelf: Shelf
    folder: Path
    mask: bool
    private: bool
    warnings: dict[str, None] = field(default_factory=dict)

    def text(self, record: Record) -> str:
        """A record in the open format, and behind a case what it takes from its sources."""
        said = self._filled_in(record) if record.kind == "case" else record
        shown = _covered(said, self.mask, self.private)
        files = self._copied(shown)
        placed = replace(shown, body=_with_places(shown, files))
        return frontmatter.compose(placed, files) + "".join(self._sources(record))

    def _filled_in(self, case: Record) -> Record:
        """A case as a reader sees it: its marks filled in, its captions numbered."""
        reckoning = Reckoning(self.shelf, case)

        def noted(figure: Figure) -> None:
            self.warnings[unresolved(figure)] = None

        body = resolved_source(case.body, lambda mark: reckoning.said(mark, noted))
        there = {each.sha256 for each in case.attachments if self.shelf.blob(each.sha256) is not None}

        def shown(ref: str) -> bool:
            attachment = case.attachment(ref)
            return attachment is not None and attachment.sha256 in there

        return replace(case, body=numbered_source(body, shown))

    def _sources(self, case: Record) -> Iterator[str]:
        rows = case.fields.get("sources") if case.kind == "case" else None
        headed = False
        for number, row in enumerate(rows or (), 1):
            try:
                found = self.shelf.read(str(row.get("record")))
            except AllianceError:
                self.warnings[_("A source of this case is not in this library.")] = None
                continue
            if is_pulled(case, found, str(row.get("section") or "")):
                continue  # what stands in the text is not appended once more
            source = _covered(found, self.mask, self.private)
            yield "" if headed else f"\n\n---\n\n# {_('Sources')}\n"
            headed = True
            placed = replace(source, body=_with_places(source, self._copied(source)))
            taken = section_source(placed.body, str(row.get("section") or "")) if row.get("section") else None
            text = relabelled(placed.body if taken is None else taken, str(number))
            yield f"\n## {source.title}\n\n{text}\n"

    def _copied(self, record: Record) -> dict[str, str]:
        """Copy a record's files; gives where each content lies, from the Markdown file's own folder."""
        files: dict[str, str] = {}
        for attachment in record.attachments:
            place = copied(self.shelf, attachment, self.folder)
            if place is None:
                self.warnings[_("The file “{name}” is not here.").format(name=attachment.name)] = None
            else:
                files[attachment.sha256] = place
        return files


def _covered_title(record: Record, mask: bool) -> str:
    return masked_text(record.title) if mask else record.title


def _headed(record: Record, text: str, mask: bool) -> str:
    """One record among several: its title as a heading, its fields as a block of code, its body."""
    header, _rule, body = text.removeprefix("---\n").partition("\n---\n\n")
    return f"# {_covered_title(record, mask)}\n\n```yaml\n{header}\n```\n\n{body}"


def _with_places(record: Record, files: Mapping[str, str]) -> str:
    """The body with its pictures by the path of their files, so that any Markdown viewer shows them."""
    body, made, place = record.body, list[str](), 0
    for found in _PICTURE.finditer(without_code(body)):
        attachment = record.attachment(found[2].strip("<>"))
        path = files.get(attachment.sha256) if attachment else None
        if path:
            shown = f"<{path}>" if re.search(r"[\s()]", path) else path
            made += [body[place : found.start(2)], shown]
            place = found.end(2)
    return "".join([*made, body[place:]])


def _covered(record: Record, mask: bool, private: bool) -> Record:
    kind = kind_named(record.kind)
    fields = {name: value for name, value in record.fields.items() if private or not kind.field(name).private}
    if not mask:
        return replace(record, fields=fields)
    phones = {each.name for each in kind.fields if isinstance(each, Phone)}
    return replace(
        record,
        title=masked_text(record.title),
        body=masked_source(record.body),
        tags=tuple(masked_text(tag) for tag in record.tags),
        fields={name: _covered_value(value, phone=name in phones) for name, value in fields.items()},
        attachments=tuple(replace(each, name=masked_text(each.name).replace("*", "×")) for each in record.attachments),
    )


def _covered_value(value: Value, *, phone: bool) -> Value:
    if isinstance(value, str):
        return masked_phone(value) if phone else masked_text(value)
    if isinstance(value, list | tuple):
        return [_covered_value(each, phone=phone) for each in value]
    if isinstance(value, Mapping):
        return {name: _covered_value(each, phone=phone) for name, each in value.items()}
    return value


def copied(shelf: Shelf, attachment: Attachment, folder: Path) -> str | None:
    """Copy an attachment into a folder of files; gives its place from the folder above, None when it is not here."""
    source = shelf.blob(attachment.sha256)
    if source is None:
        return None
    name = free_name(folder, attachment, source)
    if not (folder / name).exists():
        copy_whole(source, folder / name)
    return f"{FILES}/{name}"


def free_name(folder: Path, attachment: Attachment, source: Path) -> str:
    """A name for an attachment in a folder that takes no other file's place; its own when that is free or the same."""
    name = clean_file_name(attachment.name)
    stem, dot, ending = name.rpartition(".")
    for number in range(1, 10_000):
        tried = name if number == 1 else f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
        if not (folder / tried).exists() or _same(folder / tried, source):
            return tried
    return f"{attachment.sha256}{dot}{ending}"


def _same(there: Path, source: Path) -> bool:
    try:
        alike = there.is_file() and there.stat().st_size == source.stat().st_size
        return alike and there.read_bytes() == source.read_bytes()
    except OSError:
        return False
