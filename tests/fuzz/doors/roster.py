"""A roster in Excel that a person imports: its bytes, one of its parts replaced, cells of every sort."""

from contextlib import suppress

from alliance_app.intake.roster import Standing, apply, compare, read_roster
from alliance_app.records.errors import AllianceError
from tests.fuzz import mending
from tests.fuzz.bench import BENCH
from tests.fuzz.drawing import Drawn

_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = (_SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels")
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN, _PACKAGE = f"{_SCHEMAS}/spreadsheetml/2006/main", f"{_SCHEMAS}/package/2006"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats"


def roster(data: bytes) -> None:
    """A workbook: its bytes, or one part of it changed and the package packed anew."""
    drawn = Drawn(data)
    if drawn.below(4) == 0:
        package = drawn.rest()
    else:
        parts = mending.unzipped(_workbook())
        name = drawn.pick((*_PARTS, drawn.text()))
        parts[name] = _changed(parts.get(name, parts[_SHEET]), drawn)
        package = mending.zipped(parts, packed=drawn.yes())
    path = BENCH.empty("notes") / "a.xlsx"
    path.write_bytes(package)
    library = BENCH.library
    BENCH.used()
    with suppress(AllianceError):
        preview = compare(library, read_roster(path))
        apply(library, preview, skip_wrong=True)
        again = compare(library, read_roster(path))
        taken = [row.number for row in preview.of(Standing.NEW, Standing.CHANGES, Standing.SAME)]
        changed = [row for row in again.of(Standing.NEW, Standing.CHANGES) if row.number in taken]
        assert not changed, changed


def roster_seeds() -> list[bytes]:
    """A workbook as Excel would write it, and decisions about its parts."""
    return [b"\0" + _workbook(), *(bytes([1, part, way]) * 20 for part in range(5) for way in range(part % 5, 12, 5))]


def _changed(part: bytes, drawn: Drawn) -> bytes:
    if drawn.yes():
        values = ("1e308", "-1", "45356", "=1+1", "★★", "2024年2月30日", "&#x0;", "0" * 400, "NaN", drawn.text())
        return part.replace(drawn.pick((b"120", b"45356", b"<v>", b"A3", b"inlineStr", b't="n"')),
                            drawn.pick(values).encode("utf-8", "replace"))  # fmt: skip
    at = drawn.below(len(part) + 1)
    return part[:at] + drawn.raw(60) + part[at + drawn.below(80) :]


def _workbook() -> bytes:
    """Written here part by part: openpyxl would write beside it what the watch is to see of the program only."""
    return mending.zipped({name: text.encode() for name, text in _written().items()})


def _written() -> dict[str, str]:
    head = ["企业名称", "职工数", "建会时间", "星级", "电话", "产业链环节"]
    first: list[object] = ["示例精密", 120, 45356, "★★", "0755-00001234", "生产、运输"]
    lines: tuple[list[object], ...] = (["花名册"], [*head], first, ["示例物流", "三百"])
    rows = "".join(f'<row r="{at}">{"".join(map(_cell, line))}</row>' for at, line in enumerate(lines, 1))
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}-officedocument.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
        _SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells></worksheet>',
    }


def _cell(value: object) -> str:
    return f"<c><v>{value}</v></c>" if isinstance(value, int) else f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def _relationship(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
