"""What the alliance's rules read that may come from anyone: a catalogue's file, a statement about a record."""

import json
from contextlib import suppress

from alliance_app.alliance.catalogue import CatalogueDamaged, read, standard, standard_file
from alliance_app.alliance.stars import Answer, assess
from alliance_app.records.statements import Statement, about, stated, statement_from, statements_from

_RECORD = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def catalogue(data: bytes) -> None:
    """A catalogue's file: refused, or one by which can be rated."""
    with suppress(CatalogueDamaged):
        found = read(data, "x")
        rated = assess(found, {each.code: Answer(1.0) for each in found.indicators})
        assert 0 <= rated.stars <= 3


def catalogue_seeds() -> list[bytes]:
    """The program's own, pieces of it, and small ones that swell."""
    own = standard_file().read_bytes()
    pieces = [own[start : start + 2_000] for start in range(0, len(own), 6_000)]
    return [own, *pieces, b"a: &a [*a]", b"[" * 900, b"? {a: b}\n: c", f"id: {standard().id}".encode()]


def statement(data: bytes) -> None:
    """A statement as a document holds it."""
    text = data.decode("utf-8", "replace")
    for value in (text, data, [text], {"a": text}, None, 1):
        found = statement_from(value)
        if found is not None:
            assert statement_from(found.written) == found
            assert len(found.digest) == 32
            about([found], "review", _RECORD)
    assert len(statements_from([text, text])) <= 1


def statement_seeds() -> list[bytes]:
    """Statements as devices write them, and some that nobody writes."""
    said = stated("review", _RECORD, number=1, by="区总工会", result="同意", on="2026-11-26")
    written = [Statement(said), Statement(said, "device00", "c2lnbmF0dXJl"), Statement("[]"), Statement("\ud800")]
    return [*(each.written.encode("utf-8", "replace") for each in written), json.dumps([1, 2, 3]).encode(), b"[" * 500]
