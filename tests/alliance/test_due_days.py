"""Deadlines are read as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.due_days import deadlines, number_of, read_day

THURSDAY = date(2026, 7, 16)
DAYS = st.dates(date(2000, 1, 1), date(2180, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7.20", "2026-07-20"), ("7/20", "2026-07-20"), ("7月20日", "2026-07-20"), ("７月２０日", "2026-07-20"),
        ("七月二十日", "2026-07-20"), ("2026-07-20", "2026-07-20"), ("2026.7.20", "2026-07-20"),
        ("2026年7月20日前", "2026-07-20"), ("20260720", "2026-07-20"), ("20日", "2026-07-20"), ("12号", "2026-08-12"),
        ("1.5", "2027-01-05"), ("明年3月1日", "2027-03-01"), ("2月29日", "2028-02-29"), ("下月5日", "2026-08-05"),
        ("周五", "2026-07-17"), ("本周五", "2026-07-17"), ("下周五", "2026-07-24"), ("下下周一", "2026-07-27"),
        ("星期天", "2026-07-19"), ("礼拜四", "2026-07-16"), ("今天", "2026-07-16"), ("后天", "2026-07-18"),
        ("三天内", "2026-07-19"), ("两周内", "2026-07-30"), ("一个月内", "2026-08-16"), ("半个月内", "2026-07-31"),
        ("月底", "2026-07-31"), ("下月底", "2026-08-31"), ("2月底", "2027-02-28"), ("年底前", "2026-12-31"),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(typed: str, day: str) -> None:
    assert read_day(typed, THURSDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "2.30", "13.1", "7.2.0", "尽快", "7.20元", "周八", "0日", "99月9日", "十" * 300])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, THURSDAY) is None


def test_a_month_ends_on_a_shorter_months_last_day() -> None:
    assert read_day("一个月内", date(2027, 1, 31)) == date(2027, 2, 28)


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_first_one_on_or_after(on: date, meant: date) -> None:
    for typed in (f"{meant.month}.{meant.day}", f"{meant.month}月{meant.day}日"):
        read = read_day(typed, on)
        assert read is not None
        assert (read.month, read.day) == (meant.month, meant.day)
        assert read >= on
        if (meant.month, meant.day) != (2, 29):
            assert read - on < timedelta(days=366)


@given(DAYS, st.sampled_from("一二三四五六日"))
def test_weekdays_are_of_the_week_that_is_said(on: date, sign: str) -> None:
    wanted = "一二三四五六日".index(sign)
    monday = on - timedelta(days=on.weekday())
    bare, this, following = (read_day(f"{which}周{sign}", on) for which in ("", "本", "下"))
    assert bare is not None
    assert timedelta(0) <= bare - on < timedelta(days=7)
    assert this == monday + timedelta(days=wanted)
    assert following == monday + timedelta(days=7 + wanted)
    assert bare.weekday() == wanted


@given(DAYS, DAYS)
def test_a_whole_date_is_itself_whatever_the_day(on: date, meant: date) -> None:
    assert read_day(meant.isoformat(), on) == meant
    assert read_day(f"{meant.year}年{meant.month}月{meant.day}日前", on) == meant


@given(st.text(alphabet="0123456789.年月日前周下本一二十天内截止： /-元%", max_size=60), DAYS)
def test_nothing_raises_and_places_lie_in_the_text(text: str, on: date) -> None:
    for loose in (False, True):
        found = list(deadlines(text, on, loose=loose))
        ends = [0, *(each.end for each in found)]
        assert all(before <= each.start < each.end <= len(text) for before, each in zip(ends, found, strict=False))
    read_day(text, on)


@given(st.integers(1, 99))
def test_numbers_are_read_in_both_writings(number: int) -> None:
    tens, ones = divmod(number, 10)
    signs = "〇一二三四五六七八九"
    written = ("" if tens < 2 else signs[tens]) + ("十" if tens else "") + (signs[ones] if ones else "")
    assert number_of(written) == number_of(str(number)) == number


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("由顺达物流负责，7月20日前提交线路表", ["7月20日前"]),
        ("8 月底前 11 家装好电表", ["8 月底前"]),
        ("完成时限：8.15", ["完成时限：8.15"]),
        ("3日内回复，最迟下周五", ["3日内", "最迟下周五"]),
        ("电价 7.20 元，比 2025年7月1日便宜", []),
        ("去年7月20日做过一次", []),
        ("7月20日前后再看", []),
    ],
)
def test_deadlines_are_told_from_other_days(sentence: str, named: list[str]) -> None:
    assert [sentence[each.start : each.end] for each in deadlines(sentence, THURSDAY)] == named


def test_in_a_task_every_day_is_a_deadline_but_no_price_is() -> None:
    assert [each.day for each in deadlines("三个月后比一次单耗", THURSDAY, loose=True)] == [date(2026, 10, 16)]
    assert list(deadlines("单价降到 7.20", THURSDAY, loose=True)) == []
