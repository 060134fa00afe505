"""The tags of a record: chips that can be taken off, and a line that completes over the tags in use."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.records.text import without_refused_characters

_BETWEEN = "、,，;； #"


class TagLine(QWidget):
    """`typed(tags)` fires when a tag is added or taken off, `half` when a part of one is typed."""

    typed = Signal(object)
    half = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tags: tuple[str, ...] = ()
        self._read_only = False
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(4, 2, 0, 2)
        self.line = QLineEdit(placeholderText=self.tr("＋ tag"))
        self.line.setProperty("flat", True)
        self.line.setFixedWidth(68)
        self.line.setMaxLength(40)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self._take())
        self.line.setCompleter(completer)
        self.line.editingFinished.connect(self._take)
        self.line.textEdited.connect(self._split)
        self.line.installEventFilter(self)
        self._flow.addWidget(self.line)
        self._chips: list[QPushButton] = []

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in self._tags]
        for place, chip in enumerate(self._chips):
            self._flow.insert(place, chip)
        self.updateGeometry()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in it."""
        return (*self._chips, self.line)

    @property
    def several(self) -> bool:
        """Whether there are more than fit beside another field."""
        return len(self._tags) > 1

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether tags can be added and taken off."""
        self._read_only = read_only
        self.line.setVisible(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Backspace in the empty line takes the last tag off; the tags to complete are those in use by now."""
        if event.type() == QEvent.Type.FocusIn and watched is self.line:
            self._known.setStringList(self._desk.tags)
        deleting = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace
        if deleting and event.type() == QEvent.Type.KeyPress and not self.line.text() and self._tags:
            self._tell(self._tags[:-1])
            return True
        return super().eventFilter(watched, event)

    def _chip(self, tag: str) -> QPushButton:
        chip = QPushButton(tag, self)
        chip.setProperty("chip", True)
        chip.setAutoDefault(False)
        chip.setAccessibleName(self.tr("Take off the tag {tag}").format(tag=tag))
        chip.setToolTip(self.tr("Click to take this tag off"))
        chip.clicked.connect(lambda: self._tell(tuple(each for each in self._tags if each != tag)))
        return chip

    def _split(self, text: str) -> None:
        if text and text[-1] in _BETWEEN:
            self._take()
        self.half.emit()

    def _take(self) -> None:
        tag = without_refused_characters(self.line.text()).strip(_BETWEEN)
        self.line.clear()
        if tag and tag not in self._tags:
            self._tell((*self._tags, tag))

    def _tell(self, tags: tuple[str, ...]) -> None:
        if not self._read_only:
            self.show_tags(tags)
            self.typed.emit(tags)
