"""The first step of joining: which folder."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QListWidget

from alliance_app.desktop.joining.step import Step
from alliance_app.desktop.widgets.looks import button, label

_MOST_HEIGHT = 132  # px


class PlaceStep(Step):
    """`decided`: a folder of the list was pressed twice."""

    decided = Signal()

    def __init__(self, place: str, recent: Sequence[str]) -> None:
        super().__init__("")
        self.say(
            self.tr("Which folder does the alliance share?"),
            self.tr(
                "A folder that everybody can open: on a network drive, in a cloud drive's folder, or on a USB stick. "
                "There is no server, and nobody has to administer anything."
            ),
        )
        self.place = QLineEdit(place)
        self.place.setAccessibleName(self.tr("Shared folder"))
        self.place.setPlaceholderText(self.tr("Choose a folder, or paste its path or address"))
        self.place.textChanged.connect(self.changed)
        self.browse = button(self.tr("Browse…"), self._browse)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.browse)
        self.box.addLayout(row)
        self.recent_title = label(self.tr("Used before"), role="section")
        self.recent = QListWidget()
        self.recent.setObjectName("joinList")
        self.recent.setAccessibleName(self.tr("Used before"))
        self.recent.setMaximumHeight(_MOST_HEIGHT)
        self.recent.addItems(list(recent))
        self.recent.itemClicked.connect(lambda item: self.place.setText(item.text()))
        self.recent.itemActivated.connect(lambda item: self.place.setText(item.text()))
        self.recent.itemDoubleClicked.connect(self.decided)
        for part in (self.recent_title, self.recent):
            part.setVisible(bool(recent))
            self.box.addWidget(part)
        self.box.addStretch()

    @property
    def ready(self) -> bool:
        """Whether a folder is named."""
        return bool(self.named)

    @property
    def named(self) -> str:
        """The folder that is named; quotation marks that came along with a copied path are left out."""
        return self.place.text().strip().strip('"').strip()

    def take_focus(self) -> None:
        """Into the line."""
        self.place.setFocus()
        self.place.selectAll()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the alliance's shared folder"), self.named)
        if chosen:
            self.place.setText(chosen)
            self.changed.emit()
