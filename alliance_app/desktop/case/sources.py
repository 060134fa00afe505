"""The sources of a case: found and added, what is taken of each, and their way into the text."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.case.material import Material, materials
from alliance_app.desktop.case.outline_list import SOURCE, Dragged
from alliance_app.desktop.case.source_card import SourceCard
from alliance_app.desktop.case.source_search import SourceSearch
from alliance_app.desktop.desk import Desk, Note, in_words
from alliance_app.desktop.widgets.looks import empty, label
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup
from alliance_app.records.values import Edit, Record
from alliance_app.writeups.errors import AlreadyPulled
from alliance_app.writeups.pulling import add_source, pickable_sections, pull, remove_source
from alliance_app.writeups.sectioning import Section


class Sources(QWidget):
    """`looked_at(id)`: a source is to be opened. `shared(id)`: the alliance is to have it.

    `pulled(edit)`: text of one stands in the case now.
    """

    looked_at = Signal(str)
    shared = Signal(str)
    pulled = Signal(object)

    def __init__(self, desk: Desk, case: CaseAtHand) -> None:
        super().__init__()
        self._desk = desk
        self._case = case
        self._shown: list[Material] = []
        self._outline: Sequence[Section] = ()
        self.setAcceptDrops(True)
        self.heading = label(role="section")
        self.search = SourceSearch(desk)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(8)
        self.nothing = label(
            self.tr("No sources yet. Find salons, projects and open days above, and drag them into the outline below."),
            role="quiet",
            wrap=True,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.heading)
        box.addWidget(self.search)
        box.addLayout(self.cards)
        box.addWidget(self.nothing)
        self.search.chosen.connect(self.add)
        desk.theme.changed.connect(self._repaint)

    def refresh(self) -> None:
        """Show the sources as they stand now."""
        case = self._case.case
        if case is not None:
            library = self._desk.library
            self._desk.tasks.read(lambda: materials(library, case), self._show, owner=self, lane="materials")

    def show_outline(self, sections: Sequence[Section]) -> None:
        """Where text of the sources can go."""
        self._outline = sections
        for card in self.shown():
            card.outline = sections

    def shown(self) -> list[SourceCard]:
        """The cards, top to bottom."""
        items = (self.cards.itemAt(at) for at in range(self.cards.count()))
        found = (item.widget() for item in items if item is not None)
        return [each for each in found if isinstance(each, SourceCard)]

    def add(self, record_id: str) -> None:
        """One source more."""
        self._case.do(lambda case: add_source(case, record_id))

    def go_to(self, record_id: str) -> bool:
        """Put the keyboard on a source's card; False when there is none."""
        card = next((each for each in self.shown() if each.material.id == record_id), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return card is not None

    def put(self, dragged: Dragged, place: int | None, *, again: bool = False) -> None:
        """A draft of a source's text goes into a section of the case."""
        library = self._desk.library

        def draft(case: Record) -> Edit:
            whole = Edit(case.id)
            for section in dragged.sections or ("",):
                pulled = pull(library, case, dragged.record_id, section, place, again=again)
                whole, case = _joined(whole, pulled.edit), _with(case, pulled.edit)
            return whole

        self._case.do(draft, self.pulled.emit, partial(self._not_put, dragged, place))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A record that was found may become a source."""
        if event.mimeData().hasFormat(SOURCE):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """It becomes one."""
        dragged = Dragged.unpacked(event.mimeData())
        if dragged is not None and dragged.record_id not in self._case.source_ids:
            self.add(dragged.record_id)
        event.acceptProposedAction()

    def _not_put(self, dragged: Dragged, place: int | None, error: Exception) -> None:
        if isinstance(error, AlreadyPulled):
            self._desk.say(in_words(error), self.tr("Once more"), lambda: self.put(dragged, place, again=True))
        else:
            self._desk.said.emit(Note(in_words(error), wrong=True))

    def _show(self, shown: list[Material]) -> None:
        case = self._case.case
        self.search.mark({each.id for each in shown}, without=case.id if case else "")
        count = f" · {len(shown)}" if shown else ""
        self.heading.setText(self.tr("Sources (drag them into the outline)") + count)
        self.nothing.setVisible(not shown)
        if shown != self._shown:
            self._shown = shown
            self._make_cards()

    def _repaint(self) -> None:
        self._make_cards()

    def _make_cards(self) -> None:
        held = next((card.material.id for card in self.shown() if card.isAncestorOf(self._with_keyboard(card))), "")
        empty(self.cards)
        for material in self._shown:
            card = SourceCard(self._desk.theme, material)
            card.outline = self._outline
            card.pressed.connect(partial(self._choose_sections, card))
            card.put.connect(partial(self._put_from, material))
            card.looked_at.connect(partial(self.looked_at.emit, material.id))
            card.shared.connect(partial(self.shared.emit, material.id))
            card.taken_off.connect(partial(self._take_off, material.id))
            self.cards.addWidget(card)
            if material.id == held:
                card.setFocus()

    def _with_keyboard(self, card: SourceCard) -> QWidget:
        return card.focusWidget() or self

    def _put_from(self, material: Material, sections: tuple[str, ...], place: int | None) -> None:
        self.put(Dragged(material.id, sections), place)

    def _take_off(self, record_id: str) -> None:
        self._case.do(lambda case: remove_source(case, record_id))

    # -- what is taken of each

    def _choose_sections(self, card: SourceCard) -> None:
        material, library = card.material, self._desk.library
        if not material.kind:
            return

        def find(words: str, offer: Offer) -> None:
            def read() -> list[Option]:
                found = pickable_sections(library.read(material.id))
                return [
                    Option(each.heading, "　" * (each.level - 1) + each.heading, each.characters)
                    for each in found
                    if each.heading and words in each.heading
                ]

            self._desk.tasks.read(read, offer, owner=self)

        chosen = [Option(each, each) for each in material.sections]
        popup = PickPopup(card, find, many=True, chosen=chosen)
        popup.picked.connect(lambda options: self._pick(material.id, [each.value for each in options]))
        popup.open_below(card)

    def _pick(self, record_id: str, sections: Sequence[str]) -> None:
        """These sections of a source are taken; none is the whole of it."""
        rows = self._case.sources
        at = next((place for place, row in enumerate(rows) if row.get("record") == record_id), len(rows))
        others = [row for row in rows if row.get("record") != record_id]
        now = [{"record": record_id, **({"section": each} if each else {})} for each in sections or ("",)]
        before = sum(row.get("record") != record_id for row in rows[:at])
        self._case.type_field("sources", [*others[:before], *now, *others[before:]])


def _joined(earlier: Edit, later: Edit) -> Edit:
    """One edit that does what two do, the later one made on what the earlier one made."""
    body = earlier.body if later.body is None else later.body
    return replace(earlier, body=body, fields={**earlier.fields, **later.fields}, attach=earlier.attach + later.attach)


def _with(case: Record, edit: Edit) -> Record:
    """The case as it stands after an edit, for the next one."""
    fields = {**case.fields, **edit.fields}
    body = case.body if edit.body is None else edit.body
    return replace(case, body=body, fields=fields, attachments=(*case.attachments, *edit.attach))
