"""What is particular to WebDAV and S3 servers: pages, redirects, odd answers, conditions they do not know."""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from alliance_app.library import Library
from alliance_app.records.values import Edit
from alliance_app.sync.errors import FolderBlocked, FolderReadOnly, FolderUnreadable, PartMissing, PlaceOverloaded
from alliance_app.sync.transport import open_place
from tests.sync.scenes import publish, titles
from tests.sync.servers import Rule
from tests.sync.spots import Ground, Spot

Make = Callable[[str], Library]
NAME = "devices/84a6d1c1084e4337/a.seg"
DAV = ' xmlns:d="DAV:"'


@pytest.fixture
def webdav(ground: Ground) -> Spot:
    """An empty WebDAV folder with a percent sign in its name that looks like an escape."""
    return ground.spot("webdav", "资料 100%41")


@pytest.fixture
def s3(ground: Ground) -> Spot:
    """An empty folder in a bucket."""
    return ground.spot("s3")


def response(href: str, *, folder: bool = False, size: int = 0) -> str:
    """One file or folder of a listing."""
    kind = "<d:resourcetype><d:collection/></d:resourcetype>" if folder else "<d:resourcetype/>"
    length = "" if folder else f"<d:getcontentlength>{size}</d:getcontentlength>"
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{kind}{length}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )


def listing(*responses: str) -> bytes:
    """A listing as a server sends it."""
    return f'<?xml version="1.0"?><d:multistatus{DAV}>{"".join(responses)}</d:multistatus>'.encode()


def test_names_keep_their_percent_signs(webdav: Spot) -> None:
    place = webdav.open()
    assert place.place.endswith("/资料%20100%2541")
    place.put_if_absent("devices/50%20/x", b"x")
    assert set(webdav.everything()) == {"devices/50%20/x"}
    assert [each.name for each in place.list("devices")] == ["50%20"]
    assert place.read("devices/50%20/x", 1) == b"x"


def test_a_listing_in_pages_is_read_to_its_end(webdav: Spot) -> None:
    """As 坚果云 sends it beyond 750 names; a program that stops there takes files for lost."""
    server, place = webdav.server, webdav.open()
    assert server
    itself = "/x/%E8%B5%84%E6%96%99%20100%2541/"
    pages = [listing(response(itself, folder=True), response(f"{itself}{number}")) for number in range(2)]
    pages.append(listing(response(f"{itself}2")))
    rules = [
        Rule("PROPFIND", 207, times=1, body=pages[0], headers=(("Link", '</dav/next?mk=2>; rel="next"'),)),
        Rule("PROPFIND", 207, times=1, body=pages[1], headers=(("Link", '</dav/next?mk=3>; rel="next"'),)),
        Rule("PROPFIND", 207, times=1, body=pages[2]),
    ]
    with server.under(*rules):
        assert [each.name for each in place.list("")] == ["0", "1", "2"]
    elsewhere = (("Link", '<http://127.0.0.2/dav/next>; rel="next"'),)
    with server.under(Rule("PROPFIND", 207, body=pages[0], headers=elsewhere)), pytest.raises(FolderUnreadable):
        place.list("")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>Welcome to the hotel's net</html>"),
        (207, b"<html>no listing"),
        (207, listing()),
        (207, listing(response("/elsewhere/", folder=True))),
        (207, b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><d:multistatus xmlns:d="DAV:">&b;</d:multistatus>'),
        (302, b""),
    ],
)
def test_what_is_no_listing_is_never_an_empty_folder(webdav: Spot, make: Make, status: int, body: bytes) -> None:
    library = make("A")
    publish(library, "一")
    webdav.sync(library)
    assert webdav.server
    with webdav.server.under(Rule("PROPFIND", status, body=body)), pytest.raises(FolderUnreadable, match="safe"):
        webdav.sync(library)


def test_a_listing_without_end_is_not_read_to_its_end(webdav: Spot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_app.sync.transport.webdav._MOST_LISTED", 1000)
    server = webdav.server
    assert server
    many = [response(f"/x/{n}") for n in range(20)]
    with server.under(Rule("PROPFIND", 207, body=listing(*many))), pytest.raises(FolderUnreadable, match="too long"):
        webdav.open().list("")


def test_too_many_requests_by_another_name_are_no_wrong_password(webdav: Spot) -> None:
    said = b"<d:error xmlns:d='DAV:' xmlns:s='x'><s:exception>BlockedTemporarily</s:exception></d:error>"
    assert webdav.server
    with webdav.server.under(Rule("PROPFIND", 401, body=said)), pytest.raises(PlaceOverloaded, match="too many"):
        webdav.open().list("")


def test_a_file_served_from_elsewhere_is_followed(webdav: Spot) -> None:
    """Some servers answer a GET with where the content really is."""
    place, server = webdav.open(), webdav.server
    assert server
    place.put_if_absent("there", b"content")
    where = quote(server.weather.asked[-1].path)
    with server.under(Rule("GET", 302, times=1, headers=(("Location", where),))):
        assert place.read("here", 99) == b"content"


@pytest.mark.parametrize("blocked", ["devices", "devices/84a6d1c1084e4337"])
def test_a_file_where_a_folder_is_wanted_is_named(webdav: Spot, blocked: str) -> None:
    webdav.lay(blocked, b"a file")
    with pytest.raises(FolderBlocked, match="must be a folder"):
        webdav.open().put_if_absent(NAME, b"x")
    with pytest.raises(FolderBlocked, match="must be a folder"):
        webdav.open().list(blocked)
    assert webdav.everything() == {blocked: b"a file"}


def test_a_read_only_account_takes_and_cannot_give(webdav: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲的")
    webdav.sync(first)
    publish(second, "乙的")
    webdav.place = webdav.place.replace("/dav/", "/read-only/")
    with pytest.raises(FolderReadOnly, match="ask for the right to write"):
        webdav.sync(second)
    assert titles(second) == {"甲的", "乙的"}


def test_a_folder_that_went_away_meanwhile_is_made_again(webdav: Spot) -> None:
    place = webdav.open()
    place.put_if_absent("blobs/ab/x", b"x")
    webdav.take_away("blobs")
    place.put_if_absent("blobs/ab/y", b"y")
    assert webdav.everything() == {"blobs/ab/y": b"y"}


def test_a_listing_in_parts_is_read_to_its_end(s3: Spot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "10")
    place = s3.open()
    names = {f"{number:02}" for number in range(25)}
    for name in names:
        place.put_if_absent(f"blobs/ab/{name}", b"")
    assert s3.server
    s3.server.count()
    assert {each.name for each in place.list("blobs/ab")} == names
    assert s3.server.count() == 3


def test_a_service_without_conditions_is_looked_at_first(s3: Spot) -> None:
    place = s3.open()
    assert s3.server
    with s3.server.under(Rule("PUT", 501, times=1, body=b"<Error><Code>NotImplemented</Code></Error>")):
        assert place.put_if_absent(NAME, b"first")
    s3.server.count()
    assert not place.put_if_absent(NAME, b"second")
    assert s3.server.count("PUT") == 0
    assert place.read(NAME, 9) == b"first"


def test_a_long_attachment_goes_in_parts(s3: Spot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_app.sync.transport.s3._PART", 5 * 2**20)
    content = bytes(range(256)) * (11 * 4096)
    source = tmp_path / "long"
    source.write_bytes(content)
    place = s3.open()
    assert place.put_if_absent("blobs/ab/long", source)
    assert not place.put_if_absent("blobs/ab/long", source)
    assert place.read("blobs/ab/long", len(content)) == content


def test_without_its_package_a_place_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(PartMissing, match=r'pip install "alliance-app\[s3\]"'):
        open_place("s3://bucket/folder")
    with pytest.raises(PartMissing, match="paramiko"):
        open_place("sftp://user@127.0.0.1/folder")


def test_taking_and_giving_ask_for_each_shelf_once(webdav: Spot, make: Make) -> None:
    first, second = make("A"), make("B")
    for number in range(5):
        record_id = publish(first, f"第{number}篇")
        first.write(Edit(record_id, attach=(first.keep_bytes(f"{number}.txt", b"%d" % number),)))
    webdav.sync(first)
    assert webdav.server
    webdav.server.count()
    assert webdav.sync(second).files_in == 5
    shelves = [each.path for each in webdav.server.weather.asked if each.method == "PROPFIND" and "/blobs" in each.path]
    assert len(shelves) == len(set(shelves)) > 3
