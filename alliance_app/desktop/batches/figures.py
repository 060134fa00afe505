"""The three batches in numbers, each of which opens the projects behind it."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.alliance.three_batches import ThreeBatches
from alliance_app.desktop.widgets.looks import label
from alliance_app.records.benefit import in_wan


class Figure(QPushButton):
    """A number on a card: what it counts, the number, a word more. `ids` are the records behind it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("figure", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = name
        self.ids: Collection[str] = ()
        self._name = label(name, role="quiet")
        self._number = label(role="number")
        self._more = label(role="quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 9, 16, 9)
        box.setSpacing(1)
        for part in (self._name, self._number, self._more):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(part)
        self.setFixedHeight(82)

    def show_number(self, number: str, more: str, ids: Collection[str]) -> None:
        """Show a number, and note what is behind it."""
        self.ids = ids
        self._number.setText(number)
        self._more.setText(more)
        self.setEnabled(bool(ids))
        self.setAccessibleName(" ".join(each for each in (self.name, number, more) if each))
        self.setToolTip(self.tr("Show these projects") if ids else "")

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number.text()


class Figures(QWidget):
    """培养、改良、验收、年效益. `listed(name, ids)`: the projects behind one."""

    listed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.people = Figure(self.tr("People trained"))
        self.improved = Figure(self.tr("Projects improved"))
        self.accepted = Figure(self.tr("Results accepted"))
        self.benefit = Figure(self.tr("Yearly benefit"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for figure in (self.people, self.improved, self.accepted, self.benefit):
            figure.clicked.connect(lambda _checked=False, figure=figure: self.listed.emit(figure.name, figure.ids))
            row.addWidget(figure)

    def show_batches(self, three: ThreeBatches) -> None:
        """Show these."""
        improved, accepted = f"{len(three.improved):,}", f"{len(three.accepted):,}"
        through = self.tr("through {count} projects").format(count=len(three.training))
        self.people.show_number(self.tr("{count} people").format(count=f"{three.people:,}"), through, three.training)
        of_all = self.tr("of {count} projects").format(count=len(three.projects))
        self.improved.show_number(self.tr("{count} improved").format(count=improved), of_all, three.improved)
        lost = self.tr("benefit unknown: {count}").format(count=three.unknown) if three.unknown else ""
        self.accepted.show_number(self.tr("{count} results").format(count=accepted), lost, three.accepted)
        sure = self.tr("confirmed by finance: {benefit}").format(benefit=in_wan(three.confirmed_benefit, 1))
        self.benefit.show_number(in_wan(three.benefit, 1), sure, three.worth)
