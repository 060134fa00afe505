"""A case's sources before it goes out: whether they are here, shared, and still say what is taken from them."""

from collections.abc import Iterator, Mapping

from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Record, State, Value
from alliance_app.words import _
from alliance_app.writeups.finding import Finding
from alliance_app.writeups.pulling import is_pulled
from alliance_app.writeups.sections import section_source
from alliance_app.writeups.shelf import Shelf


def source_findings(shelf: Shelf, case: Record) -> Iterator[Finding]:
    """What is to be said about the sources of a case."""
    rows = case.fields.get("sources") if case.kind == "case" else None
    # several sections of one record say the same of it once
    found = list(dict.fromkeys(finding for row in rows or () for finding in _about(shelf, case, row)))
    yield from found
    count = len({str(row.get("record")) for row in rows or ()})
    if count and not any(each.code != "section-gone" for each in found):
        yield Finding("ok", "sources-shared", _("All {count} sources are shared.").format(count=count))


def _about(shelf: Shelf, case: Record, row: Mapping[str, Value]) -> Iterator[Finding]:
    record_id, section = str(row.get("record")), str(row.get("section") or "")
    try:
        source = shelf.read(record_id)
    except AllianceError:
        yield Finding("warn", "source-gone", _("A source of this case is not in this library."), record_id=record_id)
        return
    if section and section_source(source.body, section) is None and not is_pulled(case, source, section):
        text = _("“{title}” has no section “{section}”; its whole text was taken.")
        said = text.format(title=source.title, section=section)
        yield Finding("warn", "section-gone", said, record_id=record_id)
    if source.trashed_at:
        text = _("The source “{title}” is in the trash.")
        yield Finding("warn", "source-trashed", text.format(title=source.title), record_id=record_id)
    elif source.state is State.DRAFT:
        text = _("The source “{title}” is still a private draft.")
        yield Finding("warn", "source-draft", text.format(title=source.title), record_id=record_id)
