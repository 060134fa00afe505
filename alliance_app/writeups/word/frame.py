"""What stands around the text of a Word document: the table of contents before it, what closes it behind."""

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.words import _
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.outline import Part
from alliance_app.writeups.word.xml import field, paragraph, text_run, w


def contents(parts: Sequence[Part]) -> list[BaseOxmlElement]:
    """A table of contents that Word can bring up to date; until then it lists the titles."""
    begin = field('TOC \\h \\z \\t "Part Title,1"', "")
    entries = []
    for number, part in enumerate(parts):
        if part.within:
            continue
        link = w("hyperlink", text_run(" ".join(each for each in (part.mark, part.title) if each)))
        link.set(qn("w:anchor"), f"part{number}")
        entries.append(paragraph("TOC1", link))
    for element in reversed(begin[:3]):
        entries[0][0].addnext(element)
    entries[-1].append(begin[4])
    return [paragraph("TOCHeading", text_run(_("Contents"))), *entries]


def closing(part: Part, layout: Layout) -> list[BaseOxmlElement]:
    """The list of attachments, the tags, the date. Source: GB/T 9704-2012, 7.3.4 and 7.3.5."""
    made: list[BaseOxmlElement] = []
    if part.files:
        made += [paragraph("BodyText"), *_attachments(part.files, layout)]
    if part.tags:
        made.append(paragraph("Origin", text_run(_("Tags: ") + "、".join(part.tags))))
    if part.dated:
        made += [paragraph("BodyText"), paragraph("Date", text_run(part.dated))]
    for element in made[:-1]:
        hold_to_next(element)
    return made


def _attachments(files: Sequence[str], layout: Layout) -> Iterator[BaseOxmlElement]:
    """Each name on a line of its own; one that is longer goes on under its own first character."""
    label = "附件：" if layout.official else _("Attachments: ")
    em = layout.size * 20
    before = layout.indent + len(label) * (1 if layout.official else 0.5)
    number_room = 0 if len(files) == 1 else 1 if len(files) < 10 else 1.5
    for number, name in enumerate(files, 1):
        first, alone = number == 1, len(files) == 1
        hanging = number_room + (before - layout.indent if first else 0)
        place = w("ind", left=round((before + number_room) * em), hanging=round(hanging * em))
        words = name if alone else f"{number}.\t{name}"
        yield paragraph("Attachments", text_run(label + words if first else words), properties=(place,))


def hold_to_next(element: BaseOxmlElement) -> None:
    """Keep a paragraph on the page of the one behind it: nothing may stand on a page without words of the text."""
    if element.tag == qn("w:p") and element[0].find(qn("w:keepNext")) is None:
        element[0].insert(1, w("keepNext"))
