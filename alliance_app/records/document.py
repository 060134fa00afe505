"""The record document: one Loro document a record, holding its content and its whole history.

The only place that imports loro. Roots: `meta` (kind, title, created), `fields` (a Sheet's rows under `name/row`),
`tags`, `files`, `body`, `trash`. Each edit is one commit whose message carries author, device and what was done.

Deleting writes, under the deleter's peer number, the version it had seen. A record is in the trash only while every
operation in it was seen by somebody who deleted it: an edit made without having seen the deletion brings it back.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Self

import loro

from alliance_app.records.errors import DamagedDocument
from alliance_app.records.guarding import damage, guarded
from alliance_app.records.history import Write, clashes_of, signed
from alliance_app.records.ids import new_peer
from alliance_app.records.kind import Kind
from alliance_app.records.reading import content_from, moment
from alliance_app.records.splice import splice
from alliance_app.records.text import without_refused_characters
from alliance_app.records.values import Attachment, Author, Clash, Commit, Content, Edit, Value

MAX_PAYLOAD = 32 * 1024 * 1024
_MODE, _UPDATES = slice(20, 22), b"\0\4"  # where the engine's format says what it is, and what it says of updates
_DIFF_MS, _ROOTS = 500.0, ("meta", "fields", "tags", "files", "trash")


@guarded
class Document:
    """One record's content and history. `peer` numbers this writer: the same one never writes two copies at once."""

    def __init__(self, record_id: str, peer: int | None = None) -> None:
        self.record_id = record_id
        self._doc = _empty(peer)
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
        _write_edit(self._doc, edit, kind, at)
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
        _write_edit(line, edit, kind, at)
        _commit(line, author, at, what)
        reached = _spelled(line.oplog_frontiers)
        if line is not self._doc:
            self._doc.import_(line.export(loro.ExportMode.Updates(before)))
        return self._since(before), reached

    def settle(self, key: str, value: Value, author: Author, at: datetime) -> bytes | None:
        """Decide a clash: write `value` under the clash's name so that it counts even where it is there now."""
        before = self._doc.oplog_vv
        stored = self._doc.get_map("meta" if key == "title" else "fields")
        stored.insert(key, f"{stamp(at)} {new_peer()}")  # an equal value would make no operation and settle nothing
        if value is None:
            stored.delete(key)
        else:
            stored.insert(key, value)
        _commit(self._doc, author, at, "decide")
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
        with damage(self.record_id):
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
        frontiers = _read_version(version)
        if frontiers is None or self._doc.frontiers_to_vv(frontiers) is None:
            return None
        past = self._doc.fork_at(frontiers)
        return content_from(_plain(past), str(past.get_text("body")))

    def created(self) -> tuple[str, str]:
        """(at, by)."""
        meta = _map(self._doc, "meta")
        return moment(meta.get("created_at")), _text(meta.get("created_by"))[:200]

    def trashed_at(self) -> str | None:
        """When it went into the trash; None when it is not there."""
        marks = _map(self._doc, "trash")
        if not marks:
            return None
        covered = loro.VersionVector()
        latest = ""
        for peer_text, mark in marks.items():
            if not isinstance(mark, Mapping) or not re.fullmatch(r"\d{1,20}", peer_text):
                continue
            seen = _version_vector(_text(mark.get("seen")))
            if seen is None:
                continue
            peer = int(peer_text)
            last = seen.get_last(peer)
            covered.merge(seen)
            covered.extend_to_include_last_id(loro.ID(peer, 0 if last is None else last + 1))
            latest = max(latest, moment(mark.get("at")))
        return latest if covered.includes_vv(self._doc.oplog_vv) and latest else None

    def commits(self) -> list[Commit]:
        """Every commit, newest first."""
        changes: dict[tuple[int, int], loro.ChangeMeta] = {}  # a walk meets a shared ancestor twice

        def visit(change: loro.ChangeMeta) -> bool:
            changes[change.id.peer, change.id.counter] = change
            return False

        self._doc.travel_change_ancestors(self._last_ids(), visit)
        found: list[tuple[int, int, Commit]] = []
        for (peer, counter), change in changes.items():
            following = changes.get((peer, counter + change.len))
            if following is not None and _is_torn(change, following):
                continue
            author, device, what = signed(change.message)
            version = _spelled(loro.Frontiers.from_id(loro.ID(peer, counter + change.len - 1)))
            at = stamp(datetime.fromtimestamp(_bounded_time(change.timestamp), UTC))
            found.append((change.lamport, change.timestamp, Commit(version, author, device, at, what)))
        return [commit for *_order, commit in sorted(found, key=lambda each: each[:2], reverse=True)]

    def last_commit(self) -> Commit:
        """The newest commit of all writers."""
        newest: tuple[int, Commit] | None = None
        for head in self._last_ids():
            change = self._doc.get_change(head)
            if change is None:
                continue
            author, device, what = signed(change.message)
            at = stamp(datetime.fromtimestamp(_bounded_time(change.timestamp), UTC))
            commit = Commit(_spelled(loro.Frontiers.from_id(head)), author, device, at, what)
            if newest is None or change.timestamp > newest[0]:
                newest = (change.timestamp, commit)
        return newest[1] if newest else Commit(self.version, "", "", "", "")

    def clashes(self) -> tuple[Clash, ...]:
        """The fields that people changed without seeing each other and nobody has settled since."""
        if len(self._doc.oplog_vv.to_spans().inner()) < 2:
            return ()
        history = json.loads(self._doc.export_json_updates(loro.VersionVector(), self._doc.oplog_vv))
        return clashes_of(history, self._saw)

    def ever_attached(self) -> set[str]:
        """The SHA-256 of every file the record has or had."""
        history = json.loads(self._doc.export_json_updates(loro.VersionVector(), self._doc.oplog_vv))
        return {
            str(op["content"].get("key"))
            for change in history.get("changes") or []
            for op in change.get("ops") or []
            if op.get("container") == "cid:root-files:Map"
        }

    def part(self, payloads: Iterable[bytes]) -> bytes:
        """What these updates of this document say, as one; shorter than they are together. Raises DamagedDocument."""
        spans = []
        with damage(self.record_id):
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

    # -- inside -------------------------------------------------------------------------------------------------

    def _saw(self, later: Write, earlier: Write) -> bool:
        past = self._doc.frontiers_to_vv(loro.Frontiers.from_id(loro.ID(later.peer, later.counter)))
        return past is not None and past.includes_id(loro.ID(earlier.peer, earlier.counter))

    def _last_ids(self) -> list[loro.ID]:
        """The last operation of every writer."""
        spans = self._doc.oplog_vv.to_spans().inner()
        return [loro.ID(peer, end - 1) for peer, (_start, end) in spans.items()]

    def _line_seen_by(self, seen: str | None) -> loro.LoroDoc:
        """The document as the writer saw it: this one, or a fork at that version with a peer number of its own."""
        if seen is None or seen == self.version:
            return self._doc
        frontiers = _read_version(seen)
        if frontiers is None or self._doc.frontiers_to_vv(frontiers) is None:
            return self._doc
        fork = self._doc.fork_at(frontiers)
        fork.peer_id = new_peer()
        fork.set_change_merge_interval(0)
        return fork

    def _since(self, before: loro.VersionVector) -> bytes | None:
        if self._doc.oplog_vv == before:
            return None
        return self._doc.export(loro.ExportMode.Updates(before))


def stamp(at: datetime) -> str:
    """A time as it is stored: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _empty(peer: int | None) -> loro.LoroDoc:
    doc = loro.LoroDoc()
    doc.peer_id = peer if peer is not None else new_peer()
    doc.set_change_merge_interval(0)
    return doc


def _write_edit(doc: loro.LoroDoc, edit: Edit, kind: Kind, at: datetime) -> None:
    if edit.title is not None:
        doc.get_map("meta").insert("title", edit.title)
    _write_fields(doc.get_map("fields"), edit.fields, kind)
    if edit.tags is not None:
        _write_tags(doc.get_map("tags"), edit.tags, at)
    files = doc.get_map("files")
    for each in edit.attach:
        files.insert(each.sha256, {"name": each.name, "size": each.size, "type": each.media_type, "at": stamp(at)})
    present = set(files.keys())
    for sha256 in edit.detach:
        if sha256 in present:
            files.delete(sha256)
    if edit.body is not None:
        body = doc.get_text("body")
        if str(body) != edit.body:
            _write_body(body, edit.body)


def _write_body(body: loro.LoroText, text: str) -> None:
    try:
        body.update(text, use_refined_diff=True, timeout_ms=_DIFF_MS)
    except ValueError:
        # Too different for a fine diff in that time, and perhaps half applied: the part that differs goes in whole.
        start, gone, new = splice(str(body), text)
        body.delete(start, gone)
        body.insert(start, new)


def _is_torn(change: loro.ChangeMeta, following: loro.ChangeMeta) -> bool:
    """Whether these two are one commit: loro keeps a large one as several changes, alike in time and message."""
    return change.timestamp == following.timestamp and change.message == following.message


def _write_fields(stored: loro.LoroMap, fields: Mapping[str, Value], kind: Kind) -> None:
    present = set(stored.keys())

    def put(key: str, value: Value) -> None:
        if value is not None:
            stored.insert(key, value)
        elif key in present:
            stored.delete(key)

    for name, value in fields.items():
        if name not in kind.sheets:
            put(name, value)
        elif value is None:
            for key in present:
                if key.startswith(f"{name}/"):
                    stored.delete(key)
        else:
            for row, cells in value.items():
                put(f"{name}/{row}", cells)


def _write_tags(stored: loro.LoroMap, tags: tuple[str, ...], at: datetime) -> None:
    present = set(stored.keys())
    for tag in present - set(tags):
        stored.delete(tag)
    for tag in tags:
        if tag not in present:
            stored.insert(tag, f"{stamp(at)} {new_peer()}")  # a value of its own: re-adding beats a concurrent removal


def _commit(doc: loro.LoroDoc, author: Author, at: datetime, what: str) -> None:
    message = json.dumps({"a": author.name, "d": author.device, "w": what}, ensure_ascii=False)
    doc.commit_with(None, int(at.timestamp()), None, message)


def _plain(doc: loro.LoroDoc) -> dict[str, dict[str, Value]]:
    return {root: _map(doc, root) for root in _ROOTS}


def _map(doc: loro.LoroDoc, root: str) -> dict[str, Value]:
    value = doc.get_map(root).get_deep_value()
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return without_refused_characters(value) if isinstance(value, str) else ""


def _bounded_time(timestamp: int) -> int:
    return min(max(timestamp, 0), 253_402_214_399)  # a day before the last: it must have a local time everywhere


def _spelled(frontiers: loro.Frontiers) -> str:
    return base64.urlsafe_b64encode(frontiers.encode()).decode().rstrip("=")


def _read_version(version: str) -> loro.Frontiers | None:
    try:
        raw = base64.urlsafe_b64decode(version + "=" * (-len(version) % 4))
    except (ValueError, binascii.Error):
        return None
    try:
        return loro.Frontiers.decode(raw)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # noqa: BLE001 - loro's own errors derive from it
        return None


def _version_vector(encoded: str) -> loro.VersionVector | None:
    try:
        return loro.VersionVector.decode(base64.b64decode(encoded))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # noqa: BLE001 - loro's own errors derive from it
        return None


def attachment_entry(attachment: Attachment) -> dict[str, Value]:
    """An attachment as JSON."""
    return {
        "name": attachment.name,
        "sha256": attachment.sha256,
        "size": attachment.size,
        "media_type": attachment.media_type,
    }
