"""What CommonMark and GFM are specified by goes through the preview and every export, and nothing of it acts."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from alliance_app.records import markdown
from alliance_app.writeups import LAYOUTS, export
from tests.records.spec_inputs import INPUTS
from tests.records.test_markdown import Page
from tests.writeups.shelves import SALON, MemoryShelf, record, word_xml

ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)
ACTIVE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "link",
    "meta",
    "base",
    "form",
    "input",
    "textarea",
}
# Of a page of ours alone: its head.
OURS = {"style", "meta"}
NAMES = sorted(INPUTS)
GROUPS = [NAMES[at::6] for at in range(6)]


def test_every_section_has_inputs() -> None:
    assert len(INPUTS) >= 290
    assert len({name.rpartition(" ")[0] for name in NAMES}) == 29


def passive(page: Page, own: set[str]) -> bool:
    """Whether a page neither runs nor loads anything."""
    leads = [value for name, value in page.attributes if name == "href"]
    shows = [value for name, value in page.attributes if name in ("src", "srcset", "poster", "data", "background")]
    return (
        not page.tags & (ACTIVE - own)
        and not any(name.startswith("on") or name == "style" for name, _value in page.attributes)
        and all(ADDRESS.match(each) or each.startswith(("#", "record:", "attachment:")) for each in leads)
        and all(each.startswith(("data:image/", "attachment:")) for each in shows)
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_preview_does_nothing(name: str) -> None:
    html = markdown.to_html(INPUTS[name], picture=lambda ref: f"attachment:{ref}", link=lambda title: f"record:{title}")
    assert passive(Page(html), set())
    assert isinstance(markdown.plain_text(INPUTS[name]), str)


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_every_export_succeeds_and_does_nothing(group: int, shelf: MemoryShelf, tmp_path: Path) -> None:
    for at, name in enumerate(GROUPS[group]):
        shelf.keep(record(body=INPUTS[name]))
        layout = list(LAYOUTS)[at % 2]
        word, html, pdf, source = (
            export(shelf, [SALON], to, tmp_path / f"a.{to}", layout=layout, mask=False).path
            for to in ("docx", "html", "pdf", "md")
        )
        assert outside_of_word(word) <= {"hyperlink"}, name
        assert passive(Page(html.read_text(encoding="utf-8")), OURS), name
        assert acting(PdfReader(pdf)) == [], name
        assert source.stat().st_size > 0


def outside_of_word(path: Path) -> set[str]:
    """The kinds of what a Word file leads to outside of itself, and of what in it would act."""
    found = set()
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        relations = [package.read(name).decode() for name in names if name.endswith(".rels")]
    for kind, target in re.findall(r'Type="[^"]*/(\w+)" Target="([^"]+)" TargetMode="External"', "".join(relations)):
        found.add(kind if ADDRESS.match(target) else target)
    codes = [(each.text or "").strip() for each in word_xml(path).iter("{*}instrText", "{*}fldSimple")]
    parts = [name for name in names if re.search(r"vba|oleObject|activeX|embeddings|afchunk", name, re.IGNORECASE)]
    counted = [code for code in codes if not re.fullmatch(r"SEQ \w+ \\\* ARABIC", code)]  # the number of a caption
    return found | set(counted) | set(parts)


def acting(reader: PdfReader) -> list[str]:
    """The actions of a PDF that are more than a link to http, https or mailto."""
    return [str(action) for action in actions(reader.trailer["/Root"], set()) if not harmless(action)]


def harmless(action: Any) -> bool:
    return bool(action.get("/S") == "/URI" and ADDRESS.match(str(action.get("/URI"))))


def actions(found: Any, seen: set[int]) -> Iterator[Any]:
    """Every action that can be reached, in any corner of the file."""
    if isinstance(found, IndirectObject):
        if found.idnum in seen:
            return
        seen.add(found.idnum)
        found = found.get_object()
    if isinstance(found, DictionaryObject):
        for name, value in found.items():
            if name in ("/A", "/AA", "/OpenAction", "/JS", "/EmbeddedFiles", "/AF"):
                inside = value.get_object()
                if name != "/A" or "/S" in inside:  # what a heading is says /A too, of how it looks
                    yield inside if isinstance(inside, DictionaryObject) else {"/S": name}
            yield from actions(dict.__getitem__(found, name), seen)
    elif isinstance(found, ArrayObject):
        for value in list.__iter__(found):
            yield from actions(value, seen)
