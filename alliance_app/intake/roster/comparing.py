"""A roster against the library: what each row would add, change, leave, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from alliance_app.intake.roster import reading
from alliance_app.intake.roster.errors import UnknownAnswer
from alliance_app.intake.roster.matching import Known, Match, doubles, name_of
from alliance_app.intake.roster.preview import AS_NEW, Candidate, Change, Fault, Preview, PreviewRow, Standing
from alliance_app.intake.roster.table import Line, Roster, shown_place
from alliance_app.intake.roster.workbook import Cell
from alliance_app.library import Library, Listing
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Field
from alliance_app.records.kinds import MEMBER
from alliance_app.records.ratings import with_past
from alliance_app.records.roster import NUMBER, TITLE, column
from alliance_app.records.text import clean_title
from alliance_app.records.values import Fields, Record, Value
from alliance_app.words import _


def compare(library: Library, roster: Roster, answers: Mapping[int, str] | None = None) -> Preview:
    """What taking the roster in would do; nothing is written.

    `answers`: by row number, the id of the member that a row means, or AS_NEW. Raises UnknownAnswer.
    """
    given = dict(answers or {})
    members = library.read_many(library.ids(Listing(kinds=("member",), order="created", descending=False)))
    known = Known(members, library.ids(Listing(kinds=("member",), trashed=True)))
    matches = {each.number: _answered(each, known.match(each), given) for each in roster.lines}
    twice = doubles(roster.lines, matches)
    rows = tuple(_Row(roster, each, matches[each.number], twice.get(each.number)).told() for each in roster.lines)
    return Preview(roster, rows, given)


def _answered(line: Line, match: Match, answers: Mapping[int, str]) -> Match:
    answer = answers.get(line.number)
    if answer is None or not match.candidates:
        return match
    if answer == AS_NEW:
        return replace(match, candidates=())
    for each in match.candidates:
        if each.id == answer:
            return replace(match, record=each, candidates=())
    raise UnknownAnswer(row=line.number, answer=answer)


@dataclass(slots=True)
class _Row:
    """One row on its way to being told."""

    roster: Roster
    line: Line
    match: Match
    double: int | None
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    fields: dict[str, Value] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def told(self) -> PreviewRow:
        title = self._title()
        for key, cell in self.line.cells.items():
            if key not in (TITLE, NUMBER) and key not in self.line.merged:
                self._take(column(key).field, cell)
        for key, merge in self.line.merged.items():
            several = _("{cells} are merged over several rows or columns: split them and fill each one")
            self._fault(key, several.format(cells=merge.shown))
        if self.match.remark:
            self.remarks.append(self.match.remark)
        self._look_at_the_whole()
        return PreviewRow(
            number=self.line.number,
            name=name_of(self.line),
            standing=self._standing(),
            id=self._record.id if self._record else None,
            version=self._record.version if self._record else None,
            title=title,
            fields=self.fields,
            changes=tuple(self.changes),
            faults=tuple(self.faults),
            remarks=tuple(self.remarks),
            candidates=tuple(Candidate(each.id, each.title) for each in self.match.candidates),
        )

    @property
    def _record(self) -> Record | None:
        return self.match.record

    @property
    def _now(self) -> Fields:
        return self._record.fields if self._record is not None else {}

    def _standing(self) -> Standing:
        if self.faults:
            return Standing.WRONG
        if self.match.candidates:
            return Standing.ASKS
        if self._record is None:
            return Standing.NEW
        return Standing.CHANGES if self.changes else Standing.SAME

    def _fault(self, key: str, reason: str) -> None:
        self.faults.append(Fault(shown_place(self.roster, self.line.number, key), column(key).heading, reason))

    def _title(self) -> str | None:
        """The title to write: of a new member, or of one whose record number comes with another name."""
        cell = self.line.cells.get(TITLE)
        if self.double is not None:
            self._fault(TITLE, _("row {row} has the same name or record number").format(row=self.double))
        if self.match.fault:
            self._fault(NUMBER if NUMBER in self.line.cells else TITLE, self.match.fault)
        if cell is None:
            if TITLE not in self.line.merged and not self.match.by_number:
                self._fault(TITLE, _("the name of the enterprise is missing"))
            return None
        if cell.formula or cell.fault:
            self._read(column(TITLE).field, cell)
            return None
        wanted = name_of(self.line)
        known = " ".join(self._record.title.split()) if self._record is not None else ""
        stays = self._record is not None and (not self.match.by_number or reading.covers(wanted, known))
        if stays or TITLE in self.line.merged or (self._record is not None and reading.is_covered(wanted)):
            return None
        return self._checked_title(wanted)

    def _checked_title(self, wanted: str) -> str | None:
        try:
            title = clean_title(wanted)
        except AllianceError as error:
            self._fault(TITLE, str(error.details["reason"]))
            return None
        if self._record is None or title == self._record.title:
            return title if self._record is None else None
        self.changes.append(Change(TITLE, column(TITLE).heading, self._record.title, title))
        return title

    def _take(self, declared: Field, cell: Cell) -> None:
        """One cell: an empty one leaves what is there, one that says what is there already, too."""
        now = self._now.get(declared.name)
        if not cell.formula and not cell.fault:
            text = reading.said(cell)
            if now is not None and reading.covers(text, declared.show(now)):
                return
            if reading.is_empty(declared, cell):
                return
            if declared.name != "stars" and reading.is_covered(text):
                self.remarks.append(_("{field} is covered and was left as it is").format(field=declared.label))
                return
        value = self._read(declared, cell)
        if value is None or _alike(value, now):
            return
        self.fields[declared.name] = value
        self.changes.append(Change(declared.name, declared.label, declared.show(now), declared.show(value)))

    def _read(self, declared: Field, cell: Cell) -> Value:
        try:
            return reading.read(declared, cell, from_1904=self.roster.from_1904)
        except reading.UnreadableCellError as error:
            self._fault(declared.name, str(error))
            return None

    def _look_at_the_whole(self) -> None:
        """What only the fields together tell."""
        after = {**self._now, **self.fields}
        workers, members = after.get("workers"), after.get("members")
        if workers is not None and members is not None and members > workers and self.fields.keys() & _PEOPLE:
            self.remarks.append(_("more union members than workers"))
        if "stars" in self.fields and self._now.get("rated_on") and "rated_on" not in self.fields:
            self.remarks.append(_("other stars, but the day of the rating stays as it was"))
        past = with_past(self._now, self.fields)
        if past is not None:
            declared = MEMBER.by_name["ratings"]
            self.fields["ratings"] = past
            before = declared.show(self._now.get("ratings"))
            self.changes.append(Change("ratings", declared.label, _one_line(before), _one_line(declared.show(past))))


_PEOPLE = frozenset({"workers", "members"})


def _alike(value: Value, now: Value) -> bool:
    if isinstance(value, list) and isinstance(now, list):
        return sorted(map(str, value)) == sorted(map(str, now))
    return bool(value == now)


def _one_line(text: str) -> str:
    return "；".join(text.splitlines())


def faults_of(preview: Preview) -> Iterator[tuple[int, str]]:
    """Every fault and question with its row's number, in the sheet's order, in words."""
    for row in preview.rows:
        for fault in row.faults:
            yield row.number, f"{fault.place} {fault.column}：{fault.reason}"
        if row.standing is Standing.ASKS:
            yield row.number, question_of(row)


def question_of(row: PreviewRow) -> str:
    """What a row asks, in words."""
    names = "、".join(each.title for each in row.candidates)
    return _("“{name}” may mean: {members}. Say which one, or that it is new.").format(name=row.name, members=names)
