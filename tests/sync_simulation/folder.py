"""The shared place in memory: one true store, and what each device sees of it.

A `View` is a Transport as the program knows it. It writes as a directory does: under a temporary name, flushed, named,
the name flushed; between any two of these the process may die, the disk be full or the power go. What it sees of other
devices' files is a copy that lags behind the store, as in a folder that a sync program carries; where nothing lags it
is a share.
"""

import errno
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alliance_app.sync.errors import FolderGone
from alliance_app.sync.transport import Entry, TooLong, explained
from alliance_app.sync.transport.protocol import Sink
from tests.sync_simulation.chance import Chance
from tests.sync_simulation.declared import Arrival, Stage, Trouble
from tests.sync_simulation.seams import Fuse

_DAY = 24 * 3600
OUTSIDER = -1


@dataclass(slots=True)
class Kept:
    """A file in the true store. `whole`: what was written; `content`: what the store has of it now."""

    number: int
    name: str
    whole: bytes
    content: bytes
    writer: int
    mtime: int


@dataclass(slots=True)
class Armed:
    """A trouble that waits for the call it strikes at: after `wait` others of its stages."""

    trouble: Trouble
    wait: int
    chance: Chance


@dataclass(slots=True)
class Told:
    """What a view has shown during one action, and what it has refused."""

    listed: dict[str, frozenset[str]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    fired: list[str] = field(default_factory=list)
    wrote_bare: list[str] = field(default_factory=list)


class Store:
    """What the place truly holds. `hears`: is told of every file that is put. `cloud`: copies lag behind."""

    def __init__(self, now: Callable[[], int], *, cloud: bool) -> None:
        self.now = now
        self.cloud = cloud
        self.files: dict[str, Kept] = {}
        self.removed: dict[str, Kept] = {}
        self.lost: set[str] = set()
        self.returned: set[str] = set()
        self.puts = 0
        self.unflushed: set[str] = set()
        self.views: list[View] = []
        self.hears: Callable[[str, bytes], None] = lambda _name, _content: None
        self.forgets: Callable[[str], None] = lambda _name: None
        self._numbers = itertools.count()

    def put(self, view: "View", name: str, content: bytes, mtime: int, *, over: bool) -> None:
        """A file came. Names that promise their content take it anew where theirs was spoilt; others stay, or are
        written `over`.
        """
        self.hears(name, content)
        self.puts += promises_content(name) or "/device-" in name  # a card makes a member
        kept = self.files.get(name)
        self.lost.discard(name)
        self.removed.pop(name, None)
        if kept is None:
            self.files[name] = Kept(next(self._numbers), name, content, content, view.number, mtime)
        elif promises_content(name) or over:
            kept.whole = kept.content = content

    def forge(self, name: str, content: bytes) -> None:
        """Somebody who is no device of anybody's puts a file there."""
        if name not in self.files:
            self.files[name] = Kept(next(self._numbers), name, content, content, OUTSIDER, self.now())

    def remove(self, name: str) -> None:
        """A file was taken away."""
        kept = self.files.pop(name, None)
        if kept is not None:
            self.removed[name] = kept

    def unname(self, name: str) -> None:
        """A file's name was not flushed and is gone again."""
        del self.files[name]
        for view in self.views:
            view.copies.pop(name, None)
        self.forgets(name)

    def lose_power(self) -> None:
        """What was not flushed has its length, and zeros."""
        for name in self.unflushed & self.files.keys():
            self.files[name].content = bytes(len(self.files[name].whole))
        for view in self.views:
            view.copies.update({name: self.files[name].content for name in self.unflushed & view.copies.keys()})
        self.unflushed.clear()

    def spoil(self, name: str, content: bytes | None) -> None:
        """The disk of the place loses a file, or all of it but `content`; every view sees that."""
        kept = self.files[name]
        self.lost.add(name)
        if content is None:
            self.remove(name)
        else:
            kept.content = content
        for view in self.views:
            if name in view.copies:
                if content is None:
                    del view.copies[name]
                else:
                    view.copies[name] = content


class View:
    """One device's view of the place, and its Transport."""

    place = "the place"
    flushes = True  # what it writes is on the disk before it has its name

    def __init__(self, store: Store, number: int) -> None:
        self.store = store
        self.number = number
        self.mark = ""
        self.copies: dict[str, bytes] = {}
        self.litter: dict[str, tuple[bytes, int]] = {}
        self.hidden: dict[str, int] = {}
        self.forgotten: set[str] = set()
        self.folded: set[str] = set()
        self.bare: set[str] = set()
        self.gone = self.stale = self.down = False
        self.backwards = False
        self.naming = ""
        self.clock: Callable[[], int] = store.now
        self.fuse = Fuse()
        self.armed: list[Armed] = []
        self.told = Told()
        self.tell: Callable[[str], None] | None = None
        self.heard: Callable[[str], None] = lambda _what: None
        self._earlier: dict[str, Sequence[Entry]] = {}
        self._temporaries = itertools.count()
        store.views.append(self)

    # -- the transport ----------------------------------------------------------------------------------------------

    def list(self, prefix: str, *, sizes: bool = False) -> list[Entry]:
        self._step("list", prefix)
        if self.gone or self.down:
            raise FolderGone(folder=self.place, reason="it is not there")
        entries = self._entries(prefix)
        if self.stale and prefix in self._earlier:
            if self._earlier[prefix] != entries:
                self.fire("stale_listing")
            entries = self._earlier[prefix]
        else:
            self._earlier[prefix] = entries
        self.told.listed[prefix] = frozenset(each.name for each in entries)
        return list(entries) if sizes else [Entry(each.name, folder=each.folder) for each in entries]

    def read(self, name: str, limit: int) -> bytes:
        self._step("read", name)
        content = self._content(name)
        if len(content) > limit:
            raise TooLong(errno.EFBIG, "too long", name)
        return content

    def read_into(self, name: str, sink: Sink, limit: int, heard: Callable[[int], None]) -> None:
        content = self.read(name, limit)
        half = len(content) // 2
        for piece in (content[:half], content[half:]):
            sink.write(piece)
            heard(len(piece))
            self._step("piece", name)

    def put_if_absent(self, name: str, content: bytes | Path) -> bool:
        if name in self.copies and not self._is_bare(name):
            return False
        return self._write(name, content, over=False)

    def mend(self, name: str, content: bytes | Path) -> None:
        self._write(name, content, over=True)

    def remove(self, name: str) -> None:
        self._step("remove", name)
        self._reachable()
        self.heard("taken_away")
        self.copies.pop(name, None)
        self.store.remove(name)

    def tidy(self, prefix: str) -> None:
        start = f"{prefix}/.{self.mark}-"
        for name, (_content, at) in list(self.litter.items()):
            if self.mark and name.startswith(start) and self.store.now() - at > _DAY:
                del self.litter[name]

    def mtime(self, name: str) -> int:
        """The time a file is said to be from: whole seconds, by whoever's clock wrote it. The program reads none."""
        kept = self.store.files.get(name)
        return 0 if kept is None else kept.mtime

    # -- what befalls it --------------------------------------------------------------------------------------------

    def begin(self, fuse: Fuse, armed: Iterable[Armed]) -> None:
        """A process begins to use it."""
        self.fuse, self.armed, self.told, self.down = fuse, list(armed), Told(), False
        self.naming = ""

    def carry(self, choose: Callable[[Kept], Arrival | None], chance: Chance) -> None:
        """The sync program's round: what differs from the store comes, each file in its own way; None is whole."""
        for name, rounds in list(self.hidden.items()):
            self.hidden[name] = rounds - 1
            if rounds <= 1:
                del self.hidden[name]
        self.folded = {name for name in self.folded if chance.happens("still folded", 0.5)}
        passed_over = False
        for kept in list(self.store.files.values()):
            if kept.name in self.hidden or kept.name in self.forgotten or self._has(kept):
                continue
            arrival = choose(kept)
            if arrival is not None:
                arrival.land(self, kept, chance)
                self.fire(arrival.name)
                passed_over = True
                continue
            self.copies[kept.name] = kept.content
            if passed_over:
                self.fire("reorder")
        for name in [name for name in self.copies if name not in self.store.files]:
            if not self.store.cloud or chance.happens("removal comes", 0.6):
                del self.copies[name]

    def heal(self) -> None:
        """Everything that is in the store has arrived, and nothing stands in the way. Litter stays where it is."""
        self.hidden.clear()
        self.forgotten.clear()
        self.folded.clear()
        self.bare.clear()
        self.gone = self.stale = self.down = self.backwards = False
        self.armed = []
        self.copies = {kept.name: kept.content for kept in self.store.files.values()}

    @property
    def calm(self) -> bool:
        """Whether it shows all of the store as it is."""
        disturbed = self.gone or self.stale or self.bare or self.folded or self.hidden or self.forgotten
        return not disturbed and all(self._has(kept) for kept in self.store.files.values())

    def fire(self, what: str) -> None:
        """Note that a fault has really happened."""
        self.told.fired.append(what)
        self.heard(what)
        if self.tell:
            self.tell(f"    the folder of {self.number}: {what}")

    def names(self, prefix: str) -> set[str]:
        """What a look at the place would show, without counting as one."""
        return set() if self.gone else {each.name for each in self._entries(prefix)}

    # -- inside -----------------------------------------------------------------------------------------------------

    def _step(self, stage: Stage, name: str) -> None:
        """One call, or one stage of it: here a process dies and troubles strike."""
        self.fuse.before(commit=False)
        if self.tell:
            self.tell(f"    {self.number} {stage} {name}")
        for each in [each for each in self.armed if stage in each.trouble.stages]:
            each.wait -= 1
            if each.wait < 0:
                self.armed.remove(each)
                self.fire(each.trouble.name)
                if stage in ("list", "read", "piece"):
                    self.told.failed.add(name)
                each.trouble.strike(self, name, each.chance)
        self.fuse.after(commit=False)

    def _reachable(self) -> None:
        if self.gone or self.down:
            raise FolderGone(folder=self.place, reason="it is not there")

    def _content(self, name: str) -> bytes:
        if self.gone or self.down or self._is_bare(name) or name not in self.copies:
            self.told.failed.add(name)
            raise FileNotFoundError(errno.ENOENT, "not there", name)
        return self.copies[name]

    def _write(self, name: str, content: bytes | Path, *, over: bool) -> bool:
        data = content if isinstance(content, bytes) else content.read_bytes()
        folder, slash, _last = name.rpartition("/")
        temporary = f"{folder}{slash}.{self.mark}-{next(self._temporaries):x}.tmp"
        self._reachable()
        if self._is_bare(name) and "" in self.bare:
            self.told.wrote_bare.append(name)
        try:
            self.litter[temporary] = (data[: len(data) // 2], self.store.now())
            self._step("write", name)
            self.litter[temporary] = (data, self.store.now())
            self._step("name", name)
        except OSError as error:
            self.litter.pop(temporary, None)
            raise explained(error, self.place, name) from error
        del self.litter[temporary]
        if not over and not self.store.cloud and name in self.store.files:
            return False
        self.naming = "" if name in self.store.files else name
        self.copies[name] = data
        self.store.put(self, name, data, self.clock(), over=over)
        self.copies[name] = self.store.files[name].content
        if not self.flushes:
            self.store.unflushed.add(name)
        self._step("named", name)
        self.naming = ""
        return True

    def _has(self, kept: Kept) -> bool:
        return self.copies.get(kept.name) == kept.content

    def _is_bare(self, name: str) -> bool:
        return any(not prefix or name.startswith(f"{prefix}/") for prefix in self.bare)

    def _entries(self, prefix: str) -> Sequence[Entry]:
        start = f"{prefix}/" if prefix else ""
        found: dict[str, Entry] = {}
        sized = ((name, len(content)) for name, content in self.copies.items())
        litter = ((name, len(content)) for name, (content, _at) in self.litter.items())
        for name, size in itertools.chain(sized, litter):
            if not name.startswith(start) or self._is_bare(name):
                continue
            first, below, _rest = name[len(start) :].partition("/")
            if below:
                found[first] = Entry(first, folder=True, size=0)
            else:
                shown = first.upper() if name in self.folded else first
                found[shown] = Entry(shown, folder=False, size=size)
        return list(reversed(found.values())) if self.backwards else list(found.values())


def promises_content(name: str) -> bool:
    """Whether a name says what the content must be: a segment's, a pack's, a key's or an attachment's."""
    return name.endswith((".seg", ".pack", ".key")) or name.startswith("blobs/")
