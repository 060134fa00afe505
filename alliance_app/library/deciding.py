"""What a decision about a clash may say."""

from collections.abc import Iterable

from alliance_app.library.errors import NothingToDecide, WhichPlace
from alliance_app.records.kind import Kind
from alliance_app.records.text import clean_title
from alliance_app.records.values import Clash, Value


def open_clash(clashes: Iterable[Clash], name: str, shown: Clash | None) -> Clash | None:
    """The clash a decision is about: the one of this name, as it was shown. None for a field that needs no decision.

    Raises NothingToDecide where it is another one by now, or the body needs none; WhichPlace where it needs several.
    """
    named = [clash for clash in clashes if clash.name == name]
    if shown is not None:
        named = [
            clash for clash in named if (clash.place, clash.claims, clash.now) == (shown.place, shown.claims, shown.now)
        ]
    if len(named) > 1:
        raise WhichPlace(places=", ".join(clash.place for clash in named))
    if not named and (shown is not None or name == "body"):
        raise NothingToDecide
    return named[0] if named else None


def checked(kind: Kind, name: str, value: Value) -> Value:
    """A field's value as it is to be stored. Raises InvalidField, InvalidTitle, InvalidText."""
    field, _slash, row = name.partition("/")
    if name == "title":
        return clean_title(value)
    if row:
        return (kind.checked({field: {row: value}})[field] or {}).get(row)
    return kind.kept(kind.checked({field: value}))[field]
