"""Keeps the pages in step with the writer: one proof at a time, always of the newest text, never an older after it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.printing.drawing import picture_of
from alliance_app.desktop.printing.sheets import A4, Sheet, SheetsView, Wanted
from alliance_app.writeups.preview import Drawn, Preview

Pictures = list[tuple[int, int, QImage]]  # page, how wide it was wanted, how it looks


class Proofs(QObject):
    """`drawn(drawn)`: the pages show what was typed when they were asked for."""

    drawn = Signal(object)

    def __init__(self, desk: Desk, view: SheetsView, case: CaseAtHand) -> None:
        super().__init__()
        self._desk = desk
        self._view = view
        self._case = case
        self._preview = Preview(desk.library)
        self._newest = self._shown = 0
        self._busy = self._painting = False
        self._marks: list[int] = []
        self._drawings: Sequence[bytes] = ()
        self.headings: tuple[tuple[int, float], ...] = ()  # page, points below its upper edge
        self.mask = True
        case.opened.connect(self._begin)
        case.changed.connect(self.follow)
        view.wanted.connect(self._paint)

    @property
    def idle(self) -> bool:
        """Whether the pages show what is typed."""
        return not self._busy and not self._painting

    def follow(self) -> None:
        """Something has changed: draw it, as soon as what is under way is done."""
        self._newest += 1
        self.catch_up()

    def catch_up(self) -> None:
        """Draw what is not drawn yet, where somebody looks."""
        if self._shown != self._newest and not self._busy and self._view.isVisible():
            self._start()

    def close(self) -> None:
        """Let go of what the pages are drawn with."""
        self._preview.close()

    def _begin(self) -> None:
        """Another case: nothing of the one before is shown any more."""
        self._marks.clear()
        self._drawings, self.headings = (), ()
        self._newest += 1
        self._shown = 0
        self._view.show_sheets(())
        self._view.go_to(0)

    def _start(self) -> None:
        case, number, mask = self._case.case, self._newest, self.mask
        if case is None:
            return
        self._busy = True
        seen = {page.number: page.pixels for page in self._view.in_view()} or {0: self._view.pixels_of(A4)}
        preview = self._preview

        def work() -> tuple[Drawn | None, Pictures]:
            drawn = preview.draw(case, preview.ask(), mask=mask)
            return drawn, _pictures(drawn, seen) if drawn is not None else []

        self._desk.tasks.read(
            work,
            lambda done: self._show(number, case.id, *done),
            owner=self,
            failed=lambda error: self._failed(number, error),
        )

    def _show(self, number: int, case_id: str, drawn: Drawn | None, pictures: Pictures) -> None:
        self._busy = False
        now = self._case.case
        if drawn is not None and now is not None and now.id == case_id:
            self._shown = number
            self._count(drawn)
            self._drawings, self.headings = drawn.pages, drawn.headings
            sheets = [Sheet(*A4, mark) for mark in self._marks]
            fresh = [(Wanted(page, self._marks[page], wide), picture) for page, wide, picture in pictures]
            self._view.show_sheets(sheets, fresh)
            self.drawn.emit(drawn)
        self.catch_up()

    def _count(self, drawn: Drawn) -> None:
        """What tells a page from an earlier state of itself: the proof it was changed by."""
        marks = [*self._marks[: drawn.count], *[0] * (drawn.count - len(self._marks))]
        self._marks = [drawn.serial if page in drawn.changed or not mark else mark for page, mark in enumerate(marks)]

    def _failed(self, number: int, error: Exception) -> None:
        self._busy = False
        self._shown = number
        self._marks.clear()
        self._drawings, self.headings = (), ()
        self._view.show_nothing(in_words(error))
        self.catch_up()

    def _paint(self, wanted: Sequence[Wanted]) -> None:
        """Pages have come into view, or are seen larger or smaller."""
        asked = [(page, self._drawings[page.number]) for page in wanted if page.number < len(self._drawings)]
        self._painting = True

        def work() -> list[tuple[Wanted, QImage]]:
            return [(page, picture_of(drawing, page.pixels)) for page, drawing in asked]

        def show(pictures: list[tuple[Wanted, QImage]]) -> None:
            self._painting = False
            for page, picture in pictures:
                self._view.show_picture(page, picture)

        self._desk.tasks.read(work, show, owner=self, lane="sheets")


def _pictures(drawn: Drawn, seen: Mapping[int, int]) -> Pictures:
    """Those pages in sight that have changed."""
    pages = [(page, wide) for page, wide in seen.items() if page in drawn.changed]
    return [(page, wide, picture_of(drawn.pages[page], wide)) for page, wide in pages]
