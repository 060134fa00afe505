"""Notices of what two devices did at once: a year begun twice is shown as one, an answer changed twice is to be
decided."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from alliance_app.alliance.assessed import Assessed
from alliance_app.alliance.catalogue import Catalogue
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.values import Clash


class Undecided(QFrame):
    """That somebody must decide between two answers; `opened(id)`: show the record where that is done."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "gold")
        self._record_id = ""
        self.text = label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(self.text, 1)
        row.addWidget(button(self.tr("Decide…"), lambda: self.opened.emit(self._record_id), role="small"))
        self.hide()

    def show_clashes(self, found: Assessed, clashes: Sequence[Clash], catalogue: Catalogue) -> None:
        """Say which answers they are."""
        self._record_id = found.record.id if found.record is not None else ""
        self.setVisible(bool(clashes))
        labels = {each.code: each.label for each in catalogue.indicators}
        codes = [each.name.partition("/")[2] for each in clashes]
        names = self.tr(", ").join(labels.get(code, code) for code in codes[:3] if code)
        text = self.tr("Two of you answered at once, and differently: {names}. Somebody must decide.")
        self.text.setText(text.format(names=f"{names}…" if len(codes) > 3 else names))


class Doubles(QFrame):
    """`wanted`: make them one. `listed(title, ids)`: show the records."""

    wanted = Signal()
    listed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "grey")
        self._found = Assessed()
        self.text = label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(button(self.tr("Look at them"), self._list, role="small"))
        row.addWidget(button(self.tr("Make them one"), self.wanted.emit, role="small"))
        self.hide()

    def show_found(self, found: Assessed, catalogue: Catalogue) -> None:
        """Say so where there are several, and in what they differ."""
        self._found = found
        self.setVisible(bool(found.others))
        if not found.others or found.record is None:
            return
        by = self.tr(", ").join(dict.fromkeys(each.created_by for each in (found.record, *found.others)))
        said = self.tr("This year was begun {count} times, by {who}. What all of them say is shown together.")
        text = said.format(count=len(found.others) + 1, who=by)
        if found.apart:
            names = {each.code: each.number for each in catalogue.indicators}
            apart = self.tr(", ").join(names.get(code, code) for code in found.apart[:6])
            told = self.tr("They differ in {codes}: there the first one counts.")
            text = f"{text} {told.format(codes=apart + ('…' if len(found.apart) > 6 else ''))}"
        self.text.setText(text)

    def _list(self) -> None:
        self.listed.emit(self.tr("Self-assessments of this year"), sorted(self._found.ids))
