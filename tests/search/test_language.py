"""How queries are read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance_app.search.language import MOST_CHARACTERS, readings
from alliance_app.search.tree import AllOf, AnyOf, Node, Wanted, Without


def w(text: str, field: str = "", *, quoted: bool = False, starts: bool = False) -> Wanted:
    return Wanted(text, field, quoted, starts)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("绿色低碳 改善", AllOf((w("绿色低碳"), w("改善")))),
        ('"第 18 期" OR 节能', AnyOf((w("第 18 期", quoted=True), w("节能")))),
        ("“第 18 期”　或　「节 能」", AnyOf((w("第 18 期", quoted=True), w("节 能", quoted=True)))),
        ("类型：沙龙 标签:节能", AllOf((w("沙龙", "类型"), w("节能", "标签")))),
        ("标签: 节能", w("节能", "标签")),
        ('企业:"精工 模具"', w("精工 模具", "企业", quoted=True)),
        ("星级:>=2 日期:2024-01..2024-06", AllOf((w(">=2", "星级"), w("2024-01..2024-06", "日期")))),
        ("工会 -草稿", AllOf((w("工会"), Without(w("草稿"))))),
        ("工会 －标签：节能", AllOf((w("工会"), Without(w("节能", "标签"))))),
        ("非 工会", Without(w("工会"))),
        ("NOT (a b) c", AllOf((Without(AllOf((w("a"), w("b")))), w("c")))),
        ("（节能 或 降耗） 改善", AllOf((AnyOf((w("节能"), w("降耗"))), w("改善")))),
        ("a AND b OR c", AnyOf((AllOf((w("a"), w("b"))), w("c")))),
        ("tag:(节能 OR 安全)", AnyOf((w("节能", "tag"), w("安全", "tag")))),
        ("inno* x", AllOf((w("inno", starts=True), w("x")))),
    ],
)
def test_well_formed(query: str, tree: Node) -> None:
    first = readings(query)[0]
    assert first.tree == tree
    assert not first.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "(2012年)",
        "第(18)期",
        "a:b",
        "12:30",
        "-5",
        "或",
        "OR",
        "NOT",
        "非公企业",
        "C++",
        "**粗*",
        '"',
        "标签:",
        "((",
        'a"b',
    ],
)
def test_signs_that_cannot_be_meant_are_text(text: str) -> None:
    assert readings(text)[0].tree == w(text)


def test_a_quoted_text_may_hold_quotes() -> None:
    assert readings('"说"好"的"')[0].tree == w('说"好"的', quoted=True)
    assert readings('"两行\n\n之间"')[0].tree == w("两行\n\n之间", quoted=True)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("节能 OR", w("节能")),
        ("AND 节能", w("节能")),
        ("a OR OR b", AnyOf((w("a"), w("b")))),
        ("工会 标签:", w("工会")),
        ("(绿色 OR 节", AnyOf((w("绿色"), w("节")))),
        ("a NOT", w("a")),
        ("NOT -a b", AllOf((Without(w("a")), w("b")))),
        ("a -(AND OR) b", AllOf((w("a"), w("b")))),
        ("tag:(OR x y) b", AllOf((AllOf((w("x", "tag"), w("y", "tag"))), w("b")))),
        ("NOT 标签: NOT x y", AllOf((Without(w("x")), w("y")))),
        ("a OR 标签:", w("a")),
    ],
)
def test_what_dangles_goes_and_is_told(query: str, tree: Node) -> None:
    first = readings(query)[0]
    assert first.tree == tree
    assert first.doubtful


def test_a_second_reading_leaves_stray_signs_out() -> None:
    assert [each.tree for each in readings("绿色（低碳 “节能")][1:] == [AllOf((w("绿色"), w("低碳"), w("节能")))]
    assert [each.tree for each in readings("-草稿")] == [w("-草稿"), Without(w("草稿"))]
    assert len(readings('"绿色 低碳"')) == 1


@given(st.text(st.characters(), max_size=60) | st.text(st.sampled_from('工a ()"“”:-*ANDOR或非标签:.'), max_size=40))
@example('非"-0')
@example("NOT NOT tag:( （（*）-或")
@example("标签: -(日期:“aOR」")
@example("-日期:*”-a 或 1（")
def test_reading_never_fails(query: str) -> None:
    found = readings(query)
    assert 1 <= len(found) <= 2
    assert not any("\ue0f0" <= each <= "\ue0f6" for reading in found for each in str(reading.tree))


def test_a_query_without_end_is_cut_and_told() -> None:
    for text in ("工" * 5000, "(a " * 2000, "NOT " * 1000 + "x", "a OR " * 1000, '"' * 3000):
        first = readings(text)[0]
        assert first.doubtful
        assert len(str(first.tree)) < 100 * MOST_CHARACTERS
