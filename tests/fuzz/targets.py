"""The table of targets: every reader of bytes that others wrote, with inputs the program itself would make."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.doors import alliance, intake, library, records, roster, search, sync, writeups

FOUND = Path(__file__).parent / "found"


@dataclass(frozen=True, slots=True)
class Target:
    """One reader. `run` raises for nothing but a fault; `seeds` are inputs to begin with.

    `most`: the longest input tried, in bytes. `examples`: how many the normal run tries. `deadly`: the merging engine
    is known to abort the process on some inputs; the program leaves such a file aside (`sync/perils.py`), so that
    dying is no fault here.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    most: int = 4_096
    examples: int = 100
    deadly: bool = False

    def found(self) -> list[bytes]:
        """Inputs that once did harm, oldest name first."""
        return [path.read_bytes() for path in sorted((FOUND / self.name).glob("*"))]


TABLE = (
    Target("segment", sync.segment, sync.segment_seeds, examples=300),
    Target("segment-name", sync.segment_name, sync.segment_name_seeds, most=200, examples=300),
    Target("card", sync.card, sync.card_seeds, examples=200),
    Target("closed-card", sync.closed_card, sync.closed_card_seeds, examples=100),
    Target("key-file", sync.key_file, sync.key_file_seeds, examples=200),
    Target("closed-attachment", sync.closed_attachment, sync.closed_attachment_seeds, examples=100),
    Target("listing", sync.listing, sync.listing_seeds, examples=200),
    Target("update", records.update, records.update_seeds, examples=150, deadly=True),
    Target("document", records.document, records.document_seeds, most=1_024, examples=150, deadly=True),
    Target("version", records.version, records.version_seeds, most=200, deadly=True),
    Target("header", records.header, records.header_seeds, examples=200),
    Target("body", records.body, records.body_seeds, examples=100),
    Target("value", records.value, records.value_seeds, most=1_024, examples=300),
    Target("encoding", intake.encoding, intake.encoding_seeds, examples=200),
    Target("note", intake.note, intake.note_seeds, most=16_384, examples=40),
    Target("word", intake.word, intake.word_seeds, most=16_384, examples=10),
    Target("roster", roster.roster, roster.roster_seeds, most=16_384, examples=10),
    Target("vault", intake.vault, intake.vault_seeds, examples=30, deadly=True),
    Target("received", library.received, library.received_seeds, most=1_024, examples=30, deadly=True),
    Target("history", library.history, library.received_seeds, most=1_024, examples=40, deadly=True),
    Target("picture", library.picture, library.picture_seeds, examples=80),
    Target("catalogue", alliance.catalogue, alliance.catalogue_seeds, most=40_000, examples=40),
    Target("statement", alliance.statement, alliance.statement_seeds, most=8_192, examples=100),
    Target("library-file", library.library_file, library.library_file_seeds, most=200, examples=10),
    Target("query", search.query, search.query_seeds, most=600, examples=100),
    Target("writeup", writeups.writeup, writeups.writeup_seeds, most=1_024, examples=30, deadly=True),
)
