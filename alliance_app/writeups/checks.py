"""Before a document goes out: what is in order, what a reader would mind, what must not leave so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown.block import Block, Inset, ListBlock, Picture, Quote, lines_of, text_of
from alliance_app.records.markdown.marks import Mark, marks
from alliance_app.records.text import is_visible
from alliance_app.records.values import Record, State
from alliance_app.words import _
from alliance_app.writeups.figures import Figure, Reckoning
from alliance_app.writeups.finding import Finding, Level
from alliance_app.writeups.forms import headings_of_form
from alliance_app.writeups.layouts import LAYOUTS, PLAIN
from alliance_app.writeups.masking import personal_numbers
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.pictures import FitPicture
from alliance_app.writeups.resolving import resolved_blocks
from alliance_app.writeups.sectioning import Section, key_of, nothing_under, sections_of
from alliance_app.writeups.shelf import AsHandedIn, Shelf
from alliance_app.writeups.sources import source_findings

__all__ = ["Finding", "Level", "checks"]

_ORDER = ("stop", "warn", "ok")
_UNREAD = FitPicture(b"", "png", 1, 1)


def checks(shelf: Shelf, record: Record, *, mask: bool = True, fonts: bool = False) -> tuple[Finding, ...]:
    """What to know before this record is exported: stops first, then warnings, then what is in order.

    The record may be handed in unsaved. `mask`: whether numbers will be covered. `fonts`: for PDF and preview, name
    faces that are not installed.
    """
    desk = _Desk(AsHandedIn(shelf, record), record)
    found = [*_head(record), *source_findings(shelf, record), *_sections(desk), *_figures(desk), *_pictures(desk)]
    found += _numbers(desk, mask)
    if fonts:
        found += _fonts(record)
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.level)))


@dataclass
class _Desk:
    """The record that is checked, and what is read of it once."""

    shelf: Shelf
    record: Record

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(self.record.body, self.record.title)

    @cached_property
    def figures(self) -> list[tuple[Mark, Figure]]:
        """The record's marks that are to be filled in."""
        reckoning = Reckoning(self.shelf, self.record)
        found = ((mark, None if mark.is_origin else reckoning.figure(mark)) for mark in marks(self.record.body))
        return [(mark, figure) for mark, figure in found if figure is not None]

    def section_at(self, place: int) -> Section | None:
        """The section that holds a place of the body."""
        return next((each for each in reversed(self.sections) if each.start <= place < each.end), None)

    def texts(self) -> Iterator[tuple[Section | None, tuple[Block, ...]]]:
        """The body piece by piece: each heading, None for what stands before the first, and its own blocks."""
        body = self.record.body
        said = {mark.start: figure.value for mark, figure in self.figures}
        first = self.sections[0].start if self.sections else len(body)
        pieces: list[tuple[Section | None, int, int]] = [(None, 0, first)]
        pieces += [(each, each.start, each.own_end) for each in self.sections]
        for section, start, end in pieces:
            yield section, resolved_blocks(body[start:end], partial(self._value, said, start))

    def _value(self, said: Mapping[int, str], start: int, mark: Mark) -> str | None:
        """What a mark of a piece that starts at `start` prints."""
        return "" if mark.is_origin else said.get(start + mark.start)


def _in(section: Section | None, finding: Finding) -> Finding:
    return finding if section is None else replace(finding, heading=section.shown, place=section.place)


def _head(record: Record) -> Iterator[Finding]:
    """Title, byline, union and date."""
    missing: list[Finding] = []
    if not is_visible(record.title):
        missing.append(Finding("stop", "title-missing", _("There is no title.")))
    if record.kind == "case":
        if not is_visible(str(record.fields.get("byline") or "")):
            missing.append(Finding("stop", "byline-missing", _("There is no byline.")))
        if not is_visible(str(record.fields.get("union") or "")):
            missing.append(Finding("warn", "union-missing", _("The union is not named.")))
    dated_by = KINDS[record.kind].dated_by
    if dated_by and not record.fields.get(dated_by):
        missing.append(Finding("stop" if record.kind == "case" else "warn", "date-missing", _("There is no date.")))
    yield from missing
    if not missing and record.kind == "case":
        yield Finding("ok", "head-complete", _("Title, byline, union and date are there."))


def _sections(desk: _Desk) -> Iterator[Finding]:
    """Headings with nothing under them, headings twice, headings the form asks for and that are not there."""
    seen: set[tuple[str, int]] = set()
    for each in desk.sections:
        above = next((one.place for one in reversed(desk.sections[: each.place]) if one.level < each.level), -1)
        key = key_of(each.heading), above
        if key in seen:
            text = _("“{heading}” stands there twice.").format(heading=each.shown)
            yield _in(each, Finding("warn", "heading-twice", text))
        seen.add(key)
        if each.empty and desk.record.kind == "case":
            yield _in(each, Finding("warn", "section-empty", nothing_under(each.shown)))
    if desk.record.kind == "case":
        there = {key_of(each.heading) for each in desk.sections}
        for heading in headings_of_form(str(desk.record.fields.get("form") or "")):
            if key_of(heading) not in there:
                text = _("The form asks for “{heading}”, which is not there.").format(heading=heading)
                yield Finding("warn", "heading-missing", text)


def _figures(desk: _Desk) -> Iterator[Finding]:
    """Marks that cannot be filled in; how many can."""
    filled = sum(figure.found for _mark, figure in desk.figures)
    for mark, figure in desk.figures:
        yield from _from_draft(desk, mark, figure)
        if not figure.found:
            text = _("“{figure}” prints as “{value}”.").format(figure=figure.mark.strip("{}"), value=figure.value)
            yield _in(desk.section_at(mark.start), Finding("stop", "figure-unresolved", text, figure.origin))
    if filled and filled == len(desk.figures):
        yield Finding("ok", "figures-current", _("{count} figures are those of the records now.").format(count=filled))


def _from_draft(desk: _Desk, mark: Mark, figure: Figure) -> Iterator[Finding]:
    """A figure of a record that nobody but the writer can see; of sources this is told already."""
    sources = {str(row.get("record")) for row in desk.record.fields.get("sources") or ()}
    elsewhere = figure.record_id not in {"", *sources, desk.record.id}
    if elsewhere and desk.shelf.read(figure.record_id).state is State.DRAFT:
        text = _("“{figure}” comes from a private draft.").format(figure=figure.mark.strip("{}"))
        yield _in(desk.section_at(mark.start), Finding("warn", "figure-draft", text, record_id=figure.record_id))


def _pictures(desk: _Desk) -> Iterator[Finding]:
    """Pictures that are named and not here."""
    for section, found in desk.texts():
        for picture in _pictures_in(found):
            attachment = desk.record.attachment(picture.ref)
            if attachment is None or desk.shelf.blob(attachment.sha256) is None:
                name = picture.caption or picture.ref
                text = _("The picture “{name}” is not here.").format(name=name)
                detail = _("It comes with the next sync.") if attachment else _("It was never attached.")
                yield _in(section, Finding("warn", "picture-missing", text, detail))


def _pictures_in(found: tuple[Block, ...]) -> Iterator[Picture | Inset]:
    for block in found:
        match block:
            case Picture():
                yield block
            case ListBlock():
                for item in block.items:
                    yield from _pictures_in(item.blocks)
            case Quote():
                yield from _pictures_in(block.blocks)
            case _:
                yield from (each for line in lines_of([block]) for each in line if isinstance(each, Inset))


def _numbers(desk: _Desk, mask: bool) -> Iterator[Finding]:
    """Telephone, identity and card numbers, as many as the document would hold."""
    count = outline(desk.shelf, [desk.record.id], fitted=lambda *_picture: _UNREAD).covered
    if not count:
        return
    where = next((section for section, found in desk.texts() if personal_numbers(text_of(found))), None)
    detail = _("Protection of personal information")
    if mask:
        text = _("{count} phone or identity numbers: covered in the export.").format(count=count)
        yield _in(where, Finding("warn", "numbers-covered", text, detail))
    else:
        text = _("{count} phone or identity numbers will be readable.").format(count=count)
        yield _in(where, Finding("stop", "numbers-readable", text, detail))


def _fonts(record: Record) -> Iterator[Finding]:
    from alliance_app.writeups.pdf import missing_fonts

    layout = LAYOUTS.get(str(record.fields.get("layout") or ""), PLAIN) if record.kind == "case" else PLAIN
    for text in missing_fonts(layout):
        yield Finding("warn", "fonts-missing", text)
