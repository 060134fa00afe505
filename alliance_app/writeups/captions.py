"""Captions numbered through a document: 图 1　…, 表 1　…. A table's caption is the line `表：…` above it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from alliance_app.records.markdown import blocks, without_code
from alliance_app.records.markdown.block import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    TableBlock,
    mapped,
    text_of_line,
)
from alliance_app.words import _

_TABLE_LINE = re.compile(r"\s*(?:表|表格|Table)\s*[：:]\s*(\S.*)", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"\s*(?:图|表|Figure|Table)\s*[（(]?\d", re.IGNORECASE)


@dataclass(slots=True)
class Captions:
    """Counts pictures and tables as they come. Those without a caption have no number."""

    pictures: int = 0
    tables: int = 0

    def numbered(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Blocks whose captions say their numbers; one that has a number of its own keeps it, and is counted."""
        return tuple(self._numbered(list(blocks)))

    def _numbered(self, blocks: list[Block]) -> Iterator[Block]:
        for place, block in enumerate(blocks):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            before = blocks[place - 1] if place else None
            match block:
                case Picture() if block.caption:
                    yield self._picture(block)
                case Paragraph() if isinstance(after, TableBlock) and table_caption(block):
                    pass
                case TableBlock():
                    yield self._table(block, table_caption(before) if isinstance(before, Paragraph) else "")
                case ListBlock():
                    yield replace(block, items=tuple(self._item(each) for each in block.items))
                case Quote():
                    yield replace(block, blocks=self.numbered(block.blocks))
                case _:
                    yield block

    def _item(self, item: ListItem) -> ListItem:
        return replace(item, blocks=self.numbered(item.blocks))

    def _picture(self, block: Picture) -> Picture:
        self.pictures += 1
        if _OWN_NUMBER.match(block.caption):
            return block
        return replace(block, caption=f"{figure_label(self.pictures)}　{block.caption}", number=self.pictures)

    def _table(self, block: TableBlock, caption: str) -> TableBlock:
        if not caption:
            return block
        self.tables += 1
        return replace(block, caption=f"{table_label(self.tables)}　{caption}", number=self.tables)


def numbered_source(body: str, shown: Callable[[str], bool]) -> str:
    """Markdown whose captions say the numbers they have in print; `shown`: whether the picture of a reference is."""
    seen, place = without_code(body), 0
    made: list[str] = []
    for block in _captioned(Captions().numbered(_without(blocks(body), shown))):
        label, _space, words = block.caption.partition("　")
        line = r"^[ \t>]*(?P<said>(?:表|表格|Table)\s*[：:]\s*{words})[ \t]*$"
        picture = r"!(?:\[|\[\[[^\[\]\n|]+\|)(?P<said>{words})(?=\]\(|\]\])"
        pattern = (line if isinstance(block, TableBlock) else picture).replace("{words}", re.escape(words))
        found = re.compile(pattern, re.MULTILINE | re.IGNORECASE).search(seen, place)
        if found:
            made += [body[place : found.start("said")], f"{label}　{words}"]
            place = found.end("said")
    return "".join([*made, body[place:]])


def _captioned(found: Iterable[Block]) -> Iterator[Picture | TableBlock]:
    """The pictures and tables that have a number, in order."""
    for block in found:
        match block:
            case Picture() | TableBlock() if block.number:
                yield block
            case ListBlock():
                yield from _captioned(inside for item in block.items for inside in item.blocks)
            case Quote():
                yield from _captioned(block.blocks)
            case _:
                pass


def _without(found: tuple[Block, ...], shown: Callable[[str], bool]) -> tuple[Block, ...]:
    """Blocks with words in the place of pictures that are not here."""
    missing = Paragraph((Run("—"),))
    return mapped(
        found, lambda line: line, lambda leaf: missing if isinstance(leaf, Picture) and not shown(leaf.ref) else leaf
    )


def table_caption(block: Paragraph) -> str:
    """The caption a line above a table gives it; "" for any other line."""
    found = _TABLE_LINE.fullmatch(text_of_line(block.line))
    return found[1].strip() if found else ""


def figure_label(number: int) -> str:
    """图 1"""
    return _("Figure {number}").format(number=number)


def table_label(number: int) -> str:
    """表 1"""
    return _("Table {number}").format(number=number)
