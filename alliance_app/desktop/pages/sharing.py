"""Sync in the window as one: its card, its page, the banner over the records, and the way into a folder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from alliance_app.desktop.desk import Desk, Note
from alliance_app.desktop.sharing.banner import FolderBanner
from alliance_app.desktop.sharing.card import SyncCard
from alliance_app.desktop.sharing.giving import Giving
from alliance_app.desktop.sharing.membership import Membership
from alliance_app.desktop.sharing.needs import told
from alliance_app.desktop.sharing.page import SyncPage
from alliance_app.desktop.sharing.stewarding import Stewarding
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import user_of
from alliance_app.desktop.widgets.deliberate import DeliberateDialog
from alliance_app.sync import Pending

if TYPE_CHECKING:
    from alliance_app.desktop.joining import JoinDialog


class Sharing(QObject):
    """`opened`: the page of sync is shown. `renamed`: the library's writer or this device is called otherwise now."""

    opened = Signal()
    renamed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._over = page
        self.syncing = Syncing(desk, self)
        self.card = SyncCard(desk, self.syncing)
        self.banner = FolderBanner(self.syncing)
        self.membership = Membership(desk, self.syncing)
        self.page = SyncPage(desk, self.syncing, self.membership)
        self.giving = Giving(desk, self.syncing, page)
        self.stewarding = Stewarding(desk, self.membership, self.page.stewards, page)
        self.shown = QStackedWidget()
        self.shown.addWidget(self.page)
        self.dialog: JoinDialog | None = None
        self.card.pressed.connect(self.open)
        self.banner.change.connect(self.choose_folder)
        self.page.change.connect(self.choose_folder)
        self.banner.answer.connect(self.answer)
        self.page.state.answer.connect(self.answer)
        self.page.held.agreed.connect(self.agree)
        self.page.left.connect(self.show_records)
        self.syncing.joined.connect(lambda _joined, _report: self.renamed.emit())
        self.syncing.failed.connect(self._tell)
        desk.touched.connect(lambda _changed: self.syncing.notice())

    def stand_beside(self, records: QWidget) -> None:
        """Take turns with the records."""
        self.shown.insertWidget(0, records)
        self.shown.setCurrentIndex(0)

    def show_records(self) -> None:
        """Show the records again."""
        self.shown.setCurrentIndex(0)

    def open(self) -> None:
        """Show the page of sync; where no folder is joined yet, the way into one."""
        if self.syncing.place is None and not self.syncing.busy:
            self.choose_folder()
            return
        self.opened.emit()
        self.shown.setCurrentWidget(self.page)
        self.page.back.setFocus()

    def sync_now(self) -> None:
        """Sync; where no folder is joined yet, lead into one."""
        if self.syncing.place is None:
            self.choose_folder()
        else:
            self.syncing.sync()

    def answer(self) -> None:
        """Give sync what it wants, where it wants something; else sync."""
        trouble = self.syncing.trouble
        need = trouble.need if trouble is not None else ""
        if need == "passphrase":
            self.giving.passphrase()
        elif need == "password" and user_of(self.syncing.place or ""):
            self.giving.password()
        elif need == "password":
            self.choose_folder()  # with the user's name it is another address
        else:
            self.sync_now()

    def agree(self, held: Pending) -> None:
        """Let a device's erasures count here, once it is meant."""
        dialog = DeliberateDialog(
            self._over,
            self.tr("Erase {count} records here, too?").format(count=held.detail),
            (
                self.tr("{device} has erased them for everybody.").format(device=held.device),
                self.tr("Texts, versions, attachments and backups of them go from here; nothing brings them back."),
            ),
            self.tr("I have asked: it was meant"),
            self.tr("Erase them here, too"),
        )
        dialog.agreed.connect(
            lambda: self.syncing.apart(
                lambda exchange: exchange.agree_to_erasures(held.device_id), lambda _done: None, self._desk.failed
            )
        )
        dialog.open()

    def choose_folder(self) -> None:
        """Lead into a folder, step by step."""
        from alliance_app.desktop.joining import JoinDialog  # seldom needed: the window opens without it

        if self.dialog is None:
            self.dialog = JoinDialog(self._desk, self.syncing, self._over)
            self.dialog.destroyed.connect(self._dialog_gone)
            self.dialog.show()
        self.dialog.raise_()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _tell(self, error: Exception, asked: bool) -> None:
        """Who asked for a sync is told what went wrong, unless the banner tells already."""
        if asked and not self.banner.isVisible() and not self.page.isVisible():
            trouble = self.syncing.trouble
            self._desk.said.emit(Note(trouble.words if trouble else told(error), wrong=True))
