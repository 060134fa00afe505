"""The list of the alliance's devices: whose, when they last gave something, how much of theirs is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from alliance_app.desktop.sharing.words import ago, seen_at
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.library.values import Identity
from alliance_app.sync import Seen

_DEVICE = Qt.ItemDataRole.UserRole
_HEIGHT, _SIDE = 50, 14  # px
_NEVER = datetime(1, 1, 2, tzinfo=UTC)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device as it is shown. `waits`: something of it has not come yet."""

    name: str
    seen: str
    below: str
    waits: bool = False
    tip: str = ""


class DeviceDelegate(QStyledItemDelegate):
    """Paints a device: its name, when it was last seen at the right, how much of it is here below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All lines are equally high."""
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        line, colours = index.data(_DEVICE), self._theme.colours
        if not isinstance(line, DeviceLine):
            return
        painter.save()
        box = option.rect.adjusted(_SIDE, 6, -_SIDE, -5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, QColor(colours.hover))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        lower = QRect(box.left(), upper.bottom() + 1, box.width(), box.height() // 2)
        small, bold = font(12), font(14, QFont.Weight.Bold)
        seen = QFontMetrics(small).horizontalAdvance(line.seen)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(upper, middle | right, line.seen)
        painter.setPen(QColor(colours.gold_ink if line.waits else colours.faint))
        painter.drawText(lower, middle, _fitted(small, line.below, lower.width()))
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        painter.drawText(upper, middle, _fitted(bold, line.name, upper.width() - seen - 12))
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.left(), option.rect.bottom(), box.right(), option.rect.bottom())
        painter.restore()


class DeviceList(QListWidget):
    """Shows the devices: this one first, then those seen last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deviceList")
        self.setAccessibleName(self.tr("Devices of the alliance"))
        self.setItemDelegate(DeviceDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: list[DeviceLine] = []
        theme.changed.connect(self.viewport().update)

    def show_devices(self, own: Identity, devices: Sequence[Seen]) -> None:
        """Show these."""
        ordered = sorted(devices, key=lambda each: seen_at(each) or _NEVER, reverse=True)
        mine = " · ".join(part for part in (own.author, own.device_name) if part)
        lines = [DeviceLine(mine, "", self.tr("This computer")), *map(self._line, ordered)]
        if lines == self._lines:
            return
        self._lines = lines
        place, row = self.verticalScrollBar().value(), self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(_DEVICE, line)
            spoken = " · ".join(part for part in (line.name, line.seen, line.below) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(shown_as_it_is(line.tip))
            self.addItem(item)
        self.setCurrentRow(row)
        self.verticalScrollBar().setValue(place)

    def _line(self, seen: Seen) -> DeviceLine:
        here = self.tr("{count} changes are here").format(count=f"{seen.through:,}")
        if not seen.through:
            here = self.tr("Nothing of it is here yet")
        waits = self.tr("{here} · waiting for {count}").format(here=here, count=len(seen.pending))
        last = seen_at(seen)
        made = self.tr("Changed {time} by its own clock").format(time=local_time(seen.changed_at) or "—")
        taken = self.tr("Last received here {time}").format(time=local_time(seen.taken_at) or "—")
        return DeviceLine(
            seen.shown,
            ago(last) if last is not None else "—",
            waits if seen.pending else here,
            waits=bool(seen.pending),
            tip=f"{seen.shown}\n{made}\n{taken}",
        )


def _fitted(face: QFont, text: str, width: int) -> str:
    return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 20))
