"""What closes the text of a Word document: its attachments, its tags, its date."""

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.words import _
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.outline import Part
from alliance_app.writeups.word.xml import paragraph, text_run, w


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
