"""Reviews and catalogues in a protected alliance: what their tests say again and again."""

from alliance_app.alliance.reviews import Review, review, review_of
from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.keys.members import Members
from alliance_app.sync.witness import witness_of
from tests.sync.protected.scenes import NEXT
from tests.sync.scenes import sync


def mark(steward: Library, device: Library, *, marked: bool = True) -> None:
    """Let a device's word count, or count no longer; both know it then."""
    sync(steward)
    Members(steward, Exchange(steward)).mark_federation(device.identity.device_id, NEXT, marked=marked)
    sync(device)
    sync(steward)


def assessment(library: Library, year: int = 2026, **values: float) -> str:
    """A self-assessment that the alliance may see; its id."""
    rows = {code: {"value": value} for code, value in values.items()}
    new = NewRecord("assessment", f"自评{year}", {"year": year, "indicators": rows})
    record_id = library.add(new).only
    library.share(record_id)
    sync(library)
    return record_id


def judge(library: Library, record_id: str, result: str = "同意二星") -> None:
    """Review, and give it to the others."""
    review(library, library.read(record_id), result, witness_of(library), on="2026-11-26")
    sync(library)


def seen(library: Library, record_id: str) -> Review:
    """What a review is worth there."""
    return review_of(library, library.read(record_id), witness_of(library))


def all_sync(*libraries: Library) -> None:
    """Until everybody has what everybody gave."""
    for library in (*libraries, *libraries):
        sync(library)
