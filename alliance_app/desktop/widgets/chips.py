"""The filters: one chip for each, with a popup of values and how often they occur."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, restyle
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup

_SPAN = re.compile(r"\d{4}(-\d{2}){0,2}(\.\.(\d{4}(-\d{2}){0,2})?)?")
# Asks for the values of a facet under the present search, and calls back with them.
AskFacet = Callable[[str, Callable[[Sequence[Option]], None]], None]


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter that can be set: its name in searches, and its label."""

    name: str
    label: str


class Chip(QPushButton):
    """One filter. `cleared` when its cross is clicked, or Delete pressed."""

    cleared = Signal()

    def __init__(self, facet: Facet) -> None:
        super().__init__()
        self.facet = facet
        self.setProperty("chip", True)
        self.setAutoDefault(False)
        self.show_values(())

    def show_values(self, values: Sequence[str]) -> None:
        """Show which values are chosen, by their labels."""
        if values:
            shown = "、".join(values[:2]) + ("…" if len(values) > 2 else "")
            self.setText(self.tr("{label}: {values} ✕").format(label=self.facet.label, values=shown))
        else:
            self.setText(f"{self.facet.label} ▾")
        self.setAccessibleName(
            self.tr("Filter {label}: {values}").format(
                label=self.facet.label, values="、".join(values) or self.tr("all")
            )
        )
        restyle(self, "on", bool(values))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The cross clears."""
        if self.property("on") and event.position().x() > self.width() - 24:
            self.cleared.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete clears, Down opens."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.property("on"):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ChipBar(QFrame):
    """`changed(filters)`: name → chosen values. `save` when this search is to be kept."""

    changed = Signal(object)
    save = Signal()

    def __init__(self, desk: Desk, ask: AskFacet) -> None:
        super().__init__()
        self.setObjectName("chipBar")
        self._desk = desk
        self._ask = ask
        self._chosen: dict[str, tuple[Option, ...]] = {}
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self, 8)
        self._flow.setContentsMargins(20, 9, 20, 9)
        self.keep = button(self.tr("＋ Save this search"), self.save.emit, role="chip")
        self._flow.addWidget(self.keep)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """What is chosen."""
        return {name: tuple(each.value for each in options) for name, options in self._chosen.items() if options}

    @property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, as people read it."""
        return {name: tuple(each.label for each in options) for name, options in self._chosen.items() if options}

    def offer(self, facets: Sequence[Facet]) -> None:
        """Show chips for these facets; a filter that is set stays while its facet does."""
        if [facet.name for facet in facets] == list(self._chips):
            return
        self._chosen = {name: options for name, options in self._chosen.items() if name in {f.name for f in facets}}
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for place, facet in enumerate(facets):
            chip = Chip(facet)
            chip.clicked.connect(lambda _checked=False, chip=chip: self._open(chip))
            chip.cleared.connect(lambda name=facet.name: self._set(name, ()))
            self._chips[facet.name] = chip
            self._flow.insert(place, chip)
            chip.show_values([each.label for each in self._chosen.get(facet.name, ())])
        self._fit()

    def choose(self, chosen: Mapping[str, Sequence[Option]]) -> None:
        """Set all filters at once without telling."""
        self._chosen = {name: tuple(options) for name, options in chosen.items()}
        for name, chip in self._chips.items():
            chip.show_values([each.label for each in self._chosen.get(name, ())])
        self._fit()

    def chip(self, name: str) -> Chip:
        """The chip of a facet."""
        return self._chips[name]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines of chips."""
        return QSize(200, self._flow.heightForWidth(max(self.width(), 240)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Its height at a width, in px."""
        return self._flow.heightForWidth(width)

    def _open(self, chip: Chip) -> None:
        name = chip.facet.name

        known: list[Option] = []

        def find(words: str, offer: Offer) -> None:
            def narrowed(options: Sequence[Option]) -> None:
                known[:] = options
                typed = typed_date(words) if name == "date" else []
                offer([*typed, *(each for each in options if words.casefold() in each.label.casefold())])

            if known:
                narrowed(tuple(known))
            else:
                self._ask(name, narrowed)

        popup = PickPopup(self, find, many=True, chosen=self._chosen.get(name, ()))
        popup.picked.connect(lambda options: self._set(name, options))
        popup.open_below(chip)

    def _set(self, name: str, options: tuple[Option, ...]) -> None:
        self._chosen[name] = options
        self._chips[name].show_values([each.label for each in options])
        self._fit()
        self.changed.emit(self.filters)

    def _fit(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()


def typed_date(words: str) -> list[Option]:
    """A span of dates typed into the filter of dates, such as 2024-01..2024-06."""
    span = words.strip().replace("~", "..").replace("至", "..")
    return [Option(span, span)] if _SPAN.fullmatch(span) else []
