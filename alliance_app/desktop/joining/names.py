"""The third step of joining: what others see of this device."""

from PySide6.QtWidgets import QGridLayout, QLineEdit

from alliance_app.desktop.joining.step import Step
from alliance_app.desktop.widgets.looks import label, labelled
from alliance_app.library.values import Identity


class NamesStep(Step):
    """Asks for the writer's name and the device's; both have sensible beginnings."""

    def __init__(self, identity: Identity) -> None:
        super().__init__("")
        self.say(
            self.tr("What are you called there?"),
            self.tr("Others see it beside your changes, and tell your computers apart by it."),
        )
        self.author = QLineEdit(identity.author)
        self.device = QLineEdit(identity.device_name)
        self.author.setPlaceholderText(self.tr("e.g. Chair Li"))
        self.device.setPlaceholderText(self.tr("e.g. office computer"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        rows = ((self.tr("Your name"), self.author), (self.tr("This computer"), self.device))
        for row, (text, line) in enumerate(rows):
            line.setMaxLength(80)
            line.textChanged.connect(self._follow)
            grid.addWidget(labelled(text, line), row, 0)
            grid.addWidget(line, row, 1)
        self.box.addLayout(grid)
        self.shown = label(role="quiet", wrap=True)
        self.box.addWidget(self.shown)
        self.box.addStretch()
        self._follow()

    @property
    def names(self) -> tuple[str, str]:
        """The writer's name and the device's."""
        return self.author.text().strip(), self.device.text().strip()

    @property
    def ready(self) -> bool:
        """Whether both are there."""
        return all(self.names)

    def take_focus(self) -> None:
        """Into the first line."""
        self.author.setFocus()
        self.author.selectAll()

    def _follow(self) -> None:
        self.shown.setText(self.tr("Others see: {names}").format(names=" · ".join(self.names)) if self.ready else "")
        self.changed.emit()
