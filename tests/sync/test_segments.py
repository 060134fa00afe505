"""The segment file: what is written is read; anything else is refused with a reason, and with nothing else."""

import hashlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.sync.errors import RecordTooLong
from alliance_app.sync.segments import (
    FORMAT,
    MAGIC,
    MAX_BODY,
    MAX_ENTRIES,
    Damaged,
    Entry,
    Foreign,
    Incomplete,
    Newer,
    Segment,
    SegmentFault,
    SegmentName,
    compose,
    is_device_id,
    parse,
    plain,
    size_of,
)

ALLIANCE = "0123456789abcdef" * 2
DEVICE = "84a6d1c1084e4337"
ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
entries = st.builds(
    Entry,
    st.from_regex(r"[0-9A-HJKMNP-TV-Z]{26}", fullmatch=True),
    st.binary(max_size=400),
    st.sampled_from(["", "2026-11-23T05:20:11Z"]),
)
made = st.builds(
    lambda first, found: plain(ALLIANCE, DEVICE, first, tuple(found)),
    st.integers(1, 10**14),
    st.lists(entries, min_size=1, max_size=12),
) | st.builds(
    lambda first, more, found: Segment(ALLIANCE, DEVICE, first, first + more, tuple(found), pack=True),
    st.integers(1, 10**14),
    st.integers(0, 10**6),
    st.lists(entries, max_size=12),
)


def small() -> Segment:
    return plain(ALLIANCE, DEVICE, 7, tuple(Entry(ID, bytes([n]) * 50, "2026-11-23T05:20:11Z") for n in range(5)))


def named(content: bytes, first: int = 7, last: int = 11, *, pack: bool = False) -> SegmentName:
    """A name that tells the truth about these bytes: only the reader's other checks are left."""
    return SegmentName(first, last, hashlib.sha256(content).hexdigest()[:32], pack)


@given(made)
def test_what_is_written_is_read_and_equal_changes_give_equal_files(segment: Segment) -> None:
    name, content = compose(segment)
    assert parse(name, content, ALLIANCE, DEVICE) == segment
    assert SegmentName.read(str(name)) == name
    assert (name.first, name.last) == (segment.first, segment.last)
    assert compose(segment) == (name, content)


@given(made, st.data())
def test_the_beginning_of_a_segment_is_still_arriving(segment: Segment, data: st.DataObject) -> None:
    name, content = compose(segment)
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(Incomplete):
        parse(name, content[:cut], ALLIANCE, DEVICE)
    with pytest.raises(Incomplete):
        parse(name, bytes(len(content)), ALLIANCE, DEVICE)


@given(made, st.data())
def test_one_changed_byte_is_noticed(segment: Segment, data: st.DataObject) -> None:
    name, content = compose(segment)
    place = data.draw(st.integers(0, len(content) - 1))
    changed = bytearray(content)
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SegmentFault):
        parse(name, bytes(changed), ALLIANCE, DEVICE)


@given(made, st.data())
def test_a_lie_with_a_right_hash_is_refused_and_nothing_else_is_raised(segment: Segment, data: st.DataObject) -> None:
    _name, content = compose(segment)
    lie = bytearray(content)
    for _change in range(data.draw(st.integers(1, 6))):
        lie[data.draw(st.integers(0, len(lie) - 1))] = data.draw(st.integers(0, 255))
    told = bytes(lie) + data.draw(st.binary(max_size=20))
    try:
        found = parse(named(told, segment.first, segment.last, pack=segment.pack), told, ALLIANCE, DEVICE)
    except SegmentFault:
        return
    assert (found.first, found.last, found.device) == (segment.first, segment.last, DEVICE)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(noise: bytes) -> None:
    for content in (noise, MAGIC + noise):
        with pytest.raises(SegmentFault):
            parse(named(content), content, ALLIANCE, DEVICE)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    for claimed in (10, MAX_BODY, MAX_BODY + 1):
        told = forged(bomb, claimed)
        with pytest.raises(Damaged):
            parse(named(told), told, ALLIANCE, DEVICE)


def forged(packed: bytes, size: int, *, written_format: int = FORMAT, flags: int = 0, count: int = 5) -> bytes:
    owner = bytes([32]) + ALLIANCE.encode() + bytes([16]) + DEVICE.encode() + bytes([0])
    head = struct.Struct(">8sHHQQQII")
    length = head.size + len(owner) + len(packed)
    return head.pack(MAGIC, written_format, flags, length, 7, 11, count, size) + owner + packed


def test_a_pack_is_none_by_its_name_alone_nor_by_its_head_alone() -> None:
    content = forged(zlib.compress(b""), 0, flags=1, count=0)
    assert parse(named(content, pack=True), content, ALLIANCE, DEVICE).pack
    unmarked, odd = forged(zlib.compress(b""), 0, count=0), forged(b"", 0, flags=3)
    for told, pack in ((content, False), (unmarked, True), (odd, True)):
        with pytest.raises(Damaged):
            parse(named(told, pack=pack), told, ALLIANCE, DEVICE)


def test_an_entry_of_no_known_kind_is_refused() -> None:
    body = b"\x03\x01X\x00\x00\x00\x00\x02hi" * 5
    told = forged(zlib.compress(body), len(body))
    with pytest.raises(Damaged, match="no known kind"):
        parse(named(told), told, ALLIANCE, DEVICE)


def test_more_or_fewer_entries_than_the_name_says_are_refused() -> None:
    one = b"\x00\x01X\x00\x00\x00\x00\x02hi"
    body = one * 5
    right = forged(zlib.compress(body), len(body))
    assert len(parse(named(right), right, ALLIANCE, DEVICE).entries) == 5
    for wrong in (one * 4, one * 6, body + b"\x00", body[:-1], body.replace(b"\x00\x00\x00\x02", b"\xff\xff\xff\xff")):
        told = forged(zlib.compress(wrong), len(wrong))
        with pytest.raises(Damaged):
            parse(named(told), told, ALLIANCE, DEVICE)
    trailing = forged(zlib.compress(body) + b"more", len(body))
    with pytest.raises(Damaged):
        parse(named(trailing), trailing, ALLIANCE, DEVICE)


def test_another_alliances_devices_or_programs_segment_is_told_apart() -> None:
    name, content = compose(small())
    with pytest.raises(Foreign):
        parse(name, content, "f" * 32, DEVICE)
    with pytest.raises(Foreign):
        parse(name, content, ALLIANCE, "0" * 16)
    newer = forged(zlib.compress(b""), 0, written_format=FORMAT + 1)
    with pytest.raises(Newer):
        parse(named(newer), newer, ALLIANCE, DEVICE)
    renumbered = SegmentName(8, 12, name.digest)
    with pytest.raises(Damaged):
        parse(renumbered, content, ALLIANCE, DEVICE)


@pytest.mark.parametrize(
    "text",
    [
        "1-5-{h} (conflicted copy).seg", "1-5-{h}.seg.tmp", "1-5-{h}.SEG", "~$1-5-{h}.seg", ".1-5-{h}.seg",
        "01-5-{h}.seg", "0-5-{h}.seg", "5-1-{h}.seg", "1-5-{h}(1).seg", "1-5-abc.seg", "1-5-{H}.seg", "1-99999-{h}.seg",
        "-1-5-{h}.seg", "1-5-{h}.seg\n", "１-5-{h}.seg", "../1-5-{h}.seg", "", "desktop.ini", "1-5-{h}.seg.icloud",
        "9999999999999999999999-9999999999999999999999-{h}.seg",
    ],
)  # fmt: skip
def test_a_name_that_is_nearly_a_segments_is_not_one(text: str) -> None:
    assert SegmentName.read(text.format(h="a" * 32, H="A" * 32)) is None
    assert SegmentName.read(f"1-5-{'a' * 32}.seg") is not None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    found = SegmentName.read(text)
    assert found is None or str(found) == text
    assert not is_device_id(text) or text.isascii()


def test_what_no_reader_would_take_is_not_written() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        compose(plain(ALLIANCE, DEVICE, 1, ()))
    with pytest.raises(ValueError, match="do not fit"):
        compose(plain(ALLIANCE, DEVICE, 1, (Entry(ID, b"", ""),) * (MAX_ENTRIES + 1)))
    with pytest.raises(ValueError, match="can be called"):
        compose(plain(ALLIANCE, DEVICE, 1, (Entry("../x", b"", ""),)))
    with pytest.raises(RecordTooLong, match="It is safe here"):
        size_of(ID, bytes(MAX_BODY), "")
