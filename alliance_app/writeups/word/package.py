"""An empty Word file for a layout: page, grid, styles, footers, lists; everything but the words."""

import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.writeups.layouts import CHARACTER_SPACE, LATIN, LINE_PITCH_TWIPS, Layout
from alliance_app.writeups.word.styles import font_table_xml, fonts, styles_xml
from alliance_app.writeups.word.xml import field, text_run, twips, w

_OFFICE = "http://schemas.openxmlformats.org"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
LEVELS = 9


def empty_document(layout: Layout) -> WordDocument:
    """A Word document with the layout's page and styles, and one section."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts(layout).items():
            package.writestr(name, text)
    made.seek(0)
    document = Document(made)
    _set_footers(document, layout)
    return document


def list_indent(layout: Layout, level: int) -> tuple[int, int]:
    """How far the text of a list item is set in, and how far its number hangs out, in twips."""
    em = layout.size * 20
    return round(em * (layout.indent + 1.3 + 1.6 * level)), round(em * 1.3)


def _parts(layout: Layout) -> dict[str, str]:
    relations = f"{_OFFICE}/officeDocument/2006/relationships"
    types = {"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering"}
    types["fontTable"] = "fontTable"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_DOCUMENT_TYPE}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    others = "".join(
        f'<Relationship Id="rId{number}" Type="{relations}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate((each for each in types if each != "document"), 1)
    )
    package = f"{_OFFICE}/package/2006"
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
        f"{others}</Relationships>",
        "word/document.xml": f"{_HEAD}<w:document {_MAIN}><w:body>{_section(layout)}</w:body></w:document>",
        "word/styles.xml": styles_xml(layout),
        "word/settings.xml": _settings(layout),
        "word/numbering.xml": _numbering(layout),
        "word/fontTable.xml": font_table_xml(),
    }


def _section(layout: Layout) -> str:
    """The page: GB/T 9704-2012, 5.2: 22 lines of 28 characters for the official one."""
    footer = 25 if layout.official else 15
    grid = (
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH_TWIPS}" w:charSpace="{CHARACTER_SPACE}"/>'
        if layout.official
        else ""
    )
    return (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{twips(layout.top)}" w:right="{twips(layout.right)}" w:bottom="{twips(layout.bottom)}" '
        f'w:left="{twips(layout.left)}" w:header="851" w:footer="{twips(footer)}" w:gutter="0"/>{grid}</w:sectPr>'
    )


def _settings(layout: Layout) -> str:
    even = "<w:evenAndOddHeaders/>" if layout.official else ""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{_HEAD}<w:settings {_MAIN}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{even}'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat></w:settings>'
    )


def _numbering(layout: Layout) -> str:
    """Two lists of nine levels: dots, and numbers."""
    dots, numbers = [], []
    for level in range(LEVELS):
        left, hanging = list_indent(layout, level)
        place = f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        dot = "•◦▪"[level % 3]
        dots.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
            f'<w:lvlText w:val="{dot}"/>{place}<w:rPr>{fonts(LATIN)}</w:rPr></w:lvl>'
        )
        kind = ("decimal", "lowerLetter", "lowerRoman")[level % 3]
        numbers.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="%{level + 1}."/>{place}</w:lvl>'
        )
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{"".join(levels)}'
        "</w:abstractNum>"
        for number, levels in enumerate((dots, numbers))
    )
    return f'{_HEAD}<w:numbering {_MAIN}>{lists}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'


def _set_footers(document: WordDocument, layout: Layout) -> None:
    """Page numbers: — 1 —, on the outer side; GB/T 9704-2012, 7.5. In the middle on plain pages."""
    section = document.sections[0]
    if not layout.official:
        _footer(section.footer.paragraphs[0].paragraph_format.element, "", "center")
        return
    em = round(layout.number_size * 20)
    _footer(section.footer.paragraphs[0].paragraph_format.element, "—", "right", rightChars=100, right=em)
    _footer(section.even_page_footer.paragraphs[0].paragraph_format.element, "—", "left", leftChars=100, left=em)


def _footer(paragraph: BaseOxmlElement, dash: str, side: str, **indent: int) -> None:
    for child in list(paragraph):
        paragraph.remove(child)
    placed = [w("ind", **indent)] if indent else []
    paragraph.append(w("pPr", w("pStyle", val="Footer"), *placed, w("jc", val=side)))
    before, after = (f"{dash} ", f" {dash}") if dash else ("", "")
    for run in (*([text_run(before)] if dash else []), *field("PAGE", "1"), *([text_run(after)] if dash else [])):
        paragraph.append(run)
