"""The table of contents of a Word file: a TOC field, filled.

Word works a table of contents out only when somebody asks it to, or asks whether it may when the file is opened, which
frightens people. So each entry carries the page it has in the PDF of the same document, in a PAGEREF field of its own;
Word and LibreOffice put their own number there when fields are brought up to date.
"""

import base64
import io
from dataclasses import replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.words import _
from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.word.xml import field, paragraph, text_run, w

# The smallest picture there is: where only the pages count, any picture takes the room it was given.
_SPECK = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def contents(writeup: Writeup) -> list[BaseOxmlElement]:
    """The heading, and a paragraph for each part that stands for itself, with its page; all of them one TOC field."""
    edge = round(writeup.layout.text_width * 20)
    made = []
    for number, page in _pages(writeup).items():
        part = writeup.parts[number]
        link = w("hyperlink", text_run(" ".join(each for each in (part.mark, part.title) if each)))
        link.set(qn("w:anchor"), f"part{number}")
        if page:
            link.append(w("r", w("tab")))
            link.extend(field(f"PAGEREF part{number} \\h", str(page)))
        dots = w("tabs", w("tab", val="right", leader="dot", pos=edge))
        made.append(paragraph("TOC1", link, properties=(dots,)))
    begin = field('TOC \\h \\z \\t "Part Title,1"', "")
    for element in reversed(begin[:3]):
        made[0][0].addnext(element)
    made[-1].append(begin[4])
    return [paragraph("TOCHeading", text_run(_("Contents"))), *made]


def _pages(writeup: Writeup) -> dict[int, int]:
    """The page of each part that the contents name, by its number; 0 where the pages cannot be set."""
    named = [number for number, part in enumerate(writeup.parts) if not part.within]
    return dict(zip(named, (*_bookmarked(writeup), *[0] * len(named)), strict=False))


def _bookmarked(writeup: Writeup) -> list[int]:
    """The pages of the PDF's outermost bookmarks: those are the parts."""
    from pypdf import PdfReader

    from alliance_app.writeups.pdf import pdf_of

    hollow = {key: replace(picture, data=_SPECK, kind="png") for key, picture in writeup.pictures.items()}
    try:
        reader = PdfReader(io.BytesIO(pdf_of(replace(writeup, pictures=hollow)).data))
    except CannotTypeset:
        return []
    return [
        (reader.get_destination_page_number(each) or 0) + 1 for each in reader.outline if not isinstance(each, list)
    ]
