"""One calm line across the top after a bad end: which record was being written, and until when it is saved."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from alliance_app.desktop.sharing.words import clock
from alliance_app.desktop.widgets.looks import OneLine, button
from alliance_app.library.recovering import Recovered

_MOST = 30  # characters of a title


class RecoveredBanner(QFrame):
    """Tells of one record after the other. `open(Recovered)`: the record is to be shown where its writer was."""

    open = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recoveredBanner")
        self._waiting: list[Recovered] = []
        self.text = OneLine()
        self.look = button(self.tr("Open"), self._open)
        self.dismiss = button(self.tr("Got it"), self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 20, 7)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.look)
        row.addWidget(self.dismiss)
        self.hide()

    def tell(self, recovered: tuple[Recovered, ...]) -> None:
        """Tell of these; nothing to tell shows nothing."""
        self._waiting += recovered
        self._show()

    def _open(self) -> None:
        wanted = self._waiting[0]
        self._next()
        self.open.emit(wanted)

    def _next(self) -> None:
        self._waiting = self._waiting[1:]
        self._show()

    def _show(self) -> None:
        if self._waiting:
            told = self._said(self._waiting[0])
            self.text.show_text(told)
            self.setAccessibleName(told)
        self.setVisible(bool(self._waiting))

    def _said(self, recovered: Recovered) -> str:
        title = recovered.record.title
        title = title if len(title) <= _MOST else title[: _MOST - 1] + "…"
        ended = self.tr("The program was not closed in good order last time.")
        if recovered.refused:
            what = self.tr("Some of “{title}” waits beside the library and could not be put in: {reason}")
            return _after(ended, what.format(title=title, reason=recovered.refused))
        if recovered.brought_back:
            what = self.tr("What had not been saved of “{title}” was put in just now.")
        elif recovered.saved_at is not None:
            what = self.tr("“{title}” is saved until {time}.")
        else:
            what = self.tr("“{title}” was just begun; what was typed in the last second may be missing.")
        time = clock(datetime.fromisoformat(recovered.saved_at)) if recovered.saved_at else ""
        return _after(ended, what.format(title=title, time=time))


def _after(sentence: str, next_one: str) -> str:
    """Two sentences; Chinese ones have no blank between them."""
    return f"{sentence}{'' if sentence.endswith('。') else ' '}{next_one}"
