"""What a steward can do: the row of buttons below the devices, and the dialogs that say what each of them means."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.sharing.devices import DeviceList
from alliance_app.desktop.sharing.membership import Membership, called
from alliance_app.desktop.sharing.needs import told
from alliance_app.desktop.widgets.deliberate import DeliberateDialog
from alliance_app.desktop.widgets.looks import button, label, waiting_bar
from alliance_app.desktop.widgets.secret import NewPassphrase

if TYPE_CHECKING:
    from alliance_app.sync.keys.members import MemberDevice, Members


class KeyDialog(DeliberateDialog):
    """A deliberate act that gives the alliance a new passphrase; it stays open until that is done."""

    def __init__(self, parent: QWidget, heading: str, sentences: tuple[str, ...], tick: str, act: str) -> None:
        self.passphrase = NewPassphrase()
        super().__init__(parent, heading, sentences, tick, act)
        self.bar = waiting_bar()
        self.bar.hide()
        self.rows.addWidget(self.passphrase)
        self.rows.addWidget(self.bar)
        self.passphrase.changed.connect(self.follow)
        self.cancel.setDefault(False)  # Enter after a passphrase means on, not away
        self.passphrase.first.line.returnPressed.connect(self.passphrase.again.setFocus)
        self.passphrase.again.line.returnPressed.connect(self._go_on)
        self.passphrase.setFocus()

    @property
    def ready(self) -> bool:
        """Whether the passphrase was typed twice, too."""
        return self.passphrase.filled and super().ready

    def fail(self, error: Exception) -> None:
        """It could not be done: say why, and let it be tried again."""
        self._show_busy(busy=False)
        self.refuse(told(error))

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        super().done(result)

    def _go_on(self) -> None:
        (self.act if self.act.isEnabled() else self.tick).setFocus()

    def _agree(self) -> None:
        if self.passphrase.accepts():
            self.error.hide()
            self._show_busy(busy=True)
            self.agreed.emit()
        self._fit()

    def _show_busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.passphrase.setEnabled(not busy)
        self.tick.setEnabled(not busy)
        self.act.setEnabled(not busy)


class StewardRow(QFrame):
    """Below the devices of a protected alliance: a steward's buttons, or who the stewards are."""

    def __init__(self, membership: Membership, devices: DeviceList) -> None:
        super().__init__()
        self._membership = membership
        self._devices = devices
        self.remove = button(self.tr("Remove…"), lambda: None)
        self.name_steward = button(self.tr("Make steward…"), lambda: None)
        self.mark = button(self.tr("Mark as federation…"), lambda: None)
        self.renew = button(self.tr("New passphrase…"), lambda: None)
        self.who = label(role="quiet", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.remove, self.name_steward, self.mark, self.renew):
            each.setProperty("small", True)
            row.addWidget(each)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self.who)
        membership.changed.connect(self.refresh)
        devices.currentRowChanged.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> "MemberDevice | None":
        """The device that is chosen above."""
        return self._membership.member(self._devices.chosen)

    def refresh(self) -> None:
        """Offer what can be done with the device that is chosen."""
        steward, chosen = self._membership.steward, self.chosen
        for each in (self.remove, self.name_steward, self.mark, self.renew):
            each.setVisible(steward)
        other = chosen is not None and not chosen.own and not chosen.removed
        self.remove.setEnabled(other)
        self.name_steward.setEnabled(other and chosen is not None and not chosen.steward)
        self.mark.setEnabled(chosen is not None and not chosen.removed)
        marked = chosen is not None and chosen.federation
        self.mark.setText(self.tr("No longer federation…") if marked else self.tr("Mark as federation…"))
        choosing = QListWidget.SelectionMode.SingleSelection if steward else QListWidget.SelectionMode.NoSelection
        self._devices.setSelectionMode(choosing)
        self.who.setText(self._words(steward=steward, chosen=chosen is not None))
        self.setVisible(bool(self._membership.listed))

    def _words(self, *, steward: bool, chosen: bool) -> str:
        if not steward:
            text = self.tr("Only {stewards} can remove a device or change the passphrase.")
            return text.format(stewards="、".join(self._membership.stewards) or "—")
        if chosen:
            return ""
        return self.tr("Choose a device above to remove it, to make it a steward or to let its reviews count.")


class Stewarding(QObject):
    """Asks before each of a steward's acts, and does it."""

    def __init__(self, desk: Desk, membership: Membership, row: StewardRow, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._membership = membership
        self._over = over
        self.dialog: KeyDialog | None = None
        row.remove.clicked.connect(lambda: self._on_chosen(row, self.remove))
        row.name_steward.clicked.connect(lambda: self._on_chosen(row, self.name_steward))
        row.mark.clicked.connect(lambda: self._on_chosen(row, self.mark))
        row.renew.clicked.connect(self.renew)

    def remove(self, member: "MemberDevice") -> None:
        """Remove a device, once it is meant."""
        name = called(member)
        also = self._membership.others_of_its_library(member)
        with_it = self.tr("The same library has been in the alliance as {devices}, too; that goes with it.")
        self._ask(
            KeyDialog(
                self._over,
                self.tr("Remove “{name}” from the alliance?").format(name=name),
                (
                    self.tr(
                        "From now on nothing this device gives is taken, and it can read nothing new. What it gave "
                        "before stays, and so does what it has received. To come back it would need a new library."
                    ),
                    self.tr(
                        "The alliance gets a new passphrase for it. The other devices learn the new key by themselves; "
                        "tell the passphrase to whoever joins later, not to who is removed."
                    ),
                    *([with_it.format(devices="、".join(map(called, also)))] if also else []),
                ),
                self.tr("“{name}” no longer belongs to us").format(name=name[:40]),
                self.tr("Remove the device"),
            ),
            lambda members, passphrase: members.remove(member.device, passphrase),
            self.tr("“{name}” was removed. The alliance has a new passphrase.").format(name=name),
        )

    def name_steward(self, member: "MemberDevice") -> None:
        """Let a device remove others, too."""
        name = called(member)
        self._ask(
            KeyDialog(
                self._over,
                self.tr("Make “{name}” a steward?").format(name=name),
                (
                    self.tr(
                        "It can then remove devices, this one too, and change the passphrase. Good to have a second "
                        "one, for without any steward's computer nobody can be removed any more."
                    ),
                    self.tr(
                        "The alliance gets a new passphrase for it. The other devices learn the new key by themselves; "
                        "tell the passphrase to whoever joins later."
                    ),
                ),
                "",
                self.tr("Make it a steward"),
            ),
            lambda members, passphrase: members.name_steward(member.device, passphrase),
            self.tr("“{name}” is a steward now. The alliance has a new passphrase.").format(name=name),
        )

    def mark(self, member: "MemberDevice") -> None:
        """Let a device's reviews and catalogues count, or no new ones of it any more."""
        name = called(member)
        marked = not member.federation
        meaning = self.tr(
            "Reviews of self-assessments and indicator catalogues that come from it then count for everybody as the "
            "higher union's. Mark only a computer that the higher union itself uses."
        )
        ending = self.tr("Its new reviews and catalogues no longer count. Those that have come before stay verified.")
        heading = self.tr("Mark “{name}” as the federation's?")
        if not marked:
            heading = self.tr("“{name}” no longer the federation's?")
        dialog = KeyDialog(
            self._over,
            heading.format(name=name),
            (
                meaning if marked else ending,
                self.tr(
                    "The alliance gets a new passphrase for it. The other devices learn the new key by themselves; "
                    "tell the passphrase to whoever joins later."
                ),
            ),
            "",
            self.tr("Mark it") if marked else self.tr("Take the mark away"),
        )
        said = self.tr("Reviews of “{name}” count now. The alliance has a new passphrase.")
        if not marked:
            said = self.tr("New reviews of “{name}” no longer count. The alliance has a new passphrase.")
        self._ask(
            dialog,
            lambda members, passphrase: members.mark_federation(member.device, passphrase, marked=marked),
            said.format(name=name),
        )

    def renew(self) -> None:
        """Give the alliance a new passphrase."""
        self._ask(
            KeyDialog(
                self._over,
                self.tr("Give the alliance a new passphrase?"),
                (
                    self.tr(
                        "For when the old one became known to somebody, or is forgotten. The members' devices learn "
                        "the new key by themselves; tell the passphrase to whoever joins from now on."
                    ),
                ),
                "",
                self.tr("Change the passphrase"),
            ),
            lambda members, passphrase: members.renew(passphrase),
            self.tr("The alliance has a new passphrase. Tell it to whoever joins from now on."),
        )

    def _on_chosen(self, row: StewardRow, act: "Callable[[MemberDevice], None]") -> None:
        chosen = row.chosen
        if chosen is not None:
            act(chosen)

    def _ask(self, dialog: KeyDialog, deed: "Callable[[Members, str], object]", said: str) -> None:
        self.dialog = dialog

        def agreed() -> None:
            passphrase = dialog.passphrase.text
            self._membership.act(lambda members: deed(members, passphrase), done, failed)

        def done() -> None:
            if self.dialog is dialog:
                dialog.accept()
            self._desk.say(said)

        def failed(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.fail(error)
            else:
                self._desk.failed(error)

        dialog.agreed.connect(agreed)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
