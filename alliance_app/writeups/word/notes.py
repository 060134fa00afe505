"""Footnotes in Word: python-docx has none, so their part is written here. Source: ECMA-376 part 1, 17.11."""

from collections.abc import Callable, Iterable

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.records.markdown.block import Footnote
from alliance_app.writeups.word.xml import text_run, w

_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class WordNotes:
    """The footnotes of one document: numbered by Word, in the order they are referred to."""

    def __init__(self, paragraphs: Callable[[Footnote], Iterable[BaseOxmlElement]]) -> None:
        self._paragraphs = paragraphs
        self._root = w("footnotes")
        self._count = 0
        for kind, number in _SEPARATORS:
            self._root.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))

    def reference(self, note: Footnote) -> BaseOxmlElement:
        """The mark that stands in the text; the note itself goes to the foot of the page."""
        self._count += 1
        made = w("footnote", id=self._count)
        mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        for number, paragraph in enumerate(self._paragraphs(note)):
            if number == 0:
                paragraph[0].addnext(mark)
                mark.addnext(text_run(" "))
            made.append(paragraph)
        if not len(made):
            made.append(w("p", w("pPr", w("pStyle", val="FootnoteText")), mark))
        self._root.append(made)
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=self._count))

    def attach(self, document: WordDocument) -> None:
        """Put the notes into the package; nothing when there are none."""
        if not self._count:
            return
        main = document.part
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        named = w("footnotePr", *(w("footnote", id=number) for _kind, number in _SEPARATORS))
        compat = settings.find(qn("w:compat"))
        assert compat is not None
        compat.addprevious(named)
