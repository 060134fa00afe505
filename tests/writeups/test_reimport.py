"""A Word file that was exported comes in again with the same text.

Named differences: headings and captions keep the number they were printed with, a task under another item stands
beside it, a picture that was not there is the words that stood for it, and merged cells are filled up with empty ones.
"""

import io
import re
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings

from alliance_app.intake.word import read_word
from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Block, Code, Footnote, ListBlock, Picture, Quote, TableBlock, text_of
from alliance_app.writeups import LAYOUTS, outline
from alliance_app.writeups.word import word_bytes
from tests.records.bodies import RICH_BODIES, RichBody
from tests.writeups.shelves import CASE, SALON, MemoryShelf, record, rich_case


def again(shelf: MemoryShelf, record_id: str, layout: str) -> tuple[list[Block], list[Block], str]:
    """The blocks that were printed, those that came in again, and the Markdown between."""
    writeup = outline(shelf, [record_id], LAYOUTS[layout], mask=False)
    path = shelf.folder / f"{layout}.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(word_bytes(writeup))
    body = read_word(path).body
    return [block for part in writeup.parts for block in part.blocks], list(blocks(body)), body


def flat(those: list[Block]) -> str:
    return "".join(text_of(those).split())


def parted(those: list[Block]) -> tuple[list[Block], list[Block]]:
    notes: list[Block] = [block for block in those if isinstance(block, Footnote)]
    return [block for block in those if not isinstance(block, Footnote)], notes


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40)
@given(body=RICH_BODIES)
@example(body=RichBody("- 甲![X](none/1.png)\n    1. 乙\n- 丙", (), ()))
@example(body=RichBody("1. 甲\n\n2\\. 乙\n\n\\# 丙 \\*丁\\* `a|b` <br> &amp;lt; [戊](x)\n\n| a |\n|---|", (), ()))
def test_a_body_comes_in_again(tmp_path_factory: pytest.TempPathFactory, body: RichBody, layout: str) -> None:
    shelf = MemoryShelf(tmp_path_factory.getbasetemp() / "reimport")
    shelf.keep(record(title="题", body=body.source))
    printed, came, _body = again(shelf, SALON, layout)
    (text, notes), (text_again, notes_again) = parted(printed), parted(came)
    unreferred = [f"[{note.label}]" for note in notes if isinstance(note, Footnote)]
    said = flat(text_again)
    assert flat(text) in said
    for label in unreferred:
        said = said.replace(label, "")
    rest = said.removeprefix("题").removeprefix("Salonnote").removeprefix(flat(text)) + flat(notes_again)
    assert sorted(rest) == sorted(flat(notes))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_case_comes_in_again_as_what_it_was(shelf: MemoryShelf, layout: str) -> None:
    rich_case(shelf)
    printed, came, body = again(shelf, CASE, layout)
    kinds = (Code, ListBlock, Quote, TableBlock, Picture)
    assert {type(block) for block in came if isinstance(block, kinds)} == set(kinds)
    said = flat(came)
    for block in printed:
        if not isinstance(block, Footnote):
            assert flat([block]).replace("深一层", "") in said.replace("深一层", "")
    assert "![Figure 1　职工代表在车间](image-1.png)" in body
    assert re.search(r"^- \[x\] 纳入台账\n- \[ \] 申请验收 ☆$", body, re.MULTILINE)
    assert "**9 家**没有*分线*能耗计量，~~旧办法~~ ==先立基线== `a < b`，见" in body
    assert "[通知](https://example.org/a?b=1&c=2)[^1]" in body
    assert "[^1]: 内部文件 **第 3 号**。" in body
    assert "def saved(before, after):\n    return before - after\n```" in body
    assert body.startswith("# 以工会之力推动低碳\n")


def test_merged_cells_leave_every_column_below_its_head(tmp_path: Path) -> None:
    written = docx.Document()
    table = written.add_table(4, 3)
    for place, text in enumerate(("类别", "指标", "数值", "甲", "一", "1", "", "二", "2", "合计", "", "3")):
        table.cell(place // 3, place % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    table.cell(1, 1).text = "一|乙\n丙"
    out = io.BytesIO()
    written.save(out)
    path = tmp_path / "merged.docx"
    path.write_bytes(out.getvalue())
    assert read_word(path).body.split("\n")[:5] == [
        "| 类别 | 指标 | 数值 |",
        "| --- | --- | --- |",
        "| 甲 | 一\\|乙<br>丙 | 1 |",
        "|  | 二 | 2 |",
        "| 合计 |  | 3 |",
    ]
