"""Power cuts in the middle of a word: the real window is killed while somebody types without a pause.

What was typed more than a second before is in the library at the next start, in title, fields, tags and text; where
something else held the library at that moment, so that nothing could be saved, too.
"""

import contextlib
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from alliance_app.app import App
from alliance_app.library.recovering import Recovered, recover
from alliance_app.records.values import NewRecord, Record
from tests.features.typing_window import COMPOSED

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12
PROMISED = 11  # tenths of a second that were begun: more than a whole one


@dataclass(frozen=True)
class Key:
    """What the window showed in a part after a key, `at` so many tenths of a second by its own clock."""

    at: int
    part: str
    text: str


class Writer:
    """The window as a process of its own, and the keys it has told of."""

    def __init__(self, library: Path, record_id: str, seed: int, settings: Path) -> None:
        command = [sys.executable, "-m", "tests.features.typing_window"]
        arguments = [str(library), record_id, str(seed), str(settings)]
        self._process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        self.keys: list[Key] = []
        self.types = threading.Event()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):  # it died in the middle of a word
                self.keys.append(Key(**json.loads(line)))
                self.types.set()

    def kill(self) -> int:
        """Kill it; gives the moment, by its clock."""
        assert self._process.poll() is None, self._process.stderr.read() if self._process.stderr else ""
        self._process.kill()
        self._process.communicate()
        self._listener.join()
        return self.keys[-1].at


@contextlib.contextmanager
def library_held(library: Path, held: bool) -> Iterator[None]:
    """Another program writes all the time, as a long import does."""
    with contextlib.closing(sqlite3.connect(library / "library.db", isolation_level=None, timeout=20)) as other:
        if held:
            other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.timeout(900)
def test_what_was_typed_more_than_a_second_before_the_cut_is_there(tmp_path: Path) -> None:
    library = tmp_path / "library"
    with App.create(library, "测试") as app:
        record_id = app.library.add(NewRecord("salon", "第 1 期", {"starts_at": "2026-03-05T14:00"})).only
    chance = random.Random(20261126)
    told = 0
    for seed in range(KILLS):
        writer = Writer(library, record_id, seed, tmp_path / "settings")
        assert writer.types.wait(60)
        time.sleep(chance.uniform(0.4, 1.6))
        with library_held(library, held=seed % 2 == 1):
            time.sleep(chance.uniform(0.2, 1.8))
            cut = writer.kill()
        with App.open(library) as app:
            found = recover(app.library)
            told += len(found)
            compare(app.library.read(record_id), found, writer.keys, cut)
            assert recover(app.library) == ()
            diagnosis = app.library.doctor()
            assert diagnosis.ok, diagnosis.findings
        assert list((library / "writing").iterdir()) == []
    assert told == KILLS


def compare(record: Record, found: tuple[Recovered, ...], keys: list[Key], cut: int) -> None:
    """Everything older than a second is there; nothing is there that was not typed."""
    stored = {
        "body": record.body,
        "title": record.title,
        "place": record.fields.get("place") or "",
        "present": str(record.fields.get("present") or ""),
    }
    assert not any(COMPOSED in text for text in (*stored.values(), *record.tags))
    for part, text in stored.items():
        typed = [key for key in keys if key.part == part]
        old = [place for place, key in enumerate(typed) if key.at <= cut - PROMISED]
        if old:
            possible = [key.text.strip() if part != "body" else key.text for key in typed[old[-1] :]]
            assert text in possible or text[:-1] == possible[-1], (part, text, possible, cut - typed[old[-1]].at)
    _compare_tags(record, found, keys, cut)


def _compare_tags(record: Record, found: tuple[Recovered, ...], keys: list[Key], cut: int) -> None:
    done = [key for key in keys if key.part == "tags done" and key.at <= cut - PROMISED]
    if done:
        assert set(done[-1].text.split("、")) <= set(record.tags)
    half = [key for key in keys if key.part in ("tags", "tags done")]
    if half and half[-1].part == "tags" and half[-1].at <= cut - PROMISED:
        assert found[0].place.half["tags"] == half[-1].text
