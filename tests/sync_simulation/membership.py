"""What befalls a protected alliance: members are removed, keys renewed, and outsiders write into its place."""

from collections.abc import Callable

from alliance_app.sync import Exchange
from alliance_app.sync.errors import NotASteward, UnknownDevice
from alliance_app.sync.keys import keyfile
from alliance_app.sync.keys.ciphers import DeviceKeys, Stretching
from alliance_app.sync.keys.keyfile import Maker, Roster
from alliance_app.sync.keys.members import Members
from alliance_app.sync.keys.protected import KeyedSeal
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.segments import OPEN, Entry, Seal, SegmentName, compose, plain
from tests.sync_simulation.declared import act
from tests.sync_simulation.device import Device
from tests.sync_simulation.exchanging import reach
from tests.sync_simulation.guard import passphrase
from tests.sync_simulation.laws import is_whole
from tests.sync_simulation.turn import Turn

_INTRUDER = "e" * 16
_HIS_OWN = "外人自己想的一个口令"
_FORGED_RECORD = "01FRGED0000000000000000000"


@act("user", 12, core=True, guarded=True)
def remove_member(turn: Turn) -> None:
    """A steward removes a device, for good; its user is not told the new passphrase."""
    found = [each for each in turn.world.devices if _removable(turn, each)]
    if found:
        target = turn.chance.pick("target", found)
        if _renew(turn, lambda members, word: members.remove(target.id, word)):
            turn.happened(f"device {target.number}")


@act("user", 20, core=True, guarded=True)
def renew_key(turn: Turn) -> None:
    """The passphrase became known: a steward gives the alliance a new one, and tells it to all members."""
    if _renew(turn, lambda members, word: members.renew(word)):
        turn.happened()


@act("user", 6, core=True, guarded=True)
def name_steward(turn: Turn) -> None:
    """Another device may remove members, too."""
    found = [each for each in turn.world.devices if each is not turn.device and not each.removed]
    if found:
        other = turn.chance.pick("other", found)
        if _renew(turn, lambda members, word: members.name_steward(other.id, word)):
            turn.happened(f"device {other.number}")


def _renew(turn: Turn, do: Callable[[Members, str], object]) -> bool:
    """Have a new key made; whether it was. What came of it though nobody was told so, the place knows."""
    guard = turn.world.guard
    if not _sees_all_keys(turn):
        return False
    word = passphrase(len(guard.words))

    def run(exchange: Exchange) -> bool:
        try:
            do(Members(turn.library, exchange), word)
        except (NotASteward, UnknownDevice):
            return False
        return True

    before = len(guard.words)
    reached = reach(turn, run)
    guard.renewed(word)
    return bool(reached and reached[0]) or len(guard.words) > before


def _sees_all_keys(turn: Turn) -> bool:
    """Two stewards who renew the key at once are a gap that is known (docs/sync.md)."""
    view = turn.view
    disturbed = view.gone or view.stale or view.bare or turn.world.guard.lost_a_key
    return not disturbed and all(is_whole(view, each) for each in view.store.files if each.startswith("keys/"))


def _removable(turn: Turn, device: Device) -> bool:
    """A member, of whom the one who removes it has all it gave, and of whose library no other device has a copy.

    A gap that is known (docs/sync.md): what it gave and has not arrived there.
    """
    if device is turn.device or device.removed or not _sees_all_keys(turn):
        return False
    libraries = [each.library.identity.library_id for each in turn.world.devices]
    if libraries.count(device.library.identity.library_id) > 1:
        return False
    starts = tuple(f"devices/{each}/" for each in device.ids)
    theirs = (kept for kept in turn.world.store.files.values() if kept.name.startswith(starts))
    return not turn.world.owes(device.id) and all(turn.view.copies.get(kept.name) == kept.whole for kept in theirs)


@act("folder", 8, core=True, guarded=True)
def forge(turn: Turn) -> None:
    """Somebody who can write into the place, and has no key, puts changes there: in a member's name or in his own."""
    world = turn.world
    keys = DeviceKeys.new()
    device = turn.chance.pick("in whose name", (turn.device.id, turn.device.id, _INTRUDER))
    seal: Seal = OPEN
    if turn.chance.happens("under a key of his own", 0.5):
        roster = Roster({_INTRUDER: keys.public}, (_INTRUDER,), {})
        stretching = Stretching(b"s" * 16, 8 * 1024, 1, 1)
        maker = Maker(_INTRUDER, keys, "")
        epoch = 1 + turn.chance.below("epoch", 4)
        name, content = keyfile.make(world.alliance, epoch, b"K" * 32, _HIS_OWN, stretching, roster, maker, {})
        made_up = Ring(world.alliance)
        made_up.found(keyfile.read(name, content, world.alliance), b"K" * 32)
        world.store.forge(f"keys/{name}", content)
        seal = KeyedSeal(made_up, keys)
    found = turn.records(trashed=None)
    if found:
        payload = turn.library.history_of(turn.chance.pick("record", found))
        entry = Entry(_FORGED_RECORD, payload, "2026-01-01T00:00:00Z")
        segment, content = compose(plain(world.alliance, device, _next(turn, device), (entry,)), seal)
        world.store.forge(f"devices/{device}/{segment}", content)
        turn.happened(f"{device} {segment}")


def _next(turn: Turn, device: str) -> int:
    """The number after the last one in its folder."""
    start = f"devices/{device}/"
    names = [each.removeprefix(start) for each in turn.world.store.files if each.startswith(start)]
    return 1 + max((name.last for each in names if (name := SegmentName.read(each))), default=0)
