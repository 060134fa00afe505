"""What a library is asked: records, lists, counts, links, history. Every answer is one consistent view."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from alliance_app.library import documents, doings, glancing, history, reading
from alliance_app.library.care import Care
from alliance_app.library.errors import UnknownVersion
from alliance_app.library.glancing import Sight
from alliance_app.library.rows import RecordRow
from alliance_app.library.values import Counts, Difference, Doings, Links, Listing, Row
from alliance_app.records.document import Document
from alliance_app.records.glance import Glance
from alliance_app.records.statements import Statement
from alliance_app.records.values import Clash, Commit, Content, Record


class Shelves(Care):
    """The reading half of a library: any thread may ask, and no answer waits for a write."""

    def read(self, record_id: str) -> Record:
        """One record. Raises UnknownRecord."""
        return self.read_many([record_id])[0]

    def read_many(self, ids: Sequence[str]) -> list[Record]:
        """Records in the order asked. Raises UnknownRecord."""
        with self._storage.reading() as connection:
            return reading.records(connection, ids)

    def glances(self, sight: Sight) -> list[Glance]:
        """Records without their text, for counting; none from the trash, in no order."""
        with self._storage.reading() as connection:
            return glancing.glances(connection, sight)

    def rows(self, ids: Sequence[str]) -> list[Row]:
        """What a list shows, in the order asked; ids that are gone are left out."""
        with self._storage.reading() as connection:
            return reading.rows(connection, ids)

    def ids(self, listing: Listing) -> list[str]:
        """The ids a listing asks for, in its order."""
        with self._storage.reading() as connection:
            return reading.listed(connection, listing)

    def counts(self) -> Counts:
        """How many records of what there are."""
        with self._storage.reading() as connection:
            return reading.counts(connection)

    def find_id(self, text: str) -> str:
        """The id meant by an id, its start, or a title. Raises UnknownRecord, AmbiguousRecord."""
        with self._storage.reading() as connection:
            return reading.found_id(connection, text)

    def by_title(self, title: str, kind: str | None = None) -> str | None:
        """The record with this title."""
        with self._storage.reading() as connection:
            return reading.by_title(connection, title, kind)

    def own_member(self) -> str | None:
        """The member whose library this is: the one it is called like; None where it is called otherwise."""
        return self.by_title(self.identity.name, "member")

    def titles(self, kind: str | None, text: str, limit: int = 20) -> list[tuple[str, str]]:
        """(id, title) pairs for completion."""
        with self._storage.reading() as connection:
            return reading.titles(connection, kind, text, limit)

    def links(self, record_id: str) -> Links:
        """What a record links to and what links to it. Raises UnknownRecord."""
        with self._storage.reading() as connection:
            return reading.links(connection, record_id)

    def doings(self, fields: Mapping[str, Collection[str]], since: str, until: str) -> Doings:
        """Who did what from `since` to `until`, and when last: those named in these fields, by kind of record."""
        with self._storage.reading() as connection:
            return doings.read(connection, fields, since, until)

    def clashes(self, record_id: str) -> tuple[Clash, ...]:
        """What people changed at once in this record and nobody has settled. Raises UnknownRecord."""
        self.read(record_id)
        with self._storage.reading() as connection:
            stored = connection.scalar(sa.select(RecordRow.clashes).where(RecordRow.id == record_id))
        return reading.clashes_in(stored or [])

    def history(self, record_id: str) -> tuple[Commit, ...]:
        """Who changed the record when, newest first, one sitting's edits drawn together. Raises UnknownRecord."""
        self.read(record_id)
        return history.sittings(self._document(record_id).commits())

    def history_of(self, record_id: str) -> bytes:
        """A record's whole history as bytes, for `adopt` in another library. Raises UnknownRecord."""
        self.read(record_id)
        return self._document(record_id).whole()

    def statements(self, record_id: str) -> tuple[Statement, ...]:
        """What devices have stated about a record, ever; none is to be believed as it is. Raises UnknownRecord."""
        self.read(record_id)
        return self._document(record_id).statements()

    def content_at(self, record_id: str, version: str) -> Content:
        """What the record said at a version. Raises UnknownRecord, UnknownVersion."""
        self.read(record_id)
        content = self._document(record_id).content_at(version)
        if content is None:
            raise UnknownVersion(version=version)
        return content

    def difference(self, record_id: str, older: str | None, newer: str | None = None) -> Difference:
        """What changed between two versions; None is before the first, or now. Raises UnknownRecord, UnknownVersion."""
        record = self.read(record_id)
        now = Content(record.kind, record.title, record.fields, record.tags, record.body, record.attachments)
        after = now if newer is None else self.content_at(record_id, newer)
        empty = Content(record.kind, "", {}, (), "", ())
        before = empty if older is None else self.content_at(record_id, older)
        linked = history.linked_ids(before, after)
        return history.difference(before, after, {row.id: row.title for row in self.rows(sorted(linked))})

    def _document(self, record_id: str) -> Document:
        with self._storage.reading() as connection:
            return documents.load(connection, record_id).document
