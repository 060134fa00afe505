"""A record's fields as labelled facts and tables, by the declaration of its kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alliance_app.records.fields import Field, Link, Many, Phone
from alliance_app.records.kind import Kind
from alliance_app.records.markdown.block import Break, Inline, Line, Run, TableBlock
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Fields, Value
from alliance_app.writeups.outline import Fact, Grid

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FactReader:
    """How fields are shown: links by `title_of`, text by `said`, telephones by `called`."""

    title_of: Say
    said: Say
    called: Say
    private: bool = False

    def facts(self, kind: Kind, fields: Fields, without: Iterable[str] = ()) -> tuple[Fact, ...]:
        """The filled fields of one value, in the order of the form."""
        shown = ((each, self.text(each, fields[each.name])) for each in self._filled(kind, fields, without))
        return tuple(Fact(each.label, text) for each, text in shown if text and not isinstance(each, Table | Sheet))

    def grids(self, kind: Kind, fields: Fields, without: Iterable[str] = ()) -> tuple[Grid, ...]:
        """The filled fields of several rows."""
        return tuple(
            Grid(each.label, self._table(each, fields[each.name]))
            for each in self._filled(kind, fields, without)
            if isinstance(each, Table | Sheet)
        )

    def text(self, shape: Field, value: Value) -> str:
        """A value as a person reads it."""
        if value is None:
            return ""
        if isinstance(shape, Link):
            return self.title_of(str(value))
        if isinstance(shape, Many):
            return "、".join(self.text(shape.of, item) for item in value)
        return (self.called if isinstance(shape, Phone) else self.said)(shape.show(value))

    def _filled(self, kind: Kind, fields: Fields, without: Iterable[str]) -> Iterator[Field]:
        left_out = set(without)
        for each in kind.fields:
            empty = fields.get(each.name) in (None, "", [], {})
            if not empty and each.name not in left_out and (self.private or not each.private):
                yield each

    def _table(self, shape: Table | Sheet, value: Value) -> TableBlock:
        columns = shape.columns
        rows = [("", row) for row in value] if isinstance(shape, Table) else list(_named(shape, value))
        used = [each for each in columns if any(row.get(each.name) not in (None, "", []) for _name, row in rows)]
        named = isinstance(shape, Sheet) and not shape.ruled
        head = ([_line(shape.label)] if named else []) + [_line(each.label) for each in used]
        body = []
        for name, row in rows:
            cells = [_line(self.text(each, row.get(each.name))) for each in used]
            body.append(tuple(([_line(name)] if named else []) + cells))
        return TableBlock(tuple(head), tuple(body), ("",) * len(head))


def _named(shape: Sheet, value: Mapping[str, Value]) -> Iterator[tuple[str, Fields]]:
    """The rows of a sheet with their labels, in the declared order where there is one."""
    order = [name for name in shape.rows or () if name in value] or sorted(value)
    for name in order:
        row = value[name]
        if row:
            yield shape.row_label(name), row


def _line(text: str) -> Line:
    line: list[Inline] = []
    for number, part in enumerate(text.split("\n")):
        line += [Break()] if number else []
        line += [Run(part)] if part else []
    return tuple(line)
