"""What stands above a record: that it is in the trash, and what two people changed at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, empty, label
from alliance_app.records.fields import Link, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Clash, Record, Value


class TrashNotice(QFrame):
    """Says that the record is in the trash. `restore` is asked for by its button."""

    restore = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "grey")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        self._text = label(wrap=True)
        row.addWidget(self._text, 1)
        row.addWidget(button(self.tr("Restore"), self.restore.emit))

    def show_record(self, record: Record) -> None:
        """Show itself when the record is in the trash."""
        self.setVisible(record.trashed_at is not None)
        if record.trashed_at:
            text = self.tr("In the trash since {day}. It is kept for 90 days and can be restored.")
            self._text.setText(text.format(day=record.trashed_at[:10]))


class ClashNotice(QFrame):
    """Shows what was changed by two people at once. `decided(field, value)` says which one holds."""

    decided = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("notice", "gold")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 8, 12, 10)
        self._box.setSpacing(4)
        self.hide()

    def show_clashes(self, record: Record, clashes: Sequence[Clash]) -> None:
        """Show these; nothing to settle hides the notice."""
        empty(self._box)
        self.setVisible(bool(clashes))
        if not clashes:
            return
        head = self.tr("Two people changed this at the same time. Nothing was lost: choose what holds.")
        self._box.addWidget(label(head, wrap=True))
        for clash in clashes:
            self._box.addWidget(self._row(record, clash))

    def _row(self, record: Record, clash: Clash) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, 6)
        kind = KINDS.get(record.kind)
        field = kind.by_name.get(clash.name) if kind else None
        name = field.label if field else self.tr("Title") if clash.name == "title" else clash.name
        flow.addWidget(label(name, role="field"))
        for author, value in clash.choices:
            text = self.tr("{who}: {value}").format(who=author, value=self._shown(record, clash.name, value))
            choose = button(text, partial(self.decided.emit, clash.name, value), role="chip")
            choose.setAccessibleName(self.tr("Let this hold: {value}").format(value=text))
            flow.addWidget(choose)
        return holder

    def _shown(self, record: Record, name: str, value: Value) -> str:
        kind = KINDS.get(record.kind)
        field = kind.by_name.get(name) if kind else None
        if isinstance(field, Link):
            return self._desk.titles.get(str(value), "…")
        if isinstance(field, Links):
            return "、".join(self._desk.titles.get(each, "…") for each in value or ())
        text = field.show(value) if field else str(value or "")
        return text or self.tr("(empty)")
