"""Figures in a case that follow the records: fields of one record, and totals over the case's source projects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from alliance_app import words
from alliance_app.records.batches import ACCEPTED, IMPROVED, Batches, batches
from alliance_app.records.benefit import in_wan
from alliance_app.records.errors import AllianceError, UnknownField
from alliance_app.records.fields import Computed, Field, Integer, Number, Quantity
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown.marks import Mark, written
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.text import title_key
from alliance_app.records.values import Record, Value
from alliance_app.words import N_, _
from alliance_app.writeups.facts import FactReader
from alliance_app.writeups.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is now. `mark`: what stands for it in a body, `{{name：title}}`.

    `value`: as it is printed; where it cannot be worked out, words that say so. `origin`: where it comes from, or why
    there is none. `found`: whether there is one. `record_id`: the record it is of, "" for a total.
    """

    name: str
    title: str
    value: str
    origin: str
    mark: str
    found: bool = True
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class _Total:
    """A figure over source projects. `counted`: the stages whose projects count, None for all."""

    zh: str
    en: str
    worth: Callable[[Batches], float]
    shown: Callable[[float], str]
    counted: tuple[str, ...] | None
    none: str

    @property
    def label(self) -> str:
        return self.zh if words.language() == "zh" else self.en


def _projects(number: float) -> str:
    return _("{count} projects").format(count=int(number))


def _people(number: float) -> str:
    return _("{count} people").format(count=int(number))


def _money(yuan: float) -> str:
    return in_wan(yuan, 1)


_NO_PROJECT = N_("None of the sources is a project.")
_NOT_APPROVED = N_("None of the source projects is approved yet.")
_NOT_ACCEPTED = N_("None of the source projects is accepted yet.")
_TOTALS = (
    _Total("年经济效益合计", "Yearly benefit in all", lambda all_of: all_of.benefit, _money, ACCEPTED, _NOT_ACCEPTED),
    _Total("培训人数", "People trained", lambda all_of: all_of.people, _people, None, _NO_PROJECT),
    _Total("改良项目", "Projects improved", lambda all_of: all_of.improved, _projects, IMPROVED, _NOT_APPROVED),
    _Total("验收成果", "Results accepted", lambda all_of: all_of.accepted, _projects, ACCEPTED, _NOT_ACCEPTED),
)


# What a mark of a total is called, as it is written.
TOTALS = tuple(each.zh for each in _TOTALS)


def figures_of(shelf: Shelf, case: Record) -> tuple[Figure, ...]:
    """What can be put into a case: totals over its source projects, then each source's filled fields of numbers."""
    reckoning = Reckoning(shelf, case)
    totals = [reckoning.total(each) for each in _TOTALS]
    fields = (reckoning.of(source, each) for source in reckoning.sources for each in _number_fields(source))
    return (*totals, *fields)


class Reckoning:
    """Works out the marks of one record: a case knows its sources, any record those it names. Reads each once."""

    def __init__(self, shelf: Shelf, record: Record, reader: FactReader | None = None) -> None:
        self._shelf = shelf
        self._record = record
        self._reader = reader or FactReader(self._title_of, str, str)

    @cached_property
    def sources(self) -> tuple[Record, ...]:
        """The case's sources that are here and not in the trash, each once."""
        rows = self._record.fields.get("sources") if self._record.kind == "case" else None
        ids = dict.fromkeys(str(row.get("record")) for row in rows or ())
        read = [self._read(each) for each in ids]
        return tuple(each for each in read if each is not None and each.trashed_at is None)

    def figure(self, mark: Mark) -> Figure | None:
        """The figure a mark stands for; None for one that stands for none and stays as it was typed.

        In a case every mark is meant as a figure; elsewhere only the one that names a field and a record.
        """
        if mark.title:
            return self._of_title(mark)
        total = next((each for each in _TOTALS if mark.name.casefold() in (each.zh, each.en.casefold())), None)
        if self._record.kind != "case":
            return None
        return self.total(total) if total else self._none(mark, _("There is no figure of this name."))

    def said(self, mark: Mark, unresolved: Callable[[Figure], None]) -> str | None:
        """What a mark prints; None leaves it as it was typed. `unresolved` is told of one that cannot be filled in."""
        if mark.is_origin:
            return ""
        figure = self.figure(mark)
        if figure is not None and not figure.found:
            unresolved(figure)
        return figure.value if figure is not None else None

    def total(self, total: _Total) -> Figure:
        """A total over the source projects."""
        projects = [each for each in self.sources if each.kind == "project"]
        counted = [each for each in projects if total.counted is None or each.fields.get("stage") in total.counted]
        mark = Mark(total.label)
        if not counted:
            return self._none(mark, _(total.none) if projects else _(_NO_PROJECT))
        value = total.shown(total.worth(batches(projects)))
        return Figure(total.label, "", value, "、".join(each.title for each in counted), written(total.label))

    def of(self, record: Record, field: Field) -> Figure:
        """A field of a record."""
        mark = Mark(field.label, record.title)
        value = record.fields.get(field.name)
        if isinstance(field, Table | Sheet) or (field.private and not self._reader.private):
            return self._none(mark, _("“{field}” cannot be printed here.").format(field=field.label))
        if value in (None, "", []):
            return self._none(mark, _("“{field}” of “{title}” is empty.").format(field=field.label, title=record.title))
        shown = " ".join(self._shown(field, value).split())
        kind = KINDS[record.kind].short_label
        return Figure(field.label, record.title, shown, kind, written(mark.name, mark.title), record_id=record.id)

    def _of_title(self, mark: Mark) -> Figure | None:
        record = self._named(mark.title) or (self._named(f"{mark.title}#{mark.section}") if mark.section else None)
        if record is None:
            meant = self._record.kind == "case" or _is_a_field(mark.name)
            told = _("There is no record “{title}” here.").format(title=mark.title)
            return self._none(mark, told) if meant else None
        try:
            return self.of(record, KINDS[record.kind].field(mark.name))
        except UnknownField:
            label = KINDS[record.kind].label
            told = _("“{title}” ({kind}) has no field “{field}”.")
            return self._none(mark, told.format(title=record.title, kind=label, field=mark.name))

    def _named(self, title: str) -> Record | None:
        """The record of this title: a source, the record itself, then any."""
        key = title_key(title)
        near = next((each for each in (*self.sources, self._record) if title_key(each.title) == key), None)
        if near is not None:
            return near
        found = self._shelf.by_title(title)
        return self._read(found) if found else None

    def _none(self, mark: Mark, reason: str) -> Figure:
        value = _("({what}: no such figure)").format(what=mark.title or mark.name)
        return Figure(mark.name, mark.title, value, reason, written(mark.name, mark.title), found=False)

    def _shown(self, field: Field, value: Value) -> str:
        if isinstance(field, Computed) and field.shown is in_wan:
            return _money(value)
        return self._reader.text(field, value)

    def _read(self, record_id: str) -> Record | None:
        try:
            return self._shelf.read(record_id)
        except AllianceError:
            return None

    def _title_of(self, record_id: str) -> str:
        found = self._read(record_id)
        return found.title if found else _("(record not here)")


def unresolved(figure: Figure) -> str:
    """What a reader is told of a mark that could not be filled in."""
    return _("“{figure}” could not be filled in. {reason}").format(figure=figure.mark.strip("{}"), reason=figure.origin)


def _is_a_field(name: str) -> bool:
    """Whether some kind of record has a field of this name or label."""
    wanted = name.casefold()
    return any(wanted in (f.name, f.zh.casefold(), f.en.casefold()) for kind in KINDS.values() for f in kind.fields)


def _number_fields(record: Record) -> Iterator[Field]:
    for each in KINDS[record.kind].fields:
        filled = record.fields.get(each.name) not in (None, "", [])
        if filled and isinstance(each, Integer | Number | Quantity | Computed) and not each.private:
            yield each
