"""Taking a roster in: one transaction over its rows, all or nothing."""

from dataclasses import dataclass

from alliance_app.intake.roster.comparing import compare, faults_of
from alliance_app.intake.roster.errors import RosterHasFaults, RosterOutdated
from alliance_app.intake.roster.preview import Preview, Standing
from alliance_app.library import Library
from alliance_app.records.values import Edit, NewRecord


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done. `left_out`: the numbers of the rows that were wrong or asked something, and were left out."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    left_out: tuple[int, ...]


def apply(library: Library, preview: Preview, *, skip_wrong: bool = False) -> Applied:
    """Write what the preview says; new members are private drafts. Applied again, it changes nothing.

    `skip_wrong`: leave out the rows that are wrong or ask something; else one of them stops the whole.
    Raises RosterHasFaults, RosterOutdated, and what the library raises; then nothing was written.
    """
    held_up = preview.held_up
    if held_up and not skip_wrong:
        row, reason = next(faults_of(preview))
        raise RosterHasFaults(count=len(held_up), row=row, reason=reason)
    if compare(library, preview.roster, preview.answers).rows != preview.rows:
        raise RosterOutdated
    news = [NewRecord("member", row.title, row.fields) for row in preview.of(Standing.NEW) if row.title is not None]
    edits = [
        Edit(row.id, title=row.title, fields=row.fields, seen=row.version)
        for row in preview.of(Standing.CHANGES)
        if row.id is not None
    ]
    changed = tuple(each.record_id for each in edits)
    written = library.take_in(news, edits).ids if news or edits else frozenset()
    added = tuple(sorted(written - set(changed)))
    return Applied(added, changed, len(preview.of(Standing.SAME)), tuple(row.number for row in held_up))
