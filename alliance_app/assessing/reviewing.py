"""Reviewing a self-assessment in its library: what it comes to is told with the review, and the catalogue it was by."""

from alliance_app.alliance.catalogues import catalogue_for
from alliance_app.alliance.reviews import Review, review, review_of
from alliance_app.assessing.rated import rate
from alliance_app.library import Changed, Library
from alliance_app.sync.witness import witness_of


def review_here(library: Library, record_id: str, result: str, *, by: str = "", on: str = "") -> Changed:
    """Review a self-assessment as it is here now. `by` is else the library's writer, `on` else today.

    Raises UnknownRecord, NotAnAssessment, InvalidField, RecordInTrash.
    """
    record, witness = library.read(record_id), witness_of(library)
    year = record.fields.get("year")
    if not isinstance(year, int):
        return review(library, record, result, witness, by=by, on=on)
    rated = rate(library, witness, record.fields.get("member"), year)
    own = rated.record is not None and rated.record.id == record_id
    return review(
        library,
        record,
        result,
        witness,
        by=by,
        on=on,
        catalogue=catalogue_for(library, year, witness, record).known.key,
        total=rated.assessment.shown_total if own else None,
        stars=rated.assessment.stars if own else None,
    )


def review_there(library: Library, record_id: str) -> Review:
    """What a record's review is worth. Raises UnknownRecord."""
    return review_of(library, library.read(record_id), witness_of(library))


def reviews_count(library: Library) -> bool:
    """Whether a review given from here would be verified: a steward has marked this device as the federation's."""
    return witness_of(library).federation
