"""The self-assessment form in Word: A4 across, one table whose heading row repeats, nothing cut at a page's end."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from alliance_app.assessing.form import Form, FormLine, headings, joined, labelled
from alliance_app.words import _
from alliance_app.writeups.layouts import PLAIN
from alliance_app.writeups.word.package import empty_document
from alliance_app.writeups.word.tables import table_gap
from alliance_app.writeups.word.xml import paragraph, text_run, twips, w

# millimetres of the columns of `headings()`
_WIDTHS = (17, 45, 18, 16, 16, 16, 18, 19, 14, 12, 50, 34)
_COLUMNS = len(_WIDTHS)
_LEFT = (1, 10, 11)  # columns of running text, from 0
_EXTRA = (17, 133, 20, 20, 85)
_WASH, _DEEPER = "F7F5F2", "EDE9E3"
_ACROSS = replace(PLAIN, top=15, bottom=15, left=11, right=11, small=9, size=10.5, title=replace(PLAIN.title, size=16))


def document_bytes(form: Form, author: str, moment: str) -> bytes:
    """The form as the bytes of a .docx file. `moment`: when it was made, ISO, UTC."""
    document = empty_document(_ACROSS)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    body = document.element.body
    for element in _content(form):
        body[-1].addprevious(element)
    _describe(document, form.title, author, moment)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _content(form: Form) -> list[BaseOxmlElement]:
    facts = "　　".join(labelled(label, text) for label, text in form.facts)
    result = "　　".join(labelled(label, text) for label, text in form.result)
    return [
        paragraph("Title", text_run(form.title)),
        _plain(facts),
        _indicators(form),
        table_gap(),
        _extras(form),
        table_gap(),
        _plain(result, w("b")),
        *([_plain(_("For the next star: {what}").format(what=joined(form.lacking)))] if form.lacking else []),
        _signatures(form),
        table_gap(),
        _plain(form.says),
    ]


def _indicators(form: Form) -> BaseOxmlElement:
    made = _frame(_WIDTHS)
    made.append(_row([_cell(text, each, "center", bold=True) for text, each in _fitted(headings())], repeated=True))
    for cls in form.classes:
        made.append(_band(cls.heading, _DEEPER, bold=True))
        for item in cls.items:
            made.append(_band(item.heading, _WASH))
            made.extend(_indicator(line) for line in item.lines)
    return made


def _indicator(line: FormLine) -> BaseOxmlElement:
    value = line.value if isinstance(line.value, str) else f"{line.value:g}"
    texts = (
        line.number, line.name, line.unit, *line.targets, value, line.source, f"{line.points:g}", f"{line.of:g}",
        line.evidence, line.note,
    )  # fmt: skip
    sides = ["left" if at in _LEFT else "center" for at in range(_COLUMNS)]
    return _row([_cell(text, width, side) for (text, width), side in zip(_fitted(texts), sides, strict=True)])


def _extras(form: Form) -> BaseOxmlElement:
    made = _frame(_EXTRA)
    heads = (_("No."), _("Bonus, deductions, vetoes"), _("Times"), _("Points"), _("Evidence and remarks"))
    cells = [_cell(text, width, "center", bold=True) for text, width in zip(heads, _EXTRA, strict=True)]
    made.append(_row(cells, repeated=True))
    rows = [(each.code, each.name, f"{each.times:g}", f"{each.points:g}", each.note) for each in form.extras]
    rows += [(code, name, _("yes") if holds else _("no"), "", "") for code, name, holds in form.vetoes]
    for row in rows:
        sides = ("center", "left", "center", "center", "left")
        made.append(_row([_cell(text, width, side) for text, width, side in zip(row, _EXTRA, sides, strict=True)]))
    return made


def _signatures(form: Form) -> BaseOxmlElement:
    width = sum(_WIDTHS) / len(form.signed)
    made = _frame([width] * len(form.signed))
    tall = w("trHeight", val=twips(24), hRule="atLeast")
    made.append(_row([_cell(text, width, "left", up="top") for text in form.signed], tall))
    return made


def _fitted(texts: Sequence[str]) -> list[tuple[str, float]]:
    return list(zip(texts, _WIDTHS, strict=True))


def _frame(widths: Sequence[float]) -> BaseOxmlElement:
    columns = [twips(each) for each in widths]
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=sum(columns), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in columns)))


def _row(cells: Sequence[BaseOxmlElement], *properties: BaseOxmlElement, repeated: bool = False) -> BaseOxmlElement:
    head = [w("tblHeader")] if repeated else []
    return w("tr", w("trPr", w("cantSplit"), *properties, *head), *cells)


def _band(text: str, fill: str, *, bold: bool = False) -> BaseOxmlElement:
    """A row of one cell that stays with the row below it."""
    return _row([_cell(text, sum(_WIDTHS), "left", bold=bold, fill=fill, span=_COLUMNS, kept=True)])


def _cell(
    text: str, width: float, side: str, *, bold: bool = False, fill: str = "", span: int = 1, kept: bool = False,
    up: str = "center",
) -> BaseOxmlElement:  # fmt: skip
    properties = [
        w("tcW", w=twips(width), type="dxa"),
        *([w("gridSpan", val=span)] if span > 1 else []),
        *([w("shd", val="clear", color="auto", fill=fill)] if fill else []),
        w("vAlign", val=up),
    ]
    run = text_run(text, *([w("b")] if bold else []))
    held = [w("keepNext")] if kept else []
    return w("tc", w("tcPr", *properties), paragraph("TableText", run, properties=(*held, w("jc", val=side))))


def _plain(text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    return paragraph("TableText", text_run(text, *properties), properties=(w("spacing", before=60, after=60),))


def _describe(document: WordDocument, title: str, author: str, moment: str) -> None:
    properties = document.core_properties
    made = datetime.fromisoformat(moment).astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.language = title[:255], "zh-CN"
    properties.author = properties.last_modified_by = author[:255]
    properties.created = properties.modified = made
