"""Finding sources as one types: a line, and what it finds below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.case.outline_list import Dragged
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.icons import icon
from alliance_app.desktop.looking import Question, look
from alliance_app.desktop.theme import font
from alliance_app.desktop.widgets.lines import Index, LineDelegate
from alliance_app.desktop.widgets.looks import label
from alliance_app.library import Row
from alliance_app.records.kinds import KINDS

_ROW = Qt.ItemDataRole.UserRole
_THERE = Qt.ItemDataRole.UserRole + 1
_MOST = 8
_HIGH = 30


class _HitDelegate(LineDelegate):
    """Paints a hit: the badge of its kind, its title."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The hit."""
        row = index.data(_ROW)
        if not isinstance(row, Row):
            return
        colours, box = self._theme.colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        kind = KINDS.get(row.kind)
        ink, wash = self._theme.tone(row.kind)
        painter.setFont(font(12))
        name = kind.short_label if kind else row.kind
        wide = painter.fontMetrics().horizontalAdvance(name) + 12
        chip = QRect(box.left() + 8, box.top() + 6, wide, box.height() - 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(wash))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
        painter.setFont(font(13))
        there = bool(index.data(_THERE))
        painter.setPen(QColor(colours.faint if there else colours.ink))
        shown = f"✓ {row.title}" if there else row.title
        room = QRect(chip.right() + 7, box.top(), box.right() - chip.right() - 13, box.height())
        title = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


class _Hits(QListWidget):
    """What was found; each can be dragged into the outline."""

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt's name
        """A source on its way."""
        return Dragged(items[0].data(_ROW).id).packed() if items else QMimeData()


class SourceSearch(QWidget):
    """`chosen(id)`: this is to be a source. `there`: ids of those that are already; `without`: what cannot be one."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.there: set[str] = set()
        self.without = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Find sources"))
        self.line.setPlaceholderText(self.tr("Find sources; Enter adds one"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(400)
        self._glass = QAction(self)
        self.line.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.hits = _Hits()
        self.hits.setObjectName("sourceHits")
        self.hits.setAccessibleName(self.tr("Found; Enter adds one to the sources, or drag it into the outline"))
        self.hits.setItemDelegate(_HitDelegate(desk.theme, QSize(100, _HIGH), self.hits))
        self.hits.setFrameShape(QFrame.Shape.NoFrame)
        self.hits.setMouseTracking(True)
        self.hits.setDragEnabled(True)
        self.hits.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label(self.tr("Nothing was found. Try fewer or other words."), role="quiet", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.line, self.hits, self._none):
            box.addWidget(part)
        self._entered = self._asking = False
        self.line.textChanged.connect(self._ask)
        self.line.installEventFilter(self)
        self.hits.installEventFilter(self)
        self.hits.itemDoubleClicked.connect(self._take)
        desk.theme.changed.connect(self._paint)
        self._show([])
        self._paint()

    def mark(self, there: set[str], *, without: str) -> None:
        """Which records are sources already, and which is the case itself."""
        self.there, self.without = there, without
        for at in range(self.hits.count()):
            item = self.hits.item(at)
            item.setData(_THERE, item.data(_ROW).id in there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows and Enter work from the line as well as in the list; Escape empties the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits.count():
                step = 1 if key == Qt.Key.Key_Down else -1
                self.hits.setCurrentRow(min(max(self.hits.currentRow() + step, 0), self.hits.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if key == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                self.line.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Take what is chosen, else what stands first; what was typed just now is waited for."""
        self._entered = self._asking
        if not self._asking:
            self._take(self.hits.currentItem() or self.hits.item(0))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            row: Row = item.data(_ROW)
            self.line.selectAll()
            if row.id not in self.there:
                self.there.add(row.id)
                item.setData(_THERE, True)
                self.chosen.emit(row.id)

    def _ask(self, words: str) -> None:
        if not words.strip():
            self._asking = False
            self._desk.tasks.read(list, self._show, owner=self, lane="sources")
            return
        self._asking = True
        app, without = self._desk.app, self.without

        def find() -> list[Row]:
            answer = look(app, Question(words=words, order="relevance"), first=_MOST + 1)
            return app.library.rows([each for each in answer.ids if each != without][:_MOST])

        self._desk.tasks.read(find, self._show, owner=self, lane="sources")

    def _show(self, rows: Sequence[Row]) -> None:
        self._asking = False
        self.hits.clear()
        for row in rows:
            item = QListWidgetItem()
            item.setData(_ROW, row)
            item.setData(_THERE, row.id in self.there)
            kind = KINDS.get(row.kind)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.short_label if kind else ''} {row.title}")
            item.setToolTip(self.tr("Enter adds it to the sources; or drag it into the outline"))
            self.hits.addItem(item)
        if rows:
            self.hits.setCurrentRow(0)
        self._fit()
        if self._entered:
            self._entered = False
            self._enter()

    def _fit(self) -> None:
        self.hits.setFixedHeight(self.hits.count() * _HIGH + 2)
        self.hits.setVisible(self.hits.count() > 0)
        self._none.setVisible(bool(self.line.text().strip()) and not self.hits.count())

    def _paint(self) -> None:
        self._glass.setIcon(icon("search", self._desk.theme.colours.faint, 16))
