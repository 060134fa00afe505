"""Charts: what they draw is what they were given, for the eye and in words, and nothing in them is active."""

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from alliance_app.writeups.charts import Chart, Series, bars, columns, number
from alliance_app.writeups.drawings import DOTS_AN_INCH, drawing, painted
from alliance_app.writeups.layouts import PLAIN
from alliance_app.writeups.outline import Part, Writeup

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{at + 1}月" for at in range(12)]
COUNTS = st.lists(st.integers(0, 10**6), min_size=12, max_size=12).map(tuple)
NAMES = st.text(max_size=40)


def shapes(chart: Chart, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(chart.svg).iter(f"{SVG}{tag}"))


def said(chart: Chart) -> list[str]:
    return [each.text or "" for each in shapes(chart, "text")]


@given(COUNTS, COUNTS)
def test_stacked_columns_are_as_high_as_their_values(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    chart = columns("各月", MONTHS, [Series("沙龙", first), Series("活动", second)], "次")
    drawn = shapes(chart, "rect")[2:]  # behind the two of the legend
    values = [value for pair in zip(first, second, strict=True) for value in pair if value]
    heights = [float(each.get("height", "0")) for each in drawn]
    most = max(values, default=0)
    visible = [value for value in values if value > most / 100]
    assert len(drawn) <= len(values)
    tall = max(heights, default=0)
    assert all(any(abs(height - tall * value / most) < 0.2 for height in heights) for value in visible)
    for month, one, two in zip(MONTHS, first, second, strict=True):
        assert f"{month} {number(one)}" in chart.alt
        assert not one + two or number(one + two) in said(chart)


@given(st.lists(st.tuples(NAMES, st.floats(0, 1e9)), max_size=30), NAMES)
def test_any_words_and_numbers_make_a_sound_picture(rows: list[tuple[str, float]], title: str) -> None:
    chart = bars(title, [name for name, _value in rows], [value for _name, value in rows], "万元")
    root = ET.fromstring(chart.svg)
    assert (root.get("width"), root.get("height")) == (str(chart.width), str(chart.height))
    for each in shapes(chart, "rect"):
        assert (
            0 <= float(each.get("x", "-1")) <= float(each.get("x", "0")) + float(each.get("width", "0")) <= chart.width
        )
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {"svg", "title", "desc", "text", "rect", "path"}


def test_hostile_words_are_words() -> None:
    chart = bars("<script>alert(1)</script>", ['"><image href="http://example.org/a.png"/>'], [1], "&")
    assert "<script" not in chart.svg
    assert not [each for each in ET.fromstring(chart.svg).iter() if "image" in each.tag or "href" in str(each.attrib)]
    assert said(chart)[0] == "<script>alert(1)</script>"


def test_nothing_at_all_is_drawn_as_an_empty_chart() -> None:
    chart = columns("空", MONTHS, [Series("", (0,) * 12)])
    assert shapes(chart, "rect") == []
    assert "0" in said(chart)
    assert bars("空", [], []).alt == "空: "


def test_a_chart_is_painted_for_word_at_300_dots_an_inch() -> None:
    chart = bars("效益", ["示范电子"], [12.5], "万元")
    writeup = Writeup("汇总", "", "2026-01-01T00:00:00Z", PLAIN, (Part("汇总"),), pictures={"a": drawing(chart)})
    made = painted(writeup).pictures["a"]
    assert (made.kind, made.alt, made.width, made.height) == ("png", chart.alt, chart.width, chart.height)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.width == pytest.approx(chart.width / 96 * DOTS_AN_INCH, abs=1)
        colours = {pixel for _count, pixel in picture.convert("RGB").getcolors(1 << 24) or ()}
    assert (0xB8, 0x32, 0x2A) in colours
