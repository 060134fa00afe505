"""What a shared folder does to files and to those who use it: arrivals, troubles, and acts of the folder itself.

A new fault is one function here, with what it does and how often:

- `@arrival(rate)` for a way in which a file reaches another device's view; it comes whole at a later round;
- `@trouble(rate, stages…)` for what strikes in the middle of a sync, at one of its calls: raise an OSError as a system
  does (in a write it is told in words, as the directory transport tells it), or change the view and let it go on;
- `@act("folder", weight)` for what befalls the place between two actions. What it changes must heal: `View.heal`.

The run that covers everything fails until the new fault has really happened in it.
"""

import errno

from alliance_app.sync.errors import FolderGone
from tests.sync_simulation.chance import Chance
from tests.sync_simulation.declared import act, arrival, trouble
from tests.sync_simulation.folder import Kept, View
from tests.sync_simulation.turn import Turn

CARD = "alliance.json"

# -- arrivals -----------------------------------------------------------------------------------------------------


@arrival(0.3)
def late(view: View, kept: Kept, chance: Chance) -> None:
    """It does not come in this round."""


@arrival(0.12)
def torn(view: View, kept: Kept, chance: Chance) -> None:
    """Only its beginning has come, under its final name."""
    view.copies[kept.name] = kept.content[: int(chance.roll("torn at") * len(kept.content))]


@arrival(0.12)
def hollow(view: View, kept: Kept, chance: Chance) -> None:
    """It has its length already, and its bytes not yet."""
    view.copies[kept.name] = bytes(len(kept.content))


@arrival(0.1)
def doubled(view: View, kept: Kept, chance: Chance) -> None:
    """It comes twice, once under a conflict copy's name."""
    view.copies[kept.name] = kept.content
    view.litter[_conflict_name(kept.name, chance)] = (kept.content, view.store.now())


@arrival(0.1)
def renamed(view: View, kept: Kept, chance: Chance) -> None:
    """For now it is there under a conflict copy's name only."""
    view.copies.pop(kept.name, None)
    view.litter[_conflict_name(kept.name, chance)] = (kept.content, view.store.now())


@arrival(0.1)
def folded(view: View, kept: Kept, chance: Chance) -> None:
    """A file system that does not tell letter case shows its name in capitals for a while."""
    view.copies[kept.name] = kept.content
    view.folded.add(kept.name)


def _conflict_name(name: str, chance: Chance) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or "/" in ending:
        stem, dot, ending = name, "", ""
    words = (" (1)", "-DESKTOP-冲突", " (conflicted copy)", " - 副本", ".sync-conflict-20260101-120000")
    return f"{stem}{chance.pick('conflict name', words)}{dot}{ending}"


# -- troubles -----------------------------------------------------------------------------------------------------


@trouble(0.08, "write")
def full_disk(view: View, name: str, chance: Chance) -> None:
    """The disk of the place is full; what was written under the temporary name may stay there."""
    if chance.happens("left lying", 0.5):
        view.litter[f"{name}.left.tmp"] = (b"", view.store.now())
    raise OSError(errno.ENOSPC, "No space left on device", name)


@trouble(0.06, "name")
def rename_refused_for_a_moment(view: View, name: str, chance: Chance) -> None:
    """A virus scanner holds the file; the transport tries again and succeeds."""


class Refused(OSError):
    """What Windows raises where a file may not have its name."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "Access is denied")
        self.winerror = winerror


@trouble(0.06, "name")
def rename_refused(view: View, name: str, chance: Chance) -> None:
    """A virus scanner (32), or the rights of the folder (5), do not let the file have its name."""
    raise Refused(chance.pick("winerror", (5, 32)))


@trouble(0.08, "read", "piece")
def read_error(view: View, name: str, chance: Chance) -> None:
    """The bytes cannot be had."""
    code = chance.pick("code", (errno.EIO, errno.EACCES, errno.ESTALE))
    raise OSError(code, "cannot be read", name)


@trouble(0.05, "list")
def list_error(view: View, name: str, chance: Chance) -> None:
    """A folder cannot be looked into."""
    code = chance.pick("code", (errno.EIO, errno.EACCES, errno.ETIMEDOUT))
    raise OSError(code, "cannot be listed", name)


@trouble(0.06, "list", "read", "piece", "write", "name", "named")
def connection_lost(view: View, name: str, chance: Chance) -> None:
    """The place is gone in the middle of a sync; what was written under a temporary name stays there."""
    view.down = True
    raise FolderGone(folder=view.place, reason="the network name is no longer available")


@trouble(0.06, "write", "name", "named")
def power_cut(view: View, name: str, chance: Chance) -> None:
    """The place's machine loses power: what was not flushed may be lost. A name that was given and not flushed, too."""
    view.down = True
    for temporary in [each for each in view.litter if each.endswith(".tmp")]:
        if chance.happens("temporary lost", 0.5):
            del view.litter[temporary]
    kept = view.store.files.get(name)
    view.store.lose_power()
    if kept is not None and view.naming == name and chance.happens("name lost", 0.5):
        view.store.unname(name)
    raise FolderGone(folder=view.place, reason="the host is down")


# -- between actions ----------------------------------------------------------------------------------------------


@act("folder", 3)
def vanish(turn: Turn) -> None:
    """A file vanishes from one view for a while."""
    name = turn.pick_file(turn.view.copies)
    if name:
        del turn.view.copies[name]
        turn.view.hidden[name] = 1 + turn.chance.below("rounds", 3)
        turn.happened(name)


@act("folder", 1)
def vanish_for_good(turn: Turn) -> None:
    """A file vanishes from one view and does not come back until all is well."""
    name = turn.pick_file(turn.view.copies)
    if name and name != CARD:
        del turn.view.copies[name]
        turn.view.forgotten.add(name)
        turn.happened(name)


@act("folder", 3)
def lose(turn: Turn) -> None:
    """The place loses a file for good that somebody can write again."""
    name = turn.pick_file(turn.world.answered_for())
    if name:
        turn.world.store.spoil(name, None)
        turn.happened(name)


@act("folder", 2)
def lose_unflushed(turn: Turn) -> None:
    """A disk that lies about flushing keeps only the beginning of a file it had acknowledged, or only its name."""
    name = turn.pick_file(turn.world.answered_for())
    if name:
        kept = turn.world.store.files[name]
        turn.world.store.spoil(name, kept.content[: int(turn.chance.roll("kept") * 0.9 * len(kept.content))])
        turn.happened(name)


@act("folder", 5)
def resurrect(turn: Turn) -> None:
    """A file that had been taken away, or was lost, comes back."""
    name = turn.pick_file(turn.world.store.removed)
    if name:
        kept = turn.world.store.removed.pop(name)
        kept.content = kept.whole
        turn.world.store.files[name] = kept
        turn.world.store.returned.add(name)
        turn.world.store.lost.discard(name)
        turn.happened(name)


@act("folder", 1)
def place_gone(turn: Turn) -> None:
    """The drive is out, the share cannot be reached."""
    turn.view.gone = True
    turn.happened()


@act("folder", 1)
def place_bare(turn: Turn) -> None:
    """The place is there and looks empty: the spot where a drive was."""
    turn.view.bare.add("")
    turn.happened()


@act("folder", 1)
def folder_bare(turn: Turn) -> None:
    """A folder within the place looks empty."""
    folders = [*sorted({name.rpartition("/")[0] for name in turn.view.copies} - {""}), "devices", "blobs"]
    turn.view.bare.add(turn.chance.pick("which", folders))
    turn.happened()


@act("folder", 2)
def stale_listing(turn: Turn) -> None:
    """The place tells what it told earlier, though more has come and some has gone."""
    turn.view.stale = True


@act("folder", 2)
def carry(turn: Turn) -> None:
    """A round of the sync program beside those that come before each sync."""
    turn.world.carry(turn.view, turn.chance)
    turn.happened()
