"""How a record looks in the list: badge, date and enterprise; title; two lines of text; tags. All are equally high."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from alliance_app.desktop.looking import Card
from alliance_app.desktop.models import CARD
from alliance_app.desktop.theme import Theme, font
from alliance_app.library import Row
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import State

Span = tuple[int, int]
HEIGHT = 134
_MOST_FITTED = 2_000
_FITTED: dict[tuple[str, str, int, int], str] = {}  # measuring a text is what painting a card takes longest for
_MARGIN = 18


class CardDelegate(QStyledItemDelegate):
    """Paints one card; everything it needs is in the model's CARD."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = font(12)
        self._title = font(15, QFont.Weight.Bold)
        self._text = font(13)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every card is equally high, so that a hundred thousand need no measuring."""
        return QSize(200, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card; an empty one until its page has been read."""
        painter.save()
        self._ground(painter, option)
        card = index.data(CARD)
        if isinstance(card, Card):
            box = option.rect.adjusted(_MARGIN, 14, -14, -10)
            self._first_line(painter, card.row, box)
            marks = card.hit.title_marks if card.hit else ()
            title = QRect(box.left(), box.top() + 23, box.width(), 24)
            self._lines(painter, card.row.title, marks, title, self._title, self._theme.colours.ink, 1)
            # A snippet that is just a tag says less than how the text begins: the tag stands below anyway.
            telling = card.hit is not None and card.hit.snippet not in ("", *card.row.tags)
            shown = card.hit.snippet if card.hit and telling else card.row.excerpt
            marks = card.hit.snippet_marks if card.hit and telling else ()
            body = QRect(box.left(), box.top() + 49, box.width(), 40)
            self._lines(painter, shown, marks, body, self._text, self._theme.colours.muted, 2)
            self._last_line(painter, card.row, QRect(box.left(), box.top() + 91, box.width(), 18))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, box = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, QColor(colours.paper if chosen else colours.hover if hovered else colours.wash))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(colours.line))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colours.red))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.red_line), 1))
            painter.drawRect(box.adjusted(3, 0, -1, -1))

    def _first_line(self, painter: QPainter, row: Row, box: QRect) -> None:
        ink, wash = self._theme.tone(row.kind)
        kind = KINDS.get(row.kind)
        left = 8 + box.left() + badge(painter, kind.short_label if kind else row.kind, box.topLeft(), ink, wash)
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.colours.faint))
        stage = kind.by_name["stage"].show(row.stage) if kind and row.stage and "stage" in kind.by_name else ""
        date = row.date[:10] if kind is None or kind.dated_by else ""
        facts = " · ".join(each for each in (date, stage, row.owner_title) if each)
        metrics = QFontMetrics(self._small)
        stars = "★" * (row.stars or 0)
        room = box.right() - left - (metrics.horizontalAdvance(stars) + 8 if stars else 0)
        facts = metrics.elidedText(facts, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, 19), Qt.AlignmentFlag.AlignVCenter, facts)
        if stars:
            painter.setPen(QColor(self._theme.colours.gold))
            left += metrics.horizontalAdvance(facts) + 8 if facts else 0
            place = QRect(left, box.top(), 60, 19)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, stars)

    def _last_line(self, painter: QPainter, row: Row, box: QRect) -> None:
        colours = self._theme.colours
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        right = box.right()
        for text, colour in self._signs(row):
            width = metrics.horizontalAdvance(text)
            painter.setPen(QColor(colour))
            place = QRect(right - width, box.top(), width + 2, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + 10
        parts = [" ".join(f"#{tag}" for tag in row.tags[:4])] if row.tags else []
        if row.pictures:
            parts.append(self.tr("{count} pictures").format(count=row.pictures))
        if row.attachments > row.pictures:
            parts.append(self.tr("{count} files").format(count=row.attachments - row.pictures))
        if not parts:
            parts.append(self.tr("{who} · {when}").format(who=row.updated_by, when=_day(row.updated_at)))
        painter.setPen(QColor(colours.faint))
        shown = metrics.elidedText(" · ".join(parts), Qt.TextElideMode.ElideRight, right - box.left() - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _signs(self, row: Row) -> list[tuple[str, str]]:
        signs = []
        if row.clashes:
            signs.append((self.tr("needs a look"), self._theme.colours.red))
        if row.state is State.DRAFT and not row.trashed:
            signs.append((self.tr("draft"), self._theme.colours.gold_ink))
        return signs

    def _lines(
        self, painter: QPainter, text: str, marks: Sequence[Span], box: QRect, face: QFont, colour: str, most: int
    ) -> None:
        shown = fitting(" ".join(text[:400].split("\n")), face, box.width(), most)
        step = 20 if most > 1 else 24
        looks = [self._marked(start, end) for start, end in marks if start < len(shown)]
        layout = laid_out(shown, face, box.width(), most, step, looks)
        painter.setPen(QColor(colour))
        layout.draw(painter, box.topLeft().toPointF())

    def _marked(self, start: int, end: int) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = start, end - start
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colours.mark))
        look.setForeground(QColor(self._theme.colours.ink))
        marked.format = look
        return marked


def laid_out(
    text: str, face: QFont, width: int, most: int, step: int, looks: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """`text` broken into at most `most` lines of `width` px, `step` px apart; the rest is left out."""
    layout = QTextLayout(text, face)
    layout.setFormats(list(looks))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * step))
    layout.endLayout()
    return layout


def fitting(text: str, face: QFont, width: int, most: int) -> str:
    """`text`, cut with an ellipsis where it would need more than `most` lines of `width` px."""
    known = (text, face.key(), width, most)
    if known not in _FITTED:
        if len(_FITTED) > _MOST_FITTED:
            _FITTED.clear()
        _FITTED[known] = _cut(text, face, width, most)
    return _FITTED[known]


def _cut(text: str, face: QFont, width: int, most: int) -> str:

    def reach(words: str) -> int:
        layout = laid_out(words, face, width, most, 0)
        last = layout.lineAt(layout.lineCount() - 1)
        return last.textStart() + last.textLength() if last.isValid() else len(words)

    end = reach(text)
    if end >= len(text):
        return text
    while end > 0:
        shown = text[:end].rstrip() + "…"
        if reach(shown) >= len(shown):
            return shown
        end -= 1
    return "…"


def badge(painter: QPainter, text: str, at: QPoint, ink: str, wash: str) -> int:
    """Paint a kind's badge at `at`; its width in px."""
    face = font(12)
    width = QFontMetrics(face).horizontalAdvance(text) + 12
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(wash))
    painter.drawRoundedRect(QRectF(at.x(), at.y(), width, 19), 4, 4)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(QRect(at.x(), at.y(), width, 19), Qt.AlignmentFlag.AlignCenter, text)
    return width


def _day(moment: str) -> str:
    """A stored UTC time as a local day."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d")
    except ValueError:
        return moment[:10]
