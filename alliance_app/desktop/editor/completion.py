"""`[[` completes over the titles of records; what is typed with an input method counts once it is committed."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QWidget

from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.source import SourceEdit

FindTitles = Callable[[str], list[str]]
_OPEN = re.compile(r"(?<!!)\[\[([^\[\]\n|#]{0,80})$")
_ROWS = 8


class TitleCompletion(QObject):
    """A list under the cursor that never takes the focus, so an input method is not interrupted."""

    def __init__(self, source: SourceEdit, background: Background, home: QWidget) -> None:
        super().__init__(home)
        self._source = source
        self._background = background
        self._find: FindTitles = lambda _typed: []
        self._dismissed: tuple[int, int] | None = None  # where the writer pressed Esc
        self._home = home
        self._list = QListWidget(home)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setObjectName("editorTitles")
        self._list.setAccessibleName(self.tr("Titles to link to"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.hide()
        self._list.itemClicked.connect(lambda _item: self._take())
        source.key_taken = self._key
        source.textChanged.connect(self._look)
        source.cursorPositionChanged.connect(self._look)
        source.verticalScrollBar().valueChanged.connect(self.hide)
        source.installEventFilter(self)

    def set_finder(self, find: FindTitles) -> None:
        """Where titles come from; called on the background thread with what was typed after `[[`."""
        self._find = find

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self._list.setStyleSheet(
            f"#editorTitles {{ background: {colours.paper}; color: {colours.text}; border: 1px solid {colours.line};"
            " border-radius: 6px; padding: 4px; outline: none; }"
            "#editorTitles::item { padding: 5px 8px; border-radius: 4px; }"
            f"#editorTitles::item:selected {{ background: {colours.accent_paper}; color: {colours.accent}; }}"
        )

    @property
    def showing(self) -> bool:
        """Whether the list is open."""
        return self._list.isVisible()

    def titles(self) -> list[str]:
        """What the list offers."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def hide(self) -> None:
        """Close the list."""
        self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._source and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.hide()
        return False

    def _typed(self) -> str | None:
        """What stands between `[[` and the cursor; None when no link is being written."""
        cursor = self._source.textCursor()
        if cursor.hasSelection() or self._source.isReadOnly():
            return None
        before = cursor.block().text().encode("utf-16-le", "surrogatepass")[: cursor.positionInBlock() * 2]
        found = _OPEN.search(before.decode("utf-16-le", "replace")[-120:])
        return found[1] if found else None

    def _look(self) -> None:
        if self._source.composing:
            return
        typed = self._typed()
        cursor = self._source.textCursor()
        start = cursor.position() - len(typed or "")
        if typed is None or self._dismissed == (cursor.blockNumber(), start):
            self.hide()
            return
        self._dismissed = None
        find = self._find
        self._background.run(lambda: find(typed), lambda titles: self._offer(typed, titles), "titles")

    def _offer(self, typed: str, titles: list[str]) -> None:
        if self._typed() != typed or not titles or not self._source.hasFocus():
            self.hide()
            return
        self._list.clear()
        self._list.addItems(titles[:50])
        self._list.setCurrentRow(0)
        self._place()
        self._list.show()
        self._list.raise_()

    def _place(self) -> None:
        home = self._home
        row = self._list.sizeHintForRow(0)
        rows = min(_ROWS, self._list.count())
        widest = max(self._list.sizeHintForColumn(0) + 30, 180)
        width, height = min(widest, home.width() - 8, 460), row * rows + 12
        caret = self._source.cursorRect()
        corner = self._source.viewport().mapTo(home, QPoint(caret.left() - 8, caret.bottom() + 4))
        if corner.y() + height > home.height():
            corner.setY(max(0, corner.y() - caret.height() - 8 - height))
        corner.setX(max(0, min(corner.x(), home.width() - width)))
        self._list.setGeometry(corner.x(), corner.y(), width, height)

    def _key(self, event: QKeyEvent) -> bool:
        if not self.showing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._take()
            case Qt.Key.Key_Escape:
                cursor = self._source.textCursor()
                self._dismissed = (cursor.blockNumber(), cursor.position() - len(self._typed() or ""))
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
            case _:
                return False
        return True

    def _take(self) -> None:
        row, typed = self._list.currentRow(), self._typed()
        self.hide()
        if row < 0 or typed is None:
            return
        title = self._list.item(row).text()
        cursor = self._source.textCursor()
        cursor.setPosition(cursor.position() - len(typed.encode("utf-16-le")) // 2)
        cursor.setPosition(self._source.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        following = cursor.block().text()[self._source.textCursor().positionInBlock() :]
        cursor.insertText(title if following.startswith("]]") else title + "]]")
        if following.startswith("]]"):
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, 2)
        self._source.setTextCursor(cursor)
