"""What a decision about a clash may say."""

from collections.abc import Iterable

from alliance_app.library.errors import NothingToDecide, WhichPlace
from alliance_app.records.kind import Kind
from alliance_app.records.text import clean_title
from alliance_app.records.values import Clash, Value


def only_place(clashes: Iterable[Clash]) -> str:
    """The one place of the body that waits for a decision. Raises NothingToDecide, WhichPlace."""
    places = [clash.place for clash in clashes if clash.name == "body"]
    if not places:
        raise NothingToDecide
    if len(places) > 1:
        raise WhichPlace(places=", ".join(places))
    return places[0]


def checked(kind: Kind, name: str, value: Value) -> Value:
    """A field's value as it is to be stored. Raises InvalidField, InvalidTitle, InvalidText."""
    field, _slash, row = name.partition("/")
    if name == "title":
        return clean_title(value)
    if row:
        return (kind.checked({field: {row: value}})[field] or {}).get(row)
    return kind.kept(kind.checked({field: value}))[field]
