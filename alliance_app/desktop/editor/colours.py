"""The colours of the body editor. The window's theme makes one; the light one is the default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditorColours:
    """Colours as `#rrggbb`. `dark` says which way shades go."""

    paper: str = "#ffffff"
    text: str = "#24272b"
    heading: str = "#17191c"
    muted: str = "#80868b"
    mark: str = "#b4b6b3"
    link: str = "#2b66a8"
    code: str = "#7a4b12"
    code_paper: str = "#f5f4f1"
    quote_bar: str = "#d8d4ca"
    marker: str = "#fdeaa8"
    line: str = "#e4e2dd"
    hover: str = "#f3f1ec"
    accent: str = "#b8312a"
    accent_paper: str = "#fbe9e7"
    selection: str = "#f3d3cf"
    found: str = "#fdeaa8"
    chip: str = "#e9f1f9"
    figure: str = "#8a5a0a"
    figure_paper: str = "#fbf1da"
    grid: str = "#d9d6cf"
    table_head: str = "#f6f5f2"
    dark: bool = False


LIGHT = EditorColours()
DARK = EditorColours(
    paper="#1e1f21",
    text="#dcdcd8",
    heading="#f2f1ee",
    muted="#9a9c9e",
    mark="#6a6c6e",
    link="#7fb0e6",
    code="#e0b184",
    code_paper="#292a2c",
    quote_bar="#4b4a46",
    marker="#665518",
    line="#3a3b3d",
    hover="#2d2e30",
    accent="#e0685f",
    accent_paper="#44292a",
    selection="#5a3230",
    found="#665518",
    chip="#25354a",
    figure="#e6c27a",
    figure_paper="#3d331d",
    grid="#46474a",
    table_head="#292a2c",
    dark=True,
)
