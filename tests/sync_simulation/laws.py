"""What must hold: after a crash, after each sync, of each file that is put, and once everything has arrived."""

from typing import TYPE_CHECKING

from alliance_app.sync import Pending, Reason, SyncReport
from alliance_app.sync.inbox import overlapping
from alliance_app.sync.segments import SegmentName, parse
from tests.sync_simulation.folder import OUTSIDER, Told, View
from tests.sync_simulation.ledger import Moment

if TYPE_CHECKING:
    from tests.sync_simulation.device import Device
    from tests.sync_simulation.turn import Turn
    from tests.sync_simulation.world import World


class Violation(Exception):
    """A law does not hold. `law`: its name."""

    def __init__(self, law: str, detail: str) -> None:
        super().__init__(f"{law}: {detail}")
        self.law = law
        self.detail = detail


# -- at every moment ----------------------------------------------------------------------------------------------


def after_crash(turn: "Turn") -> None:
    """What was in the library is there when it is opened again."""
    ledger = turn.world.ledger
    for record in [each for each in ledger.records() if each not in ledger.leaving][-3:]:
        known = turn.device.remembered(record)
        if known:
            document = turn.library._document(record)
            for number in sorted(known)[-3:]:
                if document.content_at(ledger.ops[number].version) is None:
                    raise Violation("nothing lost", f"op {number} of {record} is gone after a crash")


def nothing_private(world: "World", name: str, content: bytes) -> None:
    """No file that is put holds anything of a record nobody has shared, or a value that is to stay on its device."""
    world.guard.closed(name, content)
    texts = [content]
    segment = SegmentName.read(name.rpartition("/")[2])
    if segment is not None:
        read = parse(segment, content, world.alliance, name.split("/")[1], world.seal())
        texts += [each.payload for each in read.entries]
        strange = {each.record_id for each in read.entries} - world.ledger.public
        if strange:
            raise Violation("nothing private", f"{name} holds changes of {sorted(strange)}")
    whole = b"\n".join(texts)
    for record, text in world.ledger.private_marks():
        if text.encode() in whole:
            raise Violation("nothing private", f"{name} holds “{text}” of {record}")
    if b"amount" in whole:
        raise Violation("nothing private", f"{name} holds a private field")


def wrote_nothing_bare(told: Told) -> None:
    """The bare spot of a drive that is out is never written into."""
    if told.wrote_bare:
        raise Violation("nothing bare", f"{told.wrote_bare} went where a drive was out")


def gave(turn: "Turn", report: SyncReport, then: Moment) -> None:
    """A whole push has given all there was: then the ledger counts it as given."""
    if report.cancelled or turn.step.act == "pull":
        return
    view, device, library = turn.view, turn.device, turn.library
    own = f"devices/{device.id}/"
    files = view.store.files.values()
    whole = [each.name for each in files if each.content == each.whole and each.writer != OUTSIDER]
    names = [SegmentName.read(name.removeprefix(own)) for name in whole if name.startswith(own)]
    covered = {number for name in names if name for number in range(name.first, name.last + 1)}
    missing = set(range(1, library.last_outgoing() + 1)) - covered
    if missing and not view.stale and not turn.disturbed:
        raise Violation("given", f"device {device.number} says it has given all, and lacks {sorted(missing)}")
    if missing or device.removed:
        return
    with library.reading() as connection:
        shared = {row[0] for row in connection.exec_driver_sql("SELECT id FROM records WHERE state = 'shared'").all()}
    turn.world.ledger.gave(device.number, then, shared)


def doctor_is_content(device: "Device", findings: tuple[str, ...]) -> None:
    """The library is in order."""
    if findings:
        raise Violation("doctor", f"device {device.number}: {'; '.join(findings)}")


# -- pending ------------------------------------------------------------------------------------------------------


def pending_is_told(turn: "Turn", report: SyncReport, told: Told) -> None:
    """What was seen and not applied is pending, and what is pending has its cause."""
    if not report.cancelled and turn.step.act != "push":
        _nothing_unsaid(turn, report, told)
    for each in report.pending:
        if not _has_cause(turn, each, told):
            raise Violation("pending", f"{each.reason} {each.name} {each.detail} has no cause")


def _nothing_unsaid(turn: "Turn", report: SyncReport, told: Told) -> None:
    received = turn.library.received()
    said = {each.name for each in report.pending}
    unread = any(each.reason is Reason.UNREADABLE for each in report.pending)
    for device, names in _seen_segments(told).items():
        if device in turn.device.ids or unread or not names:
            continue
        if max(each.last for each in names) > received.get(device, 0) and not said & {str(each) for each in names}:
            raise Violation("pending", f"changes of {device} are there and neither applied nor pending")
        for fork in overlapping(names):
            if received.get(f"{device}/{fork.digest}", 0) < fork.count and str(fork) not in said:
                raise Violation("pending", f"{fork} of {device} is neither applied nor pending")
    if not turn.world.ledger.attached:
        return
    lacking = {each.name for each in turn.library.wanted_blobs()}
    waiting = {each.name for each in report.pending if each.reason is Reason.ATTACHMENT}
    if lacking - waiting:
        raise Violation("pending", f"attachments {sorted(lacking - waiting)} are neither here nor pending")


def _seen_segments(told: Told) -> dict[str, list[SegmentName]]:
    """The segments whose names were told in this sync, by device, in order."""
    found: dict[str, list[SegmentName]] = {}
    for prefix, names in told.listed.items():
        top, _slash, device = prefix.partition("/")
        if top == "devices" and device:
            read = [each for name in names if (each := SegmentName.read(name)) is not None]
            found[device] = sorted(read, key=lambda each: (each.first, -each.last, each.digest))
    return found


def _has_cause(turn: "Turn", pending: Pending, told: Told) -> bool:
    view, guard = turn.view, turn.world.guard
    reason, name = pending.reason, pending.name
    failed = bool(told.failed) or view.down
    if reason in (Reason.INCOMPLETE, Reason.DAMAGED, Reason.UNREADABLE):
        return failed or not any(is_whole(view, each) for each in view.copies if each.endswith(f"/{name}"))
    if reason is Reason.GAP:
        return _is_gap(turn, name, told)
    if reason is Reason.EARLIER:
        return name in turn.library.waiting()
    if reason is Reason.ATTACHMENT:
        wanted = [each.sha256 for each in turn.library.wanted_blobs() if each.name == name]
        paths = [guard.blob_paths(turn.library, sha256) for sha256 in wanted]
        there = (any(is_whole(view, path) for path in each) for each in paths)
        return bool(paths) and (failed or view.stale or not all(there))
    if reason is Reason.STRANGER:
        return failed or view.stale or not guard.is_member(turn.library, pending.device_id, view)
    if reason is Reason.UNSEALED:
        start = f"devices/{pending.device_id}/device-"
        needed = (each for each in view.store.files if each.startswith(("keys/", start)))
        return failed or view.stale or guard.is_forged(name) or not all(is_whole(view, each) for each in needed)
    return False


def _is_gap(turn: "Turn", name: str, told: Told) -> bool:
    received = turn.library.received()
    for device, names in _seen_segments(told).items():
        if name in map(str, names):
            wanted = received.get(device, 0) + 1
            return not any(each.first <= wanted <= each.last for each in names)
    return False


def is_whole(view: View, path: str) -> bool:
    kept = view.store.files.get(path)
    shown = not any(not prefix or path.startswith(f"{prefix}/") for prefix in view.bare)
    return shown and path not in view.folded and kept is not None and view.copies.get(path) == kept.whole
