"""Blocks as HTML: everything escaped here, and sanitised once more by nh3 before anyone sees it."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

import nh3

from alliance_app.records.markdown.block import (
    Block,
    Break,
    Code,
    Footnote,
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

Resolve = Callable[[str], str | None]

_TAGS = {
    "a",
    "blockquote",
    "br",
    "caption",
    "code",
    "del",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
_ATTRIBUTES = {
    "a": {"href", "id", "class"},
    "img": {"src", "alt", "width", "class"},
    "li": {"id", "class"},
    "ol": {"start", "class"},
    "td": {"align"},
    "th": {"align"},
    "code": {"class"},
    "section": {"class"},
    "span": {"class"},
    "sup": {"id", "class"},
}
_ADDRESS = re.compile(r"https?://[^/\\?#]|mailto:|record:|attachment:|#", re.IGNORECASE)
_SOURCE = re.compile(r"data:image/(?:png|jpeg|gif|webp|bmp);base64,|attachment:|record:|thumbnail:", re.IGNORECASE)


def _allowed(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if _ADDRESS.match(value) else None
    if attribute == "src":
        return value if _SOURCE.match(value) else None
    return value


# Relative addresses pass nh3 only so that `_allowed` can keep "#note" and drop //host, \\host\share and paths.
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed,
    link_rel="noopener noreferrer nofollow",
    url_schemes={"http", "https", "mailto", "record", "attachment", "thumbnail", "data"},
    url_relative="pass_through",
)


def sanitised(text: str) -> str:
    """HTML with nothing active in it: no scripts, no styles, no address but http, https, mailto, record, attachment."""
    return _CLEANER.clean(text)


def html_of(blocks: Iterable[Block], picture: Resolve, link: Resolve, *, heading: int = 0, prefix: str = "") -> str:
    """Blocks as sanitised HTML.

    `picture` gives the source of a picture's reference (a data: image, or attachment:/record:/thumbnail:), None when it
    is not there; `link` the address of a record's title or of `attachment:<name>`. `heading` is added to the headings'
    levels, `prefix` to footnote names, so that several bodies fit on one page.
    """
    return sanitised("".join(_Writer(picture, link, heading, prefix).flow(blocks)))


class _Writer:
    def __init__(self, picture: Resolve, link: Resolve, heading: int, prefix: str) -> None:
        self._picture, self._link, self._heading, self._prefix = picture, link, heading, prefix

    def flow(self, blocks: Iterable[Block]) -> Iterator[str]:
        notes: list[Footnote] = []
        for block in blocks:
            if isinstance(block, Footnote):
                notes.append(block)
            else:
                yield from self._block(block)
                yield "\n"
        if notes:
            yield '<section class="footnotes"><hr><ol>'
            for note in notes:
                name = f"{self._prefix}{note.number}"
                yield f'<li id="fn{name}">' + "".join(self.flow(note.blocks))
                yield f'<a class="back" href="#fnref{name}">↩</a></li>'
            yield "</ol></section>\n"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                level = min(6, block.level + self._heading)
                yield f"<h{level}>{self.line(block.line)}</h{level}>"
            case Paragraph():
                yield f"<p>{self.line(block.line)}</p>"
            case ListBlock():
                yield from self._list(block)
            case TableBlock():
                yield from self._table(block)
            case Quote():
                yield "<blockquote>"
                yield from self.flow(block.blocks)
                yield "</blockquote>"
            case Code():
                named = f' class="language-{escape(block.language)}"' if block.language else ""
                yield f"<pre><code{named}>{escape(block.text)}\n</code></pre>"
            case Picture():
                yield from self._figure(block)
            case Rule():
                yield "<hr>"
            case Footnote():
                pass

    def _list(self, block: ListBlock) -> Iterator[str]:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        yield f"<{tag}{start}>"
        for item in block.items:
            yield from self._item(item)
        yield f"</{tag}>"

    def _item(self, item: ListItem) -> Iterator[str]:
        box = "" if item.done is None else ("☑ " if item.done else "☐ ")
        yield "<li>" if item.done is None else f'<li class="task{" done" if item.done else ""}">'
        first, rest = (item.blocks[:1], item.blocks[1:])
        if first and isinstance(first[0], Paragraph):
            # A short item is a line, not a paragraph of its own.
            yield box + self.line(first[0].line)
            yield from self.flow(rest)
        else:
            yield box
            yield from self.flow(item.blocks)
        yield "</li>"

    def _table(self, block: TableBlock) -> Iterator[str]:
        yield f"<table><caption>{escape(block.caption)}</caption>" if block.caption else "<table>"
        yield "<thead>"
        yield self._row("th", block.head, block.align)
        yield "</thead><tbody>"
        for row in block.rows:
            yield self._row("td", row, block.align)
        yield "</tbody></table>"

    def _row(self, tag: str, cells: tuple[Line, ...], align: tuple[str, ...]) -> str:
        made = []
        for cell, side in zip(cells, align, strict=True):
            aligned = f' align="{side}"' if side else ""
            made.append(f"<{tag}{aligned}>{self.line(cell)}</{tag}>")
        return f"<tr>{''.join(made)}</tr>"

    def _figure(self, block: Picture) -> Iterator[str]:
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        yield f"<figure>{self._image(block.ref, block.caption, block.width)}{caption}</figure>"

    def _image(self, ref: str, caption: str, width: int | None) -> str:
        source = self._picture(ref)
        if source is None:
            return f'<span class="missing">[{escape(caption or ref)}]</span>'
        size = f' width="{width}"' if width else ""
        return f'<img src="{escape(source)}" alt="{escape(caption or ref)}"{size}>'

    def line(self, line: Line) -> str:
        """The HTML of a line."""
        return "".join(self._inline(each) for each in line)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Break():
                return "<br>\n"
            case Inset():
                return self._image(inline.ref, inline.caption, inline.width)
            case NoteMark():
                name = f"{self._prefix}{inline.number}"
                return f'<sup id="fnref{name}"><a href="#fn{name}">{inline.number}</a></sup>'
            case Run():
                return self._run(inline)

    def _run(self, run: Run) -> str:
        text = escape(run.text)
        wanted = (run.code, run.bold, run.italic, run.strike, run.marked)
        for tag, so in zip(("code", "strong", "em", "del", "mark"), wanted, strict=True):
            text = f"<{tag}>{text}</{tag}>" if so else text
        if not run.link:
            return text
        inward = run.link.startswith(("record:", "attachment:"))
        address = self._link(run.link.removeprefix("record:")) if inward else run.link
        if address is None:
            return f'<span class="missing">{text}</span>'
        return f'<a href="{escape(address)}">{text}</a>'
