"""What befalls devices: their files are copied and set back, their clocks run wrong, their users are away for months.

A new fate is one function here, `@act("fate", weight)`. One that loses what a user was told was saved must say so to
the ledger (`set_back`), and one that doubles a device's id to the numbering (`doubled`): all else is a violation.
"""

from tests.sync_simulation.declared import act
from tests.sync_simulation.device import Snapshot
from tests.sync_simulation.turn import Turn

_DAY = 24 * 3600
_YEAR = 365 * _DAY
MOST_DEVICES = 7


@act("fate", 1.5)
def clone(turn: Turn) -> None:
    """The library's folder is copied to another computer; the program notices. Both go on."""
    _clone(turn, noticed=True)


@act("fate", 1.5)
def clone_unnoticed(turn: Turn) -> None:
    """A disk image of the whole computer: nothing tells the copy from the original."""
    if not turn.world.owes(turn.device.id):
        turn.world.numbering.doubled.add(turn.device.id)
        _clone(turn, noticed=False)


def _clone(turn: Turn, *, noticed: bool) -> None:
    if len(turn.world.devices) < MOST_DEVICES:
        turn.happened(turn.world.clone(turn.device, noticed=noticed).number)


@act("fate", 2)
def snapshot(turn: Turn) -> None:
    """Somebody copies the library file."""
    _snapshot(turn)
    turn.happened()


def _snapshot(turn: Turn) -> None:
    device = turn.device
    file = device.folder / "snapshots" / f"{turn.step.number}.db"
    file.parent.mkdir(exist_ok=True)
    _see_all(turn)
    device.save(file)
    device.snapshot(file, "", turn.world.ledger.moment())


@act("fate", 1)
def backup(turn: Turn) -> None:
    """The program makes its backup of the day."""
    if _backup(turn):
        turn.happened()


def _backup(turn: Turn) -> bool:
    _see_all(turn)
    made = turn.library.backup()
    if made is not None:
        turn.device.snapshot(None, made.stem, turn.world.ledger.moment())
    return made is not None


def _see_all(turn: Turn) -> None:
    for record in turn.records(trashed=None):
        turn.known(record)


@act("fate", 4)
def set_back(turn: Turn) -> None:
    """The library file of an older day comes back, byte by byte: a disk image, a file history. Nothing tells it."""
    _set_back(turn, [each for each in turn.device.snapshots if each.file], noticed=False)


@act("fate", 3)
def set_back_noticed(turn: Turn) -> None:
    """The library file of an older day is copied back; the program takes it for a copy."""
    _set_back(turn, [each for each in turn.device.snapshots if each.file], noticed=True)


@act("fate", 4)
def restore_backup(turn: Turn) -> None:
    """The user goes back to one of the program's own backups."""
    if not any(each.name for each in turn.device.snapshots):
        _backup(turn)
        return
    there = {each.name for each in turn.library.backups()}
    _set_back(turn, [each for each in turn.device.snapshots if each.name in there], noticed=True)


def _set_back(turn: Turn, choices: list[Snapshot], *, noticed: bool) -> None:
    device, world = turn.device, turn.world
    if not choices:
        _snapshot(turn)
    if not choices or world.owes(device.id):
        return
    chosen = turn.chance.pick("snapshot", choices)
    world.ledger.set_back(device.number, chosen.moment)
    device.snapshots = [each for each in device.snapshots if each.moment.ops <= chosen.moment.ops]
    former = device.id
    device.set_back(chosen, noticed=noticed)
    if not noticed:
        world.numbering.doubled |= {former, device.id}
    turn.happened(f"to op {chosen.moment.ops}")


@act("fate", 2)
def clock_jump(turn: Turn) -> None:
    """A clock is set, rightly or wrongly: by seconds, by a day, by years."""
    device = turn.device
    device.skew = turn.chance.pick("to", (0, 1, -1, 3600, -3600, _DAY, -_DAY, 3 * _YEAR, -7 * _YEAR))
    turn.happened(f"{device.skew} s")


@act("fate", 1)
def months_away(turn: Turn) -> None:
    """Nobody uses this device for months."""
    turn.device.away = 4 + turn.chance.below("turns", 8)
    turn.world.pass_time(turn.chance.below("days", 150) * _DAY)
    turn.happened()


@act("fate", 1.5)
def second_opening(turn: Turn) -> None:
    """The window and the command line have the library open at once."""
    if len(turn.device.openings) < 2:
        turn.device.openings.append(turn.device.open())
        turn.happened()
