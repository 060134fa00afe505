"""The line over a live salon: back, what it is, how long it goes on, how much is written, whether it is saved."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from alliance_app.desktop.open_record import SaveState, Saving
from alliance_app.desktop.salon.clock import shown
from alliance_app.desktop.theme import font
from alliance_app.desktop.widgets.looks import OneLine, button, label, restyle
from alliance_app.desktop.widgets.record_head import saving_words


class SalonHead(QFrame):
    """`left`, `ended` and `full_screen` ask the page."""

    left = Signal()
    ended = Signal()
    full_screen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("salonHead")
        self.back = button(self.tr("← Back to the record"), self.left.emit, role="link")
        self.back.setToolTip("Esc")
        self.title = OneLine()
        self.title.setProperty("middle", True)
        self.saved = label(role="quiet")
        self.count = label(role="quiet")
        self.elapsed = QLabel("0:00")
        self.elapsed.setObjectName("salonClock")
        self.elapsed.setFont(font(22))
        self.elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.elapsed.setAccessibleName(self.tr("Time since the start"))
        self.full = button(self.tr("Full screen"), self.full_screen.emit, role="small")
        self.full.setToolTip("F11")
        self.end = button(self.tr("End"), self.ended.emit, role="primary", name=self.tr("End the salon"))
        self.end.setToolTip("Ctrl+Shift+Enter")
        self._lay_out()

    def _lay_out(self) -> None:
        # as wide as the longest words they show, so that nothing moves while it is written
        self.elapsed.setFixedWidth(self.elapsed.fontMetrics().horizontalAdvance("00:00:00") + 6)
        self.count.setFixedWidth(90)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(14)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        row.addWidget(self.count)
        row.addWidget(self.elapsed)
        row.addWidget(self.full)
        row.addWidget(self.end)
        self.setFixedHeight(60)

    def show_title(self, title: str) -> None:
        """Show what the salon is called."""
        self.title.show_text(title)

    def show_elapsed(self, span: timedelta) -> None:
        """Show how long it goes on."""
        self.elapsed.setText(shown(span))

    def show_count(self, characters: int) -> None:
        """Show how much is written."""
        self.count.setText(self.tr("{count} characters").format(count=f"{characters:,}"))

    def show_saving(self, state: SaveState) -> None:
        """Show how far saving is."""
        self.saved.setText(saving_words(state) or self.tr("All is saved by itself"))
        restyle(self.saved, "wrong", state.saving is Saving.FAILED)

    def show_full(self, *, full: bool) -> None:
        """Say what the button does now."""
        self.full.setText(self.tr("Leave full screen") if full else self.tr("Full screen"))
