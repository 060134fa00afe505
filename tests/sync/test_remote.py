"""What only the net can do to a sync: silence, refusals, broken answers, other pages, passwords."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.progress import Step
from alliance_app.records.values import Edit
from alliance_app.sync import remembered_place
from alliance_app.sync.errors import (
    FolderFull,
    FolderGone,
    FolderReadOnly,
    FolderUnreadable,
    PlaceOverloaded,
    PlaceSilent,
)
from alliance_app.sync.transport import TooLong, whole_name
from tests.sync.scenes import picture, publish, titles
from tests.sync.servers import Rule
from tests.sync.spots import BUCKET, FAR, KINDS, SHORT, Ground, Spot

Make = Callable[[str], Library]
NAME = "devices/84a6d1c1084e4337/a.seg"


@pytest.fixture(params=FAR)
def far(request: pytest.FixtureRequest, ground: Ground) -> Spot:
    """An empty place on each kind of server."""
    return ground.spot(request.param)


def test_a_place_that_is_not_there_is_gone_and_is_never_made(ground: Ground, make: Make) -> None:
    library = make("A")
    for spot in (ground.spot("webdav"), ground.spot("s3")):
        spot.place = spot.place.replace("100%25", "gone").replace(f"@{BUCKET}/", "@no-such-bucket/")
        for prefix in ("", "devices"):
            with pytest.raises(FolderGone, match="it is not there"):
                spot.open().list(prefix)
        for name in (NAME, "alliance.json"):
            with pytest.raises(FolderGone):
                spot.open().put_if_absent(name, b"x")
        with pytest.raises(FolderGone, match="it is not there"):
            spot.sync(library)
    assert remembered_place(library) is None


def test_a_place_that_moved_is_joined_again(ground: Ground, make: Make) -> None:
    library, places = make("A"), [ground.spot(kind) for kind in KINDS]
    publish(library, "一")
    for spot in places:
        spot.sync(library)
    assert len({spot.segments()[0] for spot in places}) == 1
    assert remembered_place(library) == whole_name(places[-1].place)


def test_a_server_that_goes_down_in_the_middle_costs_nothing(far: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    server = far.server
    assert server
    for number in range(30):
        record_id = publish(first, f"第{number}篇")
        first.write(Edit(record_id, attach=(first.keep_bytes(f"{number}.txt", b"%d" % number * 1000),)))
    far.exchange(first).join()

    def pull_the_plug(step: Step) -> None:
        if step.what == "Sending attachments":
            server.down()

    with pytest.raises(PlaceSilent, match=r"does not answer .* nothing was deleted"):
        far.exchange(first).sync(progress=pull_the_plug)
    far.waits.clear()
    with pytest.raises(PlaceSilent):
        far.sync(first)
    assert far.waits == [1, 2]
    server.up()
    report = far.sync(first)
    assert (report.pushed, 0 < report.files_out < 30) == (60, True)
    assert far.sync(second).pending == ()
    assert picture(first) == picture(second)


def test_what_passes_is_tried_again_and_what_stays_is_told(far: Spot) -> None:
    server, place = far.server, far.open()
    assert server
    listing = "PROPFIND GET"
    for status in (429, 500, 502, 503, 504):
        with server.under(Rule(listing, status, times=2)):
            assert place.list("") == []
    assert far.waits == [1, 2] * 5
    with server.under(Rule(listing, 0, times=2)):  # below us aiohttp tries again as well
        assert place.list("") == []
    with server.under(Rule(listing, 429, times=1, headers=(("Retry-After", "3"),))):
        place.list("")
    assert far.waits[-1] == 3
    far.waits.clear()
    for rule, told in (
        (Rule(listing, 503), PlaceOverloaded),
        (Rule(listing, 429, headers=(("Retry-After", "1800"),)), PlaceOverloaded),
        (Rule(listing, 504), PlaceSilent),
        (Rule(listing, 0), PlaceSilent),
        (Rule(listing, 500), PlaceSilent),
        (Rule(listing, 403), FolderUnreadable),
    ):
        with server.under(rule), pytest.raises(told) as raised:
            place.list("")
        assert "safe" in str(raised.value)
        assert "\n" not in str(raised.value)
    assert far.waits == [1, 2] * 4  # not where the server asks for half an hour, nor where it forbids
    for rule, refused in (
        (Rule("PUT", 403), FolderReadOnly),
        (Rule("PUT", 507), FolderFull),
        (Rule("PUT", 413), FolderFull),
        (Rule("PUT", 500), PlaceSilent),
        (Rule("PUT", 503), PlaceOverloaded),
    ):
        with server.under(rule), pytest.raises(refused):
            place.put_if_absent("x", b"x")
    assert far.everything() == {}


def test_a_slow_server_is_waited_for_as_long_as_said_and_no_longer(far: Spot) -> None:
    server = far.server
    assert server
    far.patience = replace(SHORT, read=0.2, tries=2)
    place = far.open()
    place.put_if_absent("x", b"content")
    place.list("")
    with server.under(Rule("PROPFIND GET PUT", 200, held=threading.Event())):
        for act in (lambda: place.list(""), lambda: place.read("x", 9), lambda: place.put_if_absent("y", b"y")):
            with pytest.raises(PlaceSilent, match="no answer in time"):
                act()
    assert far.waits == [1, 1, 1]


def test_an_answer_that_breaks_off_is_gone_on_with(far: Spot, tmp_path: Path) -> None:
    place, server = far.open(), far.server
    assert server
    content = bytes(range(256)) * 40_000  # 10 MB: several pieces
    source = tmp_path / "source"
    source.write_bytes(content)
    place.put_if_absent("blobs/ab/x", source)
    sink, heard = io.BytesIO(), list[int]()
    beginning = content[:100_000] if far.place.startswith("webdav") else b""
    with server.under(Rule("GET", 0, times=1, body=beginning)):
        place.read_into("blobs/ab/x", sink, len(content), heard.append)
    assert sink.getvalue() == content
    assert sum(heard) == len(content)
    with pytest.raises(TooLong):
        place.read_into("blobs/ab/x", io.BytesIO(), len(content) - 1, heard.append)


def test_a_file_whose_answer_was_lost_is_ours_and_a_torn_one_is_finished(far: Spot, tmp_path: Path) -> None:
    place, server = far.open(), far.server
    assert server
    source = tmp_path / "source"
    source.write_bytes(b"attachment" * 1000)
    contents: tuple[bytes | Path, ...] = (b"segment" * 100, source)
    for number, content in enumerate(contents):
        whole = content if isinstance(content, bytes) else content.read_bytes()
        with server.under(Rule("PUT", 504, times=1, done=True)):
            assert place.put_if_absent(f"done{number}", content)
        with server.under(Rule("PUT", 504, times=1, given=300)):
            assert place.put_if_absent(f"torn{number}", content)
        with server.under(Rule("PUT", 0, times=1, done=True)):
            place.put_if_absent(f"cut{number}", content)
        assert place.read(f"cut{number}", 10_000) == whole
        assert place.read(f"done{number}", 10_000) == place.read(f"torn{number}", 10_000) == whole
    far.lay("card", b"somebody else's")
    with server.under(Rule("PUT", 0, times=1)):
        assert not place.put_if_absent("card", b"mine")
    assert place.read("card", 99) == b"somebody else's"


def test_a_disk_that_is_full_and_one_that_is_for_reading_only(far: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    server = far.server
    assert server
    publish(first, "甲的")
    far.sync(first)
    publish(second, "乙的")
    for status, told in ((507, FolderFull), (403, FolderReadOnly)):
        with server.under(Rule("PUT MKCOL", status)), pytest.raises(told, match="safe"):
            far.sync(second)
        assert titles(second) == {"甲的", "乙的"}  # what came is kept
    far.sync(second)
    far.sync(first)
    assert picture(first) == picture(second)


def test_the_nothing_new_sync_asks_little(far: Spot, make: Make) -> None:
    server, libraries = far.server, [make(name) for name in "ABC"]
    assert server
    for library in libraries:
        publish(library, library.identity.device_name)
        far.sync(library)
    far.sync(libraries[0])
    server.count()
    far.sync(libraries[0])
    assert server.count() == 4 + 2  # the top, alliance.json, one's own folder, devices/, and each other device
    publish(libraries[0], "新")
    far.sync(libraries[0])
    assert server.count() == 4 + 2 + 1  # and the segment
