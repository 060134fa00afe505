"""Giving sync the passphrase or password it waits for: asked in a dialog, tried off the GUI thread, and then a sync."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.sharing.asking import SecretDialog
from alliance_app.desktop.sharing.needs import kept_for_now, told
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import host_name, shown_place
from alliance_app.sync import Exchange, SyncError, keep_password
from alliance_app.sync.errors import WrongPassword


class Giving(QObject):
    """Leads to the dialog for what sync wants; only one is open at a time."""

    def __init__(self, desk: Desk, syncing: Syncing, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._syncing = syncing
        self._over = over
        self.dialog: SecretDialog | None = None

    def passphrase(self) -> None:
        """Ask for the alliance's passphrase."""
        heading = self.tr("Which passphrase does the alliance have?")
        self._open(
            SecretDialog(self._over, heading, self._words(), self.tr("Passphrase of the alliance")),
            lambda typed: lambda exchange: exchange.join(passphrase=typed),
            lambda _joined: None,
        )

    def password(self) -> None:
        """Ask for the password of the place."""
        heading = self.tr("Password for {host}").format(host=host_name(self._syncing.place or ""))
        self._open(
            SecretDialog(self._over, heading, self._words(), self.tr("Password")),
            lambda typed: lambda exchange: _log_in(exchange, typed),
            lambda kept: None if kept else self._desk.say(kept_for_now()),
        )

    def _words(self) -> str:
        trouble = self._syncing.trouble
        return trouble.words if trouble is not None else shown_place(self._syncing.place or "")

    def _open(
        self, dialog: SecretDialog, work: Callable[[str], Callable[[Exchange], Any]], then: Callable[[Any], None]
    ) -> None:
        if self.dialog is not None:
            dialog.deleteLater()
            self.dialog.raise_()
            return
        self.dialog = dialog

        def give(typed: str) -> None:
            self._syncing.apart(work(typed), done, wrong)

        def done(result: Any) -> None:
            if self.dialog is dialog:
                dialog.accept()
            then(result)

        def wrong(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.refuse(told(error))

        dialog.given.connect(give)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _log_in(exchange: Exchange, password: str) -> bool:
    """Keep a place's password and see whether it lets in; whether it outlasts the program. Raises WrongPassword."""
    kept = keep_password(exchange.place, password)
    try:
        exchange.look()
    except SyncError as error:
        if isinstance(error, WrongPassword):
            raise
    return kept  # what else may be wrong there, the sync that follows says
