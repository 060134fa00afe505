"""What the writer can take back: own changes only. What came from elsewhere meanwhile stays, and shifts the rest.

Positions count the text as Python counts it; who counts in UTF-16 units gives texts `in_units`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from alliance_app.desktop.editor.splices import Splice, alike, carried, moved, spliced

_MOST_STEPS = 1_000
_MOST_TEXT = 5_000_000  # characters that the steps of a body may hold


class Way(Enum):
    """Which way the writer goes."""

    ON = "on"
    BACK = "back"
    FORTH = "forth"


@dataclass(frozen=True, slots=True)
class Step:
    """What takes a change back: splices made one after another. `anchor` and `position`: what was selected before the
    change. `typed`: one key or word, which may join the next."""

    splices: tuple[Splice, ...]
    anchor: int
    position: int
    typed: bool = False


class History:
    """The steps of one body. It follows the text by what it is told of each change."""

    def __init__(self) -> None:
        self._text = ""
        self._back: list[Step] = []
        self._forth: list[Step] = []
        self._open = 0
        self._way = Way.ON
        self._made: list[Splice] = []
        self._selected = (0, 0)
        self._typed = False
        self._told = False  # whether the changes that come now are told as splices

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._back or self._made)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._forth)

    def begin(self, text: str) -> None:
        """Another body; nothing to take back."""
        self._text = text
        self._back, self._forth, self._made = [], [], []
        self._open, self._way = 0, Way.ON

    # -- what happens to the text

    def changed(self, at: int, removed: int, added: str) -> bool:
        """`removed` characters at `at` gave way to `added`. False when the text is the same: only its looks changed."""
        old = self._text[at : at + removed]
        if old == added:
            return False
        self._text = self._text[:at] + added + self._text[at + removed :]
        if self._told:
            return True
        head = alike(old, added)
        tail = alike(old[head:][::-1], added[head:][::-1])
        at, old, added = at + head, old[head : len(old) - tail], added[head : len(added) - tail]
        self._made.insert(0, Splice(at, at + len(added), old))
        if not self._open:
            self._selected = (at, at)
            self._close()
        return True

    def open_step(self, anchor: int, position: int, *, typed: bool = False, way: Way = Way.ON) -> None:
        """All changes up to `close_step` are one step; an outer one takes the inner ones in."""
        if not self._open:
            self._selected, self._typed, self._way = (anchor, position), typed, way
        self._open += 1

    def close_step(self) -> None:
        """The step is over."""
        self._open = max(0, self._open - 1)
        if not self._open:
            self._close()
            self._way, self._typed = Way.ON, False

    @contextmanager
    def step(self, anchor: int, position: int, *, typed: bool = False, way: Way = Way.ON) -> Iterator[None]:
        """All changes inside are one step."""
        self.open_step(anchor, position, typed=typed, way=way)
        try:
            yield
        finally:
            self.close_step()

    @contextmanager
    def splices(self, splices: Sequence[Splice], *, elsewhere: bool = False) -> Iterator[None]:
        """The changes inside are these splices of the text now; made `elsewhere`, they are never taken back here."""
        wanted = spliced(self._text, splices)
        back: list[Splice] = []
        shift = 0
        for splice in splices:
            start = splice.start + shift
            back.append(Splice(start, start + len(splice.text), self._text[splice.start : splice.end]))
            shift += len(splice.text) - (splice.end - splice.start)
        self._told = True
        try:
            yield
        finally:
            self._told = False
        if self._text != wanted:  # Qt made something else of it: rather nothing to take back than a wrong thing
            self._back, self._forth, self._made = [], [], []
        elif elsewhere:
            self._back, self._forth = _shifted(self._back, splices), _shifted(self._forth, splices)
        else:
            self._made[:0] = reversed(back)

    # -- taking back

    def back(self) -> Step | None:
        """The step to take back now; make its splices inside `step(way=Way.BACK)`."""
        return self._back.pop() if self._back else None

    def forth(self) -> Step | None:
        """The step to make again; make its splices inside `step(way=Way.FORTH)`."""
        return self._forth.pop() if self._forth else None

    def _close(self) -> None:
        made, self._made = tuple(self._made), []
        if not made:
            return
        step = Step(made, *self._selected, typed=self._typed)
        if self._way is Way.BACK:
            self._forth.append(step)
            return
        if self._way is Way.ON:
            self._forth.clear()
            if self._back and (joined := _joined(self._back[-1], step, self._text)):
                self._back[-1] = joined
                return
        self._back.append(step)
        self._bound()

    def _bound(self) -> None:
        if len(self._back) > _MOST_STEPS:
            del self._back[0]
        if any(splice.text for splice in self._back[-1].splices):
            held = sum(len(splice.text) for step in self._back for splice in step.splices)
            while held > _MOST_TEXT and len(self._back) > 1:
                held -= sum(len(splice.text) for splice in self._back.pop(0).splices)


def _shifted(steps: Sequence[Step], theirs: Sequence[Splice]) -> list[Step]:
    """The steps as they are to be made after a change from elsewhere; those it leaves nothing of are dropped."""
    found: list[Step] = []
    change = tuple(theirs)
    for step in reversed(steps):
        splices: list[Splice] = []
        for own in step.splices:
            splices += reversed(carried((own,), change))
            change = carried(change, (own,), after=True)
        if splices:
            anchor, position = moved(step.anchor, change), moved(step.position, change)
            found.append(Step(tuple(splices), anchor, position, step.typed))
    return found[::-1]


def _joined(earlier: Step, later: Step, text: str) -> Step | None:
    """Letters typed one after another, up to the next word, are one step; so are those deleted one after another."""
    if not (earlier.typed and later.typed and len(later.splices) == 1 and len(earlier.splices) == 1):
        return None
    before, after = earlier.splices[0], later.splices[0]
    at = after.start
    if before.text or after.text:
        deleted = before.start == before.end and after.end == at == before.start - len(after.text)
        joined = Splice(at, at, after.text + before.text) if deleted else None
    else:
        word = not text[at - 1 : at].isspace() or text[at : at + 1].isspace()
        goes_on = before.end == at and after.end - at == 1 and text[at] != "\n" and word
        joined = Splice(before.start, after.end) if goes_on else None
    return Step((joined,), earlier.anchor, earlier.position, typed=True) if joined else None


def in_units(text: str) -> str:
    """The text with each UTF-16 unit as a character of its own, so that positions are Qt's."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, memoryview(raw).cast("H")))


def from_units(text: str) -> str:
    """The text whose units these are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
