"""One law for every kind of place: a directory, memory, an S3 bucket and a WebDAV folder, on real servers."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alliance_app.library import Library, Listing
from alliance_app.records.values import Edit
from alliance_app.sync import Reason, look, remembered_place
from alliance_app.sync.errors import FolderGone, NotAnAlliance
from alliance_app.sync.transport import Entry, TooLong, whole_name
from tests.sync.scenes import picture, publish, titles
from tests.sync.spots import KINDS, Ground, Spot

Make = Callable[[str], Library]
NAME = "devices/84a6d1c1084e4337/a.seg"


@pytest.fixture(params=KINDS)
def spot(request: pytest.FixtureRequest, ground: Ground) -> Spot:
    """An empty place of each kind."""
    return ground.spot(request.param)


def test_an_alliance_lives_in_every_place(spot: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    photo = first.keep_bytes("照片.png", b"picture" * 50_000)
    both, gone = publish(first, "题", "一\n二\n三\n"), publish(first, "删")
    first.write(Edit(both, attach=(photo,)))
    assert look(spot.place).empty
    assert spot.exchange(first).join().founded
    assert spot.sync(first).files_out == 1
    seen = look(spot.place)
    assert (seen.name, len(seen.devices)) == ("A 工会", 1)
    assert not spot.exchange(second).join().founded
    report = spot.sync(second)
    assert (report.pending, report.files_in) == ((), 1)
    assert remembered_place(second) == whole_name(spot.place)
    first.write(Edit(both, body="一改\n二\n三\n"))
    second.write(Edit(both, body="一\n二\n三改\n"))
    first.delete(gone)
    for library in (first, second, first):
        assert spot.sync(library).pending == ()
    assert first.read(both).body == second.read(both).body == "一改\n二\n三改\n"
    assert second.blob(photo.sha256)
    assert second.ids(Listing(trashed=True)) == [gone]
    assert picture(first) == picture(second)
    before = spot.everything()
    assert (spot.sync(first).pushed, spot.sync(second).pulled) == (0, 0)
    assert spot.everything() == before


def test_what_is_torn_or_missing_is_pending_and_put_right(spot: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    content = b"picture" * 1000
    record_id = publish(first, "一")
    first.write(Edit(record_id, attach=(first.keep_bytes("照片.png", content),)))
    spot.sync(first)
    publish(first, "二")
    spot.sync(first)
    whole = spot.everything()
    one, _two = sorted(spot.segments(), key=lambda name: int(name.split("/")[-1].split("-")[0]))
    blob = next(name for name in whole if name.startswith("blobs/"))
    spot.lay(one, whole[one][:-7])
    spot.lay(blob, content[:100])
    report = spot.sync(second)
    assert [each.reason for each in report.pending] == [Reason.INCOMPLETE]
    assert titles(second) == set()
    spot.take_away(one)
    assert [each.reason for each in spot.sync(second).pending] == [Reason.GAP]
    spot.sync(first)
    report = spot.sync(second)
    assert titles(second) == {"一", "二"}
    assert report.pending == ()
    assert picture(first) == picture(second)
    now = spot.everything()
    assert {name: content for name, content in now.items() if second.identity.device_id not in name} == whole


def test_files_are_put_once_and_read_as_they_were(spot: Spot, tmp_path: Path) -> None:
    place = spot.open()
    source = tmp_path / "source"
    source.write_bytes(b"from a file" * 1000)
    assert place.list("") == []
    assert place.put_if_absent(NAME, b"bytes")
    assert not place.put_if_absent(NAME, b"others")
    assert place.put_if_absent("blobs/ab/名 字%", source)
    assert not place.put_if_absent("blobs/ab/名 字%", source)
    assert place.put_if_absent("empty", b"")
    assert (place.read(NAME, 5), place.read("empty", 5)) == (b"bytes", b"")
    with pytest.raises(TooLong):
        place.read(NAME, 4)
    heard: list[int] = []
    sink = io.BytesIO()
    place.read_into("blobs/ab/名 字%", sink, 11_000, heard.append)
    assert sink.getvalue() == source.read_bytes()
    assert sum(heard) == 11_000
    assert place.list(NAME.rpartition("/")[0], sizes=True) == [Entry("a.seg", folder=False, size=5)]
    assert {each.name: each.folder for each in place.list("")} == {"devices": True, "blobs": True, "empty": False}
    assert place.list("nothing/here") == []
    with pytest.raises(FileNotFoundError):
        place.read("nothing", 9)
    place.mend(NAME, b"mended")
    place.mend("blobs/ab/名 字%", source)
    assert place.read(NAME, 9) == b"mended"
    place.remove(NAME)
    place.remove(NAME)
    place.tidy("devices/84a6d1c1084e4337")
    assert set(spot.everything()) == {"blobs/ab/名 字%", "empty"}
    for name in ("../x", "a/../../x", "/etc/passwd", "a//b", "c:x", "a\\b", ".", "a/\0"):
        with pytest.raises(ValueError, match="not a name inside"):
            place.read(name, 10)
        with pytest.raises(ValueError, match="not a name inside"):
            place.put_if_absent(name, b"x")


def test_six_hands_at_once_put_and_take_whole_files(spot: Spot, tmp_path: Path) -> None:
    place = spot.open()
    contents = {f"blobs/{number % 7:02}/{number}": bytes([number]) * (number * 997) for number in range(24)}

    def put(name: str) -> bool:
        path = tmp_path / name.replace("/", "-")
        path.write_bytes(contents[name])
        return place.put_if_absent(name, path)

    with ThreadPoolExecutor(6) as hands:
        assert all(hands.map(put, contents))
        assert list(hands.map(lambda name: place.read(name, 50_000), contents)) == list(contents.values())
    assert spot.everything() == contents


def test_other_files_are_no_alliance_and_the_bare_place_is_not_taken_for_one(spot: Spot, make: Make) -> None:
    library = make("A")
    spot.lay("别人的.txt", b"x")
    with pytest.raises(NotAnAlliance):
        spot.exchange(library).join()
    assert spot.everything() == {"别人的.txt": b"x"}
    spot.exchange(library).join(anyway=True)
    publish(library, "一")
    spot.sync(library)
    spot.take_away("devices")
    spot.take_away("alliance.json")
    with pytest.raises(FolderGone, match=r"alliance\.json is not there"):
        spot.sync(library)
    assert spot.everything() == {"别人的.txt": b"x"}
