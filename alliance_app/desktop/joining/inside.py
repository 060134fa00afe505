"""The second step of joining: what is in that folder. Looked at off the GUI thread; nothing is written."""

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.joining.step import Step, waiting_bar
from alliance_app.desktop.sharing.words import folder_name
from alliance_app.desktop.tasks import Job
from alliance_app.desktop.widgets.looks import button, label, labelled
from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress
from alliance_app.sync import Exchange, Sight, SyncError, changes_in

_MOST_HEIGHT = 136  # px


@dataclass(frozen=True, slots=True)
class Inside:
    """What was seen. `changes`: how many all devices have given, None where that cannot be told cheaply."""

    sight: Sight
    changes: int | None


class InsideStep(Step):
    """Shows what is there, and asks what is needed for it; `found` when that is known.

    Fields for a protected alliance belong into `rows`, and into `asks`.
    """

    found = Signal()

    def __init__(self, desk: Desk, *, member: bool) -> None:
        super().__init__("")
        self._desk = desk
        self._member = member
        self._job: Job | None = None
        self._place = ""
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
        self.warning = QFrame()
        self.warning.setProperty("notice", "gold")
        self.anyway = QCheckBox(self.tr("It is the right folder: set the alliance up here all the same"))
        self.anyway.toggled.connect(self.changed)
        warning = QVBoxLayout(self.warning)
        warning.setContentsMargins(12, 8, 12, 8)
        warning.addWidget(
            label(
                self.tr(
                    "Other files are here, and no alliance. Sync leaves them alone, but somebody who tidies up may "
                    "take the alliance's files away: an empty folder is better."
                ),
                wrap=True,
            )
        )
        warning.addWidget(self.anyway)
        self.error = label(role="wrong", wrap=True)
        self.again = button(self.tr("Look again"), lambda: self.look(self._place))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.note = label(role="quiet", wrap=True)
        for part in (self.bar, self.devices, self.warning, self.error):
            self.box.addWidget(part)
        self.rows.addWidget(self.name_label)
        self.rows.addWidget(self.name)
        self.box.addLayout(self.rows)
        self.box.addWidget(self.note)
        self.box.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch()

    @property
    def ready(self) -> bool:
        """Whether it can be joined, and everything needed is there."""
        if self.seen is None:
            return False
        sight = self.seen.sight
        if sight.alliance is not None:
            return True
        return bool(self.name.text().strip()) and (sight.empty or self.anyway.isChecked())

    @property
    def asks(self) -> QWidget | None:
        """The first thing that is asked of the user, if any."""
        return next((each for each in (self.anyway, self.name, self.again) if each.isVisibleTo(self)), None)

    def look(self, place: str) -> None:
        """See what is there."""
        self._place, self.seen = place, None
        self.say(self.tr("Looking into “{folder}”…").format(folder=folder_name(place)))
        self._show_only(self.bar)
        self.anyway.setChecked(False)
        library = self._desk.library

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[str, Inside]:
            return place, _look(library, place)

        self._job = self._desk.tasks.long(
            work, self._show, owner=self, failed=lambda error: self._show_error(place, error)
        )
        self.changed.emit()

    def _show(self, seen: tuple[str, Inside]) -> None:
        place, inside = seen
        if place != self._place:
            return  # another folder was named meanwhile
        self.seen, sight = inside, inside.sight
        if sight.alliance is not None:
            self._show_alliance(inside)
        elif sight.empty:
            self._show_empty()
        else:
            self.say(self.tr("“{folder}” is in use for something else").format(folder=folder_name(place)))
            self._show_only(self.warning, self.name_label, self.name)
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
        self.below.setText(self.tr(", ").join(parts))
        self.below.show()
        self.devices.clear()
        self.devices.addItems(list(sight.devices))
        self.note.setText(self._privacy())
        self._show_only(self.note, *((self.devices,) if sight.devices else ()))

    def _show_empty(self) -> None:
        if self._member:
            below = self.tr(
                "Your alliance goes on from here. Each computer writes all it had shared into this folder when it "
                "chooses it; the former folder is left as it is."
            )
        else:
            below = self.tr("A new alliance begins here. Others join it by choosing the same folder.")
        self.say(self.tr("“{folder}” is empty").format(folder=folder_name(self._place)), below)
        self.note.setText(self._privacy())
        self._show_only(self.name_label, self.name, self.note)

    def _privacy(self) -> str:
        return self.tr("What you have shared goes there and stays here too; drafts stay on this computer only.")

    def _show_error(self, place: str, error: Exception) -> None:
        if place != self._place:
            return
        self.say(self.tr("“{folder}” cannot be joined").format(folder=folder_name(place)))
        self.error.setText(in_words(error))
        self._show_only(self.error, self.again)
        self.changed.emit()
        self.found.emit()

    def _show_only(self, *parts: object) -> None:
        own = (self.bar, self.devices, self.warning, self.error, self.name_label, self.name, self.note, self.again)
        for each in own:
            each.setVisible(each in parts)


def _look(library: Library, place: str) -> Inside:
    exchange = Exchange(library, place)
    sight = exchange.look()
    changes = None
    if sight.alliance is not None:
        with suppress(SyncError, OSError):
            changes = changes_in(exchange.place)
    return Inside(sight, changes)
