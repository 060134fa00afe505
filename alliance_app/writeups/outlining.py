"""From records to a document: fields, bodies, sources and pictures resolved, numbered, masked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import kind_named
from alliance_app.records.markdown.block import (
    Block,
    Footnote,
    Heading,
    Inset,
    Line,
    Paragraph,
    Picture,
    Run,
    mapped,
    text_of,
    text_of_line,
)
from alliance_app.records.progress import Progress, Step, quietly
from alliance_app.records.values import Attachment, Record, State
from alliance_app.words import _
from alliance_app.writeups.captions import Captions
from alliance_app.writeups.facts import FactReader
from alliance_app.writeups.figures import Figure, Reckoning, unresolved
from alliance_app.writeups.layouts import LAYOUTS, PLAIN, Layout
from alliance_app.writeups.masking import masked_blocks, masked_phone, masked_text, personal_numbers
from alliance_app.writeups.naming import owner_of
from alliance_app.writeups.numbering import Numbering, levelled
from alliance_app.writeups.outline import Part, Writeup
from alliance_app.writeups.pictures import Box, FitPicture, fit, fit_all
from alliance_app.writeups.pulling import is_pulled
from alliance_app.writeups.resolving import resolved_blocks
from alliance_app.writeups.sectioning import nothing_under, sections_of
from alliance_app.writeups.sections import section
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.sizes import picture_box

MAX_PICTURES = 300
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# Kinds whose date is the document's own; that of a salon or an offer is a field among others.
_DATED = ("case", "document")
# What a case says in its own places, or nowhere, rather than in the table of its fields.
_CASE_OWN = ("byline", "union", "date", "sources", "abstract", "layout")


def outline(
    shelf: Shelf,
    ids: Sequence[str],
    layout: Layout | None = None,
    *,
    mask: bool = True,
    private: bool = False,
    progress: Progress = quietly,
    fitted: Callable[..., FitPicture | None] = fit,
) -> Writeup:
    """The document of these records, in this order; `fitted` reads a picture file as `fit`. Raises UnknownRecord."""
    records = shelf.read_many(list(ids))
    chosen = layout or _own_layout(records)
    box = picture_box(chosen, sum(each.is_picture for record in records for each in record.attachments))
    desk = _Desk(shelf, chosen, mask, private, box, many=len(records) > 1, fitted=fitted)
    if fitted is fit:
        desk.look_ahead(records, progress)
    parts: list[Part] = []
    for number, record in enumerate(records):
        progress(Step(_("Reading “{title}”").format(title=record.title), number, len(records)))
        parts += desk.parts(record, first=not parts)
    captions = Captions()
    parts = [replace(part, blocks=captions.numbered(part.blocks)) for part in parts]
    first = records[0]
    title = desk.said(first.title) if len(records) == 1 else _("{count} records").format(count=len(records))
    author = first.fields.get("byline") or first.fields.get("union") or first.updated_by
    return Writeup(
        title=title,
        author=desk.said(str(author)),
        created=first.updated_at,
        layout=chosen,
        parts=tuple(parts),
        keywords=tuple(dict.fromkeys(desk.said(tag) for record in records for tag in record.tags)),
        pictures=desk.pictures,
        contents=len(records) > 1,
        warnings=desk.all_warnings(),
        covered=desk.covered,
    )


def _own_layout(records: Sequence[Record]) -> Layout:
    """A case's own layout; plain for everything else."""
    chosen = {str(record.fields.get("layout") or "plain") if record.kind == "case" else "plain" for record in records}
    return LAYOUTS.get(chosen.pop(), PLAIN) if len(chosen) == 1 else PLAIN


@dataclass(slots=True)
class _Desk:
    """What one document is made with, and what came up on the way."""

    shelf: Shelf
    layout: Layout
    mask: bool
    private: bool
    box: Box
    many: bool = False
    fitted: Callable[..., FitPicture | None] = fit
    pictures: dict[str, FitPicture] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    covered: int = 0
    _fitted: dict[Path, FitPicture | None] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)
    _placed: set[str] = field(default_factory=set)

    def all_warnings(self) -> tuple[str, ...]:
        covered = _("{count} phone, identity or card numbers were covered.").format(count=self.covered)
        return (*self.warnings, *([covered] if self.covered else []))

    def look_ahead(self, records: Sequence[Record], progress: Progress) -> None:
        """Make the records' own pictures fit, several at a time; whatever else comes up is made fit when it does."""
        found = (self.shelf.blob(each.sha256) for record in records for each in record.attachments if each.is_picture)
        paths = [path for path in dict.fromkeys(found) if path is not None][:MAX_PICTURES]
        for number, (path, picture) in enumerate(fit_all(paths, self.box) if len(paths) > 1 else ()):
            progress(Step(_("Preparing the pictures"), number, len(paths)))
            self._fitted[path] = picture

    def warn(self, text: str) -> None:
        self.warnings[text] = None

    def said(self, text: str) -> str:
        """Words from a record as they may be printed."""
        seen = _UNSEEN.sub("", text)
        if not self.mask:
            return seen
        self.covered += personal_numbers(seen)
        return masked_text(seen)

    def _called(self, number: str) -> str:
        """A telephone as it may be printed."""
        covered = self.said(number)
        if not self.mask or covered != number:
            return covered
        self.covered += 1
        return masked_phone(number)

    def title_of(self, record_id: str) -> str:
        try:
            return self.said(self.shelf.read(record_id).title)
        except AllianceError:
            self.warn(_("A record that is linked is not in this library."))
            return _("(record not here)")

    def parts(self, record: Record, *, first: bool) -> list[Part]:
        """A record, and behind a case its sources."""
        sources = self._sources(record) if record.kind == "case" else []
        official = self.layout.official
        part = self._part(record)
        listed = tuple(source.title for source in sources) if official else ()
        whole = replace(part, new_page=self.many or not first, files=listed + part.files)
        marks = [f"附件{number}" if len(sources) > 1 else "附件" for number in range(1, len(sources) + 1)]
        if official:
            return [whole, *(replace(each, mark=m, new_page=True) for each, m in zip(sources, marks, strict=True))]
        label = _("Source {number}")
        numbered = (replace(each, mark=label.format(number=number)) for number, each in enumerate(sources, 1))
        return [whole, *(replace(each, within=True) for each in numbered)]

    def _sources(self, case: Record) -> list[Part]:
        found = []
        for row in case.fields.get("sources") or ():
            try:
                source = self.shelf.read(str(row.get("record")))
            except AllianceError:
                self.warn(_("A source of this case is not in this library."))
                continue
            if source.state is State.DRAFT:
                self.warn(_("The source “{title}” is still a private draft.").format(title=self.said(source.title)))
            if source.trashed_at:
                self.warn(_("The source “{title}” is in the trash.").format(title=self.said(source.title)))
            section = str(row.get("section") or "")
            if not is_pulled(case, source, section):  # what stands in the text is not appended once more
                found.append(self._source(source, section))
        return found

    def _source(self, source: Record, wanted: str) -> Part:
        blocks = self._read(source)
        chosen = section(blocks, wanted) if wanted else None
        if wanted and chosen is None:
            self.warn(
                _("“{title}” has no section “{section}”; its whole text was taken.").format(
                    title=self.said(source.title), section=self.said(wanted)
                )
            )
        label = kind_named(source.kind).short_label
        return Part(
            title=self.said(source.title),
            subtitle=f"{label} · {self.said(wanted)}" if wanted else label,
            blocks=self._blocks(source, blocks if chosen is None else chosen, deeper=0 if self.layout.official else 1),
        )

    def _part(self, record: Record) -> Part:
        kind = kind_named(record.kind)
        is_case = record.kind == "case"
        reader = self._reader()
        self._placed = set()
        plain_case = is_case and not self.layout.official
        read = _without_title(self._read(record), record.title)
        body = self._blocks(record, read)
        if is_case:
            for each in sections_of(record.body, record.title):
                if each.empty:
                    self.warn(nothing_under(self.said(each.shown)))
        photos = [each for each in record.attachments if each.is_picture and each.sha256 not in self._placed]
        return Part(
            title=self.said(record.title),
            subtitle=self._subtitle(record),
            abstract=self.said(str(record.fields.get("abstract") or "")) if is_case else "",
            facts=reader.facts(kind, record.fields, _CASE_OWN if is_case else ()) if plain_case or not is_case else (),
            grids=() if is_case else reader.grids(kind, record.fields),
            blocks=_with_photos(body, [self._photo(each) for each in photos]),
            tags=() if self.layout.official else tuple(self.said(tag) for tag in record.tags),
            files=tuple(self.said(each.name) for each in record.attachments if not each.is_picture),
            dated=self._dated(record),
        )

    def _reader(self) -> FactReader:
        return FactReader(self.title_of, self.said, self._called, self.private)

    def _read(self, record: Record) -> tuple[Block, ...]:
        """A record's body with its marks filled in."""
        reckoning = Reckoning(self.shelf, record, self._reader())

        def noted(figure: Figure) -> None:
            self.warn(unresolved(figure))

        return resolved_blocks(record.body, lambda mark: reckoning.said(mark, noted))

    def _subtitle(self, record: Record) -> str:
        kind = kind_named(record.kind)
        day = str(record.fields.get(kind.dated_by) or "")[:10] if kind.dated_by else ""
        if record.kind == "case":
            names = dict.fromkeys(str(record.fields.get(name) or "") for name in ("union", "byline"))
            return "　".join(self.said(each) for each in (*names, "" if self.layout.official else day) if each)
        owner = owner_of(record.fields, record.kind)
        if self.layout.official:
            return self.title_of(owner) if owner else ""
        return "　".join(each for each in (kind.label, self.title_of(owner) if owner else "", day) if each)

    def _dated(self, record: Record) -> str:
        kind = kind_named(record.kind)
        day = str(record.fields.get(kind.dated_by) or "") if kind.dated_by else ""
        found = re.match(r"(\d{4})-(\d{2})-(\d{2})", day)
        if found is None or record.kind not in _DATED or not self.layout.official:
            return ""
        return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日"

    def _blocks(self, record: Record, blocks: tuple[Block, ...], deeper: int = 0) -> tuple[Block, ...]:
        """A record's blocks as they are to be set: links cut to what may be clicked, pictures by their content."""
        if self.mask:
            self.covered += personal_numbers(text_of(blocks))
            blocks = masked_blocks(blocks)
        resolved = mapped(blocks, lambda line: self._line(record, line), lambda leaf: self._leaf(record, leaf))
        shift = levelled(block.level for block in resolved if isinstance(block, Heading)) - deeper
        numbering = Numbering()
        made: list[Block] = []
        for block in resolved:
            if isinstance(block, Heading):
                raised = replace(block, level=max(1, block.level - shift))
                made.append(numbering.numbered(raised) if self.layout.official else raised)
            else:
                made.append(block)
        return tuple(made)

    def _line(self, record: Record, line: Line) -> Line:
        return tuple(
            self._run(each) if isinstance(each, Run) else self._inset(record, each) if isinstance(each, Inset) else each
            for each in line
        )

    def _run(self, run: Run) -> Run:
        return run if run.link.startswith(("http", "mailto:")) or not run.link else replace(run, link="")

    def _inset(self, record: Record, inset: Inset) -> Inset | Run:
        key = self._kept(record.attachment(inset.ref), inset.caption or inset.ref)
        return replace(inset, ref=key) if key else Run(_missing(inset.caption or inset.ref))

    def _leaf(self, record: Record, block: Block) -> Block:
        if not isinstance(block, Picture):
            return block
        key = self._kept(record.attachment(block.ref), block.caption or block.ref)
        return replace(block, ref=key) if key else Paragraph((Run(_missing(self.said(block.caption or block.ref))),))

    def _photo(self, attachment: Attachment) -> Block:
        name = self.said(attachment.name.rpartition(".")[0] or attachment.name)
        key = self._kept(attachment, name)
        return Picture(key, name) if key else Paragraph((Run(_missing(name)),))

    def _kept(self, attachment: Attachment | None, shown: str) -> str | None:
        """The key of a picture's content, read once; None, with a warning, when it cannot be shown."""
        name = self.said(shown)
        path = self.shelf.blob(attachment.sha256) if attachment else None
        if attachment:
            self._placed.add(attachment.sha256)
        if attachment is None or path is None:
            self.warn(_("The picture “{name}” is not here.").format(name=name))
            return None
        key = attachment.sha256
        if key not in self.pictures and key not in self._broken:
            picture = self._fit(path) if len(self.pictures) < MAX_PICTURES else None
            if picture is None:
                self._broken.add(key)
            else:
                self.pictures[key] = picture
        if key in self._broken:
            self.warn(_("The picture “{name}” cannot be read.").format(name=name))
            return None
        return key

    def _fit(self, path: Path) -> FitPicture | None:
        return self._fitted.pop(path) if path in self._fitted else self.fitted(path, self.box)


def _missing(name: str) -> str:
    return _("[picture: {name}]").format(name=name)


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """A body less a first heading that only repeats the title."""
    first = blocks[0] if blocks else None
    repeated = isinstance(first, Heading) and text_of_line(first.line).strip() == title.strip()
    return blocks[1:] if repeated else blocks


def _with_photos(body: tuple[Block, ...], photos: Sequence[Block]) -> tuple[Block, ...]:
    """Pictures nobody placed, behind the text and before the footnotes."""
    notes = tuple(block for block in body if isinstance(block, Footnote))
    return (*(block for block in body if not isinstance(block, Footnote)), *photos, *notes)
