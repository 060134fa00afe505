"""Python-Markdown set up for these bodies: its block parser and inline patterns, without raw HTML, with our own few.

Everything it makes of a text is an element tree; `tree` reads blocks from that. The library's own HTML is
never used.
"""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ReferenceProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from alliance_app.records.markdown.lines import CODE_MARK, INDENT

# A paragraph may hold so many characters that could be markup, and so many times its length; more stays plain text.
MAX_MARKS = 1_500
MAX_WORK = 4_000_000
# So many cells may the tables of a body have: the rows of a wide one are short, and each gets all of its cells.
MAX_CELLS = 60_000
_MARKS = re.compile(r"[\[\]*_`!<=~\\&]")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".heic", ".tif", ".tiff")
_PIXELS = re.compile(r"[1-9][0-9]{0,3}(?:x[0-9]{1,4})?")
_FILE_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")


class Room:
    """How many more cells the tables of one body may have."""

    def __init__(self) -> None:
        self.cells = MAX_CELLS


class BodyParser:
    """One parser for one body or footnote.

    `codes` are the fenced codes the text points to, `labels` the footnotes there are; `room` is shared by a body and
    its footnotes.
    """

    def __init__(self, codes: list[tuple[str, str]], labels: frozenset[str], room: Room) -> None:
        self._markdown = markdown.Markdown(tab_length=INDENT)
        md = self._markdown
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in ("html", "entity", "automail"):
            md.inlinePatterns.deregister(name)
        md.treeprocessors.deregister("prettify")
        for extension in (SaneListExtension(), TableExtension()):
            extension.extendMarkdown(md)
        self._add_blocks(codes, room)
        self._add_patterns(labels)

    def tree(self, chunk: str) -> Element:
        """The element tree of one chunk. May raise what a parser raises on a text made to break it."""
        md = self._markdown
        root = md.parser.parseDocument(chunk.split("\n")).getroot()
        assert root is not None
        for processor in md.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def _add_blocks(self, codes: list[tuple[str, str]], room: Room) -> None:
        blocks = self._markdown.parser.blockprocessors
        blocks.register(_RoomyTable(self._markdown.parser, room), "table", 75)
        blocks.register(_FencedCode(self._markdown.parser, codes), "fenced", 110)
        blocks.register(_IndentedCode(self._markdown.parser), "code", 80)
        blocks.register(_SpacedHeading(self._markdown.parser), "hashheader", 70)
        blocks.register(_AddressReference(self._markdown.parser), "reference", 15)
        self._markdown.treeprocessors.register(_Bounds(self._markdown), "bounds", 30)

    def _add_patterns(self, labels: frozenset[str]) -> None:
        def note(found: re.Match[str]) -> Element | None:
            return Element("note", label=found[1]) if found[1] in labels else None

        patterns = self._markdown.inlinePatterns
        patterns.register(_Pattern(r"(!?)\[\[([^\[\]\n]{1,300})\]\]", _wiki), "wiki", 185)
        patterns.register(_Pattern(r"\[\^([^\]\s\[^]{1,60})\]", note), "note", 175)
        patterns.register(_Pattern(r"<([^<>\s@:]{1,64}@[^@<>\s]{1,250})>", _mail), "automail", 110)
        patterns.register(SubstituteTagInlineProcessor(r"\\\n|<br ?/?>", "br"), "break", 182)
        patterns.register(_Pattern(r"_{4,}|\*{4,}|~{3,}|={3,}", _as_typed), "blank", 65)
        delimiters = self._markdown.delimiters
        assert delimiters is not None
        delimiters.add("~", "del", double=True)
        delimiters.add("=", "mark", double=True)


class _FencedCode(BlockProcessor):
    """A code taken out by the first pass, put back as it was."""

    _MARK = re.compile(rf"\s*{CODE_MARK}(\d+){CODE_MARK}\s*")

    def __init__(self, parser: markdown.blockparser.BlockParser, codes: list[tuple[str, str]]) -> None:
        super().__init__(parser)
        self._codes = codes

    def test(self, parent: Element, block: str) -> bool:
        found = self._MARK.fullmatch(block)
        in_item = parent.tag == "li" or not block.startswith(" ")
        return bool(found) and in_item

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = self._MARK.fullmatch(blocks.pop(0))
        assert found is not None
        text, language = self._codes[int(found[1])]
        code = SubElement(parent, "pre", language=language)
        code.text = AtomicString(text)


class _IndentedCode(BlockProcessor):
    """Code set in by four spaces, outside lists."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("    ") and parent.tag == "div"

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = "\n".join(line.removeprefix("    ") for line in blocks.pop(0).rstrip().split("\n"))
        before = self.lastChild(parent)
        if before is not None and before.tag == "pre" and before.get("indented"):
            before.text = AtomicString(f"{before.text}\n\n{text}")
            return
        code = SubElement(parent, "pre", indented="yes")
        code.text = AtomicString(text)


class _RoomyTable(TableProcessor):
    """A table, while there is room for its cells; after that its lines are text."""

    def __init__(self, parser: markdown.blockparser.BlockParser, room: Room) -> None:
        super().__init__(parser, {"use_align_attribute": True})
        self._room = room

    def test(self, parent: Element, block: str) -> bool:
        block = block.rstrip("\n")  # the last of a body ends with one, which would be a row without a bar
        cells = (block.partition("\n")[0].count("|") + 1) * (block.count("\n") + 1)
        if cells > self._room.cells or not super().test(parent, block):
            return False
        self._room.cells -= cells
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks[0] = blocks[0].rstrip("\n")
        super().run(parent, blocks)


class _SpacedHeading(HashHeaderProcessor):
    """A heading needs a space after its #, so that #tag and C# stay what they are."""

    RE = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<header>\S(?:[^\n]*?\S)?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


class _AddressReference(ReferenceProcessor):
    """`[name]: address` is a definition only with an address behind it; `[主席]: 大家好` is what somebody said."""

    RE = re.compile(
        r"^[ ]{0,3}\[([^\[\]]*)\]:[ ]*(?:\n[ ]*)?(<?(?:https?:|mailto:|attachment:|\.{0,2}/|#)[^\s]*)[ ]*"
        r"(?:\n[ ]*)?(([\"'])(.*)\4[ ]*|\((.*)\)[ ]*)?$",
        re.MULTILINE,
    )


class _Bounds(Treeprocessor):
    """Text without markup, or with so much that it could keep the inline patterns busy for long, is marked as plain."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and _plain(element.tail):
                element.tail = AtomicString(element.tail)


def _plain(text: str) -> bool:
    if isinstance(text, AtomicString):
        return False
    marks = len(_MARKS.findall(text))
    return not marks or marks > MAX_MARKS or marks * len(text) > MAX_WORK


class _Pattern(InlineProcessor):
    """An inline pattern; `make` turns a match into an element or a text, None to leave it as it stands."""

    def __init__(self, pattern: str, make: Callable[[re.Match[str]], Element | str | None]) -> None:
        super().__init__(pattern)
        self._make = make

    # `Any`: the library calls this with two arguments here, with one in the class above, and returns other things.
    def handleMatch(self, m: re.Match[str], data: str = "") -> Any:  # noqa: N802
        made = self._make(m)
        return (None, None, None) if made is None else (made, m.start(0), m.end(0))


def _wiki(found: re.Match[str]) -> Element:
    """`[[Title#heading|shown]]`, `![[picture.png|300]]`."""
    target, _bar, shown = found[2].replace("\\|", "|").partition("|")
    target, shown = target.strip(), shown.strip()
    name = target.partition("#")[0].casefold()
    if found[1] and name.endswith(PICTURE_ENDINGS):
        if _PIXELS.fullmatch(shown):
            return Element("img", src=target, alt="", width=shown.partition("x")[0])
        return Element("img", src=target, alt=shown)
    if found[1] and _FILE_ENDING.search(name):
        made = Element("a", href=f"attachment:{target}")
    else:
        made = Element("wiki", target=target)
    made.text = AtomicString(shown or target)
    return made


def _mail(found: re.Match[str]) -> Element:
    """`<name@place>`, without the entities the library hides addresses in."""
    made = Element("a", href=f"mailto:{found[1]}")
    made.text = AtomicString(found[1])
    return made


def _as_typed(found: re.Match[str]) -> str:
    """`姓名：______`: a line to write on, no emphasis."""
    return found[0]
