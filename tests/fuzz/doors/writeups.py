"""What goes out again: a record that came from elsewhere, written in every format, or refused in words."""

from alliance_app.library import Incoming, Library
from alliance_app.records.errors import AllianceError, DamagedDocument
from alliance_app.records.values import Record
from alliance_app.writeups import FORMATS, export, export_all
from alliance_app.writeups.checks import checks
from alliance_app.writeups.composing import move_section
from alliance_app.writeups.figures import figures_of
from alliance_app.writeups.pulling import pickable_sections
from alliance_app.writeups.sectioning import sections_of
from tests.fuzz.bench import BENCH
from tests.fuzz.doors.documents import drawn_update
from tests.fuzz.drawing import Drawn


def writeup(data: bytes) -> None:
    """A record that says anything, exported: the file is there, or a refusal says why; nothing else is written."""
    drawn = Drawn(data)
    number = BENCH.used()
    library, folder = BENCH.library, BENCH.empty("out")
    record_id = f"{number:026}"
    to, layout = drawn.pick(("docx", "html", "md", "pdf")), drawn.pick((None, "plain", "official"))
    try:
        library.receive(f"giver{number:06}", 1, [Incoming(record_id, drawn_update(drawn), "2026-01-01T00:00:00Z")])
        record = library.read(record_id)
    except AllianceError:
        return
    look_at(library, record)
    assert to in FORMATS
    try:
        made = export(library, [record_id], to, folder, layout=layout, private=drawn.yes())
    except DamagedDocument:
        raise
    except AllianceError:
        pass
    else:
        assert made.path.is_file()
        assert folder in made.path.parents
    if number % 25 == 0:
        assert export_all(library, folder / "all").records


def look_at(library: Library, record: Record) -> None:
    """What the page of a case shows of a record, whatever it says."""
    sections = sections_of(record.body, record.title)
    assert [each.place for each in sections] == list(range(len(sections)))
    assert all(each.text for each in checks(library, record))
    assert all(each.value for each in figures_of(library, record))
    assert pickable_sections(record)[0].heading == ""
    if sections:
        assert move_section(record, 0, None).record_id == record.id


def writeup_seeds() -> list[bytes]:
    """Decisions for it."""
    return [bytes([n % 4, n % 3, *((n * step + 1) % 256 for step in range(160))]) for n in range(48)]
