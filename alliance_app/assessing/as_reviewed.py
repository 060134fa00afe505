"""Records as they leave the house for people to read: a self-assessment's review says whether it can be believed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from alliance_app.alliance.reviews import Standing, review_of
from alliance_app.library import Library
from alliance_app.records.kinds import ASSESSMENT
from alliance_app.records.statements import Witness
from alliance_app.records.values import Record
from alliance_app.words import _
from alliance_app.writeups.shelf import Shelf


def readable(library: Library, form: str) -> Shelf:
    """What a document of this form is written from. Markdown is the open format, to be taken in again: as it is."""
    return library if form == "md" else AsReviewed(library)


class AsReviewed:
    """A library on whose self-assessments the result of a review stands with its worth."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _witness(self) -> Witness:
        from alliance_app.sync.witness import witness_of  # only where there is a self-assessment

        return witness_of(self._library)

    def read(self, record_id: str, /) -> Record:
        """The record with this id. Raises UnknownRecord."""
        return self._told(self._library.read(record_id))

    def read_many(self, ids: Sequence[str], /) -> list[Record]:
        """The records with these ids, in this order. Raises UnknownRecord."""
        return [self._told(each) for each in self._library.read_many(ids)]

    def by_title(self, title: str, /) -> str | None:
        """The id of the record with this title."""
        return self._library.by_title(title)

    def blob(self, sha256: str, /) -> Path | None:
        """Where an attachment's content is."""
        return self._library.blob(sha256)

    def _told(self, record: Record) -> Record:
        if record.kind != ASSESSMENT.name:
            return record
        review = review_of(self._library, record, self._witness)
        if review.standing is Standing.NONE:
            return record
        result = _("{result} ({standing})").format(result=review.result, standing=review.standing.words).strip()
        shown = {"reviewed_by": review.by, "reviewed_on": review.on, "review_result": result}
        return replace(record, fields={**record.fields, **{name: text for name, text in shown.items() if text}})
