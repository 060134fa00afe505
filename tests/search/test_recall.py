"""Search finds exactly what a plain scan finds, whatever is typed and however the library has changed."""

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.library import Library
from alliance_app.records.fields import Flag, Link, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, NewRecord, Record
from alliance_app.search import Finder, SearchIndex
from alliance_app.search.folding import fold
from tests.search.conftest import fill

# Common and rare, wide and narrow, signs of the query language, of Markdown and of SQL, blanks and emoji.
_ALPHABET = (
    "工会职工企业主席绿色低碳改善节能的和在一二三臺灣⼯㈱𠮷ＱＣab12aab.,-+*/%'\"“”「」()（）：:;，。、|#[]>~`_^$!?&=\\…"
    "\u200b 　\n😀é"
)

_scans: dict[tuple[str, int], list[tuple[str, list[str]]]] = {}


def scanned(library: Library, literal: str) -> set[str]:
    """The ids a plain scan over the texts of all records finds."""
    now = (str(library.folder), library.last_change())
    if now not in _scans:
        _scans.clear()
        _scans[now] = _folded(library)
    return {record_id for record_id, folded in _scans[now] if any(fold(literal) in each for each in folded)}


def _folded(library: Library) -> list[tuple[str, list[str]]]:
    """Every live record's texts, folded."""
    with library.reading() as connection:
        ids = list(connection.exec_driver_sql("SELECT id FROM records").scalars())
    records = library.read_many(ids)
    # a record goes on showing the title of one it links to, in the trash or not
    titles = {record.id: record.title for record in records}
    live = [record for record in records if record.trashed_at is None]
    return [(record.id, [fold(text) for text in texts(record, titles)]) for record in live]


def texts(record: Record, titles: dict[str, str]) -> Iterator[str]:
    """Everything a person can read in a record, in either language."""
    yield from (record.title, record.body, *record.tags, *(each.name for each in record.attachments))
    for declared in KINDS[record.kind].fields:
        value = record.fields.get(declared.name)
        if value is None or isinstance(declared, Flag):
            continue
        if isinstance(declared, Link | Links):
            for each in [value] if isinstance(value, str) else value:
                yield titles.get(each, "")
        else:
            for language in ("zh", "en"):
                words.use(language)
                yield from declared.show(value).replace("、", "\n").replace(" | ", "\n").split("\n")
    words.use("en")


def quoted(literal: str) -> str:
    """A query for exactly this."""
    return f'"{literal}"'


def searched(library: Library, query: str) -> set[str]:
    found = Finder(library).search(query, limit=None)
    assert found.total == len(found.ids) == len(set(found.ids))
    return set(found.ids)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    dice = random.Random(3)

    def text(most: int) -> str:
        return "".join(dice.choice(_ALPHABET) for _ in range(dice.randrange(1, most)))

    folder = tmp_path_factory.mktemp("recall") / "library"
    with Library.create(folder, "示范", author="主席", projections=[SearchIndex()]) as made:
        fill(made)
        made.add_all([
            NewRecord(
                dice.choice(("article", "case", "document")),
                f"题{text(12)}".replace("\n", " "),
                {"date": "2024-05-06"},
                tuple(text(6).replace("\n", " ") for _ in range(dice.randrange(3))),
                text(200),
                (made.keep_bytes(f"附{at}.txt", b"x"),),
            )
            for at in range(60)
        ])  # fmt: skip
        yield made


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_literal_that_stands_somewhere_is_found_just_there(library: Library, data: st.DataObject) -> None:
    ids = Finder(library).search("", limit=None).ids
    record = library.read(data.draw(st.sampled_from(ids)))
    text = data.draw(st.sampled_from([each for each in (record.title, record.body, *record.tags) if each]))
    start = data.draw(st.integers(0, len(text) - 1))
    literal = text[start : start + data.draw(st.integers(1, 8))]
    ends_early = re.search(r'"[\s)]', literal.translate({0xFF09: ")", 0xFF02: '"'}))  # a quote that closes inside
    if fold(literal).strip() and not literal[-1].isspace() and not literal[0].isspace() and not ends_early:
        found = searched(library, quoted(literal))
        assert record.id in found
        assert found == scanned(library, literal)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("工会职低碳绿色的ab12aa.-%q臺台ＡA"), min_size=1, max_size=6))
def test_a_bare_word_finds_what_a_scan_finds(library: Library, word: str) -> None:
    assert searched(library, word) >= scanned(library, word)
    if not word.startswith("-") and scanned(library, word):
        assert searched(library, word) == scanned(library, word)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["工", "工会", "绿色低", "aa", "12a", "的", "改善节", "鼎"]), min_size=3, max_size=3))
def test_operators_do_what_sets_do(library: Library, three: list[str]) -> None:
    a, b, c = (scanned(library, each) for each in three)
    x, y, z = (quoted(each) for each in three)
    everything = searched(library, "")
    assert searched(library, f"{x} {y}") == a & b
    assert searched(library, f"{x} OR {y}") == a | b
    assert searched(library, f"{x} -{y}") == a - b
    assert searched(library, f"NOT {x}") == everything - a
    assert searched(library, f"({x} 或 {y}) -{z}") == (a | b) - c
    assert searched(library, f"{x} -({y} {z})") == a - (b & c)
    assert searched(library, f"-({x} OR {y}) OR {z}") == (everything - (a | b)) | c


_PIECES = st.text(st.sampled_from("工会绿低碳ab1 "), min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), _PIECES), min_size=1, max_size=14))
def test_the_index_follows_every_change(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("changes") / "library"
    with Library.create(folder, "示范", author="主席", projections=[SearchIndex()]) as library:
        ids = [library.add(NewRecord("member", "甲厂")).only]
        for what, which, text in steps:
            record_id = ids[which % len(ids)]
            trashed = library.read(record_id).trashed_at is not None
            if what == 0:
                ids.append(library.add(NewRecord("activity", text, {"owner": ids[0]}, body=text)).only)
            elif what == 1 and not trashed:
                library.write(Edit(record_id, title=text))
            elif what == 2 and not trashed:
                library.write(Edit(record_id, body=text, tags=(text,)))
            elif what == 3:
                library.delete(record_id)
            elif what == 4:
                library.restore(record_id)
            else:
                library.share(record_id)
        _same_as_scan(library, steps)
        assert library.doctor().findings == ()
        library.doctor(rebuild=True)
        _same_as_scan(library, steps)


def _same_as_scan(library: Library, steps: list[tuple[int, int, str]]) -> None:
    live = scanned(library, "")
    for literal in {"甲厂", "工", "绿低", *(text.strip() for _what, _which, text in steps)}:
        assert searched(library, quoted(literal)) == scanned(library, literal)
    assert searched(library, "") == live
    assert searched(library, "is:trashed").isdisjoint(live)
