"""Which projects are looked at: of an enterprise, a category, a year; stalled ones, incomplete ones."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from alliance_app.alliance.board import Card, Wanted
from alliance_app.desktop.widgets.chips import Chip, Facet
from alliance_app.desktop.widgets.looks import button, restyle
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup
from alliance_app.records.kinds import PROJECT


class Filters(QWidget):
    """`changed`: other projects are wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted()
        self._cards: Sequence[Card] = ()
        self._labels: dict[str, str] = {}
        self.enterprise = Chip(Facet("enterprise", PROJECT.by_name["owner"].label))
        self.category = Chip(Facet("category", PROJECT.by_name["category"].label))
        self.year = Chip(Facet("year", self.tr("Year")))
        self.stalled = button("", self._turn_stalled, role="chip")
        self.lacking = button("", self._turn_lacking, role="chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for chip in (self.enterprise, self.category, self.year, self.stalled, self.lacking):
            row.addWidget(chip)
        row.addStretch()
        for chip in (self.enterprise, self.category, self.year):
            chip.clicked.connect(lambda _checked=False, chip=chip: self._choose(chip))
            chip.cleared.connect(lambda chip=chip: self._take(chip, ()))
        self.show_cards(())

    def show_cards(self, cards: Sequence[Card]) -> None:
        """All projects there are: what can be chosen, and how many stand still or lack something."""
        self._cards = cards
        still, lacking = sum(each.still > 0 for each in cards), sum(bool(each.lacking) for each in cards)
        self.stalled.setText(self.tr("Stalled {count}").format(count=still))
        self.lacking.setText(self.tr("Incomplete {count}").format(count=lacking))
        self.stalled.setToolTip(self.tr("No progress for 90 days"))
        self.lacking.setToolTip(self.tr("Lacks what its stage asks for"))
        for each in (self.stalled, self.lacking):
            each.setAccessibleName(each.text())

    def want(self, wanted: Wanted) -> None:
        """Look at these projects."""
        self.wanted = wanted
        self._show(self.stalled, on=wanted.stalled)
        self._show(self.lacking, on=wanted.lacking)
        values = ((self.enterprise, wanted.enterprise), (self.category, wanted.category), (self.year, wanted.year))
        for chip, value in values:
            chip.show_values([self._labels.get(str(value), str(value))] if value else ())
        self.changed.emit()

    def _show(self, chip: QPushButton, *, on: bool) -> None:
        restyle(chip, "on", on)
        chip.setAccessibleDescription(self.tr("chosen") if on else "")

    def _turn_stalled(self) -> None:
        self.want(replace(self.wanted, stalled=not self.wanted.stalled))

    def _turn_lacking(self) -> None:
        self.want(replace(self.wanted, lacking=not self.wanted.lacking))

    def _choose(self, chip: Chip) -> None:
        options = self._options(chip)
        self._labels |= {each.value: each.label for each in options}

        def find(words: str, offer: Offer) -> None:
            offer([each for each in options if words.casefold() in each.label.casefold()])

        popup = PickPopup(self, find, many=False)
        popup.picked.connect(lambda chosen: self._take(chip, chosen))
        popup.open_below(chip)

    def _take(self, chip: Chip, chosen: Sequence[Option]) -> None:
        value = chosen[0].value if chosen else ""
        if chip is self.year:
            self.want(replace(self.wanted, year=int(value) if value else None))
        elif chip is self.enterprise:
            self.want(replace(self.wanted, enterprise=value))
        else:
            self.want(replace(self.wanted, category=value))

    def _options(self, chip: Chip) -> list[Option]:
        """What there is to choose, with how many projects each has."""
        found: dict[str, tuple[str, int]] = {}
        for card in self._cards:
            for value, name in self._values(chip, card):
                found[value] = (name, found.get(value, ("", 0))[1] + 1)
        options = [Option(value, name, count) for value, (name, count) in found.items() if value]
        if chip is self.year:
            return sorted(options, key=lambda each: each.value, reverse=True)
        return sorted(options, key=lambda each: (-(each.count or 0), each.label))

    def _values(self, chip: Chip, card: Card) -> list[tuple[str, str]]:
        if chip is self.year:
            return [(str(year), str(year)) for year in card.years]
        if chip is self.enterprise:
            return [(card.enterprise_id, card.enterprise or "…")]
        return [(card.category, PROJECT.by_name["category"].show(card.category))]
