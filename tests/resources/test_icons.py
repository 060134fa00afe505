"""The icons: one set, one grid, one stroke, tinted by the theme."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from alliance_app import places

ICONS = places.resources() / "icons"
SVG = "{http://www.w3.org/2000/svg}"
SET = sorted(path for path in ICONS.glob("*.svg") if path.stem != "app")
SHAPES = {f"{SVG}{name}" for name in ("path", "circle", "rect")}
WANTED = (
    "search plus export sync cloud-off check alert pin star star-outline tag link picture table list task bold "
    "italic heading quote clock undo redo trash history attachment filter chevron-down close settings moon sun eye "
    "edit folder users calendar chart file-word file-pdf download copy printer more arrow-left arrow-right save "
    "lock share home"
)


def test_every_icon_the_window_asks_for_is_there() -> None:
    assert set(WANTED.split()) - {path.stem for path in SET} == set()


@pytest.mark.parametrize("path", SET, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_theme_s_colour_on_the_common_grid(path: Path) -> None:
    root = ET.fromstring(path.read_text("utf-8"))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("stroke-width"), root.get("fill")) == ("currentColor", "1.75", "none")
    shapes = list(root.iter())[1:]
    assert shapes
    assert {each.tag for each in shapes} <= SHAPES
    colours = {each.get(name) for each in shapes for name in ("fill", "stroke")} - {None}
    assert colours <= {"currentColor", "none"}


def test_the_program_s_own_icon_comes_in_every_size_a_desktop_asks_for() -> None:
    assert ET.fromstring((ICONS / "app.svg").read_text("utf-8")).tag == f"{SVG}svg"
    with Image.open(ICONS / "app.png") as picture:
        assert picture.size == (512, 512)
    with Image.open(ICONS / "app.ico") as icon:
        assert {(16, 16), (24, 24), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]
