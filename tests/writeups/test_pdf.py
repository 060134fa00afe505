"""A PDF for keeping: bookmarks, what it says of itself, fonts inside, its words to be found, nothing that acts."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from alliance_app.records.markdown.block import Footnote, NoteMark, lines_of, text_of_line
from alliance_app.writeups import LAYOUTS, export, outline
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.pdf import pdf_of
from tests.writeups.shelves import CASE, SALON, MemoryShelf, pdf_text, record, rich_case


@pytest.fixture
def case(shelf: MemoryShelf, tmp_path: Path) -> PdfReader:
    rich_case(shelf)
    return PdfReader(export(shelf, [CASE], "pdf", tmp_path / "a.pdf").path)


def bookmarks(those: list[Any], deep: int = 0) -> Iterator[tuple[int, str]]:
    for each in those:
        if isinstance(each, list):
            yield from bookmarks(each, deep + 1)
        else:
            yield deep, "".join(str(each.title).split())


def fonts(reader: PdfReader) -> Iterator[Any]:
    """Every font of every page."""
    for page in reader.pages:
        resources: Any = page["/Resources"]
        yield from (each.get_object() for each in resources.get("/Font", {}).values())


def described(font: Any) -> Any:
    inner = font.get("/DescendantFonts", [font])[0].get_object()
    return inner["/FontDescriptor"].get_object()


def test_headings_are_bookmarks(case: PdfReader) -> None:
    assert list(bookmarks(case.outline)) == [
        (0, "一、背景与问题"),
        (0, "二、主要做法"),
        (1, "（一）沙龙找问题"),
        (0, "三、取得成效"),
        (0, "四、经验启示"),
        (0, "第18期沙龙：绿色低碳"),
        (0, "回流焊节能"),
        (1, "一、改进效果"),
    ]


def test_it_says_what_it_is_and_when_it_was_made(case: PdfReader) -> None:
    said = case.metadata
    assert said is not None
    assert (said.title, said.author, str(said["/Keywords"])) == ("以工会之力推动低碳", "秘书组", "低碳")
    assert str(said.creation_date) == "2026-03-18 06:20:11+00:00"
    root: Any = case.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"


def test_it_is_made_for_keeping(case: PdfReader) -> None:
    """ISO 19005-2: says so of itself, colours are defined, every font is inside, and each glyph names its character."""
    root: Any = case.trailer["/Root"]
    stated = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in stated
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in stated
    assert root["/OutputIntents"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    found = list(fonts(case))
    assert found
    assert all({"/FontFile2", "/FontFile3"} & set(described(font)) for font in found)
    assert all("/ToUnicode" in font for font in found)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_words_are_those_of_the_document_in_their_order(shelf: MemoryShelf, tmp_path: Path, layout: str) -> None:
    rich_case(shelf)
    writeup = outline(shelf, [CASE], LAYOUTS[layout])
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(writeup).data)
    text, place = pdf_text(path), 0
    for words in spoken(writeup):
        found = text.find(words, place)
        assert found >= 0, words
        place = found


def spoken(writeup: Writeup) -> Iterator[str]:
    """The document's lines, without those of its footnotes."""
    for part in writeup.parts:
        yield "".join(part.title.split())
        text = [block for block in part.blocks if not isinstance(block, Footnote)]
        for line in lines_of(text):
            for marked, inside in groupby(line, lambda each: isinstance(each, NoteMark)):
                if not marked:
                    yield "".join(text_of_line(tuple(inside)).split())


def test_long_words_are_found_whole(shelf: MemoryShelf, tmp_path: Path) -> None:
    address = "https://example.org/" + "/".join(["energy-baseline"] * 12)
    shelf.keep(
        record(
            body=f"{address}\n\n`{address}`\n\n```\n{address}\n```\n\n| 地址 | 注 |\n|---|---|\n| {address} | 短 |\n"
        )
    )
    for layout in LAYOUTS:
        text = pdf_text(export(shelf, [SALON], "pdf", tmp_path / "a.pdf", layout=layout).path)
        assert text.count(address) == 4


def test_a_character_no_font_has_is_named_and_stands_as_its_code(shelf: MemoryShelf, tmp_path: Path) -> None:
    unassigned, digit = "\U0001faff", "3\ufe0f\u20e3"
    shelf.keep(record(body=f"甲{unassigned}乙 {digit} 丙"))
    exported = export(shelf, [SALON], "pdf", tmp_path / "a.pdf")
    text = pdf_text(exported.path)
    assert "甲[U+1FAFF]乙" in text
    assert "3" in text
    assert "丙" in text
    assert any(unassigned in warning for warning in exported.warnings)
