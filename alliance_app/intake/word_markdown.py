"""What mammoth makes of a Word file, as Markdown: notes, captions, tasks, code and merged cells kept."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdownify import ATX, MarkdownConverter

from alliance_app.intake.escaping import beginning_nothing, escaped

_LEVELS = 5
_MOST_CELLS = 60_000
_TURN = "\x1a"  # a new line within a paragraph, until all is written; no XML can hold this character
_BOX = re.compile(r"[☐☑☒]")
_NOTE = re.compile(r"#((?:foot|end)note-[\w-]{1,40})")


def _list_styles() -> Iterator[str]:
    """A list's paragraphs before a paragraph that only goes on under one: the first line that fits is taken."""
    for level in range(1, _LEVELS + 1):
        above = "ul|ol > li > " * (level - 1)
        for kind, tag in (("unordered", "ul"), ("ordered", "ol")):
            yield f"p[style-name='List Paragraph']:{kind}-list({level}) => {above}{tag} > li:fresh"
    yield "p[style-name='List Paragraph'] => p.continued:fresh"


STYLE_MAP = "\n".join(
    [
        *_list_styles(),
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='Part Title'] => h1.title:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Code'] => pre:fresh",
        "p[style-name='caption'] => p.caption:fresh",
        "r[style-name='Code Character'] => code",
        "highlight => mark",
    ]
)


def markdown_of(html: str) -> str:
    """Markdown of the HTML that mammoth made by `STYLE_MAP`. Raises what the parsers raise on hostile nesting."""
    soup = BeautifulSoup(html, "html.parser")
    notes = _notes(soup)
    _headings_below_titles(soup)
    _items_together(soup)
    _captions(soup)
    for table in soup.find_all("table"):
        _square(table, soup)
    for code in soup.find_all("pre"):
        code.string = "".join("\n" if isinstance(part, Tag) else str(part) for part in code.descendants if _says(part))
    text = "\n\n".join([_markdown(soup), *(f"[^{label}]: {_hung(_markdown(note))}" for label, note in notes)])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _markdown(part: Tag) -> str:
    kept = ["td", "th", *(f"h{level}" for level in range(1, 7))]
    converter = _Converter(heading_style=ATX, bullets="-", table_infer_header=True, keep_inline_images_in=kept)
    written = converter.convert_soup(part).strip()
    return re.sub(rf"{_TURN}(.*)", lambda found: beginning_nothing(found[1]), written)


def _says(part: Any) -> bool:
    return isinstance(part, NavigableString) or part.name == "br"


def _notes(soup: BeautifulSoup) -> list[tuple[str, Tag]]:
    """Takes the notes out from under the text, and puts a mark of ours where each belongs."""
    notes = []
    below = {str(item.get("id")): item for item in soup.find_all("li", id=True)}
    for mark in soup.select("sup > a"):
        found = _NOTE.fullmatch(str(mark.get("href")))
        note = below.pop(found[1], None) if found else None
        label = re.sub(r"\D", "", mark.text)
        if note is None or not label or mark.parent is None:
            continue
        mark.parent.replace_with(soup.new_tag("note", attrs={"label": label}))
        for back in note.find_all("a", href=re.compile("^#(?:foot|end)note-ref-")):
            back.decompose()
        notes.append((label, note))
    for _label, note in notes:
        note.extract()
        note.name = "div"
    for emptied in soup.find_all("ol"):
        if not emptied.find("li"):
            emptied.decompose()
    return notes


def _hung(note: str) -> str:
    """A note's further lines set in under its first."""
    return re.sub(r"\n(?=[^\n])", "\n    ", note)


def _headings_below_titles(soup: BeautifulSoup) -> None:
    """Where the document has a title, its headings stand a level below it."""
    if soup.select("h1.title"):
        for heading in soup.select("h1:not(.title), h2, h3, h4, h5"):
            heading.name = f"h{int(heading.name[1]) + 1}"


def _items_together(soup: BeautifulSoup) -> None:
    """Boxes become tasks; what goes on under an item joins it, and the list goes on behind."""
    for paragraph in soup.find_all("p", recursive=False):
        before = paragraph.find_previous_sibling()
        if len(_BOX.findall(paragraph.text)) == 1 and _BOX.match(paragraph.text.lstrip()):
            _task(paragraph, soup)
        elif "continued" in (paragraph.get("class") or ()) and before is not None and before.name in ("ul", "ol"):
            _last_item(before).append(paragraph.extract())
    for later in soup.find_all(["ul", "ol"], recursive=False):
        before = later.find_previous_sibling()
        if before is not None and before.name in ("ul", "ol"):
            _join(before, later)
    for item in soup.find_all("li"):
        first = next(_bodies(item), None)
        if isinstance(first, Tag) and first.name in ("ul", "ol"):  # an item without words of its own
            first.unwrap()
            item.unwrap()


def _join(before: Tag, later: Tag) -> None:
    """Two lists with nothing between them are one: `later` goes on where `before` ends, a level below where it must."""
    opening = later.li
    first = next(_bodies(opening), None) if opening else None
    if opening and isinstance(first, Tag) and first.name in ("ul", "ol"):
        _last_item(before, deepest=False).append(first.extract())
        if not next(_bodies(opening), None):
            opening.decompose()
    if before.name == later.name and _tasks(before) == _tasks(later):
        for item in list(later.children):
            before.append(item)
    if not later.li:
        later.decompose()


def _last_item(of: Tag, *, deepest: bool = True) -> Tag:
    """The last item of a list, or of the last list within it. Walks from the end: lists may be very long."""
    last = next((each for each in reversed(of.contents) if isinstance(each, Tag)), of)
    below = last.contents[-1] if deepest and last.contents else None
    return _last_item(below) if isinstance(below, Tag) and below.name in ("ul", "ol") else last


def _bodies(item: Tag) -> Iterator[Any]:
    """What of an item is seen."""
    return (each for each in item.children if isinstance(each, Tag) or str(each).strip())


def _task(paragraph: Tag, soup: BeautifulSoup) -> None:
    box = next(string for string in paragraph.find_all(string=True) if string.strip())
    done = box.lstrip()[0] != "☐"
    box.replace_with(NavigableString(_BOX.sub("", box.lstrip(), count=1).lstrip()))
    paragraph.name = "li"
    paragraph.insert(0, soup.new_tag("task", attrs={"done": "x" if done else " "}))
    paragraph.wrap(soup.new_tag("ul", attrs={"class": "tasks"}))


def _tasks(of: Tag | None) -> bool:
    return of is not None and of.get("class") in ("tasks", ["tasks"])


def _captions(soup: BeautifulSoup) -> None:
    """A caption under a picture becomes the picture's own."""
    for caption in soup.select("p.caption"):
        before, words = caption.find_previous_sibling(), caption.get_text().strip()
        picture = before.find("img") if before is not None and before.name == "p" and not before.text.strip() else None
        if isinstance(picture, Tag) and not re.search(r"[\[\]\n]", words):
            picture["alt"] = words
            caption.decompose()


def _square(table: Tag, soup: BeautifulSoup) -> None:
    """Fills merged cells up with empty ones, so that every column stays below its head; cells become one line."""
    for inner in table.find_all("table"):
        inner.replace_with(NavigableString(f" {inner.get_text(' ', strip=True)} "))
    below = table.select("tbody > tr")
    if table.thead and len(below) == 1 and not below[0].text.strip() and not below[0].find("img"):
        below[0].decompose()  # mammoth's own, where a table has only a head
    waiting: dict[int, int] = {}
    room = _MOST_CELLS
    for row in table.find_all("tr"):
        column = 0
        for cell in row.find_all(["td", "th"]):
            column = _filled(waiting, column, cell.insert_before, soup)
            _in_one_line(cell, soup)
            wide, high = (min(int(str(cell.attrs.pop(name, 1))), room) for name in ("colspan", "rowspan"))
            for _more in range(wide - 1):
                cell.insert_after(soup.new_tag("td"))
            room = max(1, room - wide)
            waiting.update({at: high - 1 for at in range(column, column + wide) if high > 1})
            column += wide
        _filled(waiting, column, row.append, soup)


def _filled(waiting: dict[int, int], column: int, put: Callable[[Tag], Any], soup: BeautifulSoup) -> int:
    """The next column that no cell from above reaches into; those passed over get an empty cell."""
    while waiting.get(column):
        waiting[column] -= 1
        put(soup.new_tag("td"))
        column += 1
    return column


def _in_one_line(cell: Tag, soup: BeautifulSoup) -> None:
    for line in cell.find_all(["p", "li"])[:-1]:
        line.append(soup.new_tag("br"))
    for line in cell.find_all(["p", "li", "ul", "ol"]):
        line.unwrap()


def _mark(of: Tag | None) -> str:
    """What stands before the next item of a list, which counts its items as they are written."""
    if of is None or of.name != "ol":
        return "- "
    of["count"] = str(int(str(of.get("count") or 0)) + 1)
    return f"{of['count']}. "


class _Converter(MarkdownConverter):
    """markdownify with the marks of these bodies, and with words that say nothing but themselves."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escaped(text)

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        words = beginning_nothing(text.strip(" \t\r\n"))
        return f"\n\n{words}\n\n" if words else ""

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        first, text = next(_bodies(el), None), text.strip()
        box = text[:4] if isinstance(first, Tag) and first.name == "task" else ""
        line, newline, below = text.removeprefix(box).strip().partition("\n")
        mark = _mark(el.parent)
        whole = f"{mark}{box}{beginning_nothing(line)}{newline}{below}"
        return re.sub(r"\n(?=[^\n])", "\n" + " " * len(mark), whole) + "\n"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return "<br>"
        return " " if "_inline" in parent_tags else f"\n{_TURN}"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        said = re.sub(r"(?:\s*<br>)+\s*$", "", text).strip().replace("\n", " ").replace("|", "\\|")
        return f" {said} |"

    convert_th = convert_td

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        fence = max(["```", *(f"{ticks}`" for ticks in re.findall(r"`{3,}", text))], key=len)
        return f"\n\n{fence}\n{text}\n{fence}\n\n" if text else ""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("href") or "")
        if not re.match(r"(?:https?://|mailto:)\S+$", address, re.IGNORECASE) or not text.strip():
            return text
        if el.get_text() == address:
            return f"<{address}>"
        return f"[{text}]({f'<{address}>' if re.search(r'[()<>]', address) else address})"

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"=={text}==" if text.strip() else text

    def convert_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[^{el.get('label')}]"

    def convert_task(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[{el.get('done')}] "
