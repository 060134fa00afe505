"""One write transaction: document, log, rows and the projections that must never lag, all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from alliance_app.library import adding, deciding, documents, opening
from alliance_app.library.errors import RecordExists, RecordInTrash, UnknownRecord, UnknownVersion
from alliance_app.library.projecting import project
from alliance_app.library.reading import clashes_in
from alliance_app.library.rows import ChangeRow, PrivateValueRow, RecordRow
from alliance_app.library.sitting import step_key, with_step
from alliance_app.library.storing import RowStore
from alliance_app.library.values import Changed, Identity, Projection
from alliance_app.records import clock
from alliance_app.records.chunks import chunks
from alliance_app.records.document import Document, stamp
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.lineage import MENDED
from alliance_app.records.text import clean_body, clean_tags, clean_title
from alliance_app.records.values import Author, Clash, Edit, Fields, NewRecord, State, Step, Value
from alliance_app.words import _

_CHECKPOINT_AFTER = 64
_AT_ONCE = 100  # documents in memory
WAITING = "wait"

_INSERT_CHANGE = sa.insert(ChangeRow)
_HEADS = sa.select(
    RecordRow.id,
    RecordRow.number,
    RecordRow.kind,
    RecordRow.title,
    RecordRow.state,
    RecordRow.trashed_at,
    RecordRow.stars,
    RecordRow.clashes,
).where(RecordRow.id.in_(sa.bindparam("ids", expanding=True)))
_LAST = sa.select(sa.func.max(ChangeRow.number))
_LAST_OUTBOUND = sa.select(sa.func.max(ChangeRow.device_number)).where(ChangeRow.device_id == sa.bindparam("device"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the log holds it. `device_number` is None while it is private."""

    record_id: str
    payload: bytes
    what: str
    device_id: str
    device_number: int | None


class Transaction:
    """What a write does between BEGIN and COMMIT. Holds no state of its own beyond the connection."""

    def __init__(self, connection: sa.Connection, identity: Identity, projections: Sequence[Projection]) -> None:
        self.connection = connection
        self.identity = identity
        self.rows = RowStore(connection, projections)
        self._author = Author(identity.author, identity.device_name)
        self._now = clock.now()
        self._versions: dict[str, str] = {}
        self._ids: set[str] = set()

    @property
    def at(self) -> str:
        """When this transaction began, by this computer's clock."""
        return stamp(self._now)

    def note(self, record_id: str) -> None:
        """Count a record among those this transaction changed."""
        self._ids.add(record_id)

    def changed(self) -> Changed:
        """What this transaction did."""
        through = self.connection.scalar(_LAST) or 0
        return Changed(frozenset(self._ids), through, self._versions)

    # -- verbs ----------------------------------------------------------------------------------------------------

    def add(self, news: Sequence[NewRecord]) -> None:
        """Add records as private drafts. Raises what `adding.prepare` raises."""
        added = adding.prepare(self.connection, news, self.identity, self._now)
        adding.log(self.connection, added, self.identity, self._now)
        self._ids.update(each.record_id for each in added)
        self._versions.update({each.record_id: each.version for each in added})
        self.rows.store_new(each.projected for each in added)

    def write(self, edit: Edit) -> None:
        """Apply one edit. Raises UnknownRecord, RecordInTrash and what `add` raises."""
        head = self.known(edit.record_id)
        kind = KINDS[head.kind]
        checked, private = self._checked_edit(kind, edit)
        document = self.document(edit.record_id)
        if head.trashed_at and (edit.seen is None or edit.seen == document.version):
            raise RecordInTrash(title=head.title, record_id=edit.record_id)
        payload, line = document.apply(checked, kind, self._author, self._now)
        self._versions[edit.record_id] = line
        if edit.step is not None:
            self._note_step(edit.step, edit.record_id, line)
        if self._write_private(edit.record_id, private) or payload is not None:
            merged = line != document.version
            self._keep(document, head, payload, "edit", recheck=merged or bool(head.clashes))

    def _note_step(self, step: Step, record_id: str, version: str) -> None:
        key = f"setting:{step_key(step.sitting, record_id)}"
        noted = opening.read_fact(self.connection, key)
        opening.write_fact(self.connection, key, with_step(noted, step, version))

    def delete(self, record_id: str) -> None:
        """Put one record into the trash."""
        head = self.known(record_id)
        if head.trashed_at is None:
            document = self.document(record_id)
            self._keep(document, head, document.trash(self._author, self._now), "delete")

    def restore(self, record_id: str) -> None:
        """Bring one record back from the trash."""
        head = self.known(record_id)
        if head.trashed_at is not None:
            document = self.document(record_id)
            self._keep(document, head, document.restore(self._author, self._now), "restore")

    def bring_back(self, record_id: str) -> None:
        """Restore one record that has no row any more: it is long out of the trash, its history is here."""
        document = self.document(record_id)
        payload = document.restore(self._author, self._now)
        if payload is not None:
            self.append(record_id, payload, "restore", outbound=True)
        self.project(document, State.SHARED, None, document.clashes())

    def share(self, ids: Sequence[str]) -> None:
        """Give records to the alliance, with all their history: from now on their changes go out."""
        for some in chunks(list(dict.fromkeys(ids)), _AT_ONCE):
            heads = [head for head in map(self.known, some) if head.state != State.SHARED]
            documents = [self.document(head.id) for head in heads]
            for document in documents:
                self.append(document.record_id, document.whole(), "share", outbound=True)
            # who they belong to and what they are called stays as it is: no other record shows anything else for it
            self.rows.store_again(
                (head.number, project(document, State.SHARED, clashes_in(head.clashes)))
                for head, document in zip(heads, documents, strict=True)
            )

    def revert(self, record_id: str, version: str) -> None:
        """Make the record say again what it said at `version`. Raises UnknownVersion."""
        head = self.known(record_id)
        document = self.document(record_id)
        past, now = document.content_at(version), document.content()
        if past is None:
            raise UnknownVersion(version=version)
        kind = KINDS[head.kind]
        fields: dict[str, Value] = {}
        for declared in kind.fields:
            if declared.computed or declared.private:
                continue
            then = past.fields.get(declared.name)
            if declared.name in kind.sheets:
                rows = dict.fromkeys(now.fields.get(declared.name) or {})
                fields[declared.name] = {**rows, **(then or {})}
            else:
                fields[declared.name] = then
        kept = {each.sha256 for each in past.attachments}
        gone = tuple(each.sha256 for each in now.attachments if each.sha256 not in kept)
        edit = Edit(record_id, past.title, fields, past.tags, past.body, past.attachments, gone)
        payload, _line = document.apply(edit, kind, self._author, self._now, "revert")
        self._keep(document, head, payload, "revert", recheck=bool(head.clashes))

    def decide(self, record_id: str, name: str, value: Value, shown: Clash | None) -> None:
        """Settle a clash with `value`. Raises RecordInTrash, InvalidField, NothingToDecide, WhichPlace."""
        head = self.known(record_id)
        if head.trashed_at:
            raise RecordInTrash(title=head.title, record_id=record_id)
        document = self.document(record_id)
        clash = deciding.open_clash(document.clashes(), name, shown)
        if clash is not None and name == "body":
            payload = document.settle_place(clash.place, clean_body(value), self._author, self._now)
        else:
            checked = deciding.checked(KINDS[head.kind], name, value)
            payload = document.settle(name, checked, self._author, self._now)
        self._keep(document, head, payload, "decide", recheck=True)

    def adopt(self, record_id: str, history: bytes, fields: Fields, *, shared: bool) -> None:
        """Take in a record of another library with its history. Raises DamagedDocument, RecordExists."""
        if self._head(record_id) is not None:
            raise RecordExists(record_id=record_id)
        document = Document(record_id, self.identity.peer)
        document.merge(history)
        content = document.content()
        if not content.title:
            raise DamagedDocument(record_id=record_id, reason=_("it holds no record"))
        kind = KINDS[content.kind]
        private = {name: value for name, value in fields.items() if name in kind.by_name and kind.by_name[name].private}
        self._write_private(record_id, kind.checked(private))
        self.append(record_id, history, "adopt", outbound=shared)
        self._versions[record_id] = document.version
        self.project(document, State.SHARED if shared else State.DRAFT, None, document.clashes())

    # -- pieces ---------------------------------------------------------------------------------------------------

    def document(self, record_id: str) -> Document:
        """The record's document: its checkpoint and the changes after it."""
        loaded = documents.load(self.connection, record_id, self.identity.peer)
        if loaded.changes > _CHECKPOINT_AFTER and not loaded.document.waits:  # a checkpoint holds nothing that waits
            documents.keep_checkpoint(self.connection, loaded)
        return loaded.document

    def reproject(self, record_id: str, state: State, number: int | None) -> None:
        """Work out a record's rows anew from the log."""
        document = self.document(record_id)
        self.project(document, state, number, document.clashes(), dependents=False)

    def put_again(self, record_id: str) -> None:
        """Hand a record to the projections once more."""
        self.rows.put([self.known(record_id).number])

    def resend(self, record_id: str) -> None:
        """Log the whole document as a change of this device, for others who may lack parts of it."""
        self.append(record_id, self.document(record_id).whole(), "share", outbound=True)

    def _head(self, record_id: str) -> Any:
        return self.heads([record_id]).get(record_id)

    def heads(self, ids: Iterable[str]) -> dict[str, Any]:
        """What the rows say of those of these records that are here, by id."""
        found = (self.connection.execute(_HEADS, {"ids": some}) for some in chunks(list(ids)))
        return {row.id: row for rows in found for row in rows}

    def known(self, record_id: str) -> Any:
        """What the rows say of a record. Raises UnknownRecord."""
        head = self._head(record_id)
        if head is None:
            raise UnknownRecord(record_id=record_id)
        return head

    def _checked_edit(self, kind: Kind, edit: Edit) -> tuple[Edit, dict[str, Value]]:
        fields = kind.kept(kind.checked(edit.fields))
        adding.check_links(self.connection, [(kind, fields)], {})
        shared, private = adding.split(kind, fields)
        checked = Edit(
            edit.record_id,
            title=None if edit.title is None else clean_title(edit.title),
            fields=shared,
            tags=None if edit.tags is None else clean_tags(edit.tags),
            body=None if edit.body is None else clean_body(edit.body),
            attach=edit.attach,
            detach=edit.detach,
            seen=edit.seen,
            statements=edit.statements,
        )
        return checked, private

    def _write_private(self, record_id: str, values: Mapping[str, Value]) -> bool:
        for field, value in values.items():
            mine = (PrivateValueRow.record_id == record_id, PrivateValueRow.field == field)
            self.connection.execute(sa.delete(PrivateValueRow).where(*mine))
            if value is not None:
                row = {"record_id": record_id, "field": field, "value": value}
                self.connection.execute(sa.insert(PrivateValueRow), row)
        return bool(values)

    def _keep(self, document: Document, head: Any, payload: bytes | None, what: str, *, recheck: bool = False) -> None:
        self._ids.add(document.record_id)
        state = State(head.state)
        if payload is not None:
            self.append(document.record_id, payload, what, outbound=state is State.SHARED)
        if recheck:
            self.mend(document, outbound=state is State.SHARED)
        clashes = document.clashes() if recheck else clashes_in(head.clashes)
        self.project(document, state, head.number, clashes, stars=head.stars, title=head.title)

    def mend(self, document: Document, *, outbound: bool) -> None:
        """Take out of a body what another device and this one put into it alike, as a change of this device."""
        payload = document.mend(self._author, self._now)
        if payload is not None:
            self.append(document.record_id, payload, MENDED, outbound=outbound)

    def append(self, record_id: str, payload: bytes, what: str, *, outbound: bool) -> None:
        """Log one change of this device; in the same transaction, so that sync cannot miss it."""
        number = None
        if outbound:
            number = (self.connection.scalar(_LAST_OUTBOUND, {"device": self.identity.device_id}) or 0) + 1
        self.log([Entry(record_id, payload, what, self.identity.device_id, number)])

    def log(self, entries: Sequence[Entry]) -> None:
        """Put changes into the log, in this order."""
        at = stamp(self._now)
        if entries:
            self.connection.execute(_INSERT_CHANGE, [{**asdict(each), "at": at} for each in entries])
        self._ids.update(each.record_id for each in entries if each.what != WAITING)

    def project(
        self, document: Document, state: State, number: int | None, clashes: tuple[Clash, ...], *,
        stars: int | None = None, title: str | None = None, dependents: bool = True,
    ) -> None:  # fmt: skip
        projected = project(document, state, clashes)
        self.rows.store(projected, number)
        renamed = title != projected.record["title"] or stars != projected.record["stars"]
        if dependents and renamed:
            self.rows.put_linking(document.record_id)
