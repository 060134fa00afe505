"""Tables in Word: a header row that repeats, columns as wide as what they hold."""

from collections.abc import Callable, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.records.markdown.block import Line, TableBlock
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.outline import Fact, paired
from alliance_app.writeups.sizes import column_shares
from alliance_app.writeups.word.xml import paragraph, text_run, w

Cell = Callable[[Line], list[BaseOxmlElement]]
_LABEL_SHARE, _PAIR_SHARE = 0.16, 0.34


def table(block: TableBlock, layout: Layout, runs: Cell) -> BaseOxmlElement:
    """A table as wide as the text; `runs` sets a cell's line."""
    widths = [round(share * layout.text_width * 20) for share in column_shares(block, layout)]
    made = _frame(widths)
    made.append(_row(block.head, block.align, widths, runs, head=True))
    for row in block.rows:
        made.append(_row(row, block.align, widths, runs, head=False))
    return made


def facts_table(facts: tuple[Fact, ...], width: float) -> BaseOxmlElement:
    """Labelled fields, two short ones in a row."""
    label, value = round(_LABEL_SHARE * width * 20), round(_PAIR_SHARE * width * 20)
    made = _frame([label, value, label, value])
    for row in paired(facts):
        cells = []
        for fact in row:
            span = [] if len(row) > 1 else [w("gridSpan", val=3)]
            wide = value if len(row) > 1 else label + 2 * value
            cells.append(_cell(label, [paragraph("TableHead", text_run(fact.label))], [_shade()]))
            cells.append(_cell(wide, [paragraph("TableText", text_run(fact.text))], span))
        made.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return made


def table_gap() -> BaseOxmlElement:
    """A little air before or behind a table, and what keeps two tables apart."""
    return paragraph("TableGap")


def _frame(widths: Sequence[int]) -> BaseOxmlElement:
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))


def _row(cells: Sequence[Line], align: Sequence[str], widths: Sequence[int], runs: Cell, head: bool) -> BaseOxmlElement:
    style = "TableHead" if head else "TableText"
    made = []
    for line, side, width in zip(cells, align, widths, strict=True):
        aligned = (w("jc", val=side),) if side else ()
        content = paragraph(style, *runs(line), properties=aligned)
        made.append(_cell(width, [content], [_shade()] if head else []))
    properties = w("trPr", w("cantSplit"), *([w("tblHeader")] if head else []))
    return w("tr", properties, *made)


def _cell(width: int, content: Sequence[BaseOxmlElement], properties: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *properties, w("vAlign", val="center")), *content)


def _shade() -> BaseOxmlElement:
    return w("shd", val="clear", color="auto", fill="F2F2F0")
