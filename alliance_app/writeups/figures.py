"""Figures in a case that follow the records: fields of one record, and totals over the case's source projects."""

from dataclasses import dataclass

from alliance_app.records.markdown.marks import Mark
from alliance_app.records.values import Record
from alliance_app.writeups.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is now. `mark`: what stands for it in a body, `{{name：title}}`.

    `value`: as it is printed; where it cannot be worked out, words that say so. `origin`: where it comes from, or why
    there is none. `found`: whether there is one. `record_id`: the record it is of, "" for a total.
    """

    name: str
    title: str
    value: str
    origin: str
    mark: str
    found: bool = True
    record_id: str = ""


def figures_of(shelf: Shelf, case: Record) -> tuple[Figure, ...]:
    """What can be put into a case: the totals over its source projects, then the filled number fields of each source."""
    raise AssertionError


class Reckoning:
    """Works out marks for one case (or another record, which has no sources). Reads each record once."""

    def __init__(self, shelf: Shelf, record: Record) -> None:
        self._shelf = shelf
        self._record = record

    def figure(self, mark: Mark) -> Figure | None:
        """The figure a mark stands for; None for a mark that is none and stays as it was typed."""
        raise AssertionError
