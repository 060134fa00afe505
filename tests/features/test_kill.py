"""Power cuts: the program is killed a hundred times while it writes, and nothing it had acknowledged is lost."""

import multiprocessing
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from alliance_app.app import App
from alliance_app.intake import import_paths
from alliance_app.library import Library, Listing
from alliance_app.sync import Exchange
from tests.features.killed import Word, write_until_killed

KILLS = 104
MOST_WORDS = 12
MOST_SECONDS = 0.04  # about as long as one write takes: the kill falls before, in and after it


@dataclass
class Known:
    """What the killed program has acknowledged, and what it may have done besides."""

    bodies: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    came_in: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    synced: set[str] = field(default_factory=set)
    last: Word = field(default_factory=lambda: Word("sync", True, {}))

    def hear(self, word: Word) -> None:
        """Take in one word of the program."""
        self.last = word
        if not word.done:
            return
        match word.what:
            case "add" | "edit":
                self.bodies |= word.bodies
            case "import":
                self.titles |= word.bodies
            case "share":
                self.shared |= set(word.bodies)
            case _:
                self.synced |= self.shared

    def compare(self, library: Library) -> None:
        """Everything acknowledged is there; what was under way is there whole or not at all."""
        records = {each.id: each for each in library.read_many(library.ids(Listing()))}
        begun = {} if self.last.done else self.last.bodies
        edited = begun if self.last.what == "edit" else {}
        for key, body in self.bodies.items():
            assert records[key].body in (body, edited.get(key))
        if self.last.what == "add":
            assert {key: records[key].body for key in begun if key in records} in ({}, begun)
        by_title = {each.title: each for each in records.values()}
        for title, body in self.titles.items():
            record = by_title[title]
            assert record.body in (body, edited.get(record.id), self.bodies.get(record.id))
        for record in records.values():
            assert all(library.blob(each.sha256) for each in record.attachments)
        self.came_in |= set(self.titles)
        titles = Counter(each.title for each in records.values())
        assert all(titles[title] == 1 for title in self.came_in)
        # From here on, what is there is what is known.
        self.bodies, self.titles = {key: each.body for key, each in records.items()}, {}


def started(*arguments: object) -> tuple[BaseProcess, Connection]:
    """The program, as a process of its own, and what it says."""
    context: SpawnContext | ForkServerContext = multiprocessing.get_context("spawn")
    if sys.platform != "win32":  # quicker: a server that has loaded the program forks it
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.features.killed", "alliance_app.search.finder"])
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=write_until_killed, args=(*arguments, said), daemon=True)
    process.start()
    said.close()
    return process, heard


@pytest.mark.timeout(600)
def test_a_hundred_power_cuts_lose_nothing_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    kills, round_ = 0, 0
    while kills < KILLS:
        round_ += 1
        kills += _one_library(tmp_path / str(round_), chance, kills)
    assert kills >= 100


def _one_library(place: Path, chance: random.Random, seed: int) -> int:
    """Kill one library's writer a score of times, look after each; then see what the others get."""
    folder, share, notes = place / "library", place / "share", place / "notes"
    share.mkdir(parents=True)
    App.create(folder, "测试").close()
    other = App.create(place / "other", "另一个")
    known = Known()
    kills = KILLS // 4
    for number in range(kills):
        _run_and_kill(folder, share, notes, (seed + number) * 1000, known, chance)
        with App.open(folder) as app:
            known.compare(app.library)
            diagnosis = app.library.doctor()
            assert diagnosis.ok, diagnosis.findings
            assert set(app.finder.search("正文 OR 改过 OR 笔记", limit=None).ids) == set(app.library.ids(Listing()))
    with other, App.open(folder) as app:
        _meets_others(app, other, share, known)
        _comes_in_once(app, notes)
    return kills


def _run_and_kill(folder: Path, share: Path, notes: Path, seed: int, known: Known, chance: random.Random) -> None:
    process, heard = started(folder, share, notes, seed)
    words = chance.randrange(1, MOST_WORDS)
    for _number in range(words):
        known.hear(heard.recv())
    process.join(chance.uniform(0, MOST_SECONDS))
    assert process.is_alive()
    process.kill()
    process.join()
    try:
        while True:  # what it said before it died, it had done
            known.hear(heard.recv())
    except (EOFError, OSError):  # OSError: it died in the middle of a word, which then acknowledged nothing
        heard.close()


def _meets_others(app: App, other: App, share: Path, known: Known) -> None:
    """What was shared and synced has left; after one more sync both sides say the same."""
    Exchange(other.library, share).sync()
    arrived = set(other.library.ids(Listing()))
    assert known.synced <= arrived
    Exchange(app.library, share).sync()
    Exchange(other.library, share).sync()
    for key in known.shared:
        mine, theirs = app.library.read(key), other.library.read(key)
        assert (mine.title, mine.body, mine.version) == (theirs.title, theirs.body, theirs.version)
        assert all(other.library.blob(each.sha256) for each in theirs.attachments)


def _comes_in_once(app: App, notes: Path) -> None:
    """What an import had begun is finished by importing again, and nothing comes in twice."""
    folders = sorted(notes.iterdir()) if notes.is_dir() else []
    for folder in folders:
        import_paths(app.library, [folder])
        report = import_paths(app.library, [folder])
        assert report.added == 0
    titles = Counter(each.title for each in app.library.read_many(app.library.ids(Listing())))
    assert all(titles[path.stem] == 1 for folder in folders for path in folder.iterdir())
