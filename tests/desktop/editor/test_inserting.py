"""What is offered while one writes: `/`, `@`, `[[`, `{{`, speakers; by keys, filtered, never while composing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.choices import Choice, fitting
from alliance_app.desktop.editor.speaking import speakers_in
from tests.desktop.editor.conftest import Writer

CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = ["回流焊节能改善", "注塑机余热回收改善", "第 18 期沙龙"]
MEMBERS = ["示范电子厂工会", "精工模具工会"]


def finder(titles: list[str]) -> Callable[[str], list[str]]:
    return lambda typed: [choice.shown for choice in fitting([Choice(title) for title in titles], typed)]


@pytest.fixture
def offering(writer: Writer) -> Writer:
    editor = writer.editor
    editor.set_resolver(lambda _reference: None, finder(TITLES))
    editor.set_members(finder(MEMBERS))
    editor.set_figures(finder(["年经济效益合计", "培训人数"]))
    return writer


def offered(writer: Writer) -> list[str]:
    writer.settle()
    return writer.editor.completion.offered()


def press(writer: Writer, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(writer.source, key)


# -- the insert menu


def test_a_slash_at_the_start_of_a_line_offers_what_can_be_put_in(offering: Writer) -> None:
    offering.type("/")
    shown = offered(offering)
    wanted = {"Heading 1", "Insert a table", "To-do list", "Member enterprise", "Who speaks", "Figure of a project"}
    assert wanted <= set(shown)
    press(offering, Qt.Key.Key_Return)
    assert offering.editor.body() == "# "
    offering.source.undo()
    assert offering.editor.body() == "/"


@pytest.mark.parametrize("typed", ["table", "tab", "表格", "bg", "biaog", "表"])
def test_it_is_narrowed_in_english_chinese_and_pinyin(offering: Writer, typed: str) -> None:
    offering.type("/")
    offering.commit(typed)
    assert offered(offering)[0] == "Insert a table"
    press(offering, Qt.Key.Key_Tab)
    assert offering.editor.body().startswith("|  |  |  |\n| --- | --- | --- |")


@pytest.mark.parametrize(
    ("before", "opens"), [("字 ", True), ("- ", True), ("字", False), ("2026", False), ("，", False)]
)
def test_it_opens_after_a_blank_and_not_within_words(offering: Writer, before: str, opens: bool) -> None:
    offering.commit(before)
    offering.type("/")
    assert bool(offered(offering)) is opens


def test_what_a_chinese_keyboard_gives_for_a_slash_opens_it_as_well(offering: Writer) -> None:
    offering.commit("、")
    assert "Heading 1" in offered(offering)
    offering.commit("标题")
    assert offered(offering) == ["Heading 1", "Heading 2", "Heading 3"]


def test_figures_are_offered_only_where_there_are_any(writer: Writer) -> None:
    writer.editor.set_figures(lambda _typed: [])
    writer.type("/")
    assert "Figure of a project" not in offered(writer)


def test_nothing_opens_in_code(offering: Writer) -> None:
    offering.type("```\n/")
    assert offered(offering) == []


def test_the_button_opens_it_and_leaves_nothing_behind(offering: Writer, qtbot: QtBot) -> None:
    offering.editor.resize(1000, 500)
    offering.editor.set_body("开头")
    offering.put(2)
    button = offering.editor.toolbar._buttons["insert"]
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "To-do list" in offered(offering)
    offering.type("todo")
    assert offered(offering) == ["To-do list"]
    press(offering, Qt.Key.Key_Return)
    assert offering.editor.body() == "- [ ] 开头"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert offered(offering)
    press(offering, Qt.Key.Key_Escape)
    assert offered(offering) == []
    assert offering.editor.body() == "- [ ] 开头"


def test_going_elsewhere_closes_it(offering: Writer) -> None:
    offering.editor.set_body("一\n二")
    offering.put(1)
    offering.editor.command("insert")
    assert offered(offering)
    press(offering, Qt.Key.Key_Right)
    assert offered(offering) == []


def test_it_stays_while_typing_on_the_last_line_scrolls(offering: Writer) -> None:
    offering.editor.set_body("一\n" * 60)
    offering.put(120)
    bar = offering.source.verticalScrollBar()
    offering.editor.command("insert")
    assert offered(offering)
    bar.setValue(bar.value() - 3)
    offering.type("tab")
    assert offered(offering) == ["Insert a table"]
    bar.setValue(0)
    assert not offering.editor.completion.showing


# -- members, titles, figures


def test_an_at_sign_offers_enterprises_by_pinyin_and_links_them(offering: Writer) -> None:
    offering.commit("请")
    offering.type("@jg")
    assert offered(offering) == ["精工模具工会"]
    press(offering, Qt.Key.Key_Return)
    assert offering.editor.body() == "请[[精工模具工会]]"


def test_an_address_is_no_enterprise(offering: Writer) -> None:
    offering.type("wang@sf")
    assert offered(offering) == []


def test_the_brackets_of_a_chinese_keyboard_begin_a_link(offering: Writer) -> None:
    offering.commit("见【【】】")
    offering.put(3)
    offering.type("ry")
    assert offered(offering) == ["注塑机余热回收改善"] or offered(offering) == []
    offering.put(5)
    press(offering, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    offering.type("hlh")
    assert offered(offering) == ["回流焊节能改善"]
    press(offering, Qt.Key.Key_Return)
    assert offering.editor.body() == "见[[回流焊节能改善]]"


def test_braces_offer_figures(offering: Writer) -> None:
    offering.type("{{px")
    assert offered(offering) == ["培训人数"]
    press(offering, Qt.Key.Key_Return)
    assert offering.editor.body() == "{{培训人数}}"


def test_linking_selected_words_looks_for_them_and_keeps_them(offering: Writer) -> None:
    offering.editor.set_body("看余热回收")
    offering.put(1, 5)
    QTest.keyClick(offering.source, Qt.Key.Key_L, CONTROL)
    assert offering.editor.body() == "看[[余热回收"
    assert offered(offering) == ["注塑机余热回收改善"]


# -- time and speakers


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Semicolon, CONTROL)]
)
def test_a_key_puts_the_time_in(writer: Writer, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(writer.source, key, modifier)
    hour, _, minute = writer.editor.body().strip().partition(":")
    assert len(hour) == len(minute) == 2
    assert writer.editor.body().endswith(" ")


def test_a_key_offers_speakers_the_last_one_first(writer: Writer) -> None:
    writer.editor.set_speakers(lambda: ["王工·示范电子厂工会", "陈主席·精工模具工会"])
    press(writer, Qt.Key.Key_F8)
    assert offered(writer) == ["王工·示范电子厂工会", "陈主席·精工模具工会"]
    writer.type("cz")
    assert offered(writer)[0] == "陈主席·精工模具工会"
    press(writer, Qt.Key.Key_Return)
    writer.commit("烘料费电。")
    assert writer.editor.body() == "- **陈主席·精工模具工会**：烘料费电。"
    press(writer, Qt.Key.Key_F8)
    assert offered(writer) == ["陈主席·精工模具工会", "王工·示范电子厂工会"]
    press(writer, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert writer.editor.body() == "- **陈主席·精工模具工会**：烘料费电。\n- **王工·示范电子厂工会**："


def test_a_new_speaker_is_typed(writer: Writer) -> None:
    writer.editor.set_speakers(lambda: ["王工·示范电子厂工会"])
    press(writer, Qt.Key.Key_F8)
    offered(writer)
    writer.commit("周主席·鑫塑")
    assert offered(writer) == ["周主席·鑫塑"]
    press(writer, Qt.Key.Key_Return)
    assert writer.editor.body() == "- **周主席·鑫塑**："


def test_where_nobody_is_known_a_name_is_typed_over(writer: Writer) -> None:
    press(writer, Qt.Key.Key_F8)
    writer.commit("赵主席·恒源")
    assert writer.editor.body() == "- **赵主席·恒源**："


def test_an_empty_item_takes_the_speaker(writer: Writer) -> None:
    writer.editor.set_body("## 发言要点\n\n- ")
    writer.put(10)
    writer.editor.insert_speaker("王工·厂")
    assert writer.editor.body() == "## 发言要点\n\n- **王工·厂**："


def test_who_has_spoken_is_read_from_the_body() -> None:
    assert speakers_in("- **甲·一**：好\n- 不是\n* **乙·二**: 好\n- **甲·一**：再说") == ["甲·一", "乙·二"]


# -- input methods


@pytest.mark.parametrize("opening", ["/", "@", "[[", "{{"])
def test_composing_hides_the_list_takes_no_key_and_is_not_disturbed(offering: Writer, opening: str) -> None:
    offering.type(opening)
    assert offered(offering)
    offering.compose("bi")
    assert not offering.editor.completion.showing
    press(offering, Qt.Key.Key_Down)
    body = offering.editor.body()
    offering.editor.merge_body(body + "\n别处", body)
    assert offering.source.textCursor().block().layout().preeditAreaText() == "bi"
    assert offering.editor.body() == body
    offering.commit("表")
    offering.settle()
    assert offering.editor.body() == f"{opening}表\n别处"


def test_a_list_that_is_asked_for_comes_after_the_composition(offering: Writer) -> None:
    offering.type("/")
    offering.compose("b")
    offering.settle()
    assert not offering.editor.completion.showing
    offering.commit("标题")
    assert offered(offering) == ["Heading 1", "Heading 2", "Heading 3"]


def test_the_list_says_what_it_is(offering: Writer) -> None:
    offering.type("@")
    assert offered(offering)
    assert offering.editor.completion.list.accessibleName() == "Member enterprises"
    assert offering.editor.completion.list.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_mouse_on_a_figure_tells_what_it_shows(offering: Writer, qtbot: QtBot) -> None:
    offering.editor.set_figures(lambda _typed: [], lambda mark: f"{mark} = 38")
    offering.editor.set_body("共 {{培训人数}} 人")
    offering.put(6)
    place = offering.source.cursorRect().center()
    QTest.mouseMove(offering.source.viewport(), place)
    qtbot.waitUntil(lambda: offering.source.viewport().toolTip() == "培训人数 = 38")
