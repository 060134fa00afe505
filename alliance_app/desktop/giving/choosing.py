"""A small dialog of choices: a heading, labelled lists to choose from, and the act."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, labelled

_WIDTH = 460  # px


class ChoiceDialog(QDialog):
    """Rows of choices under a heading; `act` is what Enter does."""

    def __init__(self, parent: QWidget, title: str, heading: str, act: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.heading = label(heading, role="big", wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(10)
        self.grid.setColumnStretch(1, 1)
        self.below = QVBoxLayout()
        self.below.setSpacing(8)
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.act = button(act, self.accept, role="primary")
        self.act.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.act)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(28, 24, 28, 20)
        self._box.setSpacing(16)
        self._box.addWidget(self.heading)
        self._box.addLayout(self.grid)
        self._box.addLayout(self.below)
        self._box.addStretch()
        self._box.addLayout(row)

    def choice(self, name: str, options: Sequence[tuple[str, str]], chosen: str = "") -> QComboBox:
        """A row to choose from: (what is meant, what is shown)."""
        made = QComboBox()
        for meant, shown in options:
            made.addItem(shown, meant)
        made.setCurrentIndex(max(0, made.findData(chosen)))
        self.row(name, made)
        return made

    def row(self, name: str, control: QWidget) -> None:
        """A row with any control, under its name."""
        at = self.grid.rowCount()
        top = Qt.AlignmentFlag.AlignVCenter if isinstance(control, QComboBox) else Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(labelled(name, control), at, 0, Qt.AlignmentFlag.AlignLeft | top)
        self.grid.addWidget(control, at, 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As high as what it says."""
        super().showEvent(event)
        self._box.activate()
        self.resize(_WIDTH, max(self._box.totalHeightForWidth(_WIDTH), self._box.sizeHint().height()))
