"""The menu of a table's rows and columns: at the right mouse button, and at a small button beside the row edited."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.drawing import line_of
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.tables import rework

_FAR = 130  # lines above and below that may belong to a table


class TableMenu(QToolButton):
    """Stands at the right end of the row that is being edited; hidden elsewhere."""

    def __init__(self, source: SourceEdit) -> None:
        super().__init__(source.viewport())
        self._source = source
        self.setObjectName("editorTable")
        self.setText("⋯")
        self.setToolTip(self.tr("Rows and columns"))
        self.setAccessibleName(self.tr("Rows and columns of the table"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedSize(QSize(26, 18))
        menu = QMenu(self)
        self.fill(menu)
        self.setMenu(menu)
        for name, _says, keys in self.commands():
            if keys:
                source.own_keys[keys] = partial(self.rework, name)
        source.cursorPositionChanged.connect(self.follow)
        source.textChanged.connect(self.follow)
        source.verticalScrollBar().valueChanged.connect(self.follow)
        source.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Come and go with the keyboard; a menu that opens is no leaving."""
        if isinstance(event, QFocusEvent) and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.follow()
        return super().eventFilter(watched, event)

    def commands(self) -> tuple[tuple[str, str, str], ...]:
        """The name of each change, what it is called, and its keys; an empty name parts groups."""
        return (
            ("row_above", self.tr("Insert a row above"), ""),
            ("row_below", self.tr("Insert a row below"), "Ctrl+Return"),
            ("row_up", self.tr("Move the row up"), "Alt+Up"),
            ("row_down", self.tr("Move the row down"), "Alt+Down"),
            ("row_away", self.tr("Delete the row"), ""),
            ("", "", ""),
            ("column_left", self.tr("Insert a column to the left"), ""),
            ("column_right", self.tr("Insert a column to the right"), ""),
            ("column_back", self.tr("Move the column left"), "Alt+Left"),
            ("column_on", self.tr("Move the column right"), "Alt+Right"),
            ("column_away", self.tr("Delete the column"), ""),
        )

    def fill(self, menu: QMenu) -> None:
        """Put the commands into a menu."""
        for name, says, keys in self.commands():
            if not name:
                menu.addSeparator()
                continue
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{says}\t{shown}" if keys else says, partial(self.rework, name))

    @property
    def in_table(self) -> bool:
        """Whether the cursor stands in a table."""
        kind = line_of(self._source.textCursor().block()).kind
        return kind in {LineKind.TABLE, LineKind.DELIMITER} and not self._source.isReadOnly()

    def rework(self, name: str) -> bool:
        """Do one of the commands; False when there is nothing to do."""
        if not self.in_table:
            return False
        done = self._source.change(lambda text, start, _end: rework(text, start, name), above=_FAR, below=_FAR)
        self._source.setFocus()
        return done

    def follow(self) -> None:
        """Stand where the cursor's row is."""
        seen = self.in_table and self._source.hasFocus()
        self.setVisible(seen)
        if seen:
            last = self._source.viewport().width() - self.width() - 4
            beside = round(self._source.row_right()) + 6
            self.move(QPoint(min(beside, last) if beside > 6 else last, self._source.cursorRect().top()))

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self.setStyleSheet(
            f"#editorTable {{ background: {colours.paper}; color: {colours.text}; border: 1px solid {colours.line};"
            " border-radius: 5px; padding: 0; }"
            f"#editorTable:hover {{ background: {colours.accent_paper}; color: {colours.accent}; }}"
            "#editorTable::menu-indicator { image: none; }"
        )


def offer_undo(menu: QMenu, source: SourceEdit) -> None:
    """Let the undo and redo of a standard menu be the text's own."""
    steps: dict[str, tuple[Callable[[], None], bool]] = {
        "edit-undo": (source.undo, source.can_undo),
        "edit-redo": (source.redo, source.can_redo),
    }
    for action in menu.actions():
        if action.objectName() in steps:
            does, possible = steps[action.objectName()]
            action.triggered.disconnect()
            action.triggered.connect(does)
            action.setEnabled(possible and not source.isReadOnly())


def open_menu(source: SourceEdit, table: TableMenu, place: QPoint, parent: QWidget) -> QMenu:
    """The menu at the right mouse button: the usual, and the table's rows and columns in a table."""
    menu = source.createStandardContextMenu()
    menu.setObjectName("editorMenu")
    offer_undo(menu, source)
    if table.in_table:
        menu.addSeparator()
        rows = menu.addMenu(table.toolTip())
        table.fill(rows)
    menu.setParent(parent, menu.windowFlags())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
    return menu
