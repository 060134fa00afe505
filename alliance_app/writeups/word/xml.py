"""Small pieces of WordprocessingML. Source: ECMA-376, part 1."""

import re
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that Chinese and Latin share; without a hint Word sets them in the Latin face.
_SHARED_MARKS = re.compile(r"[“”‘’…—·×÷°±§☐☑①-⑳]")


def w(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element of the main namespace; attributes are of that namespace as well."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text_run(text: str, *properties: BaseOxmlElement, style: str = "") -> BaseOxmlElement:
    """A run saying `text`; tabs and line breaks become Word's own. `properties` come in the schema's order."""
    said = _ILLEGAL.sub("\ufffd", text)
    named = [w("rStyle", val=style)] if style else []
    hint = [w("rFonts", hint="eastAsia")] if _SHARED_MARKS.search(said) else []
    run = w("r", w("rPr", *named, *hint, *properties))
    for part in re.split(r"([\t\n])", said):
        if part == "\t":
            run.append(w("tab"))
        elif part == "\n":
            run.append(w("br"))
        elif part:
            run.append(_spaced(w("t"), part))
    return run


def _spaced(element: BaseOxmlElement, text: str) -> BaseOxmlElement:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def paragraph(style: str, *content: BaseOxmlElement, properties: tuple[BaseOxmlElement, ...] = ()) -> BaseOxmlElement:
    """A paragraph in a style; `properties` must come in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def field(instruction: str, shown: str) -> list[BaseOxmlElement]:
    """A field that Word works out, such as PAGE, and what it shows until then."""
    code = _spaced(w("instrText"), f" {instruction} ")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        text_run(shown),
        w("r", w("fldChar", fldCharType="end")),
    ]


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres / 25.4 * 1440)
