"""How a page looks: the numbers that Word, PDF and HTML share. Source of the official one: GB/T 9704-2012."""

from dataclasses import dataclass
from typing import Literal

from alliance_app.writeups.errors import UnknownLayout

LayoutName = Literal["plain", "official"]


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface by name. `word`: the name a Word style gives; `instead`: what Word may take for it.

    `own`: the names it goes by on different systems; `last`: what is taken for it where none is installed, best first.
    Fonts are never bundled.
    """

    word: str
    instead: str
    own: tuple[str, ...]
    last: tuple[str, ...]
    serif: bool = True


_LAST_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun", "WenQuanYi Zen Hei")
_LAST_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Heiti SC")

TITLE_SONG = Face(
    "方正小标宋_GBK", "华文中宋",
    ("FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "华文中宋"),
    _LAST_SERIF,
)  # fmt: skip
FANGSONG = Face(
    "仿宋_GB2312", "仿宋",
    ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02", "CESI仿宋-GB2312"),
    _LAST_SERIF,
)  # fmt: skip
KAI = Face(
    "楷体_GB2312", "楷体",
    ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03", "CESI楷体-GB2312"),
    _LAST_SERIF,
)  # fmt: skip
HEI = Face("黑体", "SimHei", ("SimHei", "黑体", "STHeiti", "FZHei-B01"), _LAST_SANS, serif=False)
SONG = Face("宋体", "SimSun", ("SimSun", "宋体", "NSimSun", "STSong"), _LAST_SERIF)
LATIN = Face("Times New Roman", "Liberation Serif", ("Times New Roman", "Liberation Serif"), ("Libertinus Serif",))
MONO = Face("Consolas", "Courier New", ("Consolas", "Courier New"), ("DejaVu Sans Mono",), serif=False)


@dataclass(frozen=True, slots=True)
class HeadingLook:
    """One level of heading: its face, its size in points, whether it is bold."""

    face: Face
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A page and its type. Margins in millimetres, sizes in points.

    `pitch`: the distance of lines. `spacing`: what is added to every character, so that a line holds `characters`.
    `indent`: how many characters the first line of a paragraph is set in.
    """

    name: LayoutName
    top: float
    bottom: float
    left: float
    right: float
    body: Face
    size: float
    pitch: float
    title: HeadingLook
    headings: tuple[HeadingLook, HeadingLook, HeadingLook, HeadingLook]
    small: float
    lines: int = 0
    characters: int = 0
    spacing: float = 0
    indent: int = 2
    number_size: float = 10.5

    @property
    def official(self) -> bool:
        return self.name == "official"

    @property
    def text_width(self) -> float:
        """Points between the margins."""
        return (210 - self.left - self.right) / 25.4 * 72

    @property
    def text_height(self) -> float:
        return (297 - self.top - self.bottom) / 25.4 * 72


LINE_PITCH_TWIPS = 579
CHARACTER_SPACE = -849  # in 4096ths of a point, as Word's grid counts it
CHARACTER_SPACING_TWIPS = -5  # the same in Word's own unit, rounded so that 28 characters fit the line

OFFICIAL = Layout(
    "official", top=37, bottom=35, left=28, right=26,
    body=FANGSONG, size=16, pitch=LINE_PITCH_TWIPS / 20, spacing=CHARACTER_SPACE / 4096, lines=22, characters=28,
    title=HeadingLook(TITLE_SONG, 22),
    headings=(HeadingLook(HEI, 16), HeadingLook(KAI, 16), HeadingLook(FANGSONG, 16), HeadingLook(FANGSONG, 16)),
    small=12, number_size=14,
)  # fmt: skip
PLAIN = Layout(
    "plain", top=25.4, bottom=25.4, left=28, right=28,
    body=SONG, size=12, pitch=20,
    title=HeadingLook(HEI, 20),
    headings=(HeadingLook(HEI, 15), HeadingLook(HEI, 13.5), HeadingLook(HEI, 12), HeadingLook(KAI, 12)),
    small=10.5,
)  # fmt: skip
LAYOUTS: dict[str, Layout] = {"plain": PLAIN, "official": OFFICIAL}


def layout_named(name: str) -> Layout:
    """The layout called `name`. Raises UnknownLayout."""
    found = LAYOUTS.get(name)
    if found is None:
        raise UnknownLayout(layout=name, known=", ".join(LAYOUTS))
    return found
