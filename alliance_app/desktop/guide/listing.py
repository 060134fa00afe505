"""The steps of the first year by month: a box to tick, what is to be done, and until when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from alliance_app.alliance.starting import Progress, Standing
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import Index, LineDelegate, LineView, box_in, draw_line, paint_box
from alliance_app.records import clock

ROW, HEADING = 52, 38  # px
_LEFT = 46  # px, where the words begin
_DUE = 112  # px
_EACH, _MONTH = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Steps(QStringListModel):
    """Holds what is shown: the steps, each month's before them a line that says which it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Progress | str] = []

    def show(self, found: Sequence[Progress]) -> None:
        """Show these."""
        lines: list[Progress | str] = []
        month = None
        for each in found:
            if each.due[:7] != month:
                month = each.due[:7]
                lines.append(month)
            lines.append(each)
        self._lines = lines
        self.setStringList([""] * len(lines))

    def at(self, row: int) -> Progress | None:
        """The step in a row."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Progress) else None

    def row_of(self, record_id: str) -> int | None:
        """Where a step stands."""
        rows = (
            row for row, each in enumerate(self._lines) if not isinstance(each, str) and each.record.id == record_id
        )
        return next(rows, None)

    def first_open(self) -> int | None:
        """Where the first step stands that is not done; where all are, the first one."""
        steps = [(row, each) for row, each in enumerate(self._lines) if isinstance(each, Progress)]
        left = [row for row, each in steps if each.standing is not Standing.DONE]
        return next(iter(left or [row for row, _each in steps]), None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keyboard passes over a month's line."""
        if self.at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A step, and what a screen reader says of it."""
        row = index.row()
        if not 0 <= row < len(self._lines):
            return None
        line = self._lines[row]
        if isinstance(line, str):
            if role == _MONTH or role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._month(line)
            return None
        if role == _EACH:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (line.record.title, line.due, self.said(line)) if part)
        return None

    def said(self, each: Progress) -> str:
        """How a step stands, in words."""
        if each.standing is Standing.DONE:
            return self.tr("done on {day}").format(day=each.done_on)
        if each.standing is Standing.OFFERED:
            return self.tr("can be ticked off")
        if not each.due:
            return ""
        days = (date.fromisoformat(each.due) - clock.today()).days
        if each.standing is Standing.OVERDUE:
            return self.tr("{count} days late").format(count=-days)
        if days == 0:
            return self.tr("today")
        return self.tr("{count} days left").format(count=days) if each.standing is Standing.SOON else ""

    def _month(self, month: str) -> str:
        if not month:
            return self.tr("No day set")
        year, number = month.split("-")
        return self.tr("{year}-{month}").format(year=year, month=int(number))


class StepLines(LineDelegate):
    """Paints a step, or the line of a month."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """A month's line is lower."""
        return QSize(200, ROW if isinstance(index.data(_EACH), Progress) else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        each, colours = index.data(_EACH), self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(each, Progress):
            self.paint_ground(painter, option)
            self._paint_step(painter, option.rect, each, index)
        else:
            painter.setFont(font(13, QFont.Weight.Bold))
            painter.setPen(QColor(colours.muted))
            room = option.rect.adjusted(16, 8, -16, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data(_MONTH)))
        painter.restore()

    def _paint_step(self, painter: QPainter, rect: QRect, each: Progress, index: Index) -> None:
        colours, done = self._theme.colours, each.standing is Standing.DONE
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.left() + 14, rect.bottom(), rect.right() - 14, rect.bottom())
        paint_box(painter, box_in(rect), colours, done=done, offered=each.standing is Standing.OFFERED)
        words = font(14)
        words.setStrikeOut(done)
        painter.setFont(words)
        painter.setPen(QColor(colours.faint if done else colours.ink))
        room = rect.adjusted(_LEFT, 6, -22 - _DUE, 0)
        draw_line(painter, QRect(room.left(), room.top(), room.width(), 22), each.record.title)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.faint))
        draw_line(painter, QRect(room.left(), room.top() + 22, room.width(), 18), _first_sentence(each))
        self._paint_due(painter, rect, each, index)

    def _paint_due(self, painter: QPainter, rect: QRect, each: Progress, index: Index) -> None:
        colours = self._theme.colours
        inks = {
            Standing.OVERDUE: colours.red, Standing.SOON: colours.gold_ink, Standing.OFFERED: colours.green,
        }  # fmt: skip
        ink = inks.get(each.standing, colours.faint)
        late = each.standing is Standing.OVERDUE
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        top = QRect(rect.right() - 16 - _DUE, rect.top() + 6, _DUE, 22)
        painter.setFont(font(13, QFont.Weight.Bold if late else QFont.Weight.Normal))
        painter.setPen(QColor(colours.red if late else colours.muted))
        if each.standing is not Standing.DONE:
            painter.drawText(top, right, each.due)
        painter.setFont(font(12))
        painter.setPen(QColor(ink))
        model = index.model()
        said = model.said(each) if isinstance(model, Steps) else ""
        painter.drawText(top.translated(0, 22 if each.standing is not Standing.DONE else 10), right, said)


class StepList(LineView):
    """Shows the steps. `ticked(each)` by a click on its box or Space; `chosen_is(each)`: the keyboard is at another."""

    ticked = Signal(object)
    opened = Signal(object)
    chosen_is = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "guideSteps", self.tr("Steps of the first year"))
        self.setUniformItemSizes(False)
        self.shown = Steps(self)
        self.setModel(self.shown)
        self.setItemDelegate(StepLines(theme, QSize(200, ROW), self))
        self.selectionModel().currentChanged.connect(lambda *_which: self.chosen_is.emit(self.chosen))

    @property
    def chosen(self) -> Progress | None:
        """The one the keyboard is at."""
        return self.shown.at(self.currentIndex().row())

    def show_steps(self, found: Sequence[Progress]) -> None:
        """Show these; what is in view stays there, and the keyboard at the same one."""
        kept, top = self.chosen, self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self.shown.show(found)
        self.selectionModel().blockSignals(False)
        row = self.shown.row_of(kept.record.id) if kept is not None else None
        self.doItemsLayout()
        if row is None:
            row = self.shown.first_open()
        if row is not None:
            self.setCurrentIndex(self.shown.index(row))
        if kept is not None:
            self.verticalScrollBar().setValue(top)
        self.chosen_is.emit(self.chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the box ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        each = self.shown.at(index.row()) if index.isValid() else None
        on_box = each is not None and event.position().x() < self.visualRect(index).left() + _LEFT - 6
        if on_box and event.button() == Qt.MouseButton.LeftButton:
            self.ticked.emit(each)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """On the words it opens the step's record."""
        if self.chosen is not None and event.position().x() >= _LEFT - 6:
            self.opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space ticks, Enter opens the step's record."""
        if self.chosen is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.chosen)
        elif self.chosen is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard begins at the first one that is left."""
        super().focusInEvent(event)
        row = self.shown.first_open()
        if self.chosen is None and row is not None:
            self.setCurrentIndex(self.shown.index(row))


def _first_sentence(each: Progress) -> str:
    how = str(each.step.how) if each.step is not None else ""
    for mark in "。！？":
        how = how.split(mark)[0]
    return how.split(". ")[0]
