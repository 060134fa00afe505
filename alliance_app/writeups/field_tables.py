"""Fields of several rows as tables in Markdown: a salon's decisions, an open day's programme."""

from collections.abc import Iterator

from alliance_app.records.fields import Link
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Table
from alliance_app.records.values import Record
from alliance_app.words import _


def field_tables(record: Record) -> Iterator[tuple[Table, str]]:
    """The record's filled tables, each as Markdown under its caption; private ones are left out."""
    for field in KINDS[record.kind].fields:
        rows = record.fields.get(field.name)
        if isinstance(field, Table) and rows and not field.private:
            shown = [each for each in field.columns if not each.private and not isinstance(each, Link)]
            used = [each for each in shown if any(row.get(each.name) not in (None, "", []) for row in rows)]
            if used:
                cells = [[each.label for each in used], ["---"] * len(used)]
                cells += [[each.show(row.get(each.name)) for each in used] for row in rows]
                lines = [f"| {' | '.join(_cell(text) for text in row)} |" for row in cells]
                caption = _("Table: {caption}").format(caption=field.label)
                yield field, "\n".join([caption, "", *lines])


def table_named(record: Record, label: str) -> str | None:
    """The table of the field with this label, in either language, as Markdown; None when it has none."""
    wanted = label.strip().casefold()
    named = (text for each, text in field_tables(record) if wanted in (each.name, each.zh, each.en.casefold()))
    return next(named, None)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
