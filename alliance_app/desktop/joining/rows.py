"""What the second step of joining asks for where a secret is needed: the alliance's passphrase, a place's password."""

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import label, labelled
from alliance_app.desktop.widgets.secret import NewPassphrase, SecretLine
from alliance_app.sync.transport.address import read_address

Asked = Literal["nothing", "join", "found", "found again"]


class PassphraseRows(QWidget):
    """The passphrase of the alliance that is there, or whether a new one shall have one. `changed` as it is typed.

    `asked`: "join" asks for the one it has, "found" offers a new one, "found again" wants one: the alliance goes on in
    another folder and was protected before.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: Asked = "nothing"
        self.known = SecretLine()
        self._known_label = labelled(self.tr("Passphrase of the alliance"), self.known, self.known.line)
        self.error = label(role="wrong", wrap=True)
        self.protect = QCheckBox(self.tr("Protect it with a passphrase (better on a share everybody can open)"))
        self.new = NewPassphrase()
        self.means = _warning(
            self.tr(
                "Who opens the folder without it cannot read a title. Nobody can restore it when it is forgotten; only "
                "this computer could set a new one. Write it down, and tell it to the other chairs face to face."
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self._known_label, self.known, self.error, self.protect, self.new, self.means):
            box.addWidget(part)
        self.known.changed.connect(self._typed)
        self.new.changed.connect(self.changed)
        self.protect.toggled.connect(self._choose)
        self.ask("nothing")

    @property
    def founding(self) -> bool:
        """Whether a new passphrase is wanted."""
        return self.asked == "found again" or (self.asked == "found" and self.protect.isChecked())

    @property
    def ready(self) -> bool:
        """Whether what is asked for was typed."""
        if self.asked == "join":
            return bool(self.known.text)
        return self.new.filled or not self.founding

    @property
    def passphrase(self) -> str | None:
        """What was typed; None where there is none."""
        if self.asked == "join":
            return self.known.text or None
        return self.new.text if self.founding else None

    def ask(self, asked: Asked) -> None:
        """Ask for this from now on; what was typed before is forgotten."""
        self.asked = asked
        self.protect.setChecked(False)
        self.known.clear()
        self.new.clear()
        self.error.hide()
        self._show()

    def refuse(self, words: str) -> None:
        """Say why what was typed will not do."""
        if self.asked == "join":
            self.error.setText(words)
            self.error.show()
            self.known.show_wrong(wrong=True)
        else:
            self.new.refuse(words)

    def _typed(self) -> None:
        self.error.hide()
        self.known.show_wrong(wrong=False)
        self.changed.emit()

    def _choose(self, on: bool) -> None:
        self._show()
        if on:
            self.new.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        self.setVisible(self.asked != "nothing")
        self._known_label.setVisible(self.asked == "join")
        self.known.setVisible(self.asked == "join")
        self.protect.setVisible(self.asked == "found")
        self.new.setVisible(self.founding)
        self.means.setVisible(self.founding)


class LoginRows(QWidget):
    """User name and password of a place on the net. `entered`: Enter was pressed in the password."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.user = QLineEdit()
        self.user.setMaxLength(200)
        self.password = SecretLine()
        self.hint = label(
            self.tr("坚果云 and some others want an application password, made for this in their settings."),
            role="quiet",
            wrap=True,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (
            labelled(self.tr("User name"), self.user), self.user,
            labelled(self.tr("Password"), self.password, self.password.line), self.password, self.hint,
        ):  # fmt: skip
            box.addWidget(part)
        self.user.textChanged.connect(self.changed)
        self.password.changed.connect(self.changed)
        # queued: the dialog has its look at the key first, and would take a button that gets the keyboard meanwhile
        self.password.line.returnPressed.connect(self.entered, Qt.ConnectionType.QueuedConnection)
        self._place = ""
        self.hide()

    @property
    def ready(self) -> bool:
        """Whether both were typed."""
        return bool(self.user.text().strip() and self.password.text)

    @property
    def place(self) -> str:
        """The place with the user's name in its address."""
        address = read_address(self._place)
        return self._place if address is None else str(replace(address, user=self.user.text().strip()))

    def ask(self, place: str) -> None:
        """Ask for those of a place."""
        address = read_address(place)
        self._place = place
        self.user.setText(address.user if address else "")
        self.password.clear()

    def take_focus(self) -> None:
        """Into the line that is still empty."""
        (self.password.line if self.user.text() else self.user).setFocus()


def _warning(text: str) -> QFrame:
    made = QFrame()
    made.setProperty("notice", "gold")
    box = QVBoxLayout(made)
    box.setContentsMargins(12, 8, 12, 8)
    box.addWidget(label(text, wrap=True))
    return made
