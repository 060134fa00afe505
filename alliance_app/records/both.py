"""What it means to keep both of what two people wrote at once: the one rule for the window and the command line."""

from collections.abc import Mapping, Sequence

from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Field, LongText, Many, Text
from alliance_app.records.kind import Kind
from alliance_app.records.sentences import merged_by_sentences
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.text import clean_title
from alliance_app.records.values import Clash, Value

_REFUSALS = (AllianceError, TypeError, ValueError, AttributeError, RecursionError, OverflowError)


def both_of(kind: Kind, clash: Clash) -> Value:
    """The value that holds what all of them wrote; None where that makes no sense, or is what one of them has.

    Of the body, all changes put together where none touches another one, else merged sentence by sentence: of a
    sentence that two have changed, both stand one after the other. Lists are united, texts joined by “；”, rows of a
    sheet put together when everybody changed other cells of them.
    """
    values = [claim.value for claim in clash.claims]
    try:
        held = _held(kind, clash, values)
    except _REFUSALS:  # what others wrote may be anything
        return None
    return None if held in values else held


def _held(kind: Kind, clash: Clash, values: Sequence[Value]) -> Value:
    name, _slash, row = clash.name.partition("/")
    if name == "body":
        return _texts(clash, values)
    if name == "title":
        return clean_title("；".join(_distinct(values)))
    declared = kind.by_name.get(name)
    if isinstance(declared, Sheet):
        cells = _cells(clash.base, values)
        return (declared.check({row: cells}) or {}).get(row) if cells else None
    return None if declared is None else _joined(declared, values)


def _joined(declared: Field, values: Sequence[Value]) -> Value:
    if isinstance(declared, Many | Table):
        if not all(isinstance(value, list | None) for value in values):
            return None
        united: list[Value] = []
        for value in values:
            united += [each for each in value or () if each not in united]
        return declared.check(united)
    if isinstance(declared, Text | LongText):
        texts = _distinct(values)
        return declared.check(("\n" if any("\n" in text for text in texts) else "；").join(texts))
    return None


def _cells(base: Value, values: Sequence[Value]) -> Value:
    """A row in which each cell has what somebody made of it; None when two made different things of one."""
    before = base if isinstance(base, Mapping) else {}
    if not all(isinstance(value, Mapping) for value in values):
        return None
    found = {}
    for name in dict.fromkeys([*before, *(name for value in values for name in value)]):
        changed = [value.get(name) for value in values if value.get(name) != before.get(name)]
        if any(each != changed[0] for each in changed):
            return None
        found[name] = changed[0] if changed else before.get(name)
    return {name: value for name, value in found.items() if value is not None}


def _texts(clash: Clash, values: Sequence[Value]) -> str:
    if clash.together is not None:
        return clash.together
    starts_line = clash.before[-1:] in ("", "\n")
    merged = str(values[0])
    for value in values[1:]:
        merged = merged_by_sentences(str(clash.base), merged, str(value), starts_line=starts_line)
    return merged


def _distinct(texts: Sequence[Value]) -> list[str]:
    """Those that hold something, without those that another one holds."""
    filled = [text for text in dict.fromkeys(texts) if isinstance(text, str) and text.strip()]
    return [text for text in filled if not any(text != other and text in other for other in filled)]
