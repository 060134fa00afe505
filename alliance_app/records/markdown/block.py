"""The tree a Markdown body is read into: frozen blocks of flat, styled runs. Shared by preview, Word, PDF and HTML."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style.

    `link`: "" or where it leads: an http, https or mailto address, `attachment:<name or sha256>`, or `record:<title>`
    with `#<heading>` behind it. Nothing else ever stands there.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    marked: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place a footnote belongs to. `number` counts from 1 in reading order."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture inside a heading, a table cell or a link's text. See Picture."""

    ref: str
    caption: str = ""
    width: int | None = None


Inline = Run | Break | NoteMark | Inset
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 to 6."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    line: Line


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. `done`: None where it is no task."""

    blocks: "tuple[Block, ...]"
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; an ordered one counts from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with one header row. `align`: "left", "center", "right" or "" for each column; rows are as long as it.

    `caption` and its `number` are given to it in a document, see writeups; in a body it has none.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: tuple[str, ...]
    caption: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Text shown as it was typed."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on its own line. `ref` is for `Record.attachment`; `width` in pixels, None for its own.

    `number`: what its caption says in a document, 0 for none.
    """

    ref: str
    caption: str = ""
    width: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote; they stand at the end of a body, by number."""

    label: str
    number: int
    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | ListBlock | TableBlock | Quote | Code | Picture | Rule | Footnote


def text_of_line(line: Line) -> str:
    """The words of a line; a line break is a newline."""
    return "".join(_inline_text(each) for each in line)


def text_of(blocks: Iterable[Block]) -> str:
    """Every visible character of `blocks`, one paragraph, item or row a line."""
    return "\n".join(_lines(blocks))


def split_at_breaks(line: Line) -> list[Line]:
    """A line as the lines between its breaks, empty ones left out."""
    lines: list[list[Inline]] = [[]]
    for each in line:
        if isinstance(each, Break):
            lines.append([])
        else:
            lines[-1].append(each)
    return [tuple(each) for each in lines if each]


def with_text(line: Line, text: str) -> Line:
    """`line` saying `text`, which must be as long as its runs together: each run keeps its style and its length."""
    changed: list[Inline] = []
    place = 0
    for each in line:
        if isinstance(each, Run):
            changed.append(replace(each, text=text[place : place + len(each.text)]))
            place += len(each.text)
        else:
            changed.append(each)
    return tuple(changed)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of `blocks`: cells and footnotes too, a code's text and a picture's caption as lines of their own."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.line
            case ListBlock():
                yield from lines_of(inside for item in block.items for inside in item.blocks)
            case TableBlock():
                yield from [(Run(block.caption),)] if block.caption else []
                yield from (cell for row in (block.head, *block.rows) for cell in row)
            case Quote() | Footnote():
                yield from lines_of(block.blocks)
            case Code():
                yield (Run(block.text, code=True),)
            case Picture() if block.caption:
                yield (Run(block.caption),)
            case _:
                pass


def mapped(
    blocks: Iterable[Block], line: Callable[[Line], Line], leaf: Callable[[Block], Block] = lambda block: block
) -> "tuple[Block, ...]":
    """`blocks` with every line changed by `line`, every Code, Picture and Rule by `leaf`."""
    return tuple(_mapped(block, line, leaf) for block in blocks)


def _mapped(block: Block, line: Callable[[Line], Line], leaf: Callable[[Block], Block]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, line=line(block.line))
        case ListBlock():
            items = tuple(replace(item, blocks=mapped(item.blocks, line, leaf)) for item in block.items)
            return replace(block, items=items)
        case TableBlock():
            rows = tuple(tuple(line(cell) for cell in row) for row in block.rows)
            return replace(block, head=tuple(line(cell) for cell in block.head), rows=rows)
        case Quote() | Footnote():
            return replace(block, blocks=mapped(block.blocks, line, leaf))
        case _:
            return leaf(block)


def _inline_text(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case Break():
            return "\n"
        case Inset():
            return inline.caption
        case NoteMark():
            return ""


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield text_of_line(block.line)
        case ListBlock():
            yield from _lines(inside for item in block.items for inside in item.blocks)
        case TableBlock():
            yield from [block.caption] if block.caption else []
            yield from ("\t".join(text_of_line(cell) for cell in row) for row in (block.head, *block.rows))
        case Quote() | Footnote():
            yield from _lines(block.blocks)
        case Code():
            yield block.text
        case Picture():
            yield block.caption
        case Rule():
            pass
