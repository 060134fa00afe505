"""The styles of a Word document: every face by name on the style, w:eastAsia included, no theme.

In Word, WPS and LibreOffice the reader can change a style once and the whole document follows.
"""

from xml.sax.saxutils import quoteattr

from alliance_app.writeups.layouts import (
    CHARACTER_SPACING_TWIPS,
    FANGSONG,
    HEI,
    KAI,
    LATIN,
    MONO,
    SONG,
    TITLE_SONG,
    Face,
    Layout,
)

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def styles_xml(layout: Layout) -> str:
    """word/styles.xml for a layout."""
    size = layout.size
    base = fonts(layout.body) + _spread(layout) + _size(size) + _LANGUAGE
    normal = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{base}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{_lines(layout)}<w:jc w:val="both"/></w:pPr><w:rPr>{base}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    made = [normal, *_text_styles(layout), *_heading_styles(layout), *_table_styles(layout), *_character_styles()]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {_NAMESPACE}>{"".join(made)}</w:styles>'


def font_table_xml() -> str:
    """word/fontTable.xml: what Word may take where a face is missing."""
    fonts_named = []
    for face in (TITLE_SONG, FANGSONG, KAI, HEI, SONG, LATIN, MONO):
        chinese = face not in (LATIN, MONO)
        family = "modern" if face is MONO or (chinese and not face.serif) else "roman"
        fonts_named.append(
            f"<w:font w:name={quoteattr(face.word)}><w:altName w:val={quoteattr(face.instead)}/>"
            f'<w:charset w:val="{"86" if chinese else "00"}"/><w:family w:val="{family}"/>'
            f'<w:pitch w:val="{"fixed" if face is MONO else "variable"}"/></w:font>'
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {_NAMESPACE}>{"".join(fonts_named)}</w:fonts>'
    )


def fonts(face: Face, latin: Face = LATIN) -> str:
    """A style's faces: the Chinese one, and the Latin one beside it."""
    name = quoteattr(latin.word)
    return f"<w:rFonts w:ascii={name} w:eastAsia={quoteattr(face.word)} w:hAnsi={name} w:cs={name}/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _lines(layout: Layout) -> str:
    """The distance of lines.

    The official page says its 22 lines and 28 characters twice: in the section's grid, as the standard's templates do,
    and on the styles, out of the grid, because LibreOffice gives a character wider than its cell two cells.
    """
    pitch = round(layout.pitch * 20)
    if layout.official:
        return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{pitch}" w:lineRule="exact"/>'
    return f'<w:spacing w:line="{pitch}" w:lineRule="atLeast"/>'


def _spread(layout: Layout) -> str:
    return f'<w:snapToGrid w:val="0"/><w:spacing w:val="{CHARACTER_SPACING_TWIPS}"/>' if layout.official else ""


def _style(identifier: str, name: str, paragraph: str, run: str = "", based: str = "Normal", follows: str = "") -> str:
    after = f'<w:next w:val="{follows}"/>' if follows else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _indent(layout: Layout, left: int = 0, first: int = 0, right: int = 0) -> str:
    """An indent counted in characters, and in twips for readers that do not count."""
    em = round(layout.size * 20)
    parts = [("left", left), ("right", right), ("firstLine", first)]
    given = "".join(f' w:{name}Chars="{count * 100}" w:{name}="{count * em}"' for name, count in parts if count)
    return f"<w:ind{given}/>" if given else ""


def _text_styles(layout: Layout) -> list[str]:
    indent, small = layout.indent, layout.small
    gap = "" if layout.official else '<w:spacing w:after="120" w:line="400" w:lineRule="atLeast"/>'
    tight = '<w:snapToGrid w:val="0"/>'
    return [
        _style("BodyText", "Body Text", gap + _indent(layout, first=indent)),
        _style("ListParagraph", "List Paragraph", gap + "<w:contextualSpacing/>" if gap else ""),
        _style("Quote", "Quote", gap + _indent(layout, left=2, right=2), fonts(KAI)),
        _style("Abstract", "Abstract", gap + _indent(layout, first=indent), fonts(KAI)),
        _style("Attachments", "Attachments", "<w:keepLines/>" + _indent(layout, left=indent + 3)
               + '<w:jc w:val="left"/>'),
        _style("Origin", "Origin", '<w:spacing w:after="80"/>', '<w:color w:val="6B6B6B"/>' + _size(small)),
        _style("Date", "Date", _indent(layout, right=4) + '<w:jc w:val="right"/>'),
        _style("Figure", "Figure", '<w:keepNext/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/>'
               '<w:jc w:val="center"/>'),
        _style("Caption", "caption", '<w:spacing w:after="120" w:line="320" w:lineRule="atLeast"/>'
               '<w:jc w:val="center"/>', _size(small)),
        _style("Code", "Code", '<w:shd w:val="clear" w:color="auto" w:fill="F3F3F1"/>' + tight
               + '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
               '<w:ind w:left="240" w:right="240"/><w:jc w:val="left"/>', fonts(SONG, MONO) + _size(small - 1)),
        _style("Rule", "Rule", '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="A6A6A6"/></w:pBdr>'),
        _style("Footer", "footer", tight, fonts(SONG) + _size(layout.number_size)),
        _style("FootnoteText", "footnote text", tight + '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
               '<w:jc w:val="left"/>', _size(small - 1.5)),
        _style("TOCHeading", "TOC Heading", '<w:spacing w:after="240"/><w:jc w:val="center"/>',
               fonts(layout.title.face) + _size(layout.title.size)),
        _style("TOC1", "toc 1", '<w:jc w:val="left"/>'),
    ]  # fmt: skip


def _heading_styles(layout: Layout) -> list[str]:
    made = []
    title = layout.title
    after = 0 if layout.official else 120
    look = fonts(title.face) + ("<w:b/>" if title.bold else "") + _size(title.size)
    for identifier, name in (("Title", "Title"), ("PartTitle", "Part Title")):
        outline = '<w:outlineLvl w:val="0"/>' if identifier == "PartTitle" else ""
        made.append(
            _style(identifier, name, f'<w:keepNext/><w:spacing w:after="{after}" w:line="720" w:lineRule="atLeast"/>'
                   f'<w:jc w:val="center"/>{outline}',
                   look, follows="BodyText")
        )  # fmt: skip
    subtitle_after = round(layout.pitch * 20) if layout.official else 240
    made.append(
        _style("Subtitle", "Subtitle", f'<w:spacing w:after="{subtitle_after}"/><w:jc w:val="center"/>', fonts(KAI))
    )
    made.append(_style("Mark", "Mark", '<w:jc w:val="left"/>', fonts(HEI)))
    for level in range(1, 7):
        heading = layout.headings[min(level, 4) - 1]
        space = "" if layout.official else '<w:spacing w:before="200" w:after="80"/>'
        indent = _indent(layout, first=layout.indent) if layout.official else ""
        run = fonts(heading.face) + ("<w:b/>" if heading.bold else "") + _size(heading.size)
        made.append(
            _style(f"Heading{level}", f"heading {level}",
                   f'<w:keepNext/>{space}{indent}<w:outlineLvl w:val="{level - 1}"/>', run, follows="BodyText")
        )  # fmt: skip
    return made


def _table_styles(layout: Layout) -> list[str]:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    close = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    return [
        (
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
        ),
        _style("TableText", "Table Text", f'<w:snapToGrid w:val="0"/>{close}<w:jc w:val="left"/>', _size(layout.small)),
        _style("TableHead", "Table Head", '<w:keepNext/>', "<w:b/>", based="TableText"),
        _style("TableGap", "Table Gap", '<w:keepNext/><w:snapToGrid w:val="0"/>'
               '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _size(4)),
        _style("TableTitle", "Table Title", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', "<w:b/>"),
    ]  # fmt: skip


def _character_styles() -> list[str]:
    def character(identifier: str, name: str, run: str) -> str:
        return (
            f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
        )

    return [
        character("Hyperlink", "Hyperlink", '<w:color w:val="1F4E8C"/><w:u w:val="single"/>'),
        character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        character("CodeCharacter", "Code Character", fonts(SONG, MONO)),
    ]
