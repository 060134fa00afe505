"""Drafts from sources put under the headings of a case: with their pictures, their origin remembered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alliance_app.records.markdown.marks import TAKEN_FROM, marks, written
from alliance_app.records.text import title_key
from alliance_app.records.values import Edit, Record, Value
from alliance_app.words import _
from alliance_app.writeups.composing import joined, section_at
from alliance_app.writeups.drafting import draft_of, photos_of, without_title
from alliance_app.writeups.errors import AlreadyPulled, NoSuchSection
from alliance_app.writeups.field_tables import field_tables
from alliance_app.writeups.sectioning import Section, counted, key_of, sections_of
from alliance_app.writeups.shelf import Shelf

_NOTES_BELOW = re.compile(r"(?:\n {0,3}\[\^[^\]\s\[^]{1,60}\]:[^\n]*(?:\n(?:[ \t]+[^\n]*)?)*)+\Z")


@dataclass(frozen=True, slots=True)
class Pickable:
    """A section that can be taken from a source. `heading` "" is the whole text; `table`: it is a field of rows.

    `level`: 1 for the highest, 0 for the whole; `characters` and `pictures` count all under it.
    """

    heading: str
    level: int
    characters: int
    pictures: int
    table: bool = False


@dataclass(frozen=True, slots=True)
class Pulled:
    """What pulling does to a case: the edit to write, the text it puts in, the pictures that are not here (by name)."""

    edit: Edit
    text: str
    missing: tuple[str, ...] = ()


def pickable_sections(record: Record) -> tuple[Pickable, ...]:
    """What can be taken from a source: its whole text, each heading with something under it, its fields of rows."""
    sections = sections_of(record.body, record.title)
    characters, _tables, pictures = counted(without_title(record))
    whole = Pickable("", 0, characters, pictures + len(photos_of(record)))
    found = [Pickable(each.heading, each.level, each.characters, each.pictures) for each in sections if not each.empty]
    known = {key_of(each.heading) for each in sections}
    tables = ((each.label, counted(text)[0]) for each, text in field_tables(record) if key_of(each.label) not in known)
    return (whole, *found, *(Pickable(label, 1, characters, 0, table=True) for label, characters in tables))


def pull(
    shelf: Shelf, case: Record, source_id: str, section: str = "", into: int | str | None = None, *, again: bool = False
) -> Pulled:
    """The case with a draft of a source's section: `section` "" takes the whole text.

    `into`: a row of the case's outline or its heading; None is the end. Pictures come along by content, the mark
    `{{摘自：…}}` stands before the text, and the source is listed with its section. Raises UnknownRecord,
    NoSuchSection, NothingToPull, AlreadyPulled (unless `again`).
    """
    source = shelf.read(source_id)
    sections = sections_of(case.body, case.title)
    under = None if into is None else _meant(sections, into)
    if not again and is_pulled(case, source, section):
        raise AlreadyPulled(section=section or _("The whole text"), title=source.title)
    signs = under.signs if under else min((each.signs for each in sections), default=2) - 1
    draft = draft_of(source, section, signs)
    text = f"{written(TAKEN_FROM, source.title, section)}\n\n{draft.text}"
    there = {each.sha256 for each in case.attachments}
    edit = Edit(
        case.id,
        fields={"sources": _listed(case, source.id, section)},
        body=_put(case.body, under, text),
        attach=tuple(each for each in draft.attachments if each.sha256 not in there),
        seen=case.version,
    )
    missing = (*draft.missing, *(each.name for each in draft.attachments if shelf.blob(each.sha256) is None))
    return Pulled(edit, text, missing)


def is_pulled(case: Record, source: Record, section: str = "") -> bool:
    """Whether the case holds text that was taken from this section of this source."""
    wanted = title_key(source.title), key_of(section)
    return any(each.is_origin and (title_key(each.title), key_of(each.section)) == wanted for each in marks(case.body))


def add_source(case: Record, source_id: str, section: str = "") -> Edit:
    """The case with a source listed, once: nothing of its text is taken."""
    return Edit(case.id, fields={"sources": _listed(case, source_id, section)}, seen=case.version)


def remove_source(case: Record, source_id: str, section: str | None = None) -> Edit:
    """The case without this source in its list (all rows of it, or that of one section); the body stays."""
    kept = [
        row
        for row in _rows(case)
        if row.get("record") != source_id or (section is not None and (row.get("section") or "") != section)
    ]
    return Edit(case.id, fields={"sources": kept}, seen=case.version)


def _meant(sections: Sequence[Section], into: int | str) -> Section:
    """The row that is meant, by its number or its heading. Raises NoSuchSection."""
    if isinstance(into, int):
        return section_at(sections, into)
    found = next((each for each in sections if key_of(each.heading) == key_of(into)), None)
    if found is None:
        raise NoSuchSection(section=into)
    return found


def _put(body: str, under: Section | None, text: str) -> str:
    """A body with text below what stands under a heading, before footnotes that close it."""
    end = under.own_end if under else len(body)
    notes = _NOTES_BELOW.search(body[:end])
    at = max(notes.start(), under.text if under else 0) if notes else end
    return joined(body[:at], text, body[at:])


def _rows(case: Record) -> list[dict[str, Value]]:
    return [dict(row) for row in case.fields.get("sources") or ()]


def _listed(case: Record, source_id: str, section: str) -> list[dict[str, Value]]:
    """The case's sources with this one among them: a row without a section yet takes it."""
    rows = _rows(case)
    mine = [row for row in rows if row.get("record") == source_id]
    if any((row.get("section") or "") == section for row in mine):
        return rows
    free = next((row for row in mine if not row.get("section")), None)
    if free is not None:
        free["section"] = section
        return rows
    return [*rows, {"record": source_id, **({"section": section} if section else {})}]
