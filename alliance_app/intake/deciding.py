"""What to do with a file that may have been imported before: edits made in the library are never overwritten."""

from dataclasses import dataclass
from enum import Enum, auto

from alliance_app.intake.memory import Remembered, digest
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, NewRecord, Record, Value
from alliance_app.words import _


class Verdict(Enum):
    """What becomes of a file."""

    ADD = auto()
    UPDATE = auto()
    UNCHANGED = auto()
    SKIP = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict; the edit of an update; a word to the person where something is left as it was."""

    verdict: Verdict
    edit: Edit | None = None
    said: str = ""


def decide(new: NewRecord, record: Record | None, remembered: Remembered | None, exported: str | None) -> Decision:
    """What to do with `new`, read from a file, when the library holds `record` under its id.

    `exported`: the version that a file of our own format says it was written from.
    """
    if record is None:
        return Decision(Verdict.ADD)
    if record.trashed_at is not None:
        return Decision(Verdict.SKIP, said=_("it was imported before and is in the trash now"))
    if record.kind != new.kind:
        said = _("it was imported before as {kind}").format(kind=KINDS[record.kind].label)
        return Decision(Verdict.SKIP, said=said)
    if remembered is not None and remembered.digest == digest(new):
        return Decision(Verdict.UNCHANGED)
    edit = difference(new, record)
    if edit is None:
        return Decision(Verdict.UNCHANGED)
    baseline = remembered.version if remembered is not None and remembered.version else exported
    if baseline == record.version:
        return Decision(Verdict.UPDATE, edit)
    said = _("the file and its record were both changed since it was imported; the record was left as it is")
    return Decision(Verdict.UNCHANGED, said=said)


def difference(new: NewRecord, record: Record) -> Edit | None:
    """The edit that makes `record` say what `new` says; None when it does."""
    fields = _changed_fields(new, record)
    wanted = {each.sha256 for each in new.attachments}
    present = {each.sha256 for each in record.attachments}
    edit = Edit(
        record.id,
        title=new.title if new.title != record.title else None,
        fields=fields,
        tags=new.tags if set(new.tags) != set(record.tags) else None,
        body=new.body if new.body != record.body else None,
        attach=tuple(each for each in new.attachments if each.sha256 not in present),
        detach=tuple(each.sha256 for each in record.attachments if each.sha256 not in wanted),
        seen=record.version,
    )
    parts = (edit.title, edit.tags, edit.body)
    return edit if any(each is not None for each in parts) or fields or edit.attach or edit.detach else None


def _changed_fields(new: NewRecord, record: Record) -> dict[str, Value]:
    changed = {name: value for name, value in new.fields.items() if record.fields.get(name) != value}
    for declared in KINDS[record.kind].fields:
        kept = declared.computed or declared.private or declared.required or declared.default is not None
        if not kept and declared.name in record.fields and declared.name not in new.fields:
            changed[declared.name] = None
    return changed
