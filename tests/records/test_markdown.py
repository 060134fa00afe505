"""The one reading of a Markdown body."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance_app.records import markdown
from alliance_app.records.markdown.block import (
    Block,
    Code,
    Footnote,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    TableBlock,
    text_of,
    text_of_line,
)
from tests.records.bodies import BODIES, HOSTILE, MARKUP, PATHOLOGICAL


def html(body: str) -> str:
    return markdown.to_html(body, picture=lambda ref: f"attachment:{ref}", link=lambda title: f"record:{title}")


def runs(blocks: tuple[Block, ...]) -> list[Run]:
    return [each for block in blocks if isinstance(block, Paragraph) for each in block.line if isinstance(each, Run)]


class Page(HTMLParser):
    """What a browser would find in a page: its text, its tags, and every attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", set[str](), list[tuple[str, str]]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def in_order(words: list[str], text: str) -> bool:
    place = 0
    for word in words:
        place = text.find(word, place)
        if place < 0:
            return False
        place += len(word)
    return True


@given(BODIES)
def test_every_visible_word_is_in_the_blocks_and_in_the_html_in_order(made: tuple[str, list[str]]) -> None:
    body, words = made
    assert in_order(words, markdown.visible_text(body))
    assert in_order(words, Page(html(body)).text)


@given(MARKUP)
@example("`")
@example("[^a]: [^a]")
@example("|\n|-|\n")
def test_no_text_raises_or_leaves_anything_active(body: str) -> None:
    page = Page(html(body))
    assert not page.tags & {"script", "iframe", "style", "svg", "object", "link", "meta", "form", "input"}
    markdown.plain_text(body)
    markdown.wiki_links(body)


@given(st.text(alphabet="工会职星级 \n#-*_`~=>+1.|0 \t\\", max_size=80))
@example("```会")
@example("姓名：____会____")
def test_no_letter_is_lost_whatever_stands_around_it(body: str) -> None:
    seen = markdown.visible_text(body)
    assert [seen.count(letter) for letter in "工会职星级"] == [body.count(letter) for letter in "工会职星级"]


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_a_body_made_to_break_the_parser_is_still_shown(name: str) -> None:
    body = PATHOLOGICAL[name]
    shown = markdown.visible_text(body)
    assert {letter for letter in body if letter.isalpha()} <= set(shown)
    assert Page(html(body)).text or not shown


def test_hostile_markup_does_nothing_and_stays_readable() -> None:
    page = Page(html(HOSTILE))
    assert not page.tags & {"script", "iframe", "svg", "style", "object"}
    addresses = [value for name, value in page.attributes if name in ("href", "src")]
    assert all(value.startswith(("http://", "https://", "record:", "attachment:")) for value in addresses)
    assert not any(value.startswith("http") for name, value in page.attributes if name == "src")
    assert not any(name.startswith("on") for name, _value in page.attributes)
    assert not any("host" in value or "passwd" in value for value in addresses)
    assert "alert(1)" in page.text
    for number in "一二三四五六七八九十远近共双数矢":
        assert number in page.text


def test_chinese_emphasis_beside_brackets_is_bold() -> None:
    bold = [run.text for run in runs(markdown.blocks("这是**工会（总）**职工，也是**“先立”**的")) if run.bold]
    assert bold == ["工会（总）", "“先立”"]


def test_styles_nest_and_flatten() -> None:
    found = runs(markdown.blocks("**粗*斜*** ~~删~~ ==亮== `**码**`"))
    by_text = {run.text: run for run in found}
    assert by_text["粗"].bold
    assert not by_text["粗"].italic
    assert (by_text["斜"].bold, by_text["斜"].italic) == (True, True)
    assert by_text["删"].strike
    assert by_text["亮"].marked
    assert by_text["**码**"].code


def test_what_only_looks_like_markup_stays() -> None:
    for text in ("#标签", "C#", "2 * 3 * 4", "a == b", "snake_case", "姓名：____电话：____", "[主席]: 大家好", "[x]"):
        assert markdown.visible_text(text) == text
    heading = markdown.blocks("## 学习 C#")[0]
    assert isinstance(heading, Heading)
    assert text_of_line(heading.line) == "学习 C#"


def test_lists_nest_by_any_indent_and_follow_a_sentence() -> None:
    for indent in ("  ", "   ", "    ", "\t"):
        blocks = markdown.blocks(f"说明：\n- 一\n{indent}- 二\n- 三")
        assert isinstance(blocks[0], Paragraph)
        outer = blocks[1]
        assert isinstance(outer, ListBlock)
        assert len(outer.items) == 2
        inner = outer.items[0].blocks[1]
        assert isinstance(inner, ListBlock)
        assert text_of(inner.items[0].blocks) == "二"


def test_ordered_lists_keep_their_start_and_their_code() -> None:
    block = markdown.blocks("3. 步\n   ```sh\n   ls -l\n     x\n   ```\n   后\n4. 完")[0]
    assert isinstance(block, ListBlock)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    assert block.items[0].blocks[1] == Code("ls -l\n  x", "sh")
    assert text_of(block.items[1].blocks) == "完"


def test_tasks() -> None:
    block = markdown.blocks("- [ ] 待办\n- [x] **完成**\n- [X] \n- [y] 不是\n- [x](https://a.cn) 链接")[0]
    assert isinstance(block, ListBlock)
    assert [item.done for item in block.items] == [False, True, True, None, None]
    assert [text_of(item.blocks) for item in block.items] == ["待办", "完成", "", "[y] 不是", "x 链接"]
    assert "☐ 待办" in html("- [ ] 待办")
    assert "☑ " in html("- [x] 完成")


def test_tables_with_links_codes_and_short_rows() -> None:
    block = markdown.blocks("前\n| 甲 | 乙 |\n|:--|--:|\n| [[a|b]] | `x|y` |\n| 只有 |\n后")[1]
    assert isinstance(block, TableBlock)
    assert block.align == ("left", "right")
    assert [[text_of_line(cell) for cell in row] for row in block.rows] == [["b", "x|y"], ["只有", ""]]


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n后"])
@pytest.mark.parametrize("rows", [("| 甲 |", "| --- |", "| 乙 |"), ("| 甲 | 丙 |", "| --- | --- |", "| 乙 | 丁 |")])
def test_a_table_ends_with_its_last_row(rows: tuple[str, ...], end: str) -> None:
    (table, *_after) = markdown.blocks("\n".join(rows) + end)
    assert isinstance(table, TableBlock)
    assert len(table.rows) == 1


def test_a_list_goes_on_behind_two_lists_of_two_kinds() -> None:
    (whole,) = markdown.blocks("- a\n  - b\n  1. c\n- d")
    assert isinstance(whole, ListBlock)
    assert [text_of(item.blocks) for item in whole.items] == ["a\nb\nc", "d"]


def test_tables_have_so_many_cells_and_what_is_beyond_is_text() -> None:
    wide = "|甲" * 700 + "\n" + "|-" * 700 + "\n" + "|乙\n" * 60
    blocks = markdown.blocks(f"{wide}\n\n{wide}\n\n|丙|己|\n|-|-|\n|丁|庚|\n\n[^a]: {'|戊' * 700}\n    {'|-' * 700}")
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert [len(table.rows) * len(table.align) for table in tables] == [60 * 700, 2]
    assert text_of(blocks).count("乙") == 120
    assert "戊" in text_of(blocks)


def test_an_empty_item_underlines_nothing() -> None:
    (made,) = markdown.blocks("- 甲\n-\n- 乙")
    assert isinstance(made, ListBlock)
    assert not any(isinstance(block, Heading) for block in markdown.blocks("甲\n- \n乙\n- 丙\n  -\n"))


def test_footnotes_are_numbered_as_read_and_none_is_lost() -> None:
    body = "一[^b]二[^a]，没有的[^zz]。\n\n[^a]: 甲注\n    续\n\n    又一段\n\n[^b]: 乙注 **粗**\n[^c]: 无人\n\n正文"
    blocks = markdown.blocks(body)
    notes = [block for block in blocks if isinstance(block, Footnote)]
    assert [(note.label, note.number) for note in notes] == [("b", 1), ("a", 2), ("c", 3)]
    assert text_of(notes[1].blocks) == "甲注\n续\n又一段"
    assert text_of(blocks[:2]) == "一二，没有的[^zz]。\n正文"
    assert 'href="#fn1"' in html(body)


def test_quotes_hold_lists_and_quotes() -> None:
    block = markdown.blocks("> 引\n> - 一\n>   - 二\n> > 深\n> ```\n> 码\n> ```")[0]
    assert isinstance(block, Quote)
    assert [type(each) for each in block.blocks] == [Paragraph, ListBlock, Quote, Code]


def test_pictures_stand_on_lines_of_their_own() -> None:
    blocks = markdown.blocks("文![图](attachment:ab12)尾 ![[照 片.png|300]] ![](现场.jpg)")
    assert [block for block in blocks if isinstance(block, Picture)] == [
        Picture("ab12", "图"),
        Picture("照 片.png", "", 300),
        Picture("现场.jpg", ""),
    ]


def test_links_lead_only_where_they_may() -> None:
    body = "[甲](https://a.cn/x_y?a=1&b=2) <b@c.cn> https://d.cn/路。 [表](能耗 表.xlsx) [[丙#二、|丁]] [戊](ftp://e.cn)"
    links = {run.text: run.link for run in runs(markdown.blocks(body)) if run.link}
    assert links == {
        "甲": "https://a.cn/x_y?a=1&b=2",
        "b@c.cn": "mailto:b@c.cn",
        "https://d.cn/路": "https://d.cn/路",
        "表": "attachment:能耗 表.xlsx",
        "丁": "record:丙#二、",
    }


def test_a_link_or_picture_that_is_nowhere_shows_as_missing() -> None:
    page = markdown.to_html("[[没有]] ![图](x.png)", picture=lambda _ref: None, link=lambda _title: None)
    assert page.count('class="missing"') == 2
    assert "<a" not in page
    assert "<img" not in page


def test_what_a_resolver_gives_is_checked_as_well() -> None:
    page = markdown.to_html(
        "[[甲]] ![图](x.png)", picture=lambda _ref: "http://evil.example/x", link=lambda _title: "javascript:alert(1)"
    )
    assert "evil" not in page
    assert "javascript" not in page


def test_wiki_links_leave_code_out() -> None:
    body = "[[甲]] `[[不]]` [[乙#节|丙]]\n```\n[[不]]\n```\n![[图.png]] [[ 丁 ]] [[]]\n~~~\n[[不]]"
    links = markdown.wiki_links(body)
    assert [(each.title, each.heading, each.shown, each.embed) for each in links] == [
        ("甲", "", "甲", False),
        ("乙", "节", "丙", False),
        ("图.png", "", "图.png", True),
        ("丁", "", "丁", False),
    ]
    assert all(body[each.start : each.end].endswith("]]") for each in links)


def test_code_is_blanked_without_moving_anything() -> None:
    body = "a `b` c\n```\n# d\n```\ne"
    assert markdown.without_code(body) == "a     c\n   \n   \n   \ne"


def test_plain_text_is_one_line_of_words() -> None:
    body = "# 标题\n\n- [x] **完成** [[a|乙]]\n\n| 甲 | 丁 |\n|---|---|\n| 戊 | 己 |\n\n![图](x.png) [丙](https://a.cn)[^1]\n"
    assert markdown.plain_text(body) == "标题 完成 乙 甲 丁 戊 己 图 丙"
    assert markdown.plain_text("这是**工会**职工 a_b_c") == "这是工会职工 a_b_c"
    assert markdown.plain_text("word " * 1000, 20) == "word word word word "
