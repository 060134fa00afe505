"""A source of a case as a card: pressed to choose what is taken of it, dragged into the outline, with a menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout

from alliance_app.desktop.case.material import Material
from alliance_app.desktop.case.outline_list import Dragged
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.looks import OneLine, label, shown_as_it_is
from alliance_app.desktop.widgets.small_cards import Card
from alliance_app.records.kinds import KINDS
from alliance_app.writeups.sectioning import Section


def badge(theme: Theme, kind_name: str) -> QLabel:
    """The small coloured name of a kind."""
    kind = KINDS.get(kind_name)
    ink, wash = theme.tone(kind_name)
    made = label(kind.short_label if kind else "?")
    look = "border-radius: 4px; padding: 0 5px; font-size: 12px;"
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setStyleSheet(f"background: {wash}; color: {ink}; {look}")
    return made


class SourceCard(Card):
    """`pressed`: choose its sections. `put(sections, place)`: its text goes into a section of the outline.

    `looked_at`: open the record. `shared`: the alliance is to have it. `taken_off`: it is no source any more.
    """

    put = Signal(object, object)
    looked_at = Signal()
    shared = Signal()
    taken_off = Signal()

    def __init__(self, theme: Theme, material: Material) -> None:
        super().__init__(material.title)
        self.material = material
        self.outline: Sequence[Section] = ()
        self._pressed_at: QPoint | None = None
        self.setAccessibleDescription(" · ".join(material.lines))
        self.setToolTip(shown_as_it_is(material.title))
        title = OneLine()
        title.show_text(material.title)
        title.setToolTip("")
        self.more = QPushButton("⋯")
        self.more.setProperty("quiet", True)
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(self.tr("What can be done with “{title}”").format(title=material.title))
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(badge(theme, material.kind))
        head.addWidget(title, 1)
        head.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(11, 7, 6, 8)
        box.setSpacing(1)
        box.addLayout(head)
        for line in material.lines:
            box.addWidget(label(line, role="quiet", wrap=True))
        self.menu_wanted.connect(self._open_menu)

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        if self.material.kind:
            menu.addAction(self.tr("Choose its parts…"), self.pressed.emit)
            into = menu.addMenu(self.tr("Put into"))
            for section in self.outline:
                into.addAction("　" * (section.level - 1) + section.shown, partial(self._put, section.place))
            into.addSeparator()
            into.addAction(self.tr("the end of the text"), partial(self._put, None))
            menu.addAction(self.tr("Look at this record"), self.looked_at.emit)
            if self.material.draft:
                menu.addAction(self.tr("Share with the alliance"), self.shared.emit)
            menu.addSeparator()
        menu.addAction(self.tr("Take off the sources"), self.taken_off.emit)
        return menu

    def _put(self, place: int | None) -> None:
        self.put.emit(self.material.sections, place)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete takes it off."""
        if event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Perhaps it is dragged."""
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """It is dragged."""
        start = self._pressed_at
        far = QApplication.startDragDistance()
        if start is None or (event.position().toPoint() - start).manhattanLength() < far or not self.material.kind:
            return
        self._pressed_at = None
        drag = QDrag(self)
        drag.setMimeData(Dragged(self.material.id, self.material.sections).packed())
        drag.setPixmap(self.grab())
        drag.setHotSpot(start)
        drag.exec(Qt.DropAction.CopyAction)
