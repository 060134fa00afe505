"""Captions: numbered through a document, the same in every format."""

import re
from pathlib import Path

import pytest

from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Picture, TableBlock, text_of
from alliance_app.writeups import FORMATS, export
from alliance_app.writeups.captions import Captions, numbered_source
from tests.writeups.shelves import CASE, SALON, MemoryShelf, pdf_text, picture, record, word_text, word_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = "| 指标 | 值 |\n|---|---|\n| 单耗 | 1 |\n"
BODY = f"""## 甲

![现场](attachment:PHOTO)

表：改善前后

{TABLE}
> ![墙报](attachment:PHOTO)

![](attachment:PHOTO)

![没有的](没有.png)

{TABLE}
![图 9 旧号](attachment:PHOTO)

- 项

  ![车间](attachment:PHOTO)

表: 分线

{TABLE}
表扬一批

| 格里 ![现场](attachment:PHOTO) | 乙 |
|---|---|
| 值 | 丙 |
"""
IN_ORDER = ["Figure 1　现场", "Table 1　改善前后", "Figure 2　墙报", "图 9 旧号", "Figure 4　车间", "Table 2　分线"]


@pytest.fixture
def case(shelf: MemoryShelf) -> str:
    photo = shelf.keep_file("现场.png", picture())
    shelf.keep(record(SALON, body="![源图](attachment:PHOTO)".replace("PHOTO", photo.sha256), attachments=(photo,)))
    fields = {"layout": "plain", "sources": [{"record": SALON}]}
    return shelf.keep(
        record(CASE, "case", "案例", BODY.replace("PHOTO", photo.sha256), fields=fields, attachments=(photo,))
    )


def text_of_file(path: Path) -> str:
    if path.suffix == ".docx":
        text = word_text(path)
    else:
        text = pdf_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
    return "".join(re.sub(r"<[^>]+>", "", text).split())


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_counts_alike(shelf: MemoryShelf, case: str, tmp_path: Path, to: str) -> None:
    text = text_of_file(export(shelf, [case], to, tmp_path / f"a.{to}").path)
    places = [text.index("".join(each.split())) for each in IN_ORDER]
    assert places == sorted(places)
    assert "表：" not in text
    assert "表扬一批" in text
    if to != "md":  # there each source stands for itself
        assert "Figure5源图" in text


def test_word_counts_for_itself(shelf: MemoryShelf, case: str, tmp_path: Path) -> None:
    root = word_xml(export(shelf, [case], "docx", tmp_path / "a.docx").path)
    codes = [(each.text or "").strip() for each in root.iter(f"{W}instrText")]
    assert codes == [r"SEQ Figure \* ARABIC", r"SEQ Table \* ARABIC", *[r"SEQ Figure \* ARABIC"] * 2,
                     r"SEQ Table \* ARABIC", r"SEQ Figure \* ARABIC"]  # fmt: skip
    kept = [each for each in root.iter(f"{W}p") if each.find(f"{W}pPr/{W}pStyle[@{W}val='Caption']") is not None]
    with_next = [each.find(f"{W}pPr/{W}keepNext") is not None for each in kept]
    assert with_next == [False, True, False, False, False, True, False]


def test_blocks_get_their_numbers() -> None:
    numbered = Captions().numbered(blocks(BODY))
    tables = [(each.caption, each.number) for each in numbered if isinstance(each, TableBlock)]
    assert tables == [("Table 1　改善前后", 1), ("", 0), ("Table 2　分线", 2), ("", 0)]
    pictures = [(each.caption, each.number) for each in numbered if isinstance(each, Picture)]
    assert pictures == [("Figure 1　现场", 1), ("", 0), ("Figure 3　没有的", 3), ("图 9 旧号", 0)]
    assert "Table 1　改善前后\n指标\t值" in text_of(numbered)


def test_markdown_keeps_every_other_character() -> None:
    numbered = numbered_source(BODY, lambda ref: ref != "没有.png")
    assert re.sub(r"(?:Figure|Table) \d　", "", numbered) == re.sub(r"表[：:] ?(?=改善|分线)", "", BODY)
    assert numbered_source("`![a](b)` 与 ![a](b)", lambda _ref: True) == "`![a](b)` 与 ![Figure 1　a](b)"
