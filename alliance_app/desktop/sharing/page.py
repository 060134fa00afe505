"""The page of sync: how it stands, the folder, what is waited for, who is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.sharing.devices import DeviceList
from alliance_app.desktop.sharing.state import FolderCard, StateCard
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.waiting import WaitingList
from alliance_app.desktop.widgets.looks import button, label

_WIDEST = 1040  # px


class SyncPage(QWidget):
    """`left`: back to the records. `change`: another folder is wanted."""

    left = Signal()
    change = Signal()

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__()
        self.setObjectName("syncPage")
        self._desk = desk
        self._syncing = syncing
        self.back = button(self.tr("← Back to the records"), self.left.emit, role="link")
        self.back.setToolTip("Esc")
        self.automatic = QCheckBox(self.tr("Sync by itself"))
        self.automatic.setToolTip(self.tr("After each change, when something has come, and every minute and a half"))
        self.automatic.setChecked(syncing.automatic)
        self.automatic.toggled.connect(syncing.set_automatic)
        self.state = StateCard(desk, syncing)
        self.folder = FolderCard(desk, syncing)
        self.folder.change.connect(self.change)
        self.waiting = WaitingList(desk.theme)
        self.all_here = _nothing(self.tr("Nothing: everything the alliance has shared is here."))
        self.devices = DeviceList(desk.theme)
        self.alone = _nothing(self.tr("When other chairs choose the same folder, their computers appear here."))
        self.waiting_title = label(role="section")
        self.devices_title = label(role="section")
        self._lay_out()
        syncing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now; hidden, it costs nothing."""
        if not self.isVisible():
            return
        syncing = self._syncing
        # What waits is told of the last sync that looked at everything; before the first, of the last start's.
        noted = tuple(each for device in syncing.devices for each in device.pending)
        pending = syncing.report.pending if syncing.report is not None else noted
        self.waiting.show_pending(pending)
        self.waiting.setVisible(bool(pending))
        self.all_here.setVisible(not pending)
        self.waiting_title.setText(_counted(self.tr("Waiting for"), len(pending)))
        self.devices.show_devices(self._desk.library.identity, syncing.devices)
        self.alone.setVisible(not syncing.devices)
        self.devices_title.setText(_counted(self.tr("Devices"), len(syncing.devices) + 1))
        self.automatic.setChecked(syncing.automatic)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What changed while it was hidden."""
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch()
        head.addWidget(self.automatic)
        lists = QHBoxLayout()
        lists.setSpacing(20)
        lists.addLayout(_column(self.waiting_title, self.waiting, self.all_here), 6)
        lists.addLayout(_column(self.devices_title, self.devices, self.alone), 5)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 12, 24, 18)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.state)
        box.addWidget(self.folder)
        box.addLayout(lists, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 100)
        outer.addStretch(1)
        parts = (self.back, self.automatic, self.state.stop, self.state.now, self.folder.open, self.folder.other)
        for before, after in zip((*parts, self.waiting), (*parts[1:], self.waiting, self.devices), strict=True):
            QWidget.setTabOrder(before, after)


def _column(title: QLabel, items: QListWidget, nothing: QLabel) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(title)
    box.addWidget(items, 1)
    box.addWidget(nothing, 0 if items.objectName() == "deviceList" else 1)
    return box


def _nothing(text: str) -> QLabel:
    made = label(text, role="quiet", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    made.setContentsMargins(14, 8, 14, 0)
    return made


def _counted(title: str, count: int) -> str:
    return f"{title} · {count:,}" if count else title
