"""A project's way in its record: how its benefit is worked out, what its stage lacks, and the next stage."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.alliance.board import Card, card_of, lacking_in_words, next_in_words
from alliance_app.alliance.pipeline import stage_label
from alliance_app.alliance.projects import papers_for
from alliance_app.desktop.batches.moving import Moving
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.looks import OneLine, button, label
from alliance_app.records import clock
from alliance_app.records.kinds import PROJECT
from alliance_app.records.values import Record, Value


class WayOn(QWidget):
    """Stands below a project's form. `stayed(stage)`: what was chosen in the form was not taken; this one stays."""

    stayed = Signal(str)

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self._desk = desk
        self._open = record
        self._card: Card | None = None
        self.moving = Moving(desk, self)
        self.moving.stayed.connect(self._keep)
        self.formula = label(wrap=True)
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lacking = OneLine()
        self.next = OneLine()
        self.go = button("", self._go_on, role="link")
        for each, role in ((self.formula, "quiet"), (self.lacking, "wrong"), (self.next, "quiet")):
            each.setProperty(role, True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.lacking, 1)
        row.addWidget(self.next, 1)
        row.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.formula)
        box.addLayout(row)
        self.hide()

    def show_record(self, record: Record) -> None:
        """Show the way of a record; none is shown of another kind, or in the trash."""
        if record.kind != PROJECT.name or record.trashed_at is not None:
            self.hide()
            return
        library = self._desk.library

        def read() -> Card:
            return card_of(record, {}, papers_for(library, record), clock.today())

        self._desk.tasks.read(read, self._show, owner=self, lane="way on")

    def typed(self, name: str, value: Value) -> None:
        """A field as it stands in the form; another stage is a move, by the rule."""
        record = self._open.record
        if name != "stage" or record is None or value == record.fields.get("stage"):
            self._open.type_field(name, value)
            return
        self._open.save()
        self.moving.begin(record.id, str(value))

    def _show(self, card: Card) -> None:
        record = self._open.record
        if record is None or record.id != card.id:
            return
        self._card = card
        worked_out = self.tr("Worked out: {formula}").format(formula=card.formula)
        self.formula.setText(worked_out)
        self.formula.setVisible(bool(card.formula))
        for line, text in (
            (self.lacking, lacking_in_words(card)),
            (self.next, "" if card.lacking else next_in_words(card)),
        ):
            line.show_text(text)
            line.setVisible(bool(text))
        self.go.setVisible(card.next is not None)
        if card.next is not None:
            self.go.setText(self.tr("To {stage} →").format(stage=stage_label(card.next)))
            self.go.setAccessibleName(self.go.text())
        self.show()

    def _go_on(self) -> None:
        if self._card is not None and self._card.next is not None:
            self._open.save()
            self.moving.begin(self._card.id, self._card.next)

    def _keep(self, record_id: str) -> None:
        record = self._open.record
        if record is not None and record.id == record_id:
            self.stayed.emit(str(record.fields.get("stage") or ""))
