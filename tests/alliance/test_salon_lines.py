"""Speakers and topics go where they belong, whatever stands in the body already."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.salon_lines import (
    began,
    go_on,
    last_spoken_at,
    speak,
    speakers_in,
    take_up,
    taken_up,
    topic_at_hand,
)
from alliance_app.alliance.undertakings import undertakings
from tests.records.bodies import BODIES, HOSTILE, PATHOLOGICAL

AT = time(14, 32)
TEMPLATE = "## 发言要点（人·单位）\n\n- \n\n## 共性问题\n\n1. \n\n## 遗留问题\n"
NAMES = st.text(alphabet="王工李主席·示范电子厂*#[] a1", min_size=1, max_size=20).filter(
    lambda name: any(each not in "*#[] " for each in name)
)


def test_the_first_speaker_takes_the_place_of_the_templates_empty_item() -> None:
    put = speak(TEMPLATE, "王工·示范电子厂", AT)
    body = put.into(TEMPLATE)
    assert body == "## 发言要点（人·单位）\n\n**王工·示范电子厂** 14:32：\n\n## 共性问题\n\n1. \n\n## 遗留问题\n"
    assert body[: put.cursor].endswith("**王工·示范电子厂** 14:32：")


def test_a_body_without_the_section_gets_one_before_what_comes_afterwards() -> None:
    body = speak("开场白。\n\n## 共性问题\n", "王工", AT).into("开场白。\n\n## 共性问题\n")
    assert body == "开场白。\n\n## What was said\n\n**王工** 14:32：\n\n## 共性问题\n"
    assert speak("", "王工", AT).into("") == "## What was said\n\n**王工** 14:32："


def test_a_speaker_who_says_nothing_gives_way_to_the_next() -> None:
    body = speak(TEMPLATE, "王工", AT).into(TEMPLATE)
    again = speak(body, "李主席", time(14, 40)).into(body)
    assert "王工" not in again
    assert "**李主席** 14:40：\n\n## 共性问题" in again


def test_topics_stand_below_what_was_said_and_speakers_below_their_topic() -> None:
    body = TEMPLATE
    for topic in ("节能改善", "能耗基线"):
        body = take_up(body, topic).into(body)
    body = speak(body, "王工", AT, "节能改善").into(body)
    body = speak(body, "李主席", AT, "能耗基线").into(body)
    assert body.index("### 节能改善") < body.index("王工") < body.index("### 能耗基线") < body.index("李主席")
    assert body.index("李主席") < body.index("## 共性问题")
    assert topic_at_hand(body, ["节能改善", "能耗基线", "别的"]) == "能耗基线"
    assert taken_up(body, ["节能改善", "能耗基线", "别的"]) == {"节能改善", "能耗基线"}


def test_a_topic_taken_up_again_only_moves_the_cursor() -> None:
    body = take_up(TEMPLATE, "节能改善").into(TEMPLATE)
    body = speak(body, "王工", AT, "节能改善").into(body)
    put = take_up(body, "节能改善")
    assert put.into(body) == body
    assert body[: put.cursor].endswith("14:32：")


def test_writing_goes_on_where_the_next_words_belong() -> None:
    assert TEMPLATE[: go_on(TEMPLATE).cursor] == "## 发言要点（人·单位）\n\n- "
    assert go_on("没有标题").cursor == len("没有标题")
    body = take_up(TEMPLATE, "节能").into(TEMPLATE)
    assert body[: go_on(body, "节能").cursor].endswith("### 节能\n")


def test_who_spoke_is_found_again() -> None:
    said = "## 发言要点\n\n- **王工·示范电子厂工会**：炉子。\n\n**李主席** 15:05：好。\n\n"
    body = f"{said}## 共性问题\n\n**缺基线**：九家。\n"
    assert speakers_in(body) == ("王工·示范电子厂工会", "李主席")
    assert last_spoken_at(body) == time(15, 5)
    assert last_spoken_at("**李主席** 99:99：好") is None


def test_the_clock_counts_from_the_start_of_todays_salon_only() -> None:
    opened = datetime(2026, 7, 12, 15, 0)
    assert began("2026-07-12T14:30", opened) == datetime(2026, 7, 12, 14, 30)
    for other in ("2026-07-12T15:00", "2026-07-12T15:30", "2026-07-11T14:30", "2026-07-12", "", "x"):
        assert began(other, opened) == opened


@given(BODIES.map(lambda made: made[0]), NAMES, st.times())
def test_a_line_is_added_and_nothing_of_what_stands_is_lost(body: str, name: str, at: time) -> None:
    put = speak(body, name, at)
    assert 0 <= put.start <= put.end <= len(body)
    made = put.into(body)
    assert made[: put.cursor].endswith(f" {at:%H:%M}：")
    gone = body[put.start : put.end].strip()
    assert gone == "" or gone.startswith(("-", "*", "+")) or gone[0].isdigit()
    assert made.startswith(body[: put.start])
    assert made.endswith(body[put.end :])


@given(BODIES.map(lambda made: made[0]), NAMES)
def test_a_topic_is_taken_up_once(body: str, topic: str) -> None:
    once = take_up(body, topic)
    made = once.into(body)
    again = take_up(made, topic)
    if topic in taken_up(made, [topic]):
        assert again.into(made) == made
        assert topic_at_hand(made, [topic]) == topic


@pytest.mark.parametrize("body", [HOSTILE, *PATHOLOGICAL.values()], ids=["hostile", *PATHOLOGICAL])
def test_bodies_made_to_do_harm_are_only_texts(body: str) -> None:
    made = speak(body, "王工", AT).into(body)
    assert "**王工** 14:32：" in made
    assert last_spoken_at(made) == AT
    undertakings(body, date(2026, 7, 12))
