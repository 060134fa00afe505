"""Undo takes back what the writer did and nothing that came from elsewhere; over autosaves and over sync."""

from collections.abc import Iterator
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alliance_app.desktop.editor.splices import Splice, spliced
from alliance_app.desktop.editor.undoing import History, Way, from_units, in_units
from tests.desktop.editor.conftest import Writer

CONTROL = Qt.KeyboardModifier.ControlModifier


class Model:
    """A text of characters that occur once, so that each can be followed."""

    def __init__(self) -> None:
        self.fresh: Iterator[int] = count(0x4E00)
        self.text = "".join(chr(next(self.fresh)) for _ in range(8))
        self.history = History()
        self.history.begin(self.text)
        self.stays, self.goes = set(self.text), set[str]()

    def splice(self, start: int, width: int, put_in: int) -> Splice:
        start = start % (len(self.text) + 1)
        end = min(len(self.text), start + width)
        return Splice(start, end, "".join(chr(next(self.fresh)) for _ in range(put_in)))

    def make(self, splice: Splice, *, elsewhere: bool) -> None:
        removed = self.text[splice.start : splice.end]
        if elsewhere:
            self.stays |= set(splice.text)
            self.goes |= set(removed)
            with self.history.splices([splice], elsewhere=True):
                self.change(splice)
        else:
            with self.history.step(0, 0):
                self.change(splice)

    def change(self, splice: Splice) -> None:
        self.text = spliced(self.text, [splice])
        self.history.changed(splice.start, splice.end - splice.start, splice.text)

    def go(self, way: Way) -> bool:
        step = self.history.back() if way is Way.BACK else self.history.forth()
        if step is None:
            return False
        with self.history.step(0, 0, way=way):
            for splice in step.splices:
                assert 0 <= splice.start <= splice.end <= len(self.text)
                self.change(splice)
        return True


_moves = st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 5), st.integers(0, 3)), max_size=12)


@given(_moves)
def test_taking_everything_back_leaves_just_what_came_from_elsewhere(
    moves: list[tuple[bool, int, int, int]],
) -> None:
    model = Model()
    for elsewhere, start, width, put_in in moves:
        model.make(model.splice(start, width, put_in), elsewhere=elsewhere)
    written = model.text
    while model.go(Way.BACK):
        pass
    assert sorted(model.text) == sorted(model.stays - model.goes)
    while model.go(Way.FORTH):
        pass
    assert model.text == written


def test_letters_of_a_word_go_together_words_apart(writer: Writer) -> None:
    writer.type("good day\nyou")
    seen = []
    while writer.source.can_undo:
        QTest.keyClick(writer.source, Qt.Key.Key_Z, CONTROL)
        seen.append(writer.editor.body())
    assert seen == ["good day\n", "good day", "good ", ""]


def test_undo_leaves_what_another_wrote_meanwhile(writer: Writer) -> None:
    writer.commit("甲。")
    writer.commit("我写的。")
    writer.editor.merge_body("他写的。甲。我写的。尾")
    writer.commit("再写")
    QTest.keyClick(writer.source, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(writer.source, Qt.Key.Key_Z, CONTROL)
    assert writer.editor.body() == "他写的。甲。尾"
    writer.source.redo()
    assert writer.editor.body() == "他写的。甲。我写的。尾"


def test_an_undo_over_a_merge_is_told_as_an_edit_that_keeps_the_others_words(writer: Writer) -> None:
    writer.editor.set_body("一\n二")
    writer.put(1)
    writer.commit("我😀")
    writer.editor.merge_body("一我😀\n二他")
    told: list[str] = []
    writer.editor.edited.connect(lambda: told.append(writer.editor.body()))
    writer.source.undo()
    assert told == ["一\n二他"]


def test_an_autosave_that_brings_the_same_body_back_leaves_undo_as_it_was(writer: Writer) -> None:
    for word in ("工会", "联盟", "沙龙"):
        writer.commit(word)
        writer.editor.merge_body(writer.editor.body(), writer.editor.body())
    seen = []
    while writer.source.can_undo:
        writer.source.undo()
        seen.append(writer.editor.body())
    assert seen == ["工会联盟", "工会", ""]


def test_a_word_composed_over_a_selection_is_one_step(writer: Writer) -> None:
    writer.editor.set_body("谈指标先缺基线")
    writer.put(1, 3)
    writer.compose("neng")
    writer.commit("能耗")
    assert writer.editor.body() == "谈能耗先缺基线"
    writer.source.undo()
    assert writer.editor.body() == "谈指标先缺基线"
    assert writer.source.textCursor().selectedText() == "指标"


def test_a_command_is_one_step_and_brings_its_selection_back(writer: Writer) -> None:
    writer.editor.set_body("一\n二\n三")
    writer.source.selectAll()
    writer.editor.command("numbers")
    assert writer.editor.body() == "1. 一\n2. 二\n3. 三"
    writer.source.undo()
    assert writer.editor.body() == "一\n二\n三"
    assert writer.source.textCursor().selectedText() == "一\u2029二\u2029三"


@given(st.text(alphabet="a工😀\n\ud83d", max_size=12))
def test_units_come_back_as_text(text: str) -> None:
    assert from_units(in_units(text)) == text or "\ud83d" in text
    assert len(in_units(text)) == len(text.encode("utf-16-le", "surrogatepass")) // 2
