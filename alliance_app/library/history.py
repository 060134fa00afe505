"""A record's history as a person reads it: who, when, what, and the difference between two versions."""

import itertools
from collections.abc import Mapping
from datetime import datetime

from diff_match_patch import diff_match_patch

from alliance_app.library.values import Difference, FieldDifference, Span
from alliance_app.records.fields import Field, Link, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table, row_links, titled_row
from alliance_app.records.values import Commit, Content, Value
from alliance_app.words import _

_SITTING_SECONDS = 600
_DIFF_SECONDS = 2.0


def sittings(commits: list[Commit]) -> tuple[Commit, ...]:
    """Commits, newest first, with one person's edits of one sitting drawn together into the last of them.

    Autosave makes a commit a second; nobody wants to read those one by one.
    """
    kept: list[Commit] = []
    previous: Commit | None = None
    for commit in commits:
        if previous is None or not _same_sitting(previous, commit):
            kept.append(commit)
        previous = commit
    return tuple(kept)


def _same_sitting(newer: Commit, older: Commit) -> bool:
    same_hand = (newer.author, newer.device, newer.what) == (older.author, older.device, older.what)
    if not same_hand or newer.what != "edit":
        return False
    return (_time(newer.at) - _time(older.at)).total_seconds() <= _SITTING_SECONDS


def difference(older: Content, newer: Content, titles: Mapping[str, str]) -> Difference:
    """What changed from `older` to `newer`. `titles` names linked records by id."""
    fields = []
    if older.title != newer.title:
        fields.append(FieldDifference(_("Title"), older.title, newer.title))
    for declared in KINDS[newer.kind].fields:
        before, after = older.fields.get(declared.name), newer.fields.get(declared.name)
        if before != after:
            fields.append(
                FieldDifference(declared.label, *(_shown(declared, each, titles) for each in (before, after)))
            )
    if older.tags != newer.tags:
        fields.append(FieldDifference(_("Tags"), "、".join(older.tags), "、".join(newer.tags)))
    before_names = [each.name for each in older.attachments]
    after_names = [each.name for each in newer.attachments]
    if before_names != after_names:
        fields.append(FieldDifference(_("Attachments"), "、".join(before_names), "、".join(after_names)))
    return Difference(tuple(fields), text_difference(older.body, newer.body))


def text_difference(older: str, newer: str) -> tuple[Span, ...]:
    """The difference of two texts in spans a person can follow; empty when they are equal."""
    if older == newer:
        return ()
    engine = diff_match_patch()
    engine.Diff_Timeout = _DIFF_SECONDS
    pieces = engine.diff_main(older, newer)
    engine.diff_cleanupSemantic(pieces)
    spans = []
    for operation, run in itertools.groupby(pieces, key=lambda piece: piece[0]):
        text = "".join(piece[1] for piece in run)
        spans.append(Span("added" if operation > 0 else "removed" if operation < 0 else "same", text))
    return tuple(spans)


def linked_ids(*contents: Content) -> set[str]:
    """The ids that these contents' link fields name."""
    found: set[str] = set()
    for content in contents:
        for declared in KINDS[content.kind].fields:
            value = content.fields.get(declared.name)
            if value and isinstance(declared, Link):
                found.add(value)
            elif value and isinstance(declared, Links):
                found.update(value)
            elif value and isinstance(declared, Table | Sheet):
                rows = value if isinstance(declared, Table) else value.values()
                found.update(each for row in rows if row for each in row_links(declared.columns, row))
    return found


def _shown(declared: Field, value: Value, titles: Mapping[str, str]) -> str:
    if value and isinstance(declared, Link | Links):
        ids = [value] if isinstance(value, str) else value
        return "、".join(titles.get(each, each) for each in ids)
    if isinstance(declared, Sheet):
        rows = {name: titled_row(declared.columns, row, titles) for name, row in (value or {}).items()}
        return declared.show(rows)
    if isinstance(declared, Table):
        return declared.show([titled_row(declared.columns, row, titles) for row in value or ()])
    return declared.show(value)


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at or "1970-01-01T00:00:00Z")
