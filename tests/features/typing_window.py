"""A program that opens the real window and types into it until it is killed, and says each key on standard output.

Run as `python -m tests.features.typing_window LIBRARY RECORD SEED SETTINGS`. Each line is JSON: when a key was through,
where, and what stands there since. Time is counted in tenths of a second as the window's own event loop gets to count
them: where the machine is too busy to run the window at all, its clock stands, too.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from alliance_app.app import App
from alliance_app.desktop.main import application
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.desktop.window import Window
from alliance_app.records.values import Record

COMPOSED = "zheng zai pin"
_LETTERS = "能耗基线节电班组看板回流焊温度曲线abcdefgh123"


class Typist:
    """Types in one part after the other, without a pause longer than a quick hand makes."""

    def __init__(self, view: RecordView, seed: int) -> None:
        self._view, self._chance = view, random.Random(seed)
        self._texts = {"body": view.body.body, "title": view.title.title}
        self._keys = self._typing()
        self._tenths = 0
        self._clock = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._count)
        self._clock.start(100)
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: next(self._keys))
        self._timer.start(25)

    def _count(self) -> None:
        self._tenths += 1

    def _typing(self) -> Iterator[None]:
        parts = {"body": self._view.body.source, "title": self._view.title, **_lines(self._view)}
        while True:
            part = self._chance.choice(["body", "body", "body", *parts])
            control = parts[part]
            control.setFocus()
            _to_end(control)
            for _key in range(self._chance.randrange(4, 50 if part == "body" else 8)):
                self._key(part, control)
                yield
            if part == "tags":
                QTest.keyClick(control, Qt.Key.Key_Return)
                self._say("tags done", "、".join(self._view.form.tags._tags) if self._view.form else "")
            elif self._chance.random() < 0.3:
                QCoreApplication.sendEvent(control, QInputMethodEvent(COMPOSED, []))
                yield
                QCoreApplication.sendEvent(control, QInputMethodEvent("", []))

    def _key(self, part: str, control: QWidget) -> None:
        letter = self._chance.choice("12") if part == "present" else self._chance.choice(_LETTERS)
        if letter.isascii():
            QTest.keyClicks(control, letter)
        else:
            done = QInputMethodEvent("", [])
            done.setCommitString(letter)
            QCoreApplication.sendEvent(control, done)
        self._say(part, control.text() if isinstance(control, QLineEdit) else self._texts[part]())

    def _say(self, part: str, text: str) -> None:
        print(json.dumps({"at": self._tenths, "part": part, "text": text}), flush=True)


def _lines(view: RecordView) -> dict[str, QWidget]:
    assert view.form is not None
    place, present = view.form.editors["place"].focus, view.form.editors["present"].focus
    assert isinstance(present, QLineEdit)
    present.setMaxLength(8)
    return {"place": place, "present": present, "tags": view.form.tags.line}


def _to_end(control: QWidget) -> None:
    if isinstance(control, QPlainTextEdit | QTextEdit):
        control.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(control, QLineEdit):
        control.end(False)


def main(library: Path, record_id: str, seed: int, settings: Path) -> None:
    """Open the window on a library, show the record, type until killed."""
    application()
    theme = Theme()
    theme.use("light")
    window = Window(theme, Settings(settings))
    typists: list[Typist] = []

    def begin(_record: Record) -> None:
        if not typists and window.page is not None:
            typists.append(Typist(window.page.view, seed))

    def show() -> None:
        if window.page is not None:
            window.page.record.open(record_id, begin)

    window.ready.connect(lambda: QTimer.singleShot(0, show))
    window.show_library(App.open(library))
    window.show()
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
