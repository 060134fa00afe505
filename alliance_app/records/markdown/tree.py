"""From the parser's element tree to blocks: flat runs, harmless links, pictures on lines of their own."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from alliance_app.records.markdown.block import (
    Block,
    Break,
    Code,
    Heading,
    Inline,
    Inset,
    Line,
    ListBlock,
    ListItem,
    NoteMark,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    TableBlock,
)

MAX_ADDRESS = 2_000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BARE_ADDRESS = re.compile(r"https?://[A-Za-z0-9][^\s<>\"'`，。；、！？：（）【】「」《》“”\[\]|]{2,1000}")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCK_TAGS = frozenset((*_HEADINGS, "p", "ul", "ol", "blockquote", "pre", "table", "hr", "div"))


@dataclass(slots=True)
class Notes:
    """The footnotes met so far, numbered as they come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, label: str) -> int:
        return self.numbers.setdefault(label, len(self.numbers) + 1)


def safe_address(address: str) -> str:
    """Where a link may lead: http, https, mailto, or a file of the record; "" for everything else."""
    bare = _UNSEEN.sub("", address).strip()
    lowered = bare.casefold()
    if len(bare) > MAX_ADDRESS:
        return ""
    if lowered.startswith(("http://", "https://")):
        return bare if re.match(r"https?://[^/\\?#]", bare, re.IGNORECASE) else ""
    if lowered.startswith("mailto:"):
        return bare if "@" in bare else ""
    name = safe_reference(address)
    return f"attachment:{name}" if name else ""


def safe_reference(reference: str) -> str:
    """A reference to an attachment, without `attachment:`; "" for an address outside the record."""
    bare = _UNSEEN.sub(lambda found: " " if found[0] == " " else "", reference).strip()
    bare = bare.removeprefix("attachment:")
    outside = bare.startswith(("/", "\\", "#", "~")) or _SCHEME.match(bare) or "\\\\" in bare or "//" in bare
    return "" if outside or len(bare) > MAX_ADDRESS else bare


def blocks_of(root: Element, notes: Notes) -> tuple[Block, ...]:
    """The blocks of a parsed chunk."""
    return tuple(_Reader(notes).flow(root))


@dataclass(slots=True)
class _Reader:
    notes: Notes

    def flow(self, parent: Element) -> Iterator[Block]:
        """The blocks inside an element; words between them become paragraphs."""
        loose: list[Inline] = list(_words(parent.text, Run("")))
        for child in parent:
            if child.tag in _BLOCK_TAGS:
                yield from _paragraphs(loose)
                loose = []
                yield from self._block(child)
            else:
                loose += self._inline(child, Run(""))
            loose += _words(child.tail, Run(""))
        yield from _paragraphs(loose)

    def _block(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag == "p":
            yield from _paragraphs(self._line(element))
        elif tag in ("ul", "ol"):
            items = tuple(self._item(item) for item in element)
            yield ListBlock(items, tag == "ol", _start(element.get("start")))
        elif tag == "blockquote":
            yield Quote(tuple(self.flow(element)))
        elif tag == "pre":
            yield Code(element.text or "", element.get("language", ""))
        elif tag == "table":
            yield self._table(element)
        elif tag == "hr":
            yield Rule()
        elif tag == "div":
            yield from self.flow(element)
        else:
            line = _trimmed(self._line(element))
            if line:
                yield Heading(int(tag[1]), line)

    def _item(self, element: Element) -> ListItem:
        blocks = tuple(self.flow(element))
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph) or not isinstance(first.line[0], Run) or first.line[0].code:
            return ListItem(blocks)
        mark = _TASK.match(first.line[0].text)
        if mark is None or first.line[0].link:
            return ListItem(blocks)
        rest = replace(first.line[0], text=first.line[0].text[mark.end() :])
        line = (rest, *first.line[1:]) if rest.text else first.line[1:]
        opening: tuple[Block, ...] = (Paragraph(line),) if line else ()
        return ListItem(opening + blocks[1:], mark[1] in "xX")

    def _table(self, element: Element) -> TableBlock:
        rows = [tuple(_trimmed(self._line(cell)) for cell in row) for part in element for row in part]
        heads = next(iter(element.iter("tr")), None)
        align = tuple(cell.get("align") or "" for cell in heads) if heads is not None else ()
        width = max(len(row) for row in rows)
        padded = [row + ((),) * (width - len(row)) for row in rows]
        return TableBlock(padded[0], tuple(padded[1:]), align + ("",) * (width - len(align)))

    def _line(self, element: Element) -> list[Inline]:
        return list(self._inside(element, Run("")))

    def _inside(self, element: Element, style: Run) -> Iterator[Inline]:
        yield from _words(element.text, style)
        for child in element:
            yield from self._inline(child, style)
            yield from _words(child.tail, style)

    def _inline(self, element: Element, style: Run) -> Iterator[Inline]:
        tag = element.tag
        if tag == "br":
            yield Break()
        elif tag == "code":
            yield replace(style, text=_code_text(element.text or ""), code=True)
        elif tag == "note":
            label = element.get("label", "")
            yield NoteMark(label, self.notes.number(label))
        elif tag == "img":
            yield from _picture(element, style)
        elif tag == "wiki":
            target = element.get("target", "")
            yield replace(style, text=element.text or target, link=f"record:{target}")
        elif tag == "a":
            yield from self._anchor(element, style)
        else:
            yield from self._inside(element, _styled(style, tag))

    def _anchor(self, element: Element, style: Run) -> Iterator[Inline]:
        address = element.get("href", "")
        inside = list(self._inside(element, replace(style, link=safe_address(address) or style.link)))
        yield from inside or [replace(style, text=address, link=safe_address(address))]


def _styled(style: Run, tag: str) -> Run:
    match tag:
        case "strong":
            return replace(style, bold=True)
        case "em":
            return replace(style, italic=True)
        case "del":
            return replace(style, strike=True)
        case "mark":
            return replace(style, marked=True)
    return style


def _start(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1


def _code_text(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _picture(element: Element, style: Run) -> Iterator[Inline]:
    source, caption = element.get("src", ""), _decoded(element.get("alt", ""))
    reference = safe_reference(source)
    if not reference:
        # A picture from elsewhere is never fetched: its words stay, its address as plain text.
        yield replace(style, text=f"{caption} ({source})" if caption else source)
        return
    width = element.get("width", "")
    yield Inset(reference, caption, int(width) if width else None)


def _words(text: str | None, style: Run) -> Iterator[Inline]:
    if not text:
        return
    for number, part in enumerate(text.split("\n")):
        if number:
            yield Break()
        yield from _linked(_decoded(part), style)


def _linked(text: str, style: Run) -> Iterator[Inline]:
    """Runs of `text`; bare addresses become links."""
    place = 0
    for found in () if style.link else _BARE_ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)*_~=")
        if found.start() > place:
            yield replace(style, text=text[place : found.start()])
        yield replace(style, text=address, link=safe_address(address))
        place = found.start() + len(address)
    if text[place:]:
        yield replace(style, text=text[place:])


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: _seen(html.unescape(found[0])), text) if "&" in text else text


def _seen(text: str) -> str:
    return text if text.isprintable() or text == "\xa0" else "\ufffd"


def _trimmed(inlines: list[Inline]) -> Line:
    """A line without breaks and blanks at its ends, blanks beside breaks gone, equal runs joined."""
    line: list[Inline] = []
    for each in inlines:
        last = line[-1] if line else None
        if isinstance(each, Run):
            text = each.text.lstrip(" \t") if last is None or isinstance(last, Break) else each.text
            if not text:
                continue
            if isinstance(last, Run) and _style(last) == _style(each):
                line[-1] = replace(last, text=last.text + text)
            else:
                line.append(each if text == each.text else replace(each, text=text))
            continue
        if isinstance(each, Break):
            if last is None or isinstance(last, Break):
                continue
            _strip_end(line)
        line.append(each)
    while line and (isinstance(line[-1], Break) or (isinstance(line[-1], Run) and not line[-1].text.rstrip(" \t"))):
        line.pop()
    _strip_end(line)
    return tuple(line)


def _style(run: Run) -> tuple[bool, bool, bool, bool, bool, str]:
    return run.bold, run.italic, run.strike, run.marked, run.code, run.link


def _strip_end(line: list[Inline]) -> None:
    last = line[-1] if line else None
    if isinstance(last, Run) and last.text[-1] in " \t" and last.text.strip(" \t") and not last.code:
        line[-1] = replace(last, text=last.text.rstrip(" \t"))


def _paragraphs(inlines: list[Inline]) -> Iterator[Block]:
    """One paragraph, or several with the pictures between them on lines of their own."""
    words: list[Inline] = []
    for each in inlines:
        if isinstance(each, Inset):
            yield from _paragraph(words)
            words = []
            yield Picture(each.ref, each.caption, each.width)
        else:
            words.append(each)
    yield from _paragraph(words)


def _paragraph(words: list[Inline]) -> Iterator[Paragraph]:
    line = _trimmed(words)
    if line:
        yield Paragraph(line)
