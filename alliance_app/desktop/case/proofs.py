"""Keeps the pages in step with the writer: one proof at a time, always of the newest text, never an older after it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.case.drawing import picture_of
from alliance_app.desktop.case.sheets import Sheet, SheetsView, Wanted
from alliance_app.desktop.desk import Desk, in_words
from alliance_app.records.values import Record

_VIEW_BOX = re.compile(rb'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_A4 = (595.28, 841.89)  # points


@dataclass(frozen=True, slots=True)
class Proof:
    """A document's pages, each an SVG, and where its headings stand: (page from 0, points from its upper edge)."""

    pages: tuple[bytes, ...]
    places: tuple[tuple[int, float], ...] = ()
    warnings: tuple[str, ...] = ()


Draw = Callable[[Record], Proof]


@dataclass(frozen=True, slots=True)
class _Done:
    """What a reader brings back: the proof, its sheets, and the pictures of those in view."""

    proof: Proof
    sheets: tuple[Sheet, ...]
    pictures: list[tuple[Wanted, QImage]]


class Proofs(QObject):
    """`drawn(proof)`: the pages show what was typed when they were asked for."""

    drawn = Signal(object)

    def __init__(self, desk: Desk, view: SheetsView, case: CaseAtHand, draw: Draw) -> None:
        super().__init__()
        self._desk = desk
        self._view = view
        self._case = case
        self._draw = draw
        self._newest = self._shown = 0
        self._busy = self._painting = False
        self.proof = Proof(())
        case.changed.connect(self.follow)
        view.wanted.connect(self._paint)

    @property
    def idle(self) -> bool:
        """Whether the pages show what is typed."""
        return not self._busy and not self._painting

    def follow(self) -> None:
        """Something has changed: draw it, as soon as what is under way is done."""
        self._newest += 1
        if not self._busy and self._view.isVisible():
            self._start()

    def catch_up(self) -> None:
        """The pages are looked at again: draw what was typed meanwhile."""
        if self._shown != self._newest and not self._busy:
            self._start()

    def forget(self) -> None:
        """Another case: nothing of the one before is shown any more."""
        self.proof = Proof(())
        self._shown = 0
        self._newest += 1
        self._view.show_sheets(())

    def _start(self) -> None:
        case, number = self._case.case, self._newest
        if case is None:
            return
        self._busy = True
        seen = {page.number: page for page in self._view.in_view()}
        pixels = next(iter(seen.values())).pixels if seen else 0
        last = self.proof.pages, self._view.sheets

        def work() -> _Done:
            return _proof_of(self._draw(case), last, list(seen) or [0], pixels)

        self._desk.tasks.read(
            work, lambda done: self._show(number, done), owner=self, failed=lambda error: self._failed(number, error)
        )

    def _show(self, number: int, done: _Done) -> None:
        self._busy = False
        self._shown = number
        self.proof = done.proof
        self._view.show_sheets(done.sheets, done.pictures)
        self.drawn.emit(done.proof)
        self._go_on()

    def _failed(self, number: int, error: Exception) -> None:
        self._busy = False
        self._shown = number
        self.proof = Proof(())
        self._view.show_nothing(in_words(error))
        self._go_on()

    def _go_on(self) -> None:
        if self._shown != self._newest and self._view.isVisible():
            self._start()

    def _paint(self, wanted: Sequence[Wanted]) -> None:
        """Pages have come into view, or are seen larger or smaller."""
        pages = self.proof.pages
        asked = [(page, pages[page.number]) for page in wanted if page.number < len(pages)]
        self._painting = True

        def work() -> list[tuple[Wanted, QImage]]:
            return [(page, picture_of(drawing, page.pixels)) for page, drawing in asked]

        def show(pictures: list[tuple[Wanted, QImage]]) -> None:
            self._painting = False
            for page, picture in pictures:
                self._view.show_picture(page, picture)

        self._desk.tasks.read(work, show, owner=self, lane="sheets")


def _proof_of(
    proof: Proof, last: tuple[Sequence[bytes], Sequence[Sheet]], seen: Sequence[int], pixels: int
) -> _Done:
    sheets = tuple(
        sheet if drawing == before else _sheet(drawing)
        for drawing, (before, sheet) in zip(proof.pages, _padded(*last, len(proof.pages)), strict=True)
    )
    pictures = []
    for number in seen if pixels else ():
        if number < len(sheets) and (number >= len(last[1]) or sheets[number] != last[1][number]):
            page = Wanted(number, sheets[number].mark, pixels)
            pictures.append((page, picture_of(proof.pages[number], pixels)))
    return _Done(proof, sheets, pictures)


def _padded(pages: Sequence[bytes], sheets: Sequence[Sheet], count: int) -> list[tuple[bytes, Sheet]]:
    known = list(zip(pages, sheets, strict=False))[:count]
    return known + [(b"", Sheet(*_A4, b""))] * (count - len(known))


def _sheet(drawing: bytes) -> Sheet:
    found = _VIEW_BOX.search(drawing[:400])
    width, height = (float(found[1]), float(found[2])) if found else _A4
    return Sheet(width, height, blake2b(drawing, digest_size=12).digest())
