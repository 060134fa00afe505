"""Notes come in, are found by any piece of them, go through a shared folder and are the same on the other side."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_app.app import App
from alliance_app.intake import import_paths
from alliance_app.library import Listing
from alliance_app.search.folding import fold
from alliance_app.sync import Exchange
from tests.benchmarks.generate import notes

_PIECES = 200
_FILES = 60


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, App, Path]]:
    """A library that has taken in a folder of notes, one that has it from the shared folder, and the notes' folder."""
    place = tmp_path_factory.mktemp("way")
    source = _vault(place / "vault")
    here = App.create(place / "here", "甲工会", author="王工")
    there = App.create(place / "there", "乙工会", author="李主席")
    report = import_paths(here.library, [source])
    assert (report.added, report.skipped) == (_FILES, ())
    here.library.share(*here.library.ids(Listing()))
    Exchange(here.library, place / "shared").sync()
    Exchange(there.library, place / "shared").sync()
    yield here, there, source
    here.close()
    there.close()


def _vault(folder: Path) -> Path:
    """A folder of Markdown files as somebody else's program would leave it: mixed scripts, links, odd names."""
    for number, note in enumerate(notes(_FILES, seed=3)):
        below = folder / f"{number % 3}"
        below.mkdir(parents=True, exist_ok=True)
        odd = f"ＡＢＣ{number}, café №{number}，㎡ 與臺灣、⼯会 🧯 x²>=2 | a\\b \"q\" 'p' (c) *d* -e"
        extra = f"\n\nSee [[{number}]], {odd}\n"
        (below / f"笔记 {number} {note.title}.md").write_text(note.body + extra, encoding="utf-8")
    return folder


def test_no_body_is_changed_on_the_way(pair: tuple[App, App, Path]) -> None:
    here, there, source = pair
    written = {path.stem: path.read_text(encoding="utf-8") for path in source.rglob("*.md")}
    for app in (here, there):
        records = app.library.read_many(app.library.ids(Listing()))
        assert {record.title: record.body for record in records} == written


def test_every_piece_of_every_body_is_found_exactly_where_a_plain_scan_finds_it(pair: tuple[App, App, Path]) -> None:
    here, there, _source = pair
    records = here.library.read_many(here.library.ids(Listing()))
    haystacks = {record.id: (fold(record.title), fold(record.body)) for record in records}
    dice = random.Random(20261123)
    tried = 0
    while tried < _PIECES:
        body = dice.choice(records).body
        start = dice.randrange(len(body))
        piece = body[start : start + dice.randint(1, 8)]
        if '"' in piece or not piece.strip() or piece != piece.strip():
            continue  # what stands between quotes is taken as it is; a quote itself cannot
        tried += 1
        wanted = {record_id for record_id, texts in haystacks.items() if any(fold(piece) in text for text in texts)}
        for app in (here, there):
            found = app.finder.search(f'"{piece}"', limit=None)
            assert set(found.ids) == wanted, piece


def test_the_other_side_shows_the_same(pair: tuple[App, App, Path]) -> None:
    here, there, _source = pair
    ids = here.library.ids(Listing(order="title"))
    assert there.library.ids(Listing(order="title")) == ids
    for mine, theirs in zip(here.library.read_many(ids), there.library.read_many(ids), strict=True):
        assert (mine.title, mine.body, mine.fields, mine.tags, mine.version) == (
            theirs.title,
            theirs.body,
            theirs.fields,
            theirs.tags,
            theirs.version,
        )
    assert here.library.doctor().ok
    assert there.library.doctor().ok
