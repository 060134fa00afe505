"""A first look over the files: who has an id and a title of its own, so that notes can link to each other."""

import codecs
from collections.abc import Iterable
from pathlib import Path

from alliance_app.intake.decoding import NotTextError, decoded
from alliance_app.intake.errors import NotImportable
from alliance_app.intake.finding import Candidate
from alliance_app.intake.headers import Meaning, own_kind, read_header
from alliance_app.intake.memory import Memory
from alliance_app.intake.notes import UnreadableNoteError, read_note
from alliance_app.library import Library, Listing
from alliance_app.records.frontmatter import Header, parse
from alliance_app.records.ids import new_id
from alliance_app.records.kind import Kind
from alliance_app.records.text import title_key

_HEAD_BYTES = 4096
_ASKED = ("kind", "title", "id", "attachments")


class Survey:
    """Ids for the files of one import, titles for their links, and the files that are attachments of notes."""

    def __init__(self, library: Library, memory: Memory, default: Kind) -> None:
        self._library = library
        self._memory = memory
        self._default = default
        self._ids: dict[Path, str] = {}
        self._owners: dict[str, Path] = {}
        self._titles: dict[tuple[str, str | None], str] = {}
        self.attached: set[Path] = set()
        self.histories: dict[str, bytes] = {}
        self._present: set[str] | None = None

    def look(self, candidates: Iterable[Candidate]) -> None:
        """Look at every file. Raises NotImportable for a file the person named that cannot be read."""
        for candidate in candidates:
            if candidate.named:
                self._try(candidate)
            header = _own_header(candidate.path)
            if header is not None:
                self._look_at(candidate, read_header(header, self._default, candidate.path.stem, _nothing))

    def id_of(self, candidate: Candidate) -> str:
        """The id of the record this file is to become: its own, the one it became before, or a new one."""
        record_id = self._ids.get(candidate.path)
        if record_id is None:
            known = self._memory.get(candidate.key)
            record_id = self._claimed(candidate.path, known.record_id if known else None)
        return record_id

    def find(self, title: str, kind: str | None) -> str | None:
        """The id of the record with this title: among the files of this import, else in the library."""
        return self._titles.get((title_key(title), kind)) or self._library.by_title(title, kind)

    def _try(self, candidate: Candidate) -> None:
        try:
            read_note(candidate, self._default, _nothing)
        except UnreadableNoteError as error:
            raise NotImportable(path=candidate.shown, reason=error) from error

    def _look_at(self, candidate: Candidate, meaning: Meaning) -> None:
        known = self._memory.get(candidate.key)
        own = meaning.id if meaning.id and self._is_the_same(candidate, meaning.id) else None
        record_id = self._claimed(candidate.path, own or (known.record_id if known else None))
        for kind in (meaning.kind.name, None):
            self._titles.setdefault((title_key(meaning.title or candidate.path.stem), kind), record_id)
        for _name, file in meaning.attachments:
            found = candidate.source.file(candidate.path, file)
            if found is not None:
                self.attached.add(found)

    def _is_the_same(self, candidate: Candidate, record_id: str) -> bool:
        """Whether a file that names a record's id is to be that record: it is here, or comes with its history.

        A record made anew under the same id would be another one: where both meet in a shared folder, its text would
        stand twice.
        """
        if self._present is None:
            alive, trashed = self._library.ids(Listing()), self._library.ids(Listing(trashed=True))
            self._present = {*alive, *trashed}
        if record_id in self._present:
            return True
        history = candidate.source.history(record_id)
        if history is not None:
            self.histories[record_id] = history
        return history is not None

    def _claimed(self, path: Path, wanted: str | None) -> str:
        """`wanted` for this file, unless another file of this import has it; else a new id."""
        record_id = wanted if wanted and self._owners.get(wanted, path) == path else new_id()
        self._owners[record_id] = path
        self._ids[path] = record_id
        return record_id


def _own_header(path: Path) -> Header | None:
    """The part of a header in the open format that says who the note is; None for every other file."""
    if path.suffix.lower() not in (".md", ".markdown"):
        return None
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD_BYTES)
            if b"kind:" not in head and head[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                return None
            data = head + opened.read()
        end = data.find(b"\n---", 3)
        whole = end < 0 or head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        text = decoded(data if whole else data[:end] + b"\n---\n").text
    except (OSError, NotTextError):
        return None
    for part in (_gist(text), text):
        header, _body = parse(part)
        if own_kind(header) is not None:
            return header
    return None


def _gist(text: str) -> str:
    """A header with no more than the keys that are asked for: reading all of it is for later, and takes longer."""
    wanted: list[str] = []
    takes = False
    for line in text.splitlines():
        if line[:1] not in (" ", "\t", "-", ""):
            takes = line.partition(":")[0] in _ASKED
        if takes:
            wanted.append(line)
    return "\n".join(("---", *wanted, "---", ""))


def _nothing(title: str, kind: str | None) -> None:
    """No titles yet: the first look only asks who is there."""
    del title, kind
