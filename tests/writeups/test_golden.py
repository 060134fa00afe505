"""Documents as they were last looked at, page by page. `pytest --update` writes them anew: look at the difference."""

import os
import re
from pathlib import Path

import pytest
import typst
from lxml import etree

from alliance_app import places, words
from alliance_app.records import frontmatter
from alliance_app.writeups import export
from tests.writeups.shelves import CASE, MemoryShelf, W, pdf_text, picture, record, rich_case, word_xml

GOLDEN = Path(__file__).parent / "golden"


def of(element: etree._Element | None) -> str:
    assert element is not None
    return str(element.get(f"{W}val"))


@pytest.mark.parametrize("layout", ["official", "plain"])
@pytest.mark.parametrize(
    ("to", "part"), [("docx", "document.xml"), ("docx", "styles.xml"), ("html", "html"), ("pdf", "pdf.txt")]
)
def test_golden(
    layout: str, to: str, part: str, shelf: MemoryShelf, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """One case as it was last looked at. `pytest --update` writes it anew: look at the difference, and at the pages."""
    rich_case(shelf)
    path = export(shelf, [CASE], to, tmp_path / f"a.{to}", layout=layout).path
    if to == "docx":
        root = word_xml(path, f"word/{part}")
        etree.indent(root)
        made = etree.tostring(root, encoding="unicode") + "\n"
    elif to == "pdf":
        made = spoken(path)
    else:
        made = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", path.read_text(encoding="utf-8"))
    golden = GOLDEN / f"{layout}.{part}"
    if pytestconfig.getoption("--update"):
        golden.write_bytes(made.encode())
    assert made == golden.read_text(encoding="utf-8"), f"differs from {os.path.relpath(golden)}"


def spoken(path: Path) -> str:
    """A PDF's text by sentences, set in the fonts that `make setup` installs: where pages end is the fonts' doing."""
    if {"FangSong", "SimSun", "STSong"} & set(typst.Fonts().families()):
        pytest.skip("this computer has other Chinese fonts than the ones this was looked at in")
    return "".join(f"{line}\n" for line in re.findall(r"[^。；：]+[。；：]?", pdf_text(path)))


SAMPLES = sorted((places.resources() / "sample" / "case").glob("*.md"))


@pytest.mark.parametrize("layout", ["official", "plain"])
@pytest.mark.parametrize("sample", SAMPLES, ids=[each.stem[:6] for each in SAMPLES])
def test_the_sample_cases_golden(
    sample: Path, layout: str, shelf: MemoryShelf, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """What the five sample cases say in Word and PDF, style by style; their pages were looked at as pictures."""
    header, body = frontmatter.parse(sample.read_text(encoding="utf-8"))
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", body)
    files = tuple(shelf.keep_file(name, picture(640, 400)) for name in pictures)
    fields = {name: value for name, value in header.values["fields"].items() if name != "sources"} | {"layout": layout}
    shelf.keep(record(CASE, "case", sample.stem, body, fields=fields, attachments=files))
    with words.speaking("zh"):
        word = export(shelf, [CASE], "docx", tmp_path / "a.docx", layout=layout).path
        pdf = export(shelf, [CASE], "pdf", tmp_path / "a.pdf", layout=layout).path
    made = f"{styled(word)}\n-- PDF --\n{spoken(pdf)}"
    golden = GOLDEN / "samples" / f"{sample.stem}.{layout}.txt"
    if pytestconfig.getoption("--update"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(made.encode())
    assert made == golden.read_text(encoding="utf-8"), f"differs from {os.path.relpath(golden)}"


def styled(path: Path) -> str:
    """A Word document's paragraphs with their styles, its rows and pictures."""
    lines = []
    for each in word_xml(path).iter(f"{W}p", f"{W}tr"):
        if each.tag == f"{W}tr":
            lines.append("row" + (" (head)" if each.find(f"{W}trPr/{W}tblHeader") is not None else ""))
            continue
        text = "".join("▧" if one.tag == f"{W}drawing" else one.text or "" for one in each.iter(f"{W}t", f"{W}drawing"))
        named = of(each.find(f"{W}pPr/{W}pStyle"))
        level = each.find(f"{W}pPr/{W}numPr/{W}ilvl")
        lines.append(f"{named}{'' if level is None else ' ' + of(level)}: {text}")
    return "\n".join(lines)
