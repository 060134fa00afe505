"""200 bodies of everything a body can hold: every export succeeds and keeps what is visible, in both layouts."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from alliance_app.records import frontmatter
from alliance_app.writeups import export
from tests.records.bodies import RICH_BODIES, RichBody
from tests.records.test_markdown import Page, in_order
from tests.writeups.shelves import SALON, MemoryShelf, pdf_text, record, word_text

LAYOUTS = ("plain", "official")
# Of emoji these are seen as one with what they stand beside: a font may show them or not.
JOINERS = dict.fromkeys(map(ord, "\u200d\ufe0f"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> MemoryShelf:
    return MemoryShelf(tmp_path_factory.mktemp("visible"))


def exported(shelf: MemoryShelf, body: RichBody, to: str, layout: str) -> Path:
    shelf.keep(record(body=body.source))
    return export(shelf, [SALON], to, shelf.folder / f"{layout}.{to}", layout=layout, mask=False).path


def flat(words: tuple[str, ...]) -> list[str]:
    return ["".join(word.split()) for word in words]


def torn(word: str, text: str, after: int) -> tuple[int, int] | None:
    """Where a word that goes on over a page begins and ends; between its halves stands what is at the page's edges."""
    for at in range(len(word), 0, -1):
        begins = text.find(word[:at], after)
        ends = text.find(word[at:], begins + at) if begins >= 0 else -1
        if ends >= 0:
            return begins, ends + len(word) - at
    return None


def in_order_over_pages(words: list[str], text: str) -> bool:
    place = 0
    for word in words:
        found = torn(word, text, place)
        if found is None:
            return False
        place = found[1]
    return True


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=200)
@given(body=RICH_BODIES)
def test_word_keeps_every_visible_character(shelf: MemoryShelf, body: RichBody, layout: str) -> None:
    text = "".join(word_text(exported(shelf, body, "docx", layout)).split())
    assert in_order(flat(body.words), text)
    assert [word for word in flat(body.noted) if word not in text] == []


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=200)
@given(body=RICH_BODIES)
def test_pdf_keeps_every_visible_character(shelf: MemoryShelf, body: RichBody, layout: str) -> None:
    """A character that no font on this computer has stands as its code."""
    shown = pdf_text(exported(shelf, body, "pdf", layout)).translate(JOINERS)
    text = re.sub(r"\[U\+([0-9A-F]{4,5})\]", lambda found: chr(int(found[1], 16)), shown)
    words = [word.translate(JOINERS) for word in flat(body.words)]
    assert in_order_over_pages(words, text)
    assert [word for word in flat(body.noted) if torn(word.translate(JOINERS), text, 0) is None] == []


@settings(max_examples=200)
@given(body=RICH_BODIES)
def test_html_and_markdown_keep_every_visible_character(shelf: MemoryShelf, body: RichBody) -> None:
    for layout in LAYOUTS:
        text = "".join(Page(exported(shelf, body, "html", layout).read_text(encoding="utf-8")).text.split())
        assert in_order(flat(body.words), text)
        assert [word for word in flat(body.noted) if word not in text] == []
    written = exported(shelf, body, "md", "plain").read_text(encoding="utf-8")
    assert frontmatter.parse(written)[1] == body.source
