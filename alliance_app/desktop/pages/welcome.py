"""The first page: make a library, try the sample, or open one that is there."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.icons import app_icon
from alliance_app.desktop.widgets.looks import button, label, labelled, restyle


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants opened: a folder, and for a new library its name, the user's, and whether with the sample."""

    folder: Path
    new: bool = False
    name: str = ""
    author: str = ""
    sample: bool = False


class WelcomePage(QWidget):
    """`wished(wish)` when the user has decided."""

    wished = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("e.g. union of the demo electronics plant"))
        self.author = QLineEdit()
        self.author.setPlaceholderText(self.tr("e.g. Chair Li"))
        self.folder = QLineEdit(str(folder))
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.doing = label(self.tr("Opening…"), role="quiet")
        self.doing.hide()
        self.form = QWidget()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.make = button(self.tr("Make my library"), lambda: self._make(sample=False), role="primary")
        self.sample = button(self.tr("Try it with the sample library"), lambda: self._make(sample=True))
        self.open_button = button(self.tr("Open a library that is there…"), self._open)
        self.name.returnPressed.connect(self.author.setFocus)
        for line in (self.author, self.folder):
            line.returnPressed.connect(self.make.click)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_busy(self, *, busy: bool, error: str = "") -> None:
        """While the library is made or opened; or why it was not."""
        self.bar.setVisible(busy)
        self.doing.setVisible(busy)
        self.form.setEnabled(not busy)
        for each in (self.make, self.sample, self.open_button):
            each.setEnabled(not busy)
        self.error.setText(error)
        self.error.setVisible(bool(error))
        if error:
            self.folder.setFocus()  # what is wrong is mostly the place

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(560)
        box = QVBoxLayout(card)
        box.setContentsMargins(36, 30, 36, 28)
        box.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(QSize(48, 48), self.devicePixelRatioF()))
        box.addWidget(mark)
        box.addWidget(label(self.tr("Star-union alliance library"), role="big"))
        box.addWidget(
            label(
                self.tr(
                    "Notes of salons, open days, projects and cases, all on this computer, at once and without a "
                    "network. What you share goes through a shared folder; drafts stay with you."
                ),
                wrap=True,
                role="field",
            )
        )
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = ((self.tr("Union"), self.name), (self.tr("Your name"), self.author), (self.tr("Kept in"), self.folder))
        for row, (text, line) in enumerate(rows):
            grid.addWidget(labelled(text, line), row, 0)
            grid.addWidget(line, row, 1)
        other = self.tr("Choose another folder")
        grid.addWidget(button(self.tr("Browse…"), self._choose_folder, role="small", name=other), 2, 2)
        box.addWidget(self.form)
        box.addWidget(self.error)
        box.addWidget(self.doing)
        box.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addWidget(self.sample)
        buttons.addStretch()
        box.addLayout(buttons)
        below = QHBoxLayout()
        restyle(self.open_button, "link", value=True)
        below.addWidget(self.open_button)
        below.addStretch()
        box.addLayout(below)
        return card

    def _make(self, *, sample: bool) -> None:
        name = self.name.text().strip() or self.tr("My library")
        author = self.author.text().strip() or self.tr("Chair")
        self.doing.setText(self.tr("Making the sample library…") if sample else self.tr("Making the library…"))
        self.wished.emit(Wish(Path(self.folder.text().strip()), True, name, author, sample))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose an empty folder on this computer"))
        if chosen:
            self.folder.setText(chosen)

    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a library"))
        if chosen:
            self.doing.setText(self.tr("Opening…"))
            self.wished.emit(Wish(Path(chosen)))
