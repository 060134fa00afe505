"""What is being written in a window: a note beside the library file, read by the next start after one that went wrong.

Each window has a note of its own, `writing/<token>.json`, while something is written in it, and holds a lock on the
file beside it; a note whose lock is free was left behind. Notes are never synced, backed up or written out.
"""

import contextlib
import json
import os
import sys
import threading
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from alliance_app.records.values import Attachment, Edit, Step

FOLDER = "writing"
_MOST_BYTES = 64 * 1024 * 1024
_TRIES = 20
_STEPS_KEPT = 50
_FAULTS = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a writer is: the cursor stands in `part` ("body", "title", "tags" or a field) `at` so many UTF-16 units.

    `half`: what stands in fields, or in the line for tags, by name, and is no value yet.
    """

    part: str = "body"
    at: int = 0
    half: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One record being written, in one window, on the device with this id.

    `saved_at`: through when the library has everything, ISO in UTC; None before the first save. `unsaved`: what the
    library has not acknowledged, in order, each with its step and the version it was made on.
    """

    record_id: str
    device_id: str
    saved_at: str | None = None
    place: Place = field(default_factory=Place)
    unsaved: tuple[Edit, ...] = ()


class SittingNote:
    """One window's note. Its file is there from the first `tell` until `end`; any thread may tell."""

    def __init__(self, library: Path) -> None:
        self.token = uuid.uuid4().hex
        self._folder = library / FOLDER
        self._mutex = threading.Lock()
        self._lock: IO[bytes] | None = None
        self._turn = 0

    @property
    def path(self) -> Path:
        """Where the note lies while there is one."""
        return self._folder / f"{self.token}.json"

    def tell(self, sitting: Sitting, turn: int) -> bool:
        """Keep `sitting` in place of what was noted in an earlier `turn`; on the disk when this returns True.

        False: a later turn was noted before, or the disk takes nothing: no reason to stop.
        """
        with self._mutex:
            if turn <= self._turn:
                return False
            try:
                self._begin()
                _write(self.path, json.dumps(asdict(sitting), ensure_ascii=False).encode())
            except OSError:
                return False
            self._turn = turn
            return True

    def end(self, turn: int | None = None) -> None:
        """Take the note away: nothing is being written any more. `turn`: unless a later one was noted."""
        with self._mutex:
            if turn is not None and turn <= self._turn:
                return
            self._turn = turn if turn is not None else self._turn
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            if self._lock is not None:
                self._lock.close()
                self._lock = None
                with contextlib.suppress(OSError):
                    self.path.with_suffix(".lock").unlink(missing_ok=True)

    def _begin(self) -> None:
        if self._lock is None:
            self._folder.mkdir(exist_ok=True)
            path = self.path.with_suffix(".lock")
            for _try in range(_TRIES):  # another window, just starting, may look into it at this moment
                self._lock = path.open("wb")
                if _taken(self._lock) and path.exists():
                    return
                self._lock.close()
            self._lock = None
            raise OSError(path)


class Left:
    """A note that a window left behind when it ended without being closed. `sitting` is None when it is torn."""

    def __init__(self, path: Path) -> None:
        self.token = path.stem
        self._path = path
        self.sitting = _read(path)

    @property
    def lock(self) -> Path:
        """The file whose lock its window held."""
        return self._path.with_suffix(".lock")

    @property
    def exists(self) -> bool:
        """Whether it is still there."""
        return self._path.exists()

    def forget(self) -> None:
        """Nobody needs it any more."""
        _unlink(self._path)


@contextlib.contextmanager
def left_behind(library: Path) -> Iterator[list[Left]]:
    """The notes of windows that are gone, held so that no other window takes them meanwhile."""
    unused: list[Path] = []
    with contextlib.ExitStack() as held:
        held.callback(_unlink_all, unused)  # last of all: on some systems a file that is open stays
        found = []
        for path in sorted((library / FOLDER).glob("*.lock")):
            with contextlib.suppress(OSError):
                lock = held.enter_context(path.open("r+b"))
                if not _taken(lock):
                    continue
                note = path.with_suffix(".json")
                if note.is_file():
                    found.append(Left(note))
                else:
                    unused.append(path)
        yield found
        unused += [each.lock for each in found if not each.exists]
    for part in (library / FOLDER).glob("*.part"):
        if not part.with_suffix(".lock").exists():
            _unlink(part)


def tokens(library: Path) -> set[str]:
    """The sittings that have a note, or could have one in a moment."""
    return {path.stem for path in (library / FOLDER).glob("*.lock")}


def step_key(token: str, record_id: str = "") -> str:
    """The setting that says which steps of a sitting a record has got, and on which version the last one left it."""
    return f"sitting/{token}/{record_id}"


def steps_in(noted: str | None) -> tuple[frozenset[int], str]:
    """What such a setting says: the steps, and the version."""
    version, *steps = (noted or "").split(" ")
    return frozenset(int(each) for each in steps if each.isdecimal()), version


def with_step(noted: str | None, step: Step, version: str) -> str:
    """Such a setting after one more step. Steps long past are in no note any more, and are let go."""
    steps = (noted or "").split(" ")[1:]
    return " ".join((version, *steps[-_STEPS_KEPT:], str(step.number)))


def forget_erased(library: Path, ids: Collection[str]) -> None:
    """Take away every note that was left behind and says something of one of these records."""
    with left_behind(library) as found:
        for each in found:
            noted = each.sitting
            if noted is None or {noted.record_id, *(edit.record_id for edit in noted.unsaved)} & set(ids):
                each.forget()


def _unlink_all(paths: list[Path]) -> None:
    for path in paths:
        _unlink(path)


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _taken(lock: IO[bytes]) -> bool:
    """Take the lock on an open file for as long as it is open; False when another process, or this one, has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _read(path: Path) -> Sitting | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        told = json.loads(path.read_text("utf-8"))
        place = told["place"]
        return Sitting(
            record_id=_text(told["record_id"]),
            device_id=_text(told["device_id"]),
            saved_at=None if told["saved_at"] is None else _text(told["saved_at"]),
            place=Place(
                _text(place["part"]),
                int(place["at"]),
                {_text(name): _text(text) for name, text in place["half"].items()},
            ),
            unsaved=tuple(_edit(each) for each in told["unsaved"]),
        )
    except _FAULTS:
        return None


def _edit(told: Mapping[str, Any]) -> Edit:
    step = told["step"]
    return Edit(
        record_id=_text(told["record_id"]),
        title=told["title"],
        fields=dict(told["fields"]),
        tags=None if told["tags"] is None else tuple(told["tags"]),
        body=told["body"],
        attach=tuple(Attachment(**each) for each in told["attach"]),
        detach=tuple(told["detach"]),
        seen=told["seen"],
        step=None if step is None else Step(_text(step["sitting"]), int(step["number"])),
    )


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told
