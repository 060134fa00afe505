"""Chinese input methods: what is being composed is never saved, never disturbed, and merges wait for it."""

from PySide6.QtGui import QTextFormat
from pytestqt.qtbot import QtBot

from tests.desktop.editor.conftest import Writer


def preedit(writer: Writer) -> str:
    return writer.source.textCursor().block().layout().preeditAreaText()


def test_the_body_leaves_out_what_is_composed(writer: Writer) -> None:
    writer.editor.set_body("谈指标")
    writer.put(3)
    writer.compose("xian")
    assert preedit(writer) == "xian"
    assert writer.editor.body() == "谈指标"
    assert writer.editor.composing
    writer.commit("先")
    assert writer.editor.body() == "谈指标先"
    assert not writer.editor.composing


def test_edited_comes_once_and_only_when_the_composition_is_done(writer: Writer) -> None:
    edits: list[str] = []
    writer.editor.edited.connect(lambda: edits.append(writer.editor.body()))
    for step in ("q", "qu", "que", "que ji", "que jixian"):
        writer.compose(step)
    assert edits == []
    writer.commit("缺基线")
    assert edits == ["缺基线"]


def test_a_composition_given_up_is_no_edit(writer: Writer) -> None:
    writer.editor.set_body("- 一")
    edits: list[str] = []
    writer.editor.edited.connect(lambda: edits.append(writer.editor.body()))
    writer.put(3)
    writer.compose("er")
    writer.compose("")
    assert edits == []
    assert writer.editor.body() == "- 一"


def test_composing_over_a_selection_keeps_the_body_until_it_is_decided(writer: Writer) -> None:
    writer.editor.set_body("谈指标先缺基线")
    edits: list[str] = []
    writer.editor.edited.connect(lambda: edits.append(writer.editor.body()))
    writer.put(1, 3)
    writer.compose("neng")
    writer.compose("nenghao")
    assert (writer.editor.body(), edits) == ("谈指标先缺基线", [])
    writer.commit("能耗")
    assert edits == ["谈能耗先缺基线"]


def test_committing_while_composing_goes_on_is_told(writer: Writer) -> None:
    edits: list[str] = []
    writer.editor.edited.connect(lambda: edits.append(writer.editor.body()))
    writer.compose("a")
    writer.commit("工", composing="hui")
    assert (edits, preedit(writer)) == (["工"], "hui")
    writer.commit("会")
    assert edits == ["工", "工会"]


def test_highlighting_leaves_the_composed_text_alone(writer: Writer) -> None:
    writer.editor.set_body("## 一、**共性**问题")
    block = writer.source.document().firstBlock()
    writer.put(5)
    writer.compose("gong")
    writer.source._dressing._highlighter.rehighlightBlock(block)
    assert block.layout().preeditAreaText() == "gong"
    assert block.layout().preeditAreaPosition() == 5
    assert block.text() == "## 一、**共性**问题"


def test_the_line_keeps_its_look_while_composing(writer: Writer) -> None:
    writer.editor.set_body("## 一、共性问题")
    block = writer.source.document().firstBlock()
    writer.put(8)
    height = block.layout().lineAt(0).height()
    before = [(one.start, one.length) for one in block.layout().formats()]
    writer.compose("de")
    during = [(one.start, one.length) for one in block.layout().formats()]
    assert [one for one in during if one in before]
    assert block.layout().lineAt(0).height() == height
    sizes = {one.format.property(QTextFormat.Property.FontPixelSize) for one in block.layout().formats()}
    assert max(int(size) for size in sizes if size) > 15


def test_undo_after_a_commit_takes_back_the_committed_words(writer: Writer) -> None:
    writer.commit("工会")
    writer.compose("lian")
    writer.commit("联盟")
    assert writer.editor.body() == "工会联盟"
    writer.source.undo()
    assert writer.editor.body() == "工会"
    writer.source.redo()
    assert writer.editor.body() == "工会联盟"


def test_a_change_from_underneath_waits_for_the_composition(writer: Writer) -> None:
    writer.editor.set_body("甲\n\n乙")
    writer.put(1)
    writer.compose("yi")
    writer.editor.merge_body("甲\n\n乙丙", "甲\n\n乙")
    assert preedit(writer) == "yi"
    writer.commit("一")
    assert writer.editor.body() == "甲一\n\n乙丙"
    assert writer.source.textCursor().position() == 2


def test_two_changes_that_wait_for_one_composition_are_taken_over_once(writer: Writer) -> None:
    writer.editor.set_body("甲\n\n乙")
    writer.put(1)
    writer.compose("yi")
    writer.editor.merge_body("甲\n\n乙丙", writer.editor.body())
    writer.editor.merge_body("甲\n\n乙丙丁", writer.editor.body())
    writer.commit("一")
    assert writer.editor.body() == "甲一\n\n乙丙丁"


def test_another_body_ends_what_is_composed(writer: Writer) -> None:
    writer.editor.set_body("甲")
    writer.compose("yi")
    writer.editor.set_body("乙")
    assert not writer.editor.composing
    writer.put(1)
    writer.commit("丙")
    assert writer.editor.body() == "乙丙"
    writer.source.undo()
    assert writer.editor.body() == "乙"


def test_a_command_finishes_the_composition_first(writer: Writer, qtbot: QtBot) -> None:
    writer.compose("gonghui")
    writer.editor.command("bullets")
    assert writer.editor.body() == "- gonghui"
    assert not writer.editor.composing


def test_commits_continue_lists_as_keys_do(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.command("tasks")
    writer.commit("共享能耗基线表")
    writer.type("\n")
    writer.commit("安排开放日")
    assert writer.editor.body() == "- [ ] 共享能耗基线表\n- [ ] 安排开放日"
