"""A document as Word: real styles, lists, tables, footnotes, pictures; by python-docx."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

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
    lines_of,
    split_at_breaks,
    text_of,
)
from alliance_app.words import _
from alliance_app.writeups.outline import Part, Writeup
from alliance_app.writeups.sizes import inset_size, picture_size
from alliance_app.writeups.word.captions import caption
from alliance_app.writeups.word.contents import contents
from alliance_app.writeups.word.frame import closing, hold_to_next
from alliance_app.writeups.word.notes import WordNotes
from alliance_app.writeups.word.package import LEVELS, empty_document, list_indent
from alliance_app.writeups.word.tables import facts_table, table, table_gap
from alliance_app.writeups.word.xml import paragraph, text_run, w


def word_bytes(writeup: Writeup) -> bytes:
    """The document as the bytes of a .docx file."""
    return _Word(writeup).made()


class _Word:
    """One Word document on its way."""

    def __init__(self, writeup: Writeup) -> None:
        self._writeup = writeup
        self._layout = writeup.layout
        self._document: WordDocument = empty_document(writeup.layout)
        self._body = self._document.element.body
        self._notes = WordNotes(self._note_paragraphs)
        self._note_texts: dict[str, Footnote] = {}
        self._lists = 1
        self._shapes = 0
        self._in_note = False

    def made(self) -> bytes:
        if self._writeup.contents:
            self._add(*contents(self._writeup))
        for number, part in enumerate(self._writeup.parts):
            self._part(part, number)
        self._notes.attach(self._document)
        self._describe()
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _describe(self) -> None:
        writeup, properties = self._writeup, self._document.core_properties
        moment = datetime.fromisoformat(writeup.created).astimezone(UTC).replace(tzinfo=None)
        properties.title = writeup.title[:255]
        properties.author = properties.last_modified_by = writeup.author[:255]
        properties.keywords = "、".join(writeup.keywords)[:255]
        properties.language = "zh-CN"
        properties.created = properties.modified = moment

    def _add(self, *elements: BaseOxmlElement) -> None:
        section = self._body[-1]
        for element in elements:
            section.addprevious(element)

    def _part(self, part: Part, number: int) -> None:
        self._note_texts = {block.label: block for block in part.blocks if isinstance(block, Footnote)}
        new_page = (w("pageBreakBefore"),) if part.new_page else ()
        if part.mark and part.within:
            part = replace(part, title=f"{part.mark}　{part.title}")
        elif part.mark:
            self._add(paragraph("Mark", text_run(part.mark), properties=new_page), paragraph("Mark"))
            new_page = ()
        named = (w("bookmarkStart", id=number + 1, name=f"part{number}"), w("bookmarkEnd", id=number + 1))
        whole = number == 0 and not self._writeup.contents
        style = "Heading1" if part.within else "Title" if whole else "PartTitle"
        self._add(paragraph(style, named[0], text_run(part.title), named[1], properties=new_page))
        if part.subtitle:
            kept = (w("keepNext"),) if part.within else ()
            self._add(paragraph("Origin" if part.within else "Subtitle", text_run(part.subtitle), properties=kept))
        elif self._layout.official:
            self._add(paragraph("BodyText"))
        self._particulars(part)
        self._add(*self._flow(block for block in part.blocks if not isinstance(block, Footnote)))
        self._unreferenced(part)
        self._close(part)

    def _close(self, part: Part) -> None:
        """What stands below the text, and keeps its last words on its page."""
        closed = closing(part, self._layout)
        if closed:
            hold_to_next(self._body[-2])
        self._add(*closed)

    def _particulars(self, part: Part) -> None:
        width = self._layout.text_width
        if part.facts:
            self._add(facts_table(part.facts, width), table_gap())
        for grid in part.grids:
            self._add(paragraph("TableTitle", text_run(grid.label)))
            self._add(table(grid.table, self._layout, self._runs), table_gap())
        if part.abstract:
            label = text_run(_("Abstract: "), w("b"))
            self._add(paragraph("Abstract", label, text_run(part.abstract)))

    def _flow(self, blocks: Iterable[Block], style: str = "BodyText", level: int = -1) -> Iterator[BaseOxmlElement]:
        for block in blocks:
            yield from self._block(block, style, level)

    def _block(self, block: Block, style: str, level: int) -> Iterator[BaseOxmlElement]:
        """`level`: how deep in lists the block stands, -1 for not at all."""
        match block:
            case Heading():
                yield paragraph(f"Heading{min(block.level, 6)}", *self._runs(block.line), properties=_room(block.line))
            case Paragraph():
                yield from self._paragraph(block.line, style, level)
            case ListBlock():
                yield from self._list(block, level + 1, style)
            case TableBlock():
                yield from self._table(block)
            case Quote():
                yield from self._flow(block.blocks, "Quote", level)
            case Code():
                yield paragraph("Code", text_run(block.text), properties=self._set_in(level))
            case Picture():
                yield from self._figure(block)
            case Rule():
                yield paragraph("Rule")
            case Footnote():
                pass

    def _paragraph(self, line: Line, style: str, level: int) -> Iterator[BaseOxmlElement]:
        """In an official document a new line is a paragraph of its own, set in as all are."""
        apart = level < 0 and self._layout.official
        for each in split_at_breaks(line) if apart else [line]:
            yield paragraph(style, *self._runs(each), properties=(*_room(each), *self._set_in(level, style)))

    def _set_in(self, level: int, style: str = "") -> tuple[BaseOxmlElement, ...]:
        """Under the text of the list it stands in; a quote deeper still."""
        if level < 0:
            return ()
        left, _hanging = list_indent(self._layout, min(level, LEVELS - 1))
        deeper = round(self._layout.size * 40) if style == "Quote" else 0
        return (w("ind", left=left + deeper, firstLine=0, firstLineChars=0),)

    def _list(self, block: ListBlock, level: int, style: str) -> Iterator[BaseOxmlElement]:
        kept = min(level, LEVELS - 1)
        number = self._new_count(kept, block.start) if block.ordered else 1
        for item in block.items:
            yield from self._item(item, number, kept, style)

    def _item(self, item: ListItem, number: int, level: int, style: str) -> Iterator[BaseOxmlElement]:
        left, hanging = list_indent(self._layout, level)
        first = item.blocks[0] if item.blocks else None
        line: Line = first.line if isinstance(first, Paragraph) else ()
        rest = item.blocks[1:] if isinstance(first, Paragraph) else item.blocks
        if item.done is None:
            properties = (w("numPr", w("ilvl", val=level), w("numId", val=number)),)
            yield paragraph("ListParagraph", *self._runs(line), properties=properties)
        else:
            box = text_run("☑ " if item.done else "☐ ")
            hung = (w("ind", left=left, hanging=hanging),)
            yield paragraph("ListParagraph", box, *self._runs(line), properties=hung)
        yield from self._flow(rest, "Quote" if style == "Quote" else "ListParagraph", level)

    def _new_count(self, level: int, start: int) -> int:
        """A list that counts for itself, from `start`."""
        self._lists += 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        numbering = self._document.part.numbering_part.element
        numbering.append(w("num", w("abstractNumId", val=1), override, numId=self._lists))
        return self._lists

    def _table(self, block: TableBlock) -> Iterator[BaseOxmlElement]:
        yield caption(block) if block.caption else table_gap()
        yield table(block, self._layout, self._runs)
        yield table_gap()

    def _figure(self, block: Picture) -> Iterator[BaseOxmlElement]:
        picture = self._writeup.pictures[block.ref]
        width, height = picture_size(picture, self._layout, block.width)
        yield paragraph("Figure", self._drawing(block.ref, block.caption, width, height))
        if block.caption:
            yield caption(block)

    def _drawing(self, ref: str, caption: str, width: float, height: float) -> BaseOxmlElement:
        relation, image = self._document.part.get_or_add_image(io.BytesIO(self._writeup.pictures[ref].data))
        self._shapes += 1  # python-docx would look through the whole document for the next number
        inline = CT_Inline.new_pic_inline(self._shapes, relation, f"image.{image.ext}", Pt(width), Pt(height))
        inline.docPr.set("descr", self._writeup.pictures[ref].alt or caption)
        return w("r", w("drawing", inline))

    def _runs(self, line: Line) -> list[BaseOxmlElement]:
        return [element for each in line for element in self._inline(each)]

    def _inline(self, inline: Inline) -> Iterator[BaseOxmlElement]:
        match inline:
            case Run():
                yield self._run(inline)
            case Break():
                yield w("r", w("br"))
            case NoteMark():
                note = self._note_texts.get(inline.label)
                if note is not None and not self._in_note:
                    yield self._notes.reference(note)
            case Inset():
                if self._in_note:
                    yield text_run(inline.caption)
                else:
                    width, height = inset_size(self._writeup.pictures[inline.ref], inline.width)
                    yield self._drawing(inline.ref, inline.caption, width, height)

    def _run(self, run: Run) -> BaseOxmlElement:
        linked = bool(run.link) and not self._in_note
        styles = [("b", run.bold), ("i", run.italic), ("strike", run.strike)]
        properties = [w(name) for name, wanted in styles if wanted]
        if run.marked:
            properties.append(w("highlight", val="yellow"))
        made = text_run(run.text, *properties, style="Hyperlink" if linked else "CodeCharacter" if run.code else "")
        if not linked:
            return made
        relation = self._document.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", made)
        link.set(qn("r:id"), relation)
        return link

    def _note_paragraphs(self, note: Footnote) -> Iterator[BaseOxmlElement]:
        """A footnote's text, line by line: a note holds neither lists nor pictures here."""
        self._in_note = True
        try:
            for line in lines_of(note.blocks):
                yield paragraph("FootnoteText", *self._runs(line))
        finally:
            self._in_note = False

    def _unreferenced(self, part: Part) -> None:
        """Footnotes no mark points to: they stand below the text, so that nothing is lost."""
        marks = {each.label for line in lines_of(part.blocks) for each in line if isinstance(each, NoteMark)}
        for label, note in self._note_texts.items():
            if label not in marks:
                self._add(paragraph("FootnoteText", text_run(f"[{label}] {text_of(note.blocks)}")))


def _room(line: Line) -> tuple[BaseOxmlElement, ...]:
    """A line with a picture in it grows with it, where lines are else of one height."""
    holds = any(isinstance(each, Inset) for each in line)
    return (w("spacing", line=240, lineRule="auto"),) if holds else ()
