"""Where a case went: earlier exports, opened with a click, written again to the same place."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.desk import Desk, Note
from alliance_app.desktop.widgets.looks import OneLine, button, label, shown_as_it_is
from alliance_app.desktop.widgets.small_cards import Card, Section
from alliance_app.library.exports import PastExport

_SHOWN = 6
NAMES = {"docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
# What the system shows rather than runs.
_SHOWN_SAFELY = (".docx", ".pdf", ".html", ".md")


class Exports(Section):
    """`again(past)`: write it anew to its place. `elsewhere(format)`: write it to another."""

    again = Signal(object)
    elsewhere = Signal(str)

    def __init__(self, desk: Desk, case: CaseAtHand) -> None:
        super().__init__(QCoreApplication.translate("Case", "Exported"))
        self._desk = desk
        self._case = case
        self.known: Sequence[PastExport] = ()
        case.opened.connect(self.refresh)
        desk.theme.changed.connect(self._make_cards)

    def refresh(self) -> None:
        """Read what was exported, and what has become of it."""
        case, library = self._case.case, self._desk.library
        if case is not None:
            self._desk.tasks.read(lambda: library.exports(case.id), self._show, owner=self, lane="exports")

    def last(self, form: str) -> PastExport | None:
        """Where this case went last in a format."""
        return next((each for each in self.known if each.format == form), None)

    def _show(self, known: Sequence[PastExport]) -> None:
        self.known = known
        self._make_cards()

    def _make_cards(self) -> None:
        self.start("")
        if not self.known:
            text = self.tr("Not exported yet. Once it is, it stands here, and is brought up to date with one click.")
            self.cards.addWidget(label(text, role="quiet", wrap=True))
        for past in self.known[:_SHOWN]:
            self.cards.addWidget(self._card(past))

    def _card(self, past: PastExport) -> Card:
        what = self.tr("{day} exported as {format}").format(
            day=_day(past.at), format=NAMES.get(past.format, past.format)
        )
        card = Card(f"{what}, {past.path.name}")
        card.setToolTip(shown_as_it_is(str(past.path)))
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 7, 6, 7)
        box.setSpacing(1)
        box.addWidget(label(what, role="finding", wrap=True))
        name = OneLine()
        name.show_text(past.path.name)
        name.setProperty("quiet", True)
        box.addWidget(name)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        standing = _standing(past)
        if standing:
            row.addWidget(label(standing, role="wrong" if not past.there else "quiet"), 1)
        else:
            row.addStretch(1)
        row.addWidget(button(self.tr("Export again"), partial(self.again.emit, past), role="link"))
        box.addLayout(row)
        card.setAccessibleDescription(standing)
        card.pressed.connect(partial(self._open, past))
        card.menu_wanted.connect(partial(self._menu, past))
        return card

    def _menu(self, past: PastExport, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), partial(self._open, past))
        menu.addAction(self.tr("Open its folder"), partial(open_folder, past.path))
        menu.addSeparator()
        menu.addAction(self.tr("Export again"), partial(self.again.emit, past))
        menu.addAction(self.tr("Export elsewhere…"), partial(self.elsewhere.emit, past.format))
        menu.popup(place)

    def _open(self, past: PastExport) -> None:
        if not open_document(past.path):
            text = self.tr("{name} is not there any more: it was moved, renamed or deleted. Export it again.")
            self._desk.said.emit(Note(text.format(name=past.path.name), wrong=True))


def open_document(path: Path) -> bool:
    """Let the system show a document that was exported; False when it is gone, or is no document."""
    if not path.is_file() or path.suffix.lower() not in _SHOWN_SAFELY:
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_folder(path: Path) -> bool:
    """Show the folder that a document stands in."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _standing(past: PastExport) -> str:
    """What has become of it."""
    if not past.there:
        return QCoreApplication.translate("Case", "The file is gone")
    if past.outdated:
        return QCoreApplication.translate("Case", "The case has changed since")
    if past.touched:
        return QCoreApplication.translate("Case", "Changed by hand since")
    return ""


def _day(moment: str) -> str:
    try:
        at = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment[:10]
    this_year = at.year == datetime.now().astimezone().year
    return f"{at.month}-{at.day:02d}" if this_year else f"{at:%Y-%m-%d}"
