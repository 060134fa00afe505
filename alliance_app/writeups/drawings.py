"""Drawings in a document: SVG as it is for PDF and HTML, as PNG at 300 dots an inch for Word."""

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import typst

from alliance_app.writeups.charts import Chart
from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.pictures import FitPicture

DOTS_AN_INCH = 300
_POINTS_A_PIXEL = 72 / 96


def drawing(chart: Chart) -> FitPicture:
    """A chart as a picture of a document."""
    return FitPicture(chart.svg.encode(), "svg", chart.width, chart.height, chart.alt)


def painted(writeup: Writeup) -> Writeup:
    """The document with every drawing painted: Word shows no SVG everywhere. Raises CannotTypeset."""
    drawn = {key: each for key, each in writeup.pictures.items() if each.kind == "svg"}
    if not drawn:
        return writeup
    pictures = dict(writeup.pictures)
    for (key, each), data in zip(drawn.items(), _pngs(list(drawn.values())), strict=True):
        pictures[key] = replace(each, data=data, kind="png")
    return replace(writeup, pictures=pictures)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def _pngs(drawings: list[FitPicture]) -> list[bytes]:
    """All drawings at once: a page for each, just as large."""
    pages = [
        f"#page(width: {each.width * _POINTS_A_PIXEL}pt, height: {each.height * _POINTS_A_PIXEL}pt, margin: 0pt, "
        f'image("{number}.svg", width: 100%))'
        for number, each in enumerate(drawings)
    ]
    try:
        with tempfile.TemporaryDirectory(prefix="alliance-", ignore_cleanup_errors=True) as folder:
            room = Path(folder)
            for number, each in enumerate(drawings):
                (room / f"{number}.svg").write_bytes(each.data)
            (room / "main.typ").write_text("\n".join(pages), encoding="utf-8")
            made = typst.Compiler(room / "main.typ", root=room, font_paths=_fonts()).compile(
                format="png", ppi=DOTS_AN_INCH
            )
    except (RuntimeError, OSError, ValueError) as error:
        raise CannotTypeset(reason=str(error).split("\n")[0]) from error
    assert made is not None
    return made if isinstance(made, list) else [made]
