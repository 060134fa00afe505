"""Whatever a folder does to files on their way: once they have all arrived, all libraries say the same, and all of it.

Hypothesis chooses who does what in which order and seeds the folder's faults; real libraries, real directories.
"""

import itertools
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.library import Library, Listing, Outgoing
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.errors import SyncError
from tests.sync.faults import Cloud
from tests.sync.scenes import given_out, picture, set_back, snapshot

DEVICES = 3
ACTS = (
    "add", "draft", "edit", "edit", "edit", "attach", "delete", "restore", "sync", "sync", "sync", "sync", "carry",
    "carry", "carry", "lose", "snapshot", "set_back",
)  # fmt: skip
steps = st.lists(st.tuples(st.integers(0, DEVICES - 1), st.sampled_from(ACTS)), min_size=4, max_size=40)
_run = itertools.count()


class Alliance:
    """Some devices, each on its own copy of the folder, and what their users know they have written."""

    def __init__(self, place: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.cloud = Cloud(place / "cloud", DEVICES)
        self.libraries = [Library.create(place / f"L{n}", f"{n}", author=f"主席{n}") for n in range(DEVICES)]
        self.written: dict[str, set[str]] = {}
        self.drafts: set[str] = set()
        self._marks = itertools.count()
        self._place = place
        self._snapshots: dict[int, Path] = {}
        Exchange(self.libraries[0], self.cloud.copies[0]).join()
        for copy in (self.cloud.middle, *self.cloud.copies[1:]):
            shutil.copyfile(self.cloud.copies[0] / "alliance.json", copy / "alliance.json")

    def act(self, who: int, act: str) -> None:
        if act == "sync":
            self.sync(who)
        elif act == "carry":
            self.cloud.carry(who, self.chance)
        elif act == "lose":
            self.cloud.lose(who, self.chance)
        elif act == "snapshot":
            self._snapshots[who] = snapshot(self.libraries[who], self._place / f"{who}-{next(self._marks)}.db")
        elif act == "set_back":
            self._set_back(who)
        else:
            getattr(self, f"_{act}")(self.libraries[who])

    def _set_back(self, who: int) -> None:
        """The library file of an older day comes back, unnoticed; what had been given before is in the folder."""
        if who in self._snapshots:
            self.sync(who)
            self.libraries[who] = set_back(self.libraries[who], self._snapshots[who])

    def sync(self, who: int) -> None:
        Exchange(self.libraries[who], self.cloud.copies[who]).sync()

    def quiet(self) -> None:
        """Everybody syncs, everything arrives, until nothing is left to do."""
        for _round in range(3):
            self.cloud.settle()
            for who in range(DEVICES):
                self.sync(who)

    def close(self) -> None:
        for library in self.libraries:
            library.close()

    def _mark(self) -> str:
        return f"〔{next(self._marks)}〕"

    def _some(self, library: Library, *, trashed: bool = False) -> str | None:
        ids = [each for each in library.ids(Listing(trashed=trashed)) if library.read(each).state == "shared"]
        return self.chance.choice(sorted(ids)) if ids else None

    def _add(self, library: Library) -> None:
        mark = self._mark()
        record_id = library.add(NewRecord("article", f"题{mark}", body=mark)).only
        library.share(record_id)
        self.written[record_id] = {mark}

    def _draft(self, library: Library) -> None:
        self.drafts.add(library.add(NewRecord("article", "私密", body="私密")).only)

    def _edit(self, library: Library) -> None:
        record_id = self._some(library)
        if record_id:
            mark, body = self._mark(), library.read(record_id).body
            library.write(Edit(record_id, body=body + mark, tags=(mark,)))
            self.written[record_id].add(mark)

    def _attach(self, library: Library) -> None:
        record_id = self._some(library)
        if record_id:
            library.write(Edit(record_id, attach=(library.keep_bytes("文.txt", self._mark().encode() * 50),)))

    def _delete(self, library: Library) -> None:
        record_id = self._some(library)
        if record_id:
            library.delete(record_id)

    def _restore(self, library: Library) -> None:
        record_id = self._some(library, trashed=True)
        if record_id:
            library.restore(record_id)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps, st.integers(0, 2**32))
def test_all_libraries_end_equal_and_nothing_written_is_missing(
    tmp_path: Path, acts: list[tuple[int, str]], seed: int
) -> None:
    place = tmp_path / f"run{next(_run)}"
    alliance = Alliance(place, seed)
    for who, act in acts:
        alliance.act(who, act)
    alliance.quiet()
    first = picture(alliance.libraries[0])
    for library in alliance.libraries:
        assert picture(library) == first
        assert Exchange(library).sync().pending == ()
        assert not library.wanted_blobs()
        assert library.doctor().ok
    for record_id, marks in alliance.written.items():
        body = alliance.libraries[-1].read(record_id).body
        assert {mark for mark in marks if mark not in body} == set()
    assert given_out(alliance.cloud.middle) == set(alliance.written)
    assert not alliance.drafts & set(alliance.written)
    alliance.close()
    shutil.rmtree(place)


def test_the_law_above_can_fail(tmp_path: Path) -> None:
    """A device that lost an edit is noticed: its picture differs."""
    alliance = Alliance(tmp_path, 1)
    alliance.act(0, "add")
    alliance.quiet()
    record_id = next(iter(alliance.written))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Library, "outgoing", forgetful)
        alliance.libraries[1].write(Edit(record_id, title="丢"))
        alliance.quiet()
    assert picture(alliance.libraries[0]) != picture(alliance.libraries[1])
    alliance.close()


def forgetful(library: Library, after: int, limit: int = 0) -> list[Outgoing]:
    """A log that has lost what it should give out."""
    return []


def test_a_copy_that_shows_an_empty_folder_for_a_while_deletes_nothing(tmp_path: Path) -> None:
    alliance = Alliance(tmp_path, 2)
    for who in range(DEVICES):
        alliance.act(who, "add")
    alliance.quiet()
    before = picture(alliance.libraries[1])
    hidden = tmp_path / "hidden"
    alliance.cloud.copies[1].rename(hidden)
    alliance.cloud.copies[1].mkdir()
    with pytest.raises(SyncError):
        alliance.sync(1)
    shutil.copyfile(hidden / "alliance.json", alliance.cloud.copies[1] / "alliance.json")
    alliance.sync(1)
    assert picture(alliance.libraries[1]) == before
    alliance.quiet()
    assert [picture(library) for library in alliance.libraries] == [before] * DEVICES
    alliance.close()
