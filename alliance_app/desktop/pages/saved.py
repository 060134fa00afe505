"""Searches worth keeping: named by the user, kept in the library, shown in the navigation."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import Question, Shelf
from alliance_app.desktop.widgets.pick import Option

_KEY = "window/searches"
_LONGEST = 30


class SavedSearches(QObject):
    """`changed(shelves)` when there are others than before. A filter's value is kept with its label, by a tab."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shelves: tuple[Shelf, ...] = ()
        desk.tasks.read(lambda: desk.library.recall(_KEY), self._show, owner=self)

    def keep(self, name: str, question: Question, labels: dict[str, tuple[str, ...]]) -> Shelf:
        """Keep a question under a name; the same name again replaces it."""
        filters = tuple(
            (facet, tuple(f"{value}\t{label}" for value, label in zip(values, labels[facet], strict=True)))
            for facet, values in question.filters.items()
            if values
        )
        shelf = Shelf(name[:_LONGEST], question.shelf.kinds, words=question.words.strip(), filters=filters)
        self._put((*(each for each in self.shelves if each.key != shelf.key), shelf))
        return shelf

    def forget(self, shelf: Shelf) -> None:
        """Take one out."""
        self._put(tuple(each for each in self.shelves if each != shelf))

    def _put(self, shelves: tuple[Shelf, ...]) -> None:
        self.shelves = shelves
        told = json.dumps([[each.key, each.kinds, each.words, each.filters] for each in shelves], ensure_ascii=False)
        self._desk.tasks.write(lambda: self._desk.library.remember(_KEY, told), owner=self)
        self.changed.emit(shelves)

    def _show(self, told: str | None) -> None:
        try:
            self.shelves = tuple(
                Shelf(str(key), tuple(kinds), words=str(words), filters=tuple((n, tuple(v)) for n, v in filters))
                for key, kinds, words, filters in json.loads(told or "[]")
            )
        except (ValueError, TypeError):
            self.shelves = ()
        self.changed.emit(self.shelves)


def question_of(shelf: Shelf) -> Question:
    """What a saved search asks."""
    filters = {facet: tuple(each.value for each in options) for facet, options in options_of(shelf).items()}
    return Question(replace(shelf, words="", filters=()), shelf.words, filters)


def options_of(shelf: Shelf) -> Mapping[str, Sequence[Option]]:
    """The filters of a saved search as chips take them."""
    named = {}
    for facet, values in shelf.filters:
        pairs = [each.partition("\t") for each in values]
        named[facet] = [Option(value, label or value) for value, _tab, label in pairs]
    return named
