"""The columns of a list, by the declaration of its kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alliance_app.records.benefit import in_wan
from alliance_app.records.fields import Computed, Day, Field, Integer, Link, Many, Moment, Number, Phone, Quantity
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Fields, Record, State, Value
from alliance_app.words import _
from alliance_app.writeups.naming import owner_of
from alliance_app.writeups.sheets import cells
from alliance_app.writeups.sheets.cells import CellValue

Say = Callable[[str], str]
_MONEY_UNIT = "元"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of a workbook tells of: a record, or a row of one of its tables, with that row's name."""

    record: Record
    fields: Fields
    name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how an entry's value is found, and its number format."""

    title: str
    value: Callable[[Entry], CellValue]
    look: str = cells.PLAIN


@dataclass(frozen=True, slots=True)
class ColumnMaker:
    """Makes columns: links by `title_of`, text by `said`, telephones by `called`."""

    title_of: Say
    said: Say
    called: Say
    private: bool = False

    def of_kind(self, kind: Kind) -> tuple[Column, ...]:
        """A kind's own list: title, fields, and what every record has."""
        declared = [column for each in self._shown(kind) for column in self._columns(each)]
        return (self._title(), *declared, *self._common())

    def of_all(self) -> tuple[Column, ...]:
        """A list of several kinds: what they have in common."""
        return (
            self._title(),
            Column(_("Kind"), lambda entry: KINDS[entry.record.kind].label),
            Column(_("Date"), _own_day, cells.DAY),
            Column(_("Enterprise"), self._owner),
            *self._common(),
        )

    def of_table(self, table: Table | Sheet) -> tuple[Column, ...]:
        """The rows of one field of several rows, each under its record's title."""
        inner = [column for each in table.columns for column in self._columns(each)]
        if not isinstance(table, Sheet) or table.ruled:
            return (self._title(), *inner)
        return (self._title(), Column(table.label, lambda entry: table.row_label(entry.name)), *inner)

    def tables(self, kind: Kind) -> tuple[Table | Sheet, ...]:
        """The fields of a kind that have a sheet of their own."""
        return tuple(each for each in self._shown(kind) if isinstance(each, Table | Sheet) and not _spread(each))

    def _shown(self, kind: Kind) -> Iterator[Field]:
        return (each for each in kind.fields if self.private or not each.private)

    def _title(self) -> Column:
        return Column(_("Title"), lambda entry: self.said(entry.record.title))

    def _common(self) -> tuple[Column, ...]:
        return (
            Column(_("Tags"), lambda entry: self.said("、".join(entry.record.tags))),
            Column(_("State"), lambda entry: _state(entry.record)),
            Column(_("Changed"), lambda entry: cells.local(entry.record.updated_at), cells.MOMENT),
            Column(_("Changed by"), lambda entry: self.said(entry.record.updated_by)),
            Column(_("Record number"), lambda entry: entry.record.id),
        )

    def _owner(self, entry: Entry) -> CellValue:
        owner = owner_of(entry.record.fields, entry.record.kind)
        return self.title_of(owner) if owner else None

    def _columns(self, each: Field) -> Iterator[Column]:
        name, unit = each.name, getattr(each, "unit", "")
        title = f"{each.label}（{unit}）" if unit else each.label
        match each:
            case Sheet() if _spread(each):
                yield from self._spread_columns(each)
            case Table() | Sheet():
                yield Column(_("{field}: rows").format(field=each.label), lambda entry: _rows_in(entry.fields, name))
            case Quantity():
                yield Column(title, lambda entry: _part(entry.fields, name, "number"))
                unit_title = _("{field}: unit").format(field=each.label)
                yield Column(unit_title, lambda entry: self._short(_part(entry.fields, name, "unit")))
            case Day():
                yield Column(title, lambda entry: _if_any(cells.day, entry.fields.get(name)), cells.DAY)
            case Moment():
                yield Column(title, lambda entry: _if_any(cells.moment, entry.fields.get(name)), cells.MOMENT)
            case Number() | Integer():
                look = cells.MONEY if unit == _MONEY_UNIT else cells.PLAIN
                yield Column(title, lambda entry: entry.fields.get(name), look)
            case Computed():
                yield self._computed(each)
            case Phone():
                yield Column(title, lambda entry: _if_any(self.called, entry.fields.get(name)), cells.TEXT)
            case _:
                yield Column(title, lambda entry: self._text(each, entry.fields.get(name)))

    def _spread_columns(self, sheet: Sheet) -> Iterator[Column]:
        """A sheet whose rows are known and hold one value each: a column for each row."""
        (inner,) = sheet.columns
        for row in sheet.rows or {}:
            (made,) = self._columns(inner)
            title = f"{sheet.label}·{sheet.row_label(row)}"
            yield Column(title, _in_row(sheet.name, row, made), made.look)

    def _computed(self, each: Computed) -> Column:
        name, yuan = each.name, each.shown is in_wan
        title = f"{each.label}（{_MONEY_UNIT}）" if yuan else each.label

        def value(entry: Entry) -> CellValue:
            found = entry.fields.get(name)
            return found if isinstance(found, int | float) else self._text(each, found)

        return Column(title, value, cells.MONEY if yuan else cells.PLAIN)

    def _text(self, shape: Field, value: Value) -> str:
        if value is None:
            return ""
        if isinstance(shape, Link):
            return self.title_of(str(value))
        if isinstance(shape, Many):
            return "、".join(self._text(shape.of, item) for item in value)
        return self.said(shape.show(value))

    def _short(self, value: CellValue) -> CellValue:
        return self.said(str(value)) if value else None


def entries(table: Table | Sheet, record: Record) -> Iterator[Entry]:
    """The rows of one field of a record, in the order of the form."""
    value = record.fields.get(table.name) or {}
    if isinstance(table, Table):
        yield from (Entry(record, row) for row in value)
        return
    order = [name for name in table.rows or () if name in value] or sorted(value)
    yield from (Entry(record, value[name], name) for name in order if value[name])


def _spread(each: Table | Sheet) -> bool:
    return isinstance(each, Sheet) and each.rows is not None and len(each.columns) == 1


def _in_row(sheet: str, row: str, column: Column) -> Callable[[Entry], CellValue]:
    def value(entry: Entry) -> CellValue:
        held = (entry.fields.get(sheet) or {}).get(row)
        return column.value(Entry(entry.record, held, row)) if held else None

    return value


def _rows_in(fields: Fields, name: str) -> CellValue:
    return len(fields.get(name) or ()) or None


def _part(fields: Fields, name: str, part: str) -> CellValue:
    held = fields.get(name)
    found: CellValue = held.get(part) if held else None
    return found


def _if_any(shown: Callable[[str], CellValue], value: Value) -> CellValue:
    return None if value in (None, "") else shown(str(value))


def _own_day(entry: Entry) -> CellValue:
    kind = KINDS[entry.record.kind]
    return _if_any(cells.day, entry.record.fields.get(kind.dated_by)) if kind.dated_by else None


def _state(record: Record) -> str:
    if record.trashed_at:
        return _("in the trash")
    return _("shared") if record.state is State.SHARED else _("draft")
