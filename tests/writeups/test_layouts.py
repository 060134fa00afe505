"""The page: GB/T 9704-2012 in Word and PDF, and Word files whose parts are in the order Word asks for."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from alliance_app.writeups import export, outline
from alliance_app.writeups.numbering import chinese
from alliance_app.writeups.pdf import page_pictures
from tests.writeups.shelves import CASE, SALON, MemoryShelf, W, record, rich_case, word_xml

# ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.70, 17.4.60: what may follow what.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd snapToGrid spacing ind contextualSpacing jc"
    " outlineLvl",
    "rPr": "rStyle rFonts b i strike snapToGrid color spacing sz szCs highlight u vertAlign lang",
    "tcPr": "tcW gridSpan shd vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "sectPr": "footerReference pgSz pgMar docGrid",
}


def attributes(element: etree._Element | None) -> dict[str, str]:
    assert element is not None
    return {str(name).removeprefix(W): str(value) for name, value in element.attrib.items()}


@pytest.fixture
def official(shelf: MemoryShelf, tmp_path: Path) -> Path:
    rich_case(shelf)
    return export(shelf, [CASE], "docx", tmp_path / "official.docx").path


@pytest.fixture
def plain(shelf: MemoryShelf, tmp_path: Path) -> Path:
    rich_case(shelf)
    return export(shelf, [CASE], "docx", tmp_path / "plain.docx", layout="plain").path


def test_the_official_page_in_word(official: Path) -> None:
    root = word_xml(official)
    assert attributes(root.find(".//{*}docGrid")) == {"type": "linesAndChars", "linePitch": "579", "charSpace": "-849"}
    margins = attributes(root.find(".//{*}pgMar"))
    millimetres = {name: round(int(margins[name]) / 1440 * 25.4) for name in ("top", "bottom", "left", "right")}
    assert millimetres == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    size = attributes(root.find(".//{*}pgSz"))
    assert (size["w"], size["h"]) == ("11906", "16838")
    assert word_xml(official, "word/settings.xml").find("{*}evenAndOddHeaders") is not None


def style(path: Path, identifier: str) -> dict[str, str]:
    root = word_xml(path, "word/styles.xml")
    found = root.find(f".//{W}style[@{W}styleId='{identifier}']")
    assert found is not None
    run, line = found.find(f"{W}rPr"), found.find(f"{W}pPr")
    assert run is not None
    assert line is not None
    made = {f"run {each.tag.removeprefix(W)} {name}": value for each in run for name, value in attributes(each).items()}
    for each in line:
        made |= {f"line {each.tag.removeprefix(W)} {name}": value for name, value in attributes(each).items()}
    return made


def test_the_official_styles_name_their_faces_and_sizes(official: Path) -> None:
    wanted = {
        "Title": ("方正小标宋_GBK", "44"),
        "Normal": ("仿宋_GB2312", "32"),
        "Heading1": ("黑体", "32"),
        "Heading2": ("楷体_GB2312", "32"),
        "Heading3": ("仿宋_GB2312", "32"),
        "Heading4": ("仿宋_GB2312", "32"),
        "Footer": ("宋体", "28"),
    }
    for identifier, (face, size) in wanted.items():
        found = style(official, identifier)
        assert (found["run rFonts eastAsia"], found["run sz val"]) == (face, size)
    assert style(official, "BodyText")["line ind firstLineChars"] == "200"
    assert style(official, "Title")["line jc val"] == "center"
    assert style(official, "Date")["line ind rightChars"] == "400"
    assert style(official, "Normal")["line spacing line"] == "579"
    assert style(official, "Normal")["run lang eastAsia"] == "zh-CN"


@pytest.mark.parametrize("name", ["official", "plain"])
def test_no_theme_decides_a_face_and_runs_name_none(name: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(name)
    with zipfile.ZipFile(path) as package:
        texts = {part: package.read(part).decode() for part in package.namelist() if part.endswith(".xml")}
    assert not [part for part, text in texts.items() if re.search(r"\w*(?:Theme|themeColor)=", text)]
    faces = word_xml(path, "word/styles.xml").findall(f".//{W}rFonts")
    assert faces
    assert all(f"{W}eastAsia" in each.attrib for each in faces)
    in_runs = {str(key) for each in word_xml(path).iter(f"{W}rFonts") for key in each.attrib}
    assert in_runs <= {f"{W}hint"}
    fallbacks = word_xml(path, "word/fontTable.xml")
    named = {attributes(each)["name"]: attributes(each.find(f"{W}altName"))["val"] for each in fallbacks}
    assert named["方正小标宋_GBK"] == "华文中宋"
    assert named["仿宋_GB2312"] == "仿宋"


@pytest.mark.parametrize("name", ["official", "plain"])
def test_word_finds_every_property_in_its_order(name: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(name)
    with zipfile.ZipFile(path) as package:
        parts = [part for part in package.namelist() if part.startswith("word/") and part.endswith(".xml")]
    seen = set[str]()
    for part in parts:
        root = word_xml(path, part)
        for tag, order in ORDER.items():
            ranks = order.split()
            for element in root.iter(f"{W}{tag}"):
                places = [ranks.index(str(each.tag).removeprefix(W)) for each in element]
                assert places == sorted(places), (part, etree.tostring(element))
                seen.add(tag)
        styles = {attributes(each)["val"] for each in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
        known = {attributes(each)["styleId"] for each in word_xml(path, "word/styles.xml").iter(f"{W}style")}
        assert styles <= known
    assert seen == set(ORDER)


def test_page_numbers_stand_outside_on_official_pages(official: Path, plain: Path) -> None:
    found = {}
    for each in word_xml(official).iter(f"{W}footerReference"):
        kind = attributes(each)["type"]
        relation = each.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        relations = word_xml(official, "word/_rels/document.xml.rels")
        target = next(str(one.get("Target")) for one in relations if one.get("Id") == relation)
        footer = word_xml(official, f"word/{target}")
        text = "".join(str(one.text) for one in footer.iter(f"{W}t", f"{W}instrText"))
        found[kind] = (text, attributes(footer.find(".//{*}jc"))["val"], attributes(footer.find(".//{*}ind")))
    assert found["default"][:2] == ("—  PAGE 1 —", "right")
    assert found["even"][:2] == ("—  PAGE 1 —", "left")
    assert found["default"][2]["rightChars"] == found["even"][2]["leftChars"] == "100"
    assert word_xml(plain, "word/settings.xml").find("{*}evenAndOddHeaders") is None


def test_footnotes_lists_tables_and_links_are_words_own(official: Path) -> None:
    root = word_xml(official)
    notes = word_xml(official, "word/footnotes.xml")
    marks = [attributes(each)["id"] for each in root.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3"]
    assert [attributes(each)["id"] for each in notes] == ["-1", "0", *marks]
    assert len(root.findall(f".//{W}tblHeader")) == 1
    assert {attributes(each)["val"] for each in root.iter(f"{W}ilvl")} == {"0", "1", "2"}
    assert len(root.findall(f".//{W}hyperlink")) == 1
    headings = [each for each in root.iter(f"{W}pStyle") if attributes(each)["val"].startswith("Heading")]
    assert len(headings) == 6


def test_document_properties(official: Path) -> None:
    core = etree.tostring(word_xml(official, "docProps/core.xml"), encoding="unicode")
    for words in ("以工会之力推动低碳", "秘书组", "低碳", "zh-CN", "2026-03-18T06:20:11Z"):
        assert words in core


def test_the_official_pdf_holds_22_lines_of_28_characters(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(title="题", body="工" * 28 * 60))
    reader = PdfReader(export(shelf, [SALON], "pdf", tmp_path / "a.pdf", layout="official").path)
    page = reader.pages[1]
    lines = [line for line in page.extract_text().split("\n") if "工" in line]
    assert [len(line.strip()) for line in lines] == [28] * 22
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert "— 2 —" in page.extract_text()


def test_the_preview_is_the_pages_of_the_pdf(shelf: MemoryShelf, tmp_path: Path) -> None:
    rich_case(shelf)
    pages = page_pictures(outline(shelf, [CASE]), pixels_an_inch=72)
    assert len(pages) == export(shelf, [CASE], "pdf", tmp_path / "a.pdf").pages
    with Image.open(io.BytesIO(pages[0])) as page:
        assert page.size == (595, 842)


def test_a_document_can_be_set_in_any_thread(shelf: MemoryShelf, tmp_path: Path) -> None:
    rich_case(shelf)
    with ThreadPoolExecutor(3) as pool:
        made = pool.map(lambda name: export(shelf, [CASE], "pdf", tmp_path / f"{name}.pdf").pages, "abc")
        assert len(set(made)) == 1


def test_headings_number_themselves_only_where_the_text_does_not(shelf: MemoryShelf, tmp_path: Path) -> None:
    titles = ["# 甲", "## 乙", "### 丙", "#### 丁", "##### 戊", "# 二、己", "# 庚", "## （一）辛", "## 壬"]
    body = "\n\n".join([*titles, "# 第四章 癸", "# 2024 年"])
    shelf.keep(record(title="题", body=body))
    root = word_xml(export(shelf, [SALON], "docx", tmp_path / "a.docx", layout="official").path)
    headings = []
    for each in root.iter(f"{W}p"):
        named = each.find(f"{W}pPr/{W}pStyle")
        if named is not None and attributes(named)["val"].startswith("Heading"):
            headings.append("".join(str(one.text) for one in each.iter(f"{W}t")))
    assert headings == [
        "一、甲", "（一）乙", "1.丙", "（1）丁", "戊", "二、己", "三、庚", "（一）辛", "（二）壬", "第四章 癸",
        "五、2024 年",
    ]  # fmt: skip
    assert [chinese(number) for number in (1, 10, 11, 20, 99, 100)] == ["一", "十", "十一", "二十", "九十九", "100"]
