"""The left column: what the library is called, its shelves with their counts, saved searches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.icons import app_icon
from alliance_app.desktop.looking import (
    BATCHES,
    CALENDAR,
    CLASHES,
    DRAFTS,
    EVERYTHING,
    FOLLOW_UPS,
    GUIDE,
    MATCH,
    MEMBERS,
    OVERVIEW,
    STARS,
    TRASH,
    Shelf,
)
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.looks import OneLine
from alliance_app.library import Counts
from alliance_app.records.kinds import KINDS

_ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_LIBRARY = ("salon", "open_day", "project", "case", "activity", "document", "article")
_ALLIANCE = (("member", MEMBERS), ("supply_demand", MATCH), ("assessment", STARS), ("project", BATCHES), ("", GUIDE))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading when `shelf` is None. `urgent`: its count wants to be seen; `aside` stands in its place."""

    label: str
    shelf: Shelf | None = None
    count: int | None = None
    dot: str = ""
    urgent: bool = False
    aside: str = ""

    @property
    def at_right(self) -> str:
        """What stands at the right."""
        return self.aside or ("" if self.count is None else f"{self.count:,}")


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: a dot, the label, the count at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All lines are equally high."""
        return QSize(100, 33)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.shelf is None:
            painter.setFont(font(12))
            painter.setPen(QColor(self._theme.colours.faint))
            box = option.rect.adjusted(8, 8, -8, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.label)
        else:
            self._paint_shelf(painter, option, entry)
        painter.restore()

    def _paint_shelf(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        colours = self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(0, 0, 0, -1)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.red_wash if chosen else colours.hover))
            painter.drawRoundedRect(QRectF(box), 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.red_line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(entry.dot))
        painter.drawRoundedRect(QRectF(box.left() + 8, box.center().y() - 3, 8, 8), 2.5, 2.5)
        weight = QFont.Weight.Bold if chosen else QFont.Weight.Normal
        painter.setFont(font(14, weight))
        painter.setPen(QColor(colours.red if chosen else colours.muted))
        small = font(12, QFont.Weight.Bold if entry.urgent else weight)
        room = box.adjusted(26, 0, -14 - QFontMetrics(small).horizontalAdvance(entry.at_right), 0)
        text = painter.fontMetrics().elidedText(entry.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if entry.at_right:
            painter.setFont(small)
            painter.setPen(QColor(colours.red if chosen or entry.urgent else colours.faint))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -8, 0), right, entry.at_right)


class Navigation(QFrame):
    """`chosen(shelf)`: look there. `room`: a room is gone to. `forgotten(shelf)`: take a saved search out."""

    chosen = Signal(object)
    room = Signal()
    forgotten = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._desk = desk
        self._counts = Counts(0, {}, 0, 0, 0, {})
        self._saved: Sequence[Shelf] = ()
        self._found: dict[Shelf, int] = {}
        self._shelf = EVERYTHING
        self._to_do = (0, 0)
        self._rooms: set[Shelf] = set()
        self._asides: dict[Shelf, str] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Shelves"))
        self.list.setItemDelegate(EntryDelegate(desk.theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.currentItemChanged.connect(self._changed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(12, 4, 12, 14)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._brand())
        holder = QVBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self.list)
        box.addLayout(holder, 1)
        box.addLayout(self.foot)
        desk.theme.changed.connect(self._fill)
        self._fill()

    @property
    def shelf(self) -> Shelf:
        """The shelf that is looked at."""
        return self._shelf

    def show_counts(self, counts: Counts, saved: Mapping[Shelf, int]) -> None:
        """Show how much stands where; `saved`: how many each saved search finds."""
        if (counts, saved) != (self._counts, self._found):
            self._counts, self._found = counts, dict(saved)
            self._fill()

    def show_saved(self, saved: Sequence[Shelf]) -> None:
        """Show the saved searches."""
        self._saved = saved
        self._fill()

    def choose(self, shelf: Shelf) -> None:
        """Look at a shelf, also at one that has no line of its own."""
        for place in range(self.list.count()):
            entry = self.list.item(place).data(_ENTRY)
            if entry.shelf == shelf:
                self.list.setCurrentRow(place)
                return
        self.mark(shelf)
        self.chosen.emit(shelf)

    def mark(self, shelf: Shelf) -> None:
        """Show which shelf is looked at, without looking there anew."""
        self._shelf = shelf
        self._fill()

    def show_follow_ups(self, left: int, overdue: int) -> None:
        """Show how much is left to be done, and how much of it is late."""
        if self._to_do != (left, overdue):
            self._to_do = (left, overdue)
            self._fill()

    def offer_room(self, shelf: Shelf) -> None:
        """Lead to a room."""
        self._rooms.add(shelf)
        self._fill()

    def show_aside(self, shelf: Shelf, text: str) -> None:
        """Say something at the right of a room's line, in the place of a count."""
        if self._asides.get(shelf, "") != text:
            self._asides[shelf] = text
            self._fill()

    def show_identity(self) -> None:
        """Show whose library this is."""
        identity = self._desk.library.identity
        self._below.show_text(" · ".join(each for each in (identity.name, identity.author) if each))

    def add_to_brand(self, control: QWidget) -> None:
        """Put a control beside the name, at the right."""
        self._brand_row.addWidget(control)

    def _brand(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(18, 16, 12, 12)
        row.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(QSize(34, 34), self.devicePixelRatioF()))
        mark.setFixedSize(34, 34)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = OneLine()
        name.show_text(self.tr("Star-union alliance"))
        name.setObjectName("brand")
        self._brand_row = QHBoxLayout()
        self._brand_row.addWidget(name, 1)
        self._below = OneLine()
        self._below.setObjectName("brandBelow")
        words.addLayout(self._brand_row)
        words.addWidget(self._below)
        row.addWidget(mark)
        row.addLayout(words, 1)
        self.show_identity()
        return holder

    def _entries(self) -> list[Entry]:
        everything = Entry(self.tr("All records"), EVERYTHING, self._counts.total, self._desk.theme.colours.ink)
        entries = [
            *self._first_rooms(),
            Entry(self.tr("Library")),
            everything,
            *(self._of_kind(name) for name in _LIBRARY),
            Entry(self.tr("Alliance")),
            *self._of_alliance(),
            Entry(self.tr("At hand")),
            *self._mine(),
        ]
        if self._shelf not in (each.shelf for each in entries):
            entries.append(self._elsewhere())
        return entries

    def _of_kind(self, name: str) -> Entry:
        return Entry(
            KINDS[name].label, Shelf(name, (name,)), self._counts.by_kind.get(name, 0), self._desk.theme.dot(name)
        )

    def _first_rooms(self) -> list[Entry]:
        colours = self._desk.theme.colours
        named = ((self.tr("Overview"), OVERVIEW, colours.red), (self.tr("Calendar"), CALENDAR, colours.faint))
        return [
            Entry(text, shelf, None, dot, aside=self._asides.get(shelf, ""))
            for text, shelf, dot in named
            if shelf in self._rooms
        ]

    def _of_alliance(self) -> list[Entry]:
        """What the alliance does together: a room where there is one, else the plain list of its records."""
        texts = {BATCHES: self.tr("Three batches"), GUIDE: self.tr("Getting started"), MATCH: self.tr("Matching")}
        entries = []
        for name, room in _ALLIANCE:
            if room in self._rooms:
                text = texts.get(room) or KINDS[name].label
                count = None if room in (BATCHES, GUIDE) else self._counts.by_kind.get(name, 0)
                dot = self._desk.theme.dot(name or "assessment")
                entries.append(Entry(text, room, count, dot, aside=self._asides.get(room, "")))
            elif room not in (BATCHES, GUIDE):
                entries.append(self._of_kind(name))
        return entries

    def _mine(self) -> list[Entry]:
        colours, counts = self._desk.theme.colours, self._counts
        mine = [Entry(each.key, each, self._found.get(each), colours.strong_line) for each in self._saved]
        left, overdue = self._to_do
        dot = colours.red if overdue else colours.green
        mine.append(Entry(self.tr("Follow-ups"), FOLLOW_UPS, left, dot, urgent=overdue > 0))
        mine.append(Entry(self.tr("My drafts"), DRAFTS, counts.drafts, colours.gold))
        if counts.clashes or self._shelf == CLASHES:
            mine.append(Entry(self.tr("Needs a look"), CLASHES, counts.clashes, colours.red))
        mine.append(Entry(self.tr("Trash"), TRASH, counts.trashed, colours.strong_line))
        return mine

    def _elsewhere(self) -> Entry:
        """A shelf that has no line of its own: the records behind a number, a kind whose room stands here."""
        shelf = self._shelf
        kind = KINDS.get(shelf.key)
        count = len(shelf.ids) if shelf.ids is not None else self._counts.by_kind.get(shelf.key)
        return Entry(shelf.title or (kind.label if kind else shelf.key), shelf, count, self._desk.theme.colours.red)

    def _fill(self) -> None:
        entries = self._entries()
        self.list.blockSignals(True)
        while self.list.count() > len(entries):
            self.list.takeItem(self.list.count() - 1)
        for place, entry in enumerate(entries):
            item = self.list.item(place) or QListWidgetItem()
            if item.listWidget() is None:
                self.list.addItem(item)
            item.setData(_ENTRY, entry)
            count = f" {entry.at_right}" if entry.at_right else ""
            if entry.urgent:
                count += ", " + self.tr("{count} overdue").format(count=self._to_do[1])
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.label + count)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if entry.shelf else Qt.ItemFlag.NoItemFlags)
            if entry.shelf == self._shelf:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _changed(self, item: QListWidgetItem | None) -> None:
        entry = item.data(_ENTRY) if item else None
        if isinstance(entry, Entry) and entry.shelf is not None and entry.shelf != self._shelf:
            self._shelf = entry.shelf
            if entry.shelf.room:
                self.room.emit()
            else:
                self.chosen.emit(entry.shelf)

    def _menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        entry = item.data(_ENTRY) if item else None
        if isinstance(entry, Entry) and entry.shelf in self._saved:
            menu = QMenu(self)
            menu.addAction(self.tr("Take this saved search out"), lambda: self.forgotten.emit(entry.shelf))
            menu.popup(self.list.mapToGlobal(place))
