"""What the steps of joining have in common: a heading, a line below it, and whether one may go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import label


class Step(QWidget):
    """`changed`: what may be pressed is another now. Each step says with `ready` whether one may go on."""

    changed = Signal()

    def __init__(self, title: str, below: str = "") -> None:
        super().__init__()
        self.title = label(title, role="big", wrap=True)
        self.below = label(below, role="field", wrap=True)
        self.below.setVisible(bool(below))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)
        self.box.addWidget(self.title)
        self.box.addWidget(self.below)

    @property
    def ready(self) -> bool:
        """Whether one may go on."""
        return True

    def say(self, title: str, below: str = "") -> None:
        """Another heading."""
        self.title.setText(title)
        self.below.setText(below)
        self.below.setVisible(bool(below))

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""
        self.setFocus()
