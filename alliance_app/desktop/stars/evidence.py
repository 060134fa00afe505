"""The evidence of one indicator: what is linked, what the library counts, and choosing more."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.theme import TONES
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, empty, shown_as_it_is
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup
from alliance_app.library import Listing, Row
from alliance_app.records import clock
from alliance_app.records.kinds import KINDS

_SHOWN, _CHARACTERS, _FEW, _CROSS = 3, 12, 7, 22
_NARROW = 1300  # px of the window
_KINDS = tuple(name for name in KINDS if name not in ("assessment", "member", "step"))


class EvidenceChip(QPushButton):
    """A linked record. `removed` when its cross is clicked, or Delete pressed; a click opens it."""

    removed = Signal()

    def __init__(self, row: Row | None, title: str, most: int) -> None:
        kind = KINDS.get(row.kind) if row is not None else None
        badge = f"{kind.short_label} " if kind else ""
        short = title if len(title) <= most else title[:most].rstrip() + "…"
        super().__init__(f"{badge}{short}  ✕")
        self.setProperty("evidence", TONES.get(row.kind, "grey") if row is not None else "grey")
        self.setAutoDefault(False)
        self.setToolTip(shown_as_it_is(title))
        self.setAccessibleName(self.tr("Evidence: {title}").format(title=f"{badge}{title}"))
        self.setAccessibleDescription(self.tr("Enter opens it, Delete takes it away"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The cross takes it away."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() > self.width() - _CROSS:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete takes it away, Enter opens it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Evidence(QWidget):
    """`linked(ids)`: these are the evidence now. `opened(id)`. `listed(ids)`: show these records."""

    linked = Signal(object)
    removed = Signal(str)
    opened = Signal(str)
    listed = Signal(object)

    def __init__(self, desk: Desk, name: str, member_id: str, after: QWidget) -> None:
        super().__init__()
        self._after = after  # what Tab comes from
        self._desk = desk
        self._member_id = member_id
        self._own: tuple[str, ...] = ()
        self._shape: tuple[object, ...] = ()
        self._labels: dict[str, str] = {}
        self._offered: dict[str, Row] = {}
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(0, 7, 0, 6)
        self.more = button(
            self.tr("＋ Choose"), self.choose, role="chip", name=self.tr("Choose evidence for {name}").format(name=name)
        )
        self._flow.addWidget(self.more)

    def show_evidence(self, own: Sequence[str], counted: Sequence[str], rows: Mapping[str, Row]) -> None:
        """Show what is linked, and in one what is `counted` where nothing is given."""
        rows = {**{each: self._offered[each] for each in own if each in self._offered}, **rows}
        known = {each: rows[each].title for each in (*own, *counted) if each in rows}
        shape = (tuple(own), tuple(counted), tuple(known.values()))
        if shape == self._shape:
            return
        held = self._place_of_keyboard()
        self._shape, self._own = shape, tuple(own)
        self._labels = {each: _said(rows[each]) for each in own if each in rows}
        self._flow.removeWidget(self.more)
        empty(self._flow)
        for kind, ids in _by_kind(counted, rows).items():
            self._flow.addWidget(self._counted(kind, ids))
        for each in own[:_SHOWN]:
            self._flow.addWidget(self._chip(each, rows.get(each)))
        if len(own) > _SHOWN:
            text = self.tr("{count} in all").format(count=len(own))
            self._flow.addWidget(button(text, partial(self.listed.emit, tuple(own)), role="link"))
        self._flow.addWidget(self.more)
        few = self.tr("＋ Choose…")
        self.more.setText("＋" if own or counted else few)
        for before, part in pairwise((self._after, *self.keys)):
            QWidget.setTabOrder(before, part)
        self._give_keyboard(held)
        self._flow.invalidate()
        self.updateGeometry()

    def choose(self) -> None:
        """Choose records that show it; those that are linked come first, and can be unticked."""
        chosen = [
            Option(each, self._labels.get(each, self.tr("a record that is no longer here"))) for each in self._own
        ]
        popup = PickPopup(self, self._find, many=True, chosen=chosen)
        popup.picked.connect(self._picked)
        popup.open_below(self.more)
        popup.resize(max(popup.width(), 380), popup.height())
        right = self.screen().availableGeometry().right()
        popup.move(min(popup.x(), right - popup.width()), popup.y())

    def _find(self, words: str, offer: Offer) -> None:
        """Records with these words or this pinyin in them; without any, the union's own, the latest first."""
        app, member_id = self._desk.app, self._member_id

        def read() -> list[Row]:
            if words:
                return app.library.rows(app.finder.search(words, kinds=_KINDS, limit=40).ids)
            own = app.library.ids(Listing(kinds=_KINDS, linked_to=member_id, order="date", limit=40))
            today = clock.today().isoformat()
            return sorted(app.library.rows(own), key=lambda row: row.date[:10] > today)  # what is to come: last

        def arrived(rows: list[Row]) -> None:
            self._offered |= {row.id: row for row in rows}
            offer([Option(row.id, _said(row)) for row in rows])

        self._desk.tasks.read(read, arrived, owner=self, lane="evidence")

    def _picked(self, chosen: tuple[Option, ...]) -> None:
        self._labels.update({option.value: option.label for option in chosen})
        self.linked.emit(tuple(option.value for option in chosen))

    def _chip(self, record_id: str, row: Row | None) -> EvidenceChip:
        most = _FEW if self._desk.window_width < _NARROW else _CHARACTERS
        made = EvidenceChip(row, row.title if row else self.tr("a record that is no longer here"), most)
        made.clicked.connect(lambda: self.opened.emit(record_id))
        made.removed.connect(lambda: self.removed.emit(record_id))
        return made

    def _counted(self, kind: str, ids: tuple[str, ...]) -> QPushButton:
        declared = KINDS.get(kind)
        text = self.tr("{kind} {count}").format(kind=declared.short_label if declared else kind, count=len(ids))
        named = self.tr("Counted: {what}").format(what=text)
        made = button(text, partial(self.listed.emit, ids), role="", name=named)
        made.setProperty("evidence", TONES.get(kind, "grey"))
        return made

    @property
    def keys(self) -> list[QWidget]:
        """What stands here, in order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _place_of_keyboard(self) -> int:
        return next((place for place, part in enumerate(self.keys) if part.hasFocus()), -1)

    def _give_keyboard(self, place: int) -> None:
        """The keyboard stays at its place where what stood there is gone."""
        parts = self.keys
        if place >= 0 and parts:
            parts[min(place, len(parts) - 1)].setFocus()


def _by_kind(ids: Sequence[str], rows: Mapping[str, Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in ids:
        if each in rows:
            found[rows[each].kind] = (*found.get(rows[each].kind, ()), each)
    return found


def _said(row: Row) -> str:
    """A record as it is offered: its kind, title and day."""
    kind = KINDS.get(row.kind)
    between = QCoreApplication.translate("Stars", " · ")
    return between.join(part for part in (kind.short_label if kind else "", row.title, row.date[:10]) if part)
