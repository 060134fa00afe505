"""The record document: one Loro document a record, holding its content and its whole history.

The only place that imports loro. Roots: `meta` (kind, title, created), `fields` (a Sheet's rows under `name/row`),
`tags`, `files`, `body`, `trash`, `settled`, `mended`, `statements`. Each edit is one commit, signed (`signing`).

Deleting writes, under the deleter's peer number, the version it had seen: an edit made without having seen the deletion
brings the record back (`trashing`). Deciding about a place of the body writes which operations that was about
(`meeting`).
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Self

import loro

from alliance_app.records import spelling, trashing
from alliance_app.records.doubles import doubled
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.filling import fill, write_anew, write_body
from alliance_app.records.guarding import damage, guarded
from alliance_app.records.history import Step, Write, clashes_of, commits_of, newest_commit, written_to
from alliance_app.records.ids import new_peer
from alliance_app.records.kind import Kind
from alliance_app.records.lineage import MENDED, Id, Seen, listed
from alliance_app.records.meeting import Meeting, mark_of, meetings
from alliance_app.records.past import Past
from alliance_app.records.reading import content_from, created_from
from alliance_app.records.signing import message, stamp, stamp_of
from alliance_app.records.statements import Statement, statements_from
from alliance_app.records.values import Author, Clash, Commit, Content, Edit, Value

__all__ = ["MAX_PAYLOAD", "Document", "stamp"]

MAX_PAYLOAD = 32 * 1024 * 1024
_MODE, _UPDATES = slice(20, 22), b"\0\4"  # where the engine's format says what it is, and what it says of updates
_MOST_NOTED = 5_000
_ROOTS = ("meta", "fields", "tags", "files", "trash")


@guarded
class Document:
    """One record's content and history. `peer` numbers this writer: the same one never writes two copies at once."""

    def __init__(self, record_id: str, peer: int | None = None) -> None:
        self.record_id = record_id
        self._doc = _empty(peer)
        self._aside: tuple[str, loro.LoroDoc] | None = None
        self._known: Past | None = None
        self.waits = False

    @classmethod
    def from_payloads(cls, record_id: str, payloads: Iterable[bytes], peer: int | None = None) -> Self:
        """The document that these updates add up to, in whatever order. Raises DamagedDocument.

        `waits` says whether some of them rest on an update that is not among them; they count once it is.
        """
        document = cls(record_id, peer)
        with damage(record_id):
            status = document._doc.import_batch(list(payloads))
        document.waits = bool(status.pending)
        return document

    # -- writing ------------------------------------------------------------------------------------------------

    def begin(self, edit: Edit, kind: Kind, author: Author, at: datetime, created_at: str | None = None) -> bytes:
        """Make this a new record of `kind` that holds what `edit` says, in one commit. Returns the update to log."""
        meta = self._doc.get_map("meta")
        meta.insert("kind", kind.name)
        meta.insert("created_at", created_at or stamp(at))
        meta.insert("created_by", author.name)
        _fill(self._doc, edit, kind, at)
        _commit(self._doc, author, at, "add")
        return self.whole()

    def apply(
        self, edit: Edit, kind: Kind, author: Author, at: datetime, what: str = "edit"
    ) -> tuple[bytes | None, str]:
        """Apply one checked edit as one commit.

        Returns the update to log (None when nothing changed) and the version of the writer's own line, which is older
        than the document's when the edit was made on an older version and had to be merged.
        """
        before = self._doc.oplog_vv
        line = self._line_seen_by(edit.seen)
        _fill(line, edit, kind, at)
        _commit(line, author, at, what)
        reached = _spelled(line.oplog_frontiers)
        if line is not self._doc:
            self._doc.import_(line.export(loro.ExportMode.Updates(before)))
        return self._since(before), reached

    def settle(self, key: str, value: Value, author: Author, at: datetime) -> bytes | None:
        """Decide a clash: write `value` under the clash's name so that it counts even where it is there now."""
        before = self._doc.oplog_vv
        write_anew(self._doc.get_map("meta" if key == "title" else "fields"), key, value, at)
        _commit(self._doc, author, at, "decide")
        return self._since(before)

    def settle_place(self, place: str, value: str, author: Author, at: datetime) -> bytes | None:
        """Decide a clash of the body: `value` is to stand at the place of this name. None when there is none such."""
        met = next((each for each in self._meetings() if each.clash.place == place), None)
        if met is None:
            return None
        before, body = self._doc.oplog_vv, self._doc.get_text("body")
        write_body(body, met.clash.put(value, str(body)))
        self._doc.get_map("settled").insert(f"{place} {new_peer()}", mark_of(met, stamp(at)))
        _commit(self._doc, author, at, "decide")
        return self._since(before)

    def mend(self, author: Author, at: datetime) -> bytes | None:
        """Take out what this device and another one put into the body alike, see `doubles`. None for nothing."""
        if self._is_one_line() or self.trashed_at() is not None:
            return None
        before, body, notes = self._doc.oplog_vv, self._doc.get_text("body"), self._doc.get_map("mended")
        past = self._past()
        mendings = doubled(past, author)
        for place in sorted((past.places[op] for each in mendings for op in listed(each.gone)), reverse=True):
            body.delete(place, 1)
        for each in mendings:
            notes.insert(f"{each.gone[0][0]}:{each.gone[0][1]}", each.note)
        if mendings:
            _commit(self._doc, author, at, MENDED)
        return self._since(before)

    def trash(self, author: Author, at: datetime) -> bytes | None:
        """Delete: everything seen so far is in the trash. Returns the update to log."""
        before = self._doc.oplog_vv
        seen = base64.b64encode(before.encode()).decode()
        self._doc.get_map("trash").insert(str(self._doc.peer_id), {"at": stamp(at), "seen": seen})
        _commit(self._doc, author, at, "delete")
        return self._since(before)

    def restore(self, author: Author, at: datetime) -> bytes | None:
        """Bring the record back from the trash: any operation the deleters have not seen does."""
        before = self._doc.oplog_vv
        self._doc.get_map("meta").insert("restored_at", f"{stamp(at)} {new_peer()}")
        _commit(self._doc, author, at, "restore")
        return self._since(before)

    def merge(self, payload: bytes) -> bool:
        """Take in another device's update; True when it showed something new. Raises DamagedDocument.

        One that rests on an update not yet here shows nothing, makes the document wait, and counts later. A snapshot,
        which need not hold its history, is none.
        """
        if len(payload) > MAX_PAYLOAD or payload[_MODE] != _UPDATES:
            raise DamagedDocument(record_id=self.record_id, reason=f"{len(payload)} bytes")
        before = self._doc.oplog_vv
        status = self._doc.import_(payload)
        self.waits = self.waits or bool(status.pending)
        return bool(self._doc.oplog_vv != before)

    # -- reading ------------------------------------------------------------------------------------------------

    @property
    def version(self) -> str:
        """Names this state; the same on every device that has the same changes."""
        return _spelled(self._doc.oplog_frontiers)

    def content(self) -> Content:
        """What the document says now; what does not fit its declaration is left out."""
        return content_from(_plain(self._doc), str(self._doc.get_text("body")))

    def content_at(self, version: str) -> Content | None:
        """What it said at `version`; None when its history has no such version."""
        frontiers = self._frontiers(version)
        if frontiers is None:
            return None
        past = self._doc.fork_at(frontiers)
        return content_from(_plain(past), str(past.get_text("body")))

    def created(self) -> tuple[str, str]:
        """(at, by). Where the document does not say when, its first commit does."""
        at, by = created_from(_map(self._doc, "meta"))
        first = (self._step_of((peer, 0)) for peer in self._ends())
        return at or min((stamp_of(step.timestamp) for step in first if step is not None), default=""), by

    def trashed_at(self) -> str | None:
        """When it went into the trash; None when it is not there."""
        return trashing.trashed_at(_map(self._doc, "trash"), self._ends(), _read_seen, self._step_of)

    def commits(self) -> list[Commit]:
        """Every commit, newest first."""
        steps: list[Step] = []

        def visit(change: loro.ChangeMeta) -> bool:
            steps.append(_step(change))
            return False

        self._doc.travel_change_ancestors([loro.ID(*last) for last in self._last_ids()], visit)
        return commits_of(steps)

    def last_commit(self) -> Commit:
        """The newest commit of all writers."""
        return newest_commit(self._last_ids(), self._step_of) or Commit(self.version, "", "", "", "")

    def clashes(self) -> tuple[Clash, ...]:
        """What people changed without seeing each other and nobody has settled since: fields, places in the body."""
        if self._is_one_line():
            return ()
        return (*clashes_of(self._past().history, self._saw), *(met.clash for met in self._meetings()))

    def ever_attached(self) -> set[str]:
        """The SHA-256 of every file the record has or had."""
        return {key for key, _value in written_to(self.history(), "files")}

    def statements(self) -> tuple[Statement, ...]:
        """What devices have stated about the record, also what was written over or taken out since."""
        return statements_from(value for _key, value in written_to(self.history(), "statements"))

    def part(self, payloads: Iterable[bytes]) -> bytes:
        """What these updates of this document say, as one; shorter than they are together. Raises DamagedDocument."""
        spans = []
        for payload in payloads:
            told = loro.LoroDoc.decode_import_blob_meta(payload, check_checksum=False)
            before = told.partial_start_vv.to_spans().inner()
            for peer, (_first, end) in told.partial_end_vv.to_spans().inner().items():
                spans.append(loro.IdSpan(peer, loro.CounterSpan(before.get(peer, (0, 0))[1], end)))
        return self._doc.export(loro.ExportMode.UpdatesInRange(spans))

    def whole(self) -> bytes:
        """The document with all its history, as one update."""
        return self._doc.export(loro.ExportMode.Updates(loro.VersionVector()))

    def checkpoint(self) -> bytes:
        """The document with all its history, in the form that is fastest to read back."""
        return self._doc.export(loro.ExportMode.Snapshot())

    # -- the past, for those who look for edits made at the same time ---------------------------------------------

    def history(self) -> Mapping[str, Value]:
        """All changes, as Loro's JSON updates."""
        told = json.loads(self._doc.export_json_updates(loro.VersionVector(), self._doc.oplog_vv))
        return told if isinstance(told, dict) else {}

    def version_after(self, last: Id) -> str:
        """The version that holds an operation and all it had seen."""
        return _spelled(loro.Frontiers.from_id(loro.ID(*last)))

    def version_of(self, seen: Seen) -> str:
        """The version that holds so many operations of each writer."""
        vector = loro.VersionVector()
        for peer, end in seen.items():
            if end:
                vector.set_end(loro.ID(peer, end))
        return _spelled(self._doc.vv_to_frontiers(vector))

    def seen_at(self, version: str) -> Seen:
        """How many operations of each writer a version holds."""
        frontiers = self._frontiers(version)
        vector = None if frontiers is None else self._doc.frontiers_to_vv(frontiers)
        return {} if vector is None else _counted(vector)

    def text_at(self, version: str) -> str:
        """The body at a version that is in the history."""
        return str(self._at(version).get_text("body"))

    def ids_at(self, version: str, start: int, end: int) -> tuple[Id, ...]:
        """The operations that put in the characters from `start` to `end` of the body at a version."""
        body = self._at(version).get_text("body")
        cursors = (body.get_cursor(place, loro.Side.Middle) for place in range(start, end))
        return tuple((each.id.peer, each.id.counter) for each in cursors if each is not None and each.id is not None)

    def deltas(self, before: str, after: str) -> Iterator[tuple[int, int, str]]:
        """The way from one body to another, step by step: characters that stay, that go, and text that comes."""
        body = self._doc.get_text("body").id
        batch = self._at(before).diff(self._known_frontiers(before), self._known_frontiers(after)).get_diff()
        for each in next((diff.diff for target, diff in batch if target == body), ()):
            yield getattr(each, "retain", 0), getattr(each, "delete", 0), getattr(each, "insert", "")

    # -- inside -------------------------------------------------------------------------------------------------

    def _is_one_line(self) -> bool:
        """Whether every operation had seen all before it, told by numbers alone: the longest line holds them all."""
        last = (self._step_of(each) for each in self._last_ids())
        longest = max((step.lamport + step.length for step in last if step is not None), default=0)
        return longest == sum(self._ends().values())

    def _meetings(self) -> tuple[Meeting, ...]:
        """The places in the body where edits met that had not seen each other."""
        if self._is_one_line():
            return ()
        return meetings(self._past(), _noted(self._doc, "settled"), _noted(self._doc, "mended"))

    def _past(self) -> Past:
        if self._known is None or self._known.now != self.version:
            self._known = Past(self)
        return self._known

    def _saw(self, later: Write, earlier: Write) -> bool:
        past = self._doc.frontiers_to_vv(loro.Frontiers.from_id(loro.ID(later.peer, later.counter)))
        return past is not None and past.includes_id(loro.ID(earlier.peer, earlier.counter))

    def _ends(self) -> Seen:
        return _counted(self._doc.oplog_vv)

    def _last_ids(self) -> list[Id]:
        """The last operation of every writer."""
        return [(peer, end - 1) for peer, end in self._ends().items()]

    def _step_of(self, id: Id) -> Step | None:
        change = self._doc.get_change(loro.ID(*id))
        return None if change is None else _step(change)

    def _frontiers(self, version: str) -> loro.Frontiers | None:
        """The version of this name; None when the history has none: the engine panics when asked for such a one."""
        ids, ends = spelling.read(spelling.operations, version), self._ends()
        if ids is None or not all(0 <= counter < ends.get(peer, 0) for peer, counter in ids):
            return None
        return loro.Frontiers.from_ids([loro.ID(*each) for each in ids])

    def _known_frontiers(self, version: str) -> loro.Frontiers:
        """The version of a name that this document gave. Raises ValueError for anything else."""
        frontiers = self._frontiers(version)
        if frontiers is None:
            raise ValueError(version)
        return frontiers

    def _at(self, version: str) -> loro.LoroDoc:
        """The document at a version: this one, or another that goes to and fro in time."""
        now = self.version
        if version == now:
            return self._doc
        if self._aside is None or self._aside[0] != now:
            self._aside = now, self._doc.fork()
        self._aside[1].checkout(self._known_frontiers(version))
        return self._aside[1]

    def _line_seen_by(self, seen: str | None) -> loro.LoroDoc:
        """The document as the writer saw it: this one, or a fork at that version with a peer number of its own."""
        if seen is None or seen == self.version:
            return self._doc
        frontiers = self._frontiers(seen)
        if frontiers is None:
            return self._doc
        fork = self._doc.fork_at(frontiers)
        fork.peer_id = new_peer()
        fork.set_change_merge_interval(0)
        return fork

    def _since(self, before: loro.VersionVector) -> bytes | None:
        if self._doc.oplog_vv == before:
            return None
        return self._doc.export(loro.ExportMode.Updates(before))


def _empty(peer: int | None) -> loro.LoroDoc:
    doc = loro.LoroDoc()
    doc.peer_id = peer if peer is not None else new_peer()
    doc.set_change_merge_interval(0)
    return doc


def _fill(doc: loro.LoroDoc, edit: Edit, kind: Kind, at: datetime) -> None:
    root = {name: doc.get_map(name) for name in ("meta", "fields", "tags", "files", "statements")}
    fill(root, doc.get_text("body"), edit, kind, at)


def _commit(doc: loro.LoroDoc, author: Author, at: datetime, what: str) -> None:
    doc.commit_with(None, int(at.timestamp()), None, message(author, what))


def _step(change: loro.ChangeMeta) -> Step:
    peer, counter = change.id.peer, change.id.counter
    version = _spelled(loro.Frontiers.from_id(loro.ID(peer, counter + change.len - 1)))
    return Step(change.lamport, change.timestamp, peer, counter, change.len, change.message, version)


def _plain(doc: loro.LoroDoc) -> dict[str, dict[str, Value]]:
    return {root: _map(doc, root) for root in _ROOTS}


def _map(doc: loro.LoroDoc, root: str) -> dict[str, Value]:
    value = doc.get_map(root).get_deep_value()
    return value if isinstance(value, dict) else {}


def _noted(doc: loro.LoroDoc, root: str) -> list[Value]:
    """The values that are kept there, in one order on every device; of more than anybody notes, some."""
    return [value for _key, value in sorted(_map(doc, root).items())][:_MOST_NOTED]


def _spelled(frontiers: loro.Frontiers) -> str:
    return spelling.spelled(frontiers.encode())


def _read_seen(told: str) -> Seen | None:
    vector = spelling.read(loro.VersionVector.decode, told)
    return None if vector is None else _counted(vector)


def _counted(vector: loro.VersionVector) -> dict[int, int]:
    return {peer: end for peer, (_start, end) in vector.to_spans().inner().items()}
