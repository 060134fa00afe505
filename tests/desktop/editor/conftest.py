"""An editor on the screen, with the focus, as the writer has it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor import BodyEditor


class Writer:
    """What a test does to an editor, through events."""

    def __init__(self, editor: BodyEditor, bot: QtBot) -> None:
        self.editor, self.bot = editor, bot
        self.source = editor.source

    def type(self, text: str) -> None:
        for character in text:
            key = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(character)
            if key is None:
                QTest.keyClicks(self.source, character)
            else:
                QTest.keyClick(self.source, key)

    def compose(self, text: str) -> None:
        """An input method shows `text` as not yet typed."""
        QCoreApplication.sendEvent(self.source, QInputMethodEvent(text, []))

    def commit(self, text: str, composing: str = "") -> None:
        """An input method types `text`, and may go on composing."""
        event = QInputMethodEvent(composing, [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.source, event)

    def put(self, start: int, end: int | None = None) -> None:
        """Place the cursor, or select up to `end`; in UTF-16 units."""
        cursor = self.source.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
        self.source.setTextCursor(cursor)

    def settle(self) -> None:
        """Wait for the background's results."""
        self.bot.waitUntil(lambda: self.editor.idle)


@pytest.fixture
def writer(qtbot: QtBot) -> Iterator[Writer]:
    editor = BodyEditor()
    qtbot.addWidget(editor)
    editor.resize(600, 500)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.source.setFocus()
    qtbot.waitUntil(editor.source.hasFocus)
    yield Writer(editor, qtbot)
    editor.close_background()
