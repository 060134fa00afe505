"""The records of a member, group by group: how many, in which years, the latest of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.alliance.members import GROUPS, Profile
from alliance_app.desktop.widgets.looks import OneLine, ValueButton, button, label
from alliance_app.records.benefit import in_wan

_SHOWN = 3  # records of a group
_YEARS = 4
_HEAD_LINES = 3
_TWO_FROM = 620  # px, from which groups stand in two columns


def labels() -> Mapping[str, str]:
    """What the groups are called."""
    return {
        "salons_hosted": QCoreApplication.translate("Members", "Salons hosted"),
        "salons_attended": QCoreApplication.translate("Members", "Salons attended"),
        "open_days_hosted": QCoreApplication.translate("Members", "Open days hosted"),
        "open_days_visited": QCoreApplication.translate("Members", "Open days visited"),
        "projects": QCoreApplication.translate("Members", "Innovation projects"),
        "offers": QCoreApplication.translate("Members", "Offers"),
        "needs": QCoreApplication.translate("Members", "Needs"),
        "partnered": QCoreApplication.translate("Members", "Partner of others"),
        "activities": QCoreApplication.translate("Members", "Activities"),
        "cases": QCoreApplication.translate("Members", "Cases that name it"),
        "documents": QCoreApplication.translate("Members", "Documents"),
        "assessments": QCoreApplication.translate("Members", "Self-assessments"),
        "others": QCoreApplication.translate("Members", "Other records"),
    }


class GroupCard(QFrame):
    """One group. `opened(id)`: one of its records; `listed(title, ids)`: all of them."""

    opened = Signal(str)
    listed = Signal(str, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("memberGroup")
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.name = labels()[name]
        self._ids: tuple[str, ...] = ()
        self._title = ""
        self.count = button("", lambda: self.listed.emit(self._title, self._ids), role="link")
        self.years = OneLine()
        self.years.setProperty("quiet", True)
        self.lines = [ValueButton() for _number in range(_SHOWN)]
        head = QHBoxLayout()
        head.addWidget(label(self.name, role="strong"), 1)
        head.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 9, 10, 9)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.years)
        for place, line in enumerate(self.lines):
            line.clicked.connect(lambda _checked=False, place=place: self.opened.emit(self._ids[place]))
            box.addWidget(line)

    @property
    def shown(self) -> int:
        """How many records are named."""
        return min(len(self._ids), _SHOWN)

    def show_group(self, ids: tuple[str, ...], profile: Profile, beside: str) -> None:
        """Show these records; `beside`: what else there is to say of them."""
        self._ids = ids
        self._title = f"{profile.member.title} · {self.name}"
        self.count.setText(self.tr("All {count} →").format(count=len(ids)))
        self.count.setAccessibleName(f"{self.name}: {self.count.text()}")
        years = Counter(profile.days[each][:4] for each in ids)
        each_year = self.tr("{count} in {year}")
        latest = sorted(years.items(), reverse=True)[:_YEARS]
        told = " · ".join(each_year.format(year=year, count=count) for year, count in latest)
        self.years.show_text(" · ".join(part for part in (beside, told) if part))
        for line, record_id in zip(self.lines, (*ids, *[""] * _SHOWN), strict=False):
            line.setVisible(bool(record_id))
            if record_id:
                text = f"{profile.days[record_id]}  {profile.titles[record_id]}"
                line.show_text(text)
                line.setAccessibleName(text)


class Groups(QWidget):
    """All groups that hold something, in one column or two."""

    opened = Signal(str)
    listed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.cards = {name: GroupCard(name) for name in GROUPS}
        self._shown: Sequence[GroupCard] = ()
        side_by_side = QHBoxLayout(self)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(12)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(12)
            side_by_side.addLayout(column, 1)
        for card in self.cards.values():
            card.hide()
            card.opened.connect(self.opened)
            card.listed.connect(self.listed)

    def show_profile(self, profile: Profile) -> None:
        """Show the groups of one member."""
        beside = self._beside(profile)
        for name, card in self.cards.items():
            if name in profile.groups:
                card.show_group(profile.groups[name], profile, beside.get(name, ""))
        self._shown = [self.cards[name] for name in GROUPS if name in profile.groups]
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two columns where there is room."""
        super().resizeEvent(event)
        if (event.size().width() >= _TWO_FROM) != (event.oldSize().width() >= _TWO_FROM):
            self._place()

    def _beside(self, profile: Profile) -> Mapping[str, str]:
        if not profile.benefit:
            return {}
        text = self.tr("{benefit} a year, {confirmed} confirmed by finance")
        return {"projects": text.format(benefit=in_wan(profile.benefit), confirmed=in_wan(profile.confirmed))}

    def _place(self) -> None:
        """Each card goes where less stands so far, so that no holes are left."""
        columns = self._columns[: 2 if self.width() >= _TWO_FROM else 1]
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        filled = [0] * len(columns)
        for card in self._shown:
            place = filled.index(min(filled))
            columns[place].addWidget(card)
            filled[place] += _HEAD_LINES + card.shown
        for column in columns:
            column.addStretch()
        for card in self.cards.values():
            card.setVisible(card in self._shown)
