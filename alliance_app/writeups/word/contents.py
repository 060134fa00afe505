"""The table of contents of a Word file: a TOC field, filled.

Word works a table of contents out only when somebody asks it to, or asks whether it may when the file is opened, which
frightens people. So each entry carries the page that typst sets it on, in a PAGEREF field of its own; Word and
LibreOffice put their own number there when fields are brought up to date or printed.
"""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.word.xml import field, paragraph, text_run, w


def contents(writeup: Writeup) -> list[BaseOxmlElement]:
    """A paragraph for each part that stands for itself, with its page; all of them one TOC field."""
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
    return made


def _pages(writeup: Writeup) -> dict[int, int]:
    """The page of each part that the contents name, by its number; 0 where the pages cannot be set."""
    from alliance_app.writeups.pdf import part_pages

    named = [number for number, part in enumerate(writeup.parts) if not part.within]
    try:
        pages = part_pages(writeup)
    except CannotTypeset:
        pages = ()
    return dict(zip(named, (*pages, *[0] * len(named)), strict=False))
