"""HTML of Word, WPS, Excel and web pages as clean Markdown."""

import base64
import binascii
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nh3
from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag
from markdownify import ATX, markdownify

from alliance_app.desktop.editor.clipboard import PLACE

_MOST_PICTURES = 40
_MOST_PICTURE_BYTES = 40_000_000
_TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr"),
    *("b", "strong", "i", "em", "s", "del", "mark", "a", "table", "thead", "tbody", "tr", "th", "td", "div"),
}
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}


@dataclass(frozen=True, slots=True)
class Structure:
    """Markdown made of HTML, and the pictures that stood in it: bytes, or files of the clipboard.

    In the Markdown each picture's place is `PLACE`, once for each, in order.
    """

    markdown: str
    pictures: tuple[bytes | Path, ...] = ()


def structure_of(html: str, text: str = "") -> Structure:
    """HTML as Markdown; `text` as it stands where that cannot be done."""
    try:
        soup = BeautifulSoup(_fragment(html).replace(PLACE, ""), "lxml")
        pictures = _pictures(soup)
        _mend(soup)
        clean = nh3.clean(
            str(soup), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
        )
        second = BeautifulSoup(clean, "lxml")
        for table in second.find_all("table"):
            _square(table, second)
        markdown = markdownify(
            str(second), heading_style=ATX, bullets="-", table_infer_header=True, escape_underscores=False
        )
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        return Structure(text)
    tidied = _tidy(markdown)
    if tidied.count(PLACE) != len(pictures):  # one was in a part that is no text: they follow it all
        tidied = tidied.replace(PLACE, "").rstrip() + f"\n\n{PLACE}" * len(pictures)
    return Structure(tidied or text, tuple(pictures))


def _fragment(html: str) -> str:
    """The copied part of a clipboard page, without Word's conditional comments."""
    found = re.search(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", html, re.DOTALL)
    inner = found[1] if found and "<" in found[1] else html
    if found and re.match(r"\s*<(?:tr|td|col)\b", inner, re.IGNORECASE):
        inner = f"<table>{inner}</table>"
    # WPS says only so which part of an item is its marker
    inner = re.sub(
        r"<!\[if !supportLists\]>(.*?)<!\[endif\]>", r"<span style='mso-list:Ignore'>\1</span>", inner, flags=re.DOTALL
    )
    return re.sub(r"<!--\[if.*?<!\[endif\]-->|<!\[if[^>]*>|<!\[endif\]>", "", inner, flags=re.DOTALL)


def _pictures(soup: BeautifulSoup) -> list[bytes | Path]:
    """Inline pictures, and those an office program left in the temporary folder; nothing is fetched."""
    found: list[bytes | Path] = []
    for picture in soup.find_all("img", limit=_MOST_PICTURES):
        source = str(picture.get("src") or "").strip()
        one: bytes | Path | None = None
        if source.startswith("data:image/") and len(source) < _MOST_PICTURE_BYTES:
            try:
                one = base64.b64decode(source.partition(",")[2], validate=True)
            except (binascii.Error, ValueError):
                continue
        elif source.lower().startswith("file:"):
            one = _temporary(source)
        if one:
            found.append(one)
            picture.replace_with(NavigableString(PLACE))
    return found


def _temporary(address: str) -> Path | None:
    """The file of a file: address when it lies in the temporary folder, where office programs put copied pictures."""
    path = unquote(urlsplit(address.replace("\\", "/")).path)
    path = path[1:] if re.match(r"/[A-Za-z]:", path) else path
    try:
        file = Path(path).resolve(strict=True)
        file.relative_to(Path(tempfile.gettempdir()).resolve())
    except (OSError, ValueError):
        return None
    return file if file.suffix.lower() in {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"} else None


def _mend(soup: BeautifulSoup) -> None:
    """Turn what office programs say by style into what HTML says by elements."""
    for node in soup.find_all(["style", "script", "head", "title", "xml"]):
        node.decompose()
    for node in soup.find_all(style=re.compile(r"display:\s*none", re.IGNORECASE)):  # hidden rows of a sheet
        node.decompose()
    for comment in soup.find_all(string=lambda one: isinstance(one, Comment)):
        comment.extract()
    _mend_styles(soup)
    _word_lists(soup)
    for heading in soup.find_all(re.compile(r"^h[1-6]$")):
        for bold in heading.find_all(["b", "strong"]):
            bold.unwrap()


def _mend_styles(soup: BeautifulSoup) -> None:
    """Bold and italic said by style."""
    for node in soup.find_all(["b", "strong"]):
        if re.search(r"font-weight:\s*(?:normal|400)", _style(node)):
            node.unwrap()
    for node in soup.find_all("span"):
        style = _style(node)
        if "mso-list:ignore" in style.replace(" ", "").lower():
            continue
        if re.search(r"font-weight:\s*(?:bold|[6-9]00)", style) and node.find_parent(["b", "strong"]) is None:
            node.name = "b"
        elif re.search(r"font-style:\s*italic", style) and node.find_parent(["i", "em"]) is None:
            node.name = "i"


def _word_lists(soup: BeautifulSoup) -> None:
    """Word writes a list as paragraphs that say their level; make them lists again."""
    stack: list[tuple[int, Tag, str]] = []
    last: Tag | None = None
    for paragraph in soup.find_all("p"):
        level = re.search(r"mso-list:\s*(\S+)\s+level(\d)", _style(paragraph))
        if level is None:
            continue
        if last is None or _next_tag(last) is not paragraph:
            stack = []
        depth, name = int(level[2]), level[1]
        marker = paragraph.find("span", style=re.compile(r"mso-list:\s*ignore", re.IGNORECASE))
        numbered = bool(marker and re.search(r"[0-9a-zA-Z一二三四五六七八九十]\s*[.)、．）]", marker.get_text()))
        if isinstance(marker, Tag):
            marker.decompose()
        while stack and (stack[-1][0] > depth or (stack[-1][0] == depth and stack[-1][2] != name)):
            stack.pop()
        if not stack or stack[-1][0] < depth:
            made = soup.new_tag("ol" if numbered else "ul")
            if stack:
                items = stack[-1][1].find_all("li", recursive=False)
                (items[-1] if items else stack[-1][1]).append(made)
            else:
                paragraph.insert_before(made)
            stack.append((depth, made, name))
        item = soup.new_tag("li")
        for child in list(paragraph.contents):
            item.append(child.extract())
        stack[-1][1].append(item)
        paragraph.decompose()
        last = stack[0][1]


def _next_tag(node: Tag) -> Tag | None:
    following = node.find_next_sibling()
    return following if isinstance(following, Tag) else None


def _style(node: Tag) -> str:
    return str(node.get("style") or "")


def _square(table: Tag, soup: BeautifulSoup) -> None:
    """Make a table Markdown can hold: cells of one line, none inside another, spanned cells filled with blanks."""
    for inner in table.find_all("table"):
        inner.replace_with(NavigableString(f" {inner.get_text(' ', strip=True)} "))
    rows = [row for row in table.find_all("tr") if row.find(["td", "th"])]
    if not rows or max(len(row.find_all(["td", "th"])) for row in rows) < 2:
        for node in table.find_all(["thead", "tbody", "tr", "td", "th"]):
            node.name = "div"
        table.name = "div"
        return
    pending: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row.find_all(["td", "th"]):
            while pending.get(column, 0) > 0:
                pending[column] -= 1
                cell.insert_before(soup.new_tag("td"))
                column += 1
            _one_line(cell)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for at in range(column, column + wide):
                pending[at] = high - 1
            for _ in range(wide - 1):
                cell.insert_after(soup.new_tag("td"))
            column += wide
        while pending.get(column, 0) > 0:
            pending[column] -= 1
            row.append(soup.new_tag("td"))
            column += 1


def _span(cell: Tag, name: str) -> int:
    raw = str(cell.get(name) or "1")
    del cell[name]
    return min(max(int(raw), 1), 60) if raw.isdecimal() else 1


def _one_line(cell: Tag) -> None:
    for node in cell.find_all(["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"]):
        node.insert_after(NavigableString(" "))
        node.unwrap()
    for node in cell.find_all(["ul", "ol", "blockquote", "pre"]):
        node.unwrap()
    for node in cell.find_all("br"):
        node.replace_with(NavigableString(" "))
    for words in cell.find_all(string=True):
        words.replace_with(NavigableString(re.sub(r"\s+", " ", str(words)).replace("|", "｜")))


def _tidy(markdown: str) -> str:
    lines = [re.sub(r"[ \t\xa0]+$", "", line).replace("\xa0", " ") for line in markdown.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
