"""The list of the alliance's devices: whose, when they last gave something, how much of theirs is here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from alliance_app.desktop.sharing.words import ago, seen_at
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import Index, LineDelegate
from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.library.values import Identity
from alliance_app.sync import Seen

if TYPE_CHECKING:
    from alliance_app.sync.keys.members import MemberDevice

_DEVICE = Qt.ItemDataRole.UserRole
_HEIGHT, _SIDE = 50, 14  # px
_NEVER = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device as it is shown. `waits`: something of it has not come yet; `role`: "steward" or "removed", where the
    alliance is protected; `federation`: its reviews and catalogues count."""

    device: str
    name: str
    seen: str
    below: str
    waits: bool = False
    tip: str = ""
    role: str = ""
    federation: bool = False

    @property
    def badge(self) -> str:
        """The roles in words."""
        if self.role == "removed":
            return QCoreApplication.translate("Devices", "removed")
        steward = QCoreApplication.translate("Devices", "steward") if self.role else ""
        federation = QCoreApplication.translate("Devices", "federation") if self.federation else ""
        return " · ".join(each for each in (steward, federation) if each)


class DeviceDelegate(LineDelegate):
    """Paints a device: its name, when it was last seen at the right, how much of it is here below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        line, colours = index.data(_DEVICE), self._theme.colours
        if not isinstance(line, DeviceLine):
            return
        painter.save()
        box = option.rect.adjusted(_SIDE, 6, -_SIDE, -5)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.red_wash))
        elif option.state & QStyle.StateFlag.State_HasFocus:
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
        painter.setPen(QColor(colours.faint if line.role == "removed" else colours.ink))
        badge = QFontMetrics(small).horizontalAdvance(line.badge) + 14 if line.badge else 0
        name = _fitted(bold, line.name, upper.width() - seen - badge - 20)
        painter.drawText(upper, middle, name)
        if badge:
            self._paint_badge(painter, line, upper.left() + QFontMetrics(bold).horizontalAdvance(name) + 8, upper)
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.left(), option.rect.bottom(), box.right(), option.rect.bottom())
        painter.restore()

    def _paint_badge(self, painter: QPainter, line: DeviceLine, left: int, row: QRect) -> None:
        """What a device is in the alliance, beside its name."""
        colours, small = self._theme.colours, font(12)
        width = QFontMetrics(small).horizontalAdvance(line.badge) + 14
        box = QRect(left, row.center().y() - 8, width, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.grey_wash if line.role == "removed" else colours.green_wash))
        painter.drawRoundedRect(box, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted if line.role == "removed" else colours.green))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.badge)


class DeviceList(QListWidget):
    """Shows the devices: this one first, then those seen last, those that were removed at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deviceList")
        self.setAccessibleName(self.tr("Devices of the alliance"))
        self.setItemDelegate(DeviceDelegate(theme, QSize(100, _HEIGHT), self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: list[DeviceLine] = []
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> str:
        """The device that is chosen; "" where none is."""
        row = self.currentRow()
        return self._lines[row].device if 0 <= row < len(self._lines) else ""

    def show_devices(self, own: Identity, devices: Sequence[Seen], members: "Sequence[MemberDevice]" = ()) -> None:
        """Show these. `members`: what a protected alliance says of them, and of some nothing has come from yet."""
        roles = {each.device: "removed" if each.removed else "steward" if each.steward else "" for each in members}
        federation = {each.device for each in members if each.federation}
        unseen = {each.device for each in members if not each.own} - {each.device for each in devices}
        new = [Seen(each.device, each.name, each.author) for each in members if each.device in unseen]
        ordered = sorted((*devices, *new), key=lambda each: seen_at(each) or _NEVER, reverse=True)
        ordered.sort(key=lambda each: roles.get(each.device) == "removed")
        mine = " · ".join(part for part in (own.author, own.device_name) if part)
        here = DeviceLine(own.device_id, mine, "", self.tr("This computer"), role=roles.get(own.device_id, ""))
        shown = [here, *(self._line(each, roles.get(each.device, "")) for each in ordered)]
        lines = [replace(each, federation=each.device in federation) for each in shown]
        if lines == self._lines:
            return
        chosen, self._lines = self.chosen, lines
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(_DEVICE, line)
            spoken = " · ".join(part for part in (line.name, line.badge, line.seen, line.below) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(shown_as_it_is(line.tip))
            self.addItem(item)
        self.setCurrentRow(next((row for row, line in enumerate(lines) if line.device == chosen), -1))
        self.blockSignals(False)
        self.currentRowChanged.emit(self.currentRow())
        self.verticalScrollBar().setValue(place)

    def _line(self, seen: Seen, role: str) -> DeviceLine:
        here = self.tr("{count} changes are here").format(count=f"{seen.through:,}")
        if not seen.through:
            here = self.tr("Nothing of it is here yet")
        waits = self.tr("{here} · waiting for {count}").format(here=here, count=len(seen.pending))
        last = seen_at(seen)
        made = self.tr("Changed {time} by its own clock").format(time=local_time(seen.changed_at) or "—")
        taken = self.tr("Last received here {time}").format(time=local_time(seen.taken_at) or "—")
        return DeviceLine(
            seen.device,
            seen.shown,
            ago(last) if last is not None else "—",
            waits if seen.pending else here,
            waits=bool(seen.pending),
            tip=f"{seen.shown}\n{made}\n{taken}",
            role=role,
        )


def _fitted(face: QFont, text: str, width: int) -> str:
    return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 20))
