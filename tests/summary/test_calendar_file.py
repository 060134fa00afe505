"""Calendar files by the rules of RFC 5545, read back by a reader of their own."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.calendar import Event, Layer
from alliance_app.summary.calendar_file import calendar_file

SALON = Event(
    "01SALON", "salon", "第 31 期主席沙龙；节能,降耗", "2026-11-20T14:30", "2026-11-20T17:00", "3 号会议室",
    "示范电子厂工会",
    ("错峰用电", "班组能耗看板"), ("王工",), updated_at="2026-11-21T08:00:09Z",
)  # fmt: skip
DAY = Event("01DAY", "open_day", "企业开放日", "2026-12-31")
texts = st.text(max_size=200)


def read(data: bytes) -> list[dict[str, str]]:
    """The events of a file: their properties with parameters cut off, unfolded and unescaped."""
    unfolded = re.sub(r"\r\n[ \t]", "", data.decode("utf-8"))
    lines = unfolded.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    found: list[dict[str, str]] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            plain = re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], value)
            found[-1][name] = plain
    return found


def test_a_salon_keeps_its_hours_without_a_time_zone_and_a_steady_name() -> None:
    (event,) = read(calendar_file([SALON], "示例联盟"))
    assert event["DTSTART"] == "20261120T143000"
    assert event["DTEND"] == "20261120T170000"
    assert event["DTSTAMP"] == "20261121T080009Z"
    assert event["UID"] == "01SALON@star-union-alliance"
    assert event["SUMMARY"] == SALON.title
    assert event["LOCATION"] == "3 号会议室"
    assert event["DESCRIPTION"].splitlines() == ["Host: 示范电子厂工会", "错峰用电", "班组能耗看板"]
    assert calendar_file([SALON], "示例联盟") == calendar_file([SALON], "示例联盟")


def test_a_whole_day_ends_with_the_next_one() -> None:
    (event,) = read(calendar_file([DAY], "示例"))
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    (longer,) = read(calendar_file([replace(DAY, ends="2027-01-02")], "示例"))
    assert longer["DTEND;VALUE=DATE"] == "20270103"
    (last,) = read(calendar_file([replace(DAY, starts="9999-12-31")], "示例"))
    assert "DTEND;VALUE=DATE" not in last


def test_an_end_that_is_none_is_left_out() -> None:
    for ends in ("", "2026-11-20", "2026-11-20T14:30"):
        (event,) = read(calendar_file([replace(SALON, ends=ends)], "示例"))
        assert "DTEND" not in event


def test_nobody_is_named_and_numbers_are_covered_unless_that_is_asked_for() -> None:
    told = replace(SALON, title="找王工 13800138000", place="电话 0755-12345678")
    masked = calendar_file([told], "示例").decode()
    assert "13800138000" not in masked
    assert "12345678" not in masked
    assert "People" not in masked
    (open_one,) = read(calendar_file([told], "示例", personal=True))
    assert open_one["SUMMARY"] == told.title
    assert open_one["DESCRIPTION"].endswith("People: 王工")


def test_what_is_due_takes_nobodys_time_and_is_told_apart_within_a_salon() -> None:
    due = Event("01SALON", Layer.DUE, "发基线表", "2026-11-30", number="1")
    first, second = read(calendar_file([due, replace(due, number="t2")], "示例"))
    assert first["TRANSP"] == second["TRANSP"] == "TRANSPARENT"
    assert {first["UID"], second["UID"]} == {"01SALON-1@star-union-alliance", "01SALON-t2@star-union-alliance"}


@given(title=texts, place=texts, about=st.lists(texts, max_size=3))
def test_any_text_comes_back_and_no_line_is_too_long_or_cut_within_a_character(
    title: str, place: str, about: list[str]
) -> None:
    data = calendar_file([replace(SALON, title=title, place=place, about=tuple(about))], title, personal=True)
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    (event,) = read(data)
    kept = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", title)
    assert event["SUMMARY"] == kept
