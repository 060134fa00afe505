"""The second step of joining: what is in that folder, and what is needed for it. All of it off the GUI thread."""

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.joining.rows import Asked, LoginRows, PassphraseRows
from alliance_app.desktop.joining.step import Step
from alliance_app.desktop.sharing.needs import kept_for_now, told
from alliance_app.desktop.sharing.words import folder_name, host_name
from alliance_app.desktop.widgets.looks import button, label, labelled, waiting_bar
from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress
from alliance_app.sync import (
    Exchange,
    Sight,
    SyncError,
    changes_in,
    is_protected,
    keep_password,
    wants_passphrase,
)
from alliance_app.sync.errors import NoPassword, WrongPassword

_MOST_HEIGHT = 136  # px


@dataclass(frozen=True, slots=True)
class Inside:
    """What was seen. `changes`: how many all devices have given, None where that cannot be told cheaply; `asked`: which
    passphrase is needed; `kept`: whether the password outlasts the program, True where none was typed."""

    sight: Sight
    changes: int | None
    asked: Asked
    kept: bool = True


class InsideStep(Step):
    """Shows what is there, and asks what is needed for it.

    `found`: it is known what is there; `passed`: what was asked for will do; `placed(place)`: it is at this address.
    """

    found = Signal()
    passed = Signal()
    placed = Signal(str)

    def __init__(self, desk: Desk, *, member: bool) -> None:
        super().__init__("")
        self._desk = desk
        self._member = member
        self._place = ""
        self._round = 0  # an answer to an earlier question comes too late
        self._checking = False
        self.seen: Inside | None = None
        self.bar = waiting_bar()
        self.devices = QListWidget()
        self.devices.setObjectName("joinList")
        self.devices.setAccessibleName(self.tr("Devices there"))
        self.devices.setMaximumHeight(_MOST_HEIGHT)
        self.name = QLineEdit(desk.library.identity.name)
        self.name.setMaxLength(80)
        self.name.textChanged.connect(self.changed)
        self.name_label = labelled(self.tr("What the alliance is called"), self.name)
        self.anyway = QCheckBox(self.tr("It is the right folder: set the alliance up here all the same"))
        self.anyway.toggled.connect(self.changed)
        self.warning = self._make_warning()
        self.error = label(role="wrong", wrap=True)
        self.again = button(self.tr("Look again"), self._act_again)
        self.passphrase = PassphraseRows()
        self.passphrase.changed.connect(self.changed)
        self.login = LoginRows()
        self.login.changed.connect(self._follow_login)
        self.login.entered.connect(self._act_again)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.note = label(role="quiet", wrap=True)
        above: tuple[QWidget, ...] = (self.bar, self.devices, self.warning, self.error)
        asked: tuple[QWidget, ...] = (self.name_label, self.name, self.passphrase, self.login)
        for part in above:
            self.box.addWidget(part)
        for part in asked:
            self.rows.addWidget(part)
        self.box.addLayout(self.rows)
        self.box.addWidget(self.note)
        self.box.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch()
        self._show_only(self.bar)

    @property
    def ready(self) -> bool:
        """Whether it can be joined, and everything needed is there."""
        if self.seen is None or self._checking or not self.passphrase.ready:
            return False
        sight = self.seen.sight
        if sight.alliance is not None:
            return True
        return bool(self.name.text().strip()) and (sight.empty or self.anyway.isChecked())

    @property
    def asks(self) -> QWidget | None:
        """The first thing that is asked of the user, if any."""
        known, new = self.passphrase.known.line, self.passphrase.new.first.line
        lines = (self.anyway, self.name, known, new, self.login.user, self.again)
        first = next((each for each in lines if each.isVisibleTo(self)), None)
        return self.login.password.line if first is self.login.user and self.login.user.text() else first

    def look(self, place: str, password: str = "") -> None:
        """See what is there. `password`: kept for this place first."""
        self._place, self.seen, self._checking = place, None, False
        self._round += 1
        self.say(self.tr("Looking into “{folder}”…").format(folder=folder_name(place)))
        self.passphrase.ask("nothing")
        self._show_only(self.bar)
        self.anyway.setChecked(False)
        library, mine = self._desk.library, self._round

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[int, Inside]:
            kept = keep_password(place, password) if password else True
            return mine, _look(library, place, kept=kept)

        self._desk.tasks.long(work, self._show, owner=self, failed=lambda error: self._show_error(mine, error))
        self.changed.emit()

    def check(self) -> None:
        """See whether what was typed will do: `passed`, or what is wrong is said beside it."""
        rows, library, place, mine = self.passphrase, self._desk.library, self._place, self._round
        if rows.founding and not rows.new.accepts():
            return
        if rows.asked != "join":
            self.passed.emit()
            return
        typed = rows.known.text

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            Exchange(library, place).try_passphrase(typed)

        self._show_checking(on=True)
        self._desk.tasks.long(
            work,
            lambda _nothing: self._end_checking(mine, None),
            owner=self,
            failed=lambda error: self._end_checking(mine, error),
        )

    def ask_passphrase(self, error: Exception) -> None:
        """Joining was refused for want of the right passphrase: ask for it."""
        if self.passphrase.asked == "nothing":
            there = self.seen is not None and self.seen.sight.alliance is not None
            self.passphrase.ask("join" if there else "found again")
        self.passphrase.refuse(told(error))
        self.changed.emit()

    def ask_login(self, error: Exception) -> None:
        """The place wants a password, or another one."""
        host = host_name(self._place)
        self.seen = None
        self.say(self.tr("{host} wants to know who you are").format(host=host))
        self.login.ask(self._place)
        self.error.setText("" if isinstance(error, NoPassword) else told(error))
        self.again.setText(self.tr("Log in"))
        self._show_only(self.login, self.again, *(() if isinstance(error, NoPassword) else (self.error,)))
        self._follow_login()

    def _act_again(self) -> None:
        """Look again, or log in and look."""
        if not self.again.isEnabled() or not self.again.isVisibleTo(self):
            return
        if not self.login.isVisibleTo(self):
            self.look(self._place)
            return
        place, password = self.login.place, self.login.password.text
        self.placed.emit(place)
        self.look(place, password)

    # -- what is seen

    def _show(self, seen: tuple[int, Inside]) -> None:
        mine, inside = seen
        if mine != self._round:
            return  # another folder was named meanwhile
        self.seen, sight = inside, inside.sight
        self.login.password.clear()
        self.passphrase.ask(inside.asked)
        if sight.alliance is not None:
            self._show_alliance(inside)
        elif sight.empty:
            self._show_empty(inside)
        else:
            self.say(self.tr("“{folder}” is in use for something else").format(folder=folder_name(self._place)))
            self._show_only(self.warning, self.name_label, self.name, self.passphrase)
        self.changed.emit()
        self.found.emit()

    def _show_alliance(self, seen: Inside) -> None:
        sight = seen.sight
        self.say(self.tr("The alliance “{name}” is here").format(name=sight.name or folder_name(self._place)))
        parts = [self.tr("{count} devices have shared something").format(count=len(sight.devices))]
        if seen.changes is not None:
            parts.append(self.tr("about {count} changes in all").format(count=f"{seen.changes:,}"))
        if not sight.devices:
            parts = [self.tr("Nobody has shared anything yet.")]
        told_below = self.tr(", ").join(parts)
        if sight.protected:
            told_below += self.tr(". It is protected: only members see whose they are, and what they wrote.")
        self.below.setText(told_below)
        self.below.show()
        self.devices.clear()
        self.devices.addItems(list(sight.devices))
        named = (self.devices,) if sight.devices and not sight.protected else ()
        rows = (self.passphrase,) if seen.asked != "nothing" else ()
        self._say_note(seen)
        self._show_only(self.note, *named, *rows)

    def _show_empty(self, seen: Inside) -> None:
        if self._member:
            below = self.tr(
                "Your alliance goes on from here. Each computer writes all it had shared into this folder when it "
                "chooses it; the former folder is left as it is."
            )
        else:
            below = self.tr("A new alliance begins here. Others join it by choosing the same folder.")
        self.say(self.tr("“{folder}” is empty").format(folder=folder_name(self._place)), below)
        self._say_note(seen)
        self._show_only(self.name_label, self.name, self.passphrase, self.note)

    def _say_note(self, seen: Inside) -> None:
        text = self.tr("What you have shared goes there and stays here too; drafts stay on this computer only.")
        self.note.setText(text if seen.kept else f"{text} {kept_for_now()}")

    def _show_error(self, mine: int, error: Exception) -> None:
        if mine != self._round:
            return
        if isinstance(error, WrongPassword):
            self.ask_login(error)
        else:
            self.say(self.tr("“{folder}” cannot be joined").format(folder=folder_name(self._place)))
            self.error.setText(told(error))
            self.again.setText(self.tr("Look again"))
            self.again.setEnabled(True)
            self._show_only(self.error, self.again)
        self.again.setAccessibleName(self.again.text())
        self.changed.emit()
        self.found.emit()

    def _show_checking(self, *, on: bool) -> None:
        self._checking = on
        self.bar.setVisible(on)
        self.passphrase.setEnabled(not on)
        self.changed.emit()

    def _end_checking(self, mine: int, error: Exception | None) -> None:
        if mine != self._round:
            return
        self._show_checking(on=False)
        if error is None:
            self.passed.emit()
        elif isinstance(error, WrongPassword):
            self.ask_login(error)
        else:
            self.passphrase.refuse(told(error))

    def _follow_login(self) -> None:
        self.again.setEnabled(self.login.ready or not self.login.isVisibleTo(self))
        self.changed.emit()

    def _make_warning(self) -> QFrame:
        made = QFrame()
        made.setProperty("notice", "gold")
        box = QVBoxLayout(made)
        box.setContentsMargins(12, 8, 12, 8)
        text = self.tr(
            "Other files are here, and no alliance. Sync leaves them alone, but somebody who tidies up may "
            "take the alliance's files away: an empty folder is better."
        )
        box.addWidget(label(text, wrap=True))
        box.addWidget(self.anyway)
        return made

    def _show_only(self, *parts: object) -> None:
        for each in (
            self.bar, self.devices, self.warning, self.error, self.name_label, self.name, self.passphrase, self.login,
            self.note, self.again,
        ):  # fmt: skip
            each.setVisible(each in parts)
        self.passphrase.setEnabled(True)


def _look(library: Library, place: str, *, kept: bool) -> Inside:
    exchange = Exchange(library, place)
    sight = exchange.look()
    if sight.alliance is None:
        return Inside(sight, None, "found again" if is_protected(library) else "found", kept)
    changes = None
    with suppress(SyncError, OSError):
        changes = changes_in(exchange.place)
    return Inside(sight, changes, "join" if wants_passphrase(library, sight) else "nothing", kept)
