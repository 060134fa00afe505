"""What the keys do, as laws and as examples; no window needed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.desktop.editor import typing as keys
from alliance_app.desktop.editor.changes import Change
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.desktop.editor.splices import spliced
from alliance_app.desktop.editor.tables import table

_words = st.text(alphabet="ab 工会😀，。", max_size=8)
_starts = st.sampled_from(
    ["", "", "- ", "  - ", "1. ", "3) ", "- [ ] ", "- [x] ", "> ", "## ", "| a | ", "| --- |", "* ", "```", "---"]
)
lines = st.builds(lambda start, words: start + words, _starts, _words)
texts = st.lists(lines, min_size=1, max_size=5).map("\n".join)


@st.composite
def selected(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    first, second = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
    return text, min(first, second), max(first, second)


def run(change: Change | None, text: str) -> tuple[str, int, int]:
    assert change is not None
    return spliced(text, change.splices), change.anchor, change.position


def shown(rule: object, marked: str, *rest: object, **options: object) -> str:
    """Apply a rule to a text with the selection written as ‹…› (or ¦ for a bare cursor); the result likewise."""
    if "¦" in marked:
        start = end = marked.index("¦")
        text = marked.replace("¦", "")
    else:
        start, end = marked.index("‹"), marked.index("›") - 1
        text = marked.replace("‹", "").replace("›", "")
    assert callable(rule)
    change = rule(text, start, end, *rest, **options)
    if change is None:
        return "no change"
    made, anchor, position = run(change, text)
    low, high = sorted((anchor, position))
    return made[:low] + ("¦" if low == high else f"‹{made[low:high]}›") + made[high:]


RULES: dict[str, Callable[[str, int, int], Change | None]] = {
    "enter": keys.enter,
    "soft_enter": keys.soft_enter,
    "tab": keys.tab,
    "backtab": lambda text, start, end: keys.tab(text, start, end, back=True),
    "backspace": keys.backspace,
    "bold": lambda text, start, end: keys.toggle_mark(text, start, end, "**"),
    "italic": lambda text, start, end: keys.toggle_mark(text, start, end, "*"),
    "heading": lambda text, start, end: keys.toggle_heading(text, start, end, 2),
    "plain": lambda text, start, end: keys.toggle_heading(text, start, end, 0),
    "bullets": lambda text, start, end: keys.toggle_list(text, start, end, LineKind.BULLET),
    "numbers": lambda text, start, end: keys.toggle_list(text, start, end, LineKind.NUMBER),
    "tasks": lambda text, start, end: keys.toggle_list(text, start, end, LineKind.TASK),
    "quote": lambda text, start, end: keys.toggle_list(text, start, end, LineKind.QUOTE),
}
_SIGNS = frozenset(" \t\n-*+>#|[]x.)　0123456789")


@pytest.mark.parametrize("name", RULES)
@given(selected())
def test_a_rule_leaves_a_sound_selection_and_splices(name: str, given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    change = RULES[name](text, start, end)
    if change is None:
        return
    at = 0
    for splice in change.splices:
        assert at <= splice.start <= splice.end <= len(text)
        at = splice.end
    made, anchor, position = run(change, text)
    assert 0 <= anchor <= len(made)
    assert 0 <= position <= len(made)


@pytest.mark.parametrize("name", sorted(set(RULES) - {"enter", "soft_enter", "tab"}))
@given(selected())
def test_no_word_is_lost(name: str, given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    change = RULES[name](text, start, end)
    if change is None:
        return
    made, _, _ = run(change, text)
    assert [one for one in made if one not in _SIGNS] == [one for one in text if one not in _SIGNS]


@pytest.mark.parametrize("name", ["enter", "soft_enter", "tab"])
@given(selected())
def test_keys_with_a_bare_cursor_lose_no_word(name: str, given_: tuple[str, int, int]) -> None:
    text, start, _ = given_
    change = RULES[name](text, start, start)
    if change is None:
        return
    made, _, _ = run(change, text)
    assert [one for one in made if one not in _SIGNS] == [one for one in text if one not in _SIGNS]


@given(_words.filter(lambda words: bool(words.strip())), st.sampled_from(["**", "*"]))
def test_a_mark_set_twice_is_no_mark(words: str, mark: str) -> None:
    once = keys.toggle_mark(words, 0, len(words), mark)
    made, anchor, position = run(once, words)
    assert made.count(mark[0]) == 2 * len(mark)
    assert run(keys.toggle_mark(made, anchor, position, mark), made)[0] == words


_plain = st.text(alphabet="ab工会😀，。", min_size=1, max_size=6)
_items = st.builds(str.__add__, st.sampled_from(["- ", "1. ", "- [ ] ", "  - ", "12) ", "- [x] "]), _words)


@given(st.lists(_plain, min_size=1, max_size=4), st.sampled_from(sorted(keys._MARKERS)))
def test_a_list_made_of_plain_lines_and_unmade_is_as_before(given_: list[str], kind: LineKind) -> None:
    text = "\n".join(given_)
    made, anchor, position = run(keys.toggle_list(text, 0, len(text), kind), text)
    assert {read_line(line).kind for line in made.split("\n")} == {kind}
    assert run(keys.toggle_list(made, anchor, position, kind), made)[0] == text


@given(st.lists(_items, min_size=1, max_size=4), st.data())
def test_indented_items_come_back(given_: list[str], data: st.DataObject) -> None:
    text = "\n".join(given_)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made, anchor, position = run(keys.tab(text, start, end), text)
    assert len(made) > len(text)
    assert run(keys.tab(made, anchor, position, back=True), made)[0] == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 一¦", "- 一\n- ¦"),
        ("- 一¦二", "- 一\n- ¦二"),
        ("  - 一¦", "  - 一\n  - ¦"),
        ("- [x] 做完¦", "- [x] 做完\n- [ ] ¦"),
        ("1. 一¦\n2. 二\n3. 三", "1. 一\n2. ¦\n3. 二\n4. 三"),
        ("1. 一¦\n2. 二\n\n段落\n3. 三", "1. 一\n2. ¦\n3. 二\n\n段落\n3. 三"),
        ("- ¦", "¦"),
        ("  - ¦", "- ¦"),
        ("> 引¦", "> 引\n> ¦"),
        ("> ¦", "¦"),
        ("¦- 一", "no change"),
        ("普通¦", "no change"),
        ("| 甲 | 乙¦ |", "| 甲 | 乙 |\n| --- | --- |\n| ¦ |  |"),
        ("| 甲¦ | 乙 |\n| --- | --- |\n| 1 | 2 |", "| 甲 | 乙 |\n| --- | --- |\n| ¦ |  |\n| 1 | 2 |"),
        ("| 甲 |\n| --- |\n|  ¦|", "| 甲 |\n| --- |\n¦"),
        ("| ¦ |  |\n| --- | --- |\n|  |  |", "|  |  |\n| --- | --- |\n| ¦ |  |"),
        ("| 甲¦ | 乙 |\n| --- | --- |\n|  |  |\n| 1 | 2 |", "| 甲 | 乙 |\n| --- | --- |\n| ¦ |  |\n| 1 | 2 |"),
        ("| 甲 |\n| --- |\n| ¦ |\n| 1 |", "| 甲 |\n| --- |\n|  |\n| ¦1 |"),
        ("| ¦ |\n| --- |", "|  |\n| --- |\n| ¦ |"),
        ("- 一‹二›三", "- 一\n- ¦三"),
    ],
)
def test_enter(before: str, after: str) -> None:
    assert shown(keys.enter, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 一¦", "  - 一¦"),
        ("- ‹一\n- 二›", "  - ‹一\n  - 二›"),
        ("¦段落", "　　¦段落"),
        ("| 甲¦ | 乙 |", "| 甲 | ‹乙› |"),
        ("| 甲 | 乙¦ |\n| --- | --- |\n| 1 | 2 |", "| 甲 | 乙 |\n| --- | --- |\n| ‹1› | 2 |"),
        ("| 甲 |\n| --- |\n| 1¦ |", "| 甲 |\n| --- |\n| 1 |\n| ¦ |"),
    ],
)
def test_tab(before: str, after: str) -> None:
    assert shown(keys.tab, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ¦一", "¦一"),
        ("  - ¦一", "- ¦一"),
        ("## ¦题", "¦题"),
        ("> ¦引", "¦引"),
        ("- [ ] ¦做", "¦做"),
        ("- 一¦", "no change"),
    ],
)
def test_backspace(before: str, after: str) -> None:
    assert shown(keys.backspace, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("谈‹指标›先", "谈**‹指标›**先"),
        ("谈**‹指标›**先", "谈‹指标›先"),
        ("谈‹**指标**›先", "谈‹指标›先"),
        ("谈*‹指标›*先", "谈***‹指标›***先"),
        ("谈***‹指标›***先", "谈*‹指标›*先"),
        ("- ‹一\n- 二›", "- **‹一**\n- **二›**"),
        ("‹- 一\n\n- 二›", "- **‹一**\n\n- **二›**"),
        ("一¦", "一**¦**"),
        ("一**¦**", "一¦"),
        ("**一¦**", "**一**¦"),
        ("‹ 一 ›", " **‹一›** "),
    ],
)
def test_bold(before: str, after: str) -> None:
    assert shown(keys.toggle_mark, before, "**") == after


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        (2, "题¦目", "## 题¦目"),
        (2, "## 题¦目", "题¦目"),
        (3, "## 题¦目", "### 题¦目"),
        (0, "## 题¦目", "题¦目"),
        (2, "- 题¦", "## 题¦"),
        (2, "¦", "## ¦"),
        (2, "‹一\n\n二›", "## ‹一\n\n## 二›"),
    ],
)
def test_headings(level: int, before: str, after: str) -> None:
    assert shown(keys.toggle_heading, before, level) == after


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (LineKind.BULLET, "¦", "- ¦"),
        (LineKind.BULLET, "‹一\n二›", "- ‹一\n- 二›"),
        (LineKind.NUMBER, "- ‹一\n- 二›", "1. ‹一\n2. 二›"),
        (LineKind.TASK, "  - 一¦", "  - [ ] 一¦"),
        (LineKind.TASK, "- [x] 一¦", "一¦"),
        (LineKind.QUOTE, "一¦", "> 一¦"),
        (LineKind.BULLET, "## 题¦", "- 题¦"),
    ],
)
def test_lists(kind: LineKind, before: str, after: str) -> None:
    assert shown(keys.toggle_list, before, kind) == after


@pytest.mark.parametrize(
    ("line", "after"), [("- [ ] 做", "- [x] 做"), ("  1. [X] 做", "  1. [ ] 做"), ("- 做", None), ("[ ] 做", None)]
)
def test_ticking(line: str, after: str | None) -> None:
    splice = keys.toggle_box(line)
    assert (spliced(line, [splice]) if splice else None) == after


def test_an_empty_table_has_a_head_a_delimiter_and_rows() -> None:
    assert table(2, 1) == "|  |  |\n| --- | --- |\n|  |  |"
    kinds = [read_line(line).kind for line in table(3, 2).split("\n")]
    assert kinds == [LineKind.TABLE, LineKind.DELIMITER, LineKind.TABLE, LineKind.TABLE]
