"""The one reading of a Markdown body: blocks for Word, PDF and preview, HTML, links and plain words.

Source of the dialect: Python-Markdown, with tables, task lists, footnotes, strikethrough, highlights, `[[links]]` and
Obsidian's `![[pictures]]`. A new line is a new line. Raw HTML is text. Nothing here raises on any text.

The parser is loaded when the first body is read: a library opens, and is written, without it.
"""

from typing import TYPE_CHECKING

from alliance_app.records.markdown_text import WikiLink, plain_text, wiki_links, without_code

if TYPE_CHECKING:
    from alliance_app.records.markdown.block import Block
    from alliance_app.records.markdown.html import Resolve

__all__ = ["WikiLink", "blocks", "plain_text", "to_html", "visible_text", "wiki_links", "without_code"]


def to_html(body: str, *, picture: "Resolve", link: "Resolve") -> str:
    """A body as sanitised HTML, for any viewer.

    `picture(reference)` gives a picture's source, `link(title)` (or `link("attachment:<name>")`) an address; None where
    there is none. Only http, https, mailto, record:, attachment: and inline pictures pass.
    """
    from alliance_app.records.markdown.html import html_of

    return html_of(blocks(body), picture, link)


def blocks(body: str) -> "tuple[Block, ...]":
    """A body as blocks, its footnotes last. Characters behind the first 1,500,000 become plain paragraphs."""
    from alliance_app.records.markdown.reading import read

    return read(body)


def visible_text(body: str) -> str:
    """Every visible character of a body, one paragraph, item or row a line."""
    from alliance_app.records.markdown.block import text_of

    return text_of(blocks(body))
