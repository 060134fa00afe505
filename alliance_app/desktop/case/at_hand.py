"""The case at hand as it is typed: its text from the editor, its fields, and the verbs of composing laid over both."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.editor.splices import Splice, Units, between, carried
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.records.values import Edit, Record, Value

Failed = Callable[[Exception], None]
Verb = Callable[[Record], Edit]


class CaseAtHand(QObject):
    """`changed`: text, fields, title or what it links to say something else now. `opened`: another case is shown."""

    changed = Signal()
    opened = Signal()

    def __init__(self, desk: Desk, record: OpenRecord, body: BodyEditor) -> None:
        super().__init__()
        self._desk = desk
        self._open = record
        self._body = body
        self._case: Record | None = None
        self._told = ""  # the text as it was when it last said something else
        body.source.edited.connect(self._edited)
        record.renewed.connect(self._renew)
        record.closed.connect(self.let_go)

    @property
    def case(self) -> Record | None:
        """The case with all that is typed in it, saved or not."""
        return replace(self._case, body=self._body.body()) if self._case is not None else None

    @property
    def source_ids(self) -> list[str]:
        """The records it draws on, each once."""
        return list(dict.fromkeys(str(row["record"]) for row in self.sources if row.get("record")))

    @property
    def sources(self) -> list[dict[str, Value]]:
        """The rows of its sources."""
        return list(self._case.fields.get("sources") or ()) if self._case is not None else []

    def take_up(self, record: Record) -> None:
        """Begin with a case."""
        self._case = record
        self.opened.emit()
        self._tell()

    def let_go(self) -> None:
        """No case is at hand."""
        self._case = None

    def type_title(self, title: str) -> None:
        """Another title; an empty one is not taken."""
        if self._case is not None and title.strip():
            self._case = replace(self._case, title=title)
            self._open.type_title(title)
            self._tell()

    def type_field(self, name: str, value: Value) -> None:
        """Another value of a field; None clears it."""
        if self._case is not None:
            self._put_fields({name: value})
            self._tell()

    def sources_changed(self) -> None:
        """What it draws on says something else now."""
        self._tell()

    def do(self, verb: Verb, then: Callable[[Edit], None] | None = None, failed: Failed | None = None) -> None:
        """Let a verb of composing work on the case, off the GUI thread; what is typed meanwhile stays."""
        case = self.case
        if case is None:
            return

        def done(edit: Edit) -> None:
            if self._case is None or self._case.id != case.id:
                return
            self._take(edit, case.body)
            if then is not None:
                then(edit)

        self._desk.tasks.read(lambda: verb(case), done, owner=self, failed=failed)

    def _take(self, edit: Edit, seen: str) -> None:
        if edit.body is not None:
            self._retype(edit.body, seen)
        if edit.attach:
            self._open.attach(*edit.attach)
            assert self._case is not None
            self._case = replace(self._case, attachments=(*self._case.attachments, *edit.attach))
        self._put_fields(dict(edit.fields))
        self._tell()

    def _retype(self, text: str, seen: str) -> None:
        """Make `seen` into `text` as if it was typed, in one step to undo; what was typed meanwhile stays."""
        source = self._body.source
        source.end_composition()
        mine = self._body.body()
        splices = between(seen, text)
        if mine != seen:
            splices = carried(splices, between(seen, mine))
        if splices:
            units = Units(mine)
            source.splice_units(tuple(Splice(units.of(each.start), units.of(each.end), each.text) for each in splices))

    def _put_fields(self, fields: dict[str, Value]) -> None:
        assert self._case is not None
        for name, value in fields.items():
            self._open.type_field(name, value)
        kept = {**self._case.fields, **fields}
        self._case = replace(self._case, fields={name: value for name, value in kept.items() if value is not None})

    def _edited(self) -> None:
        if self._case is not None:
            self._tell()

    def _renew(self, record: Record) -> None:
        if self._case is None or record.id != self._case.id:
            return
        before, self._case = self._case, record
        if _said(before) != _said(record) or self._body.body() != self._told:
            self._tell()

    def _tell(self) -> None:
        self._told = self._body.body()
        self.changed.emit()


def _said(record: Record) -> tuple[object, ...]:
    """What a case says beside its text."""
    return record.title, record.fields, record.attachments, record.state, record.trashed_at
