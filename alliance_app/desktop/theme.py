"""The colours of the window, light and dark, and the style sheet and palette made of them."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from alliance_app import places
from alliance_app.desktop.editor.colours import DARK as EDITOR_DARK
from alliance_app.desktop.editor.colours import LIGHT as EDITOR_LIGHT
from alliance_app.desktop.editor.colours import EditorColours

Mode = Literal["system", "light", "dark"]
Tone = Literal["blue", "green", "violet", "gold", "red", "grey"]


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the window uses, by what it is for. One red, one gold; the rest is paper and ink."""

    paper: str
    wash: str
    field: str
    hover: str
    line: str
    strong_line: str
    ink: str
    muted: str
    faint: str
    red: str
    red_button: str
    red_pressed: str
    red_wash: str
    red_line: str
    on_red: str
    gold: str
    gold_ink: str
    gold_wash: str
    gold_line: str
    blue: str
    blue_wash: str
    green: str
    green_wash: str
    violet: str
    violet_wash: str
    grey_wash: str
    mark: str
    shade: str


LIGHT = Colours(
    paper="#ffffff", wash="#fbfaf8", field="#f6f5f2", hover="#f3f1ed", line="#e7e4de", strong_line="#cfcac1",
    ink="#1f2328", muted="#5a6068", faint="#727881",
    red="#b8322a", red_button="#b8322a", red_pressed="#9c2922", red_wash="#fbecea", red_line="#ebc4c0",
    on_red="#ffffff", gold="#d39b2a", gold_ink="#8a6210", gold_wash="#fdf4e0", gold_line="#ecd9a8",
    blue="#2b66a5", blue_wash="#e7f0f9", green="#2f7d5b", green_wash="#e6f3ec", violet="#6450a8", violet_wash="#efecf8",
    grey_wash="#eeece8", mark="#ffe9a8", shade="#e9e6e0",
)

DARK = Colours(
    paper="#1e2023", wash="#191a1d", field="#27292d", hover="#2a2d31", line="#33363b", strong_line="#4b4f56",
    ink="#e9e7e3", muted="#b9bcc1", faint="#8f949b",
    red="#ec8078", red_button="#b8403a", red_pressed="#9c332d", red_wash="#3a2423", red_line="#6d3b37",
    on_red="#ffffff", gold="#dcae4c", gold_ink="#e2bd6d", gold_wash="#342c1a", gold_line="#5b4c27",
    blue="#85b4e2", blue_wash="#1f2d3c", green="#74c09b", green_wash="#1d3228", violet="#b4a6ea", violet_wash="#2c2840",
    grey_wash="#2d3034", mark="#66531b", shade="#141517",
)

TONES: dict[str, Tone] = {
    "salon": "blue", "open_day": "green", "project": "violet", "case": "gold", "activity": "red", "assessment": "gold",
    "supply_demand": "green", "member": "grey", "document": "grey", "article": "grey",
    "step": "red",
}

FAMILIES = (
    "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei",
    "HarmonyOS Sans SC", "WenQuanYi Micro Hei", "Noto Sans SC", "sans-serif",
)


class Theme(QObject):
    """The look in force. `changed` fires when it becomes another one.

    `waits`: the style sheet comes with `dress`, when the first page is put together. Under a style sheet every widget
    that comes into another one is looked at anew, with all that is in it: four fifths of the time a page takes.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system", *, waits: bool = False) -> None:
        super().__init__()
        self.mode: Mode = mode
        self.colours = LIGHT
        self._waits = waits
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)

    @property
    def dark(self) -> bool:
        """Whether the window is dark now."""
        return self.colours is DARK

    def use(self, mode: Mode) -> None:
        """Follow the system, or be light or dark whatever it says."""
        self.mode = mode
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        QGuiApplication.styleHints().setColorScheme(schemes[mode])
        self._follow()

    def dress(self) -> None:
        """Give everything the style sheet, if that has waited."""
        if self._waits:
            self._waits = False
            self._dress()

    @property
    def editor_colours(self) -> EditorColours:
        """The body editor's share of the colours."""
        own = self.colours
        return replace(
            EDITOR_DARK if self.dark else EDITOR_LIGHT,
            paper=own.paper, text=own.ink, heading=own.ink, muted=own.muted, link=own.blue, line=own.line,
            hover=own.hover, accent=own.red, accent_paper=own.red_wash, selection=own.red_line,
            found=own.mark, marker=own.mark,
        )

    def tone(self, kind: str) -> tuple[str, str]:
        """The (ink, wash) of a kind's badge."""
        tone = TONES.get(kind, "grey")
        if tone == "grey":
            return self.colours.muted, self.colours.grey_wash
        return getattr(self.colours, "gold_ink" if tone == "gold" else tone), getattr(self.colours, f"{tone}_wash")

    def dot(self, kind: str) -> str:
        """The colour of a kind's dot in the navigation."""
        tone = TONES.get(kind, "grey")
        return self.colours.faint if tone == "grey" else str(getattr(self.colours, tone))

    def _follow(self, _scheme: Qt.ColorScheme | None = None) -> None:
        system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self.mode == "dark" or (self.mode == "system" and system_dark)
        self.colours = DARK if dark else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(font(14))
            app.setPalette(_palette(self.colours))
            self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._waits:
            app.setStyleSheet(style_sheet(self.colours))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's face at a size in device-independent pixels."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def style_sheet(colours: Colours) -> str:
    """All style sheets of resources/styles with `@name` replaced by the colours' values."""
    values = asdict(colours)
    text = "\n".join(path.read_text("utf-8") for path in sorted((places.resources() / "styles").glob("*.qss")))
    icons = (places.resources() / "icons").as_posix()
    filled = re.sub(r"@([a-z_]+)", lambda found: values.get(found[1], found[0]), text)
    return filled.replace("%icons%", icons)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: colours.paper, roles.Base: colours.paper, roles.AlternateBase: colours.wash,
        roles.Button: colours.paper, roles.ToolTipBase: colours.paper, roles.WindowText: colours.ink,
        roles.Text: colours.ink,
        roles.ButtonText: colours.ink, roles.ToolTipText: colours.ink, roles.BrightText: colours.red,
        roles.PlaceholderText: colours.faint, roles.Highlight: colours.red_wash, roles.HighlightedText: colours.ink,
        roles.Link: colours.blue, roles.LinkVisited: colours.violet, roles.Mid: colours.line,
        roles.Dark: colours.strong_line,
        roles.Light: colours.paper, roles.Midlight: colours.hover, roles.Shadow: colours.strong_line,
        roles.Accent: colours.red,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette
