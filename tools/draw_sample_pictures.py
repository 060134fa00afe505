"""Draws the pictures of the sample library.

Run it after changing a scene: `.venv/bin/python tools/draw_sample_pictures.py`. The results are committed, so
neither this script nor its font is needed to build or run the program.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
WIDTH, HEIGHT = 1200, 800
FINER = 2  # drawn twice as large, then shrunk: smooth edges
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
CHINESE_FACE = 2  # Noto's collection holds JP, KR, SC, TC, HK in this order; the others have fewer faces

INK, GREY, FOG, WHITE = "#2b3440", "#8b95a1", "#e9edf1", "#ffffff"
RED, GOLD, BLUE, GREEN, TEAL = "#b8322a", "#d39b2c", "#2e6aa8", "#2f7d59", "#3f8f93"
SKIN, FLOOR, WALL = "#f0c8a4", "#d8dde2", "#f4f6f8"
Point = tuple[float, float]


@dataclass
class Canvas:
    """A flat drawing in units of the finished picture's pixels."""

    image: Image.Image
    draw: ImageDraw.ImageDraw

    def box(
        self, x: float, y: float, w: float, h: float, fill: str, *, round_by: float = 0, edge: str = ""
    ) -> None:
        where = (x * FINER, y * FINER, (x + w) * FINER, (y + h) * FINER)
        self.draw.rounded_rectangle(where, round_by * FINER, fill, edge or None, 3 * FINER if edge else 0)

    def disc(self, x: float, y: float, r: float, fill: str) -> None:
        self.draw.ellipse(tuple(FINER * each for each in (x - r, y - r, x + r, y + r)), fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill)

    def line(self, points: Sequence[Point], fill: str, wide: float = 4) -> None:
        self.draw.line([(x * FINER, y * FINER) for x, y in points], fill, round(wide * FINER), joint="curve")

    def text(self, x: float, y: float, words: str, size: float, fill: str = INK, anchor: str = "mm") -> None:
        self.draw.text((x * FINER, y * FINER), words, fill, font(round(size * FINER)), anchor)

    def person(self, x: float, y: float, coat: str, *, tall: float = 1.0, hat: str = "") -> None:
        """Someone from the waist up, seen from the front; (x, y) is the middle of the waist."""
        self.box(x - 48 * tall, y - 120 * tall, 96 * tall, 125 * tall, coat, round_by=34 * tall)
        self.box(x - 11 * tall, y - 140 * tall, 22 * tall, 30 * tall, SKIN)
        self.disc(x, y - 160 * tall, 33 * tall, SKIN)
        head = tuple(FINER * each for each in (x - 36 * tall, y - 200 * tall, x + 36 * tall, y - 128 * tall))
        self.draw.pieslice(head, 180, 360, hat or INK)
        if hat:
            self.box(x - 44 * tall, y - 169 * tall, 88 * tall, 8 * tall, hat, round_by=4 * tall)


def font(size: int) -> ImageFont.FreeTypeFont:
    """A Chinese font of this size in pixels. Exits with a clear word when the machine has none."""
    for each in FONTS:
        if Path(each).exists():
            return ImageFont.truetype(each, size, index=CHINESE_FACE if "Noto" in each else 0)
    raise SystemExit("No Chinese font found: install Noto Sans CJK, then run this again.")


def room(on: Canvas, wall: str = WALL, floor: str = FLOOR, horizon: float = 560) -> None:
    """A plain wall and floor."""
    on.box(0, 0, WIDTH, HEIGHT, wall)
    on.box(0, horizon, WIDTH, HEIGHT - horizon, floor)


def windows(on: Canvas, count: int, top: float = 90) -> None:
    """A row of windows along the wall."""
    for at in range(count):
        left = 70 + at * (1080 / count)
        on.box(left, top, 1080 / count - 40, 170, "#cfe3ef", round_by=6, edge=WHITE)
        on.line([(left + 540 / count - 20, top), (left + 540 / count - 20, top + 170)], WHITE, 5)


def workshop(on: Canvas) -> None:
    """People round the reflow oven."""
    room(on)
    windows(on, 4)
    on.box(120, 380, 820, 190, "#c3ccd5", round_by=18)
    on.box(150, 410, 560, 80, "#aab5c0", round_by=10)
    for at, heat in enumerate(("#e8b4a0", "#e39a80", "#d97b5f", "#cf5d45", "#d97b5f", "#e39a80", "#e8b4a0")):
        on.box(170 + at * 76, 425, 56, 50, heat, round_by=8)
    on.box(740, 400, 170, 110, INK, round_by=10)
    on.line([(755, 490), (790, 470), (820, 430), (850, 425), (895, 480)], "#7fd1a8", 5)
    on.box(60, 530, 1000, 26, GREY, round_by=8)
    for at in range(6):
        on.box(110 + at * 160, 512, 80, 18, GREEN, round_by=3)
    on.box(180, 556, 30, 120, GREY)
    on.box(880, 556, 30, 120, GREY)
    for x, coat in ((250, BLUE), (420, TEAL), (640, BLUE), (830, TEAL), (1050, BLUE)):
        on.person(x, 800, coat, tall=1.15, hat=RED if x == 640 else GOLD)


def axes(on: Canvas, title: str, top: int, step: int, unit: str) -> Callable[[float], float]:
    """A chart's frame; gives the height at which a value stands."""
    on.box(0, 0, WIDTH, HEIGHT, WHITE)
    on.text(80, 70, title, 38, anchor="lm")
    on.text(80, 125, unit, 22, GREY, "lm")
    for value in range(0, top + 1, step):
        y = 690 - value / top * 500
        on.line([(120, y), (1130, y)], FOG, 2)
        on.text(105, y, f"{value:,}", 22, GREY, "rm")
    return lambda value: 690 - value / top * 500


def energy_chart(on: Canvas) -> None:
    """Electricity a shift, before and after."""
    height = axes(on, "贴片线单班用电：改善前后", 1400, 200, "千瓦时／班，十个班实测")
    before = (1248, 1262, 1239, 1255, 1270, 1241, 1252, 1236, 1258, 1239)
    after = (1142, 1120, 1108, 1096, 1101, 1089, 1093, 1087, 1084, 1080)
    for values, colour, name in ((before, GREY, "改善前 平均 1,250"), (after, RED, "改善后 平均 1,100")):
        points = [(180 + at * 98, height(value)) for at, value in enumerate(values)]
        on.line(points, colour, 5)
        for x, y in points:
            on.disc(x, y, 8, colour)
        on.text(1125, points[-1][1] + (-34 if colour == GREY else 40), name, 26, colour, "rm")
    for at in range(10):
        on.text(180 + at * 98, 722, f"第{at + 1}班", 22, GREY)


def benefit_chart(on: Canvas) -> None:
    """The yearly benefit of two projects."""
    height = axes(on, "两个项目的年效益", 50, 10, "万元／年")
    for x, value, colour, name, note in (
        (360, 21.4, RED, "回流焊节能改善", "财务已确认"),
        (800, 38.6, GOLD, "注塑机余热回收改善", "预计，待验收"),
    ):
        y = height(value)
        on.box(x - 90, y, 180, 690 - y, colour, round_by=6)
        on.text(x, y - 34, f"{value}", 40, colour)
        on.text(x, 722, name, 26)
        on.text(x, 760, note, 22, GREY)


def meeting(on: Canvas) -> None:
    """A salon round the table."""
    room(on, "#f3efe8", "#d9cdbd", 520)
    on.box(330, 90, 540, 250, WHITE, round_by=10, edge=GREY)
    on.line([(380, 290), (500, 230), (600, 250), (800, 150)], RED, 6)
    on.line([(380, 300), (820, 300)], GREY, 3)
    for x, coat in ((190, TEAL), (360, BLUE), (520, RED), (680, GREEN), (840, BLUE), (1010, TEAL)):
        on.person(x, 560, coat, tall=1.05)
    on.shape([(80, 560), (1120, 560), (1200, 800), (0, 800)], "#b98d5f")
    on.shape([(80, 560), (1120, 560), (1130, 590), (70, 590)], "#c9a277")
    for x in (170, 400, 640, 880):
        on.shape([(x, 640), (x + 120, 640), (x + 132, 720), (x - 10, 720)], WHITE)
        on.line([(x + 14, 664), (x + 106, 664)], GREY, 3)
        on.line([(x + 10, 688), (x + 90, 688)], GREY, 3)
        on.box(x + 150, 650, 30, 44, "#e6eef0", round_by=6)


def solar(on: Canvas) -> None:
    """Solar roof and storage cabinets."""
    on.box(0, 0, WIDTH, HEIGHT, "#dcecf5")
    on.disc(1010, 130, 62, "#f3c85a")
    on.box(0, 610, WIDTH, 190, "#cfd8cf")
    on.box(120, 330, 960, 300, WHITE)
    on.shape([(80, 330), (230, 190), (1030, 190), (1120, 330)], "#b9c4ce")
    for row in range(2):
        for at in range(7):
            left, slope, y = 225 + at * 112 - row * 32, 24, 206 + row * 58
            corners = [(left + slope, y), (left + slope + 88, y), (left + 88, y + 46), (left, y + 46)]
            on.shape(corners, "#2f4d78")
            on.line([(left + 12, y + 23), (left + 100, y + 23)], "#7f9cc4", 2)
    for at in range(4):
        on.box(170 + at * 150, 420, 120, 210, "#dfe6ea", round_by=8, edge=GREY)
        on.box(190 + at * 150, 445, 80, 34, "#2b3440", round_by=5)
        on.box(198 + at * 150, 455, 20 + 14 * at, 14, "#7fd1a8", round_by=3)
        for slot in range(4):
            on.line([(195 + at * 150, 520 + slot * 24), (265 + at * 150, 520 + slot * 24)], GREY, 4)
    on.box(800, 400, 230, 230, "#eef2f4", edge=GREY)
    for x, coat, hat in ((800, BLUE, GOLD), (920, TEAL, RED), (1050, BLUE, GOLD)):
        on.person(x, 800, coat, tall=1.2, hat=hat)


def board(on: Canvas) -> None:
    """The team's whiteboard."""
    room(on)
    on.box(180, 80, 840, 500, WHITE, round_by=12, edge=GREY)
    on.box(180, 80, 840, 76, RED, round_by=12)
    on.text(600, 118, "贴片三线 · 班组能耗看板", 36, WHITE)
    for at, (head, words, colour) in enumerate((
        ("昨天", "1,084 度", INK), ("今天", "目标 1,080", GREEN),
        ("谁的点子", "交接班保温档", BLUE), ("还缺什么", "风门联锁片", RED),
    )):
        x, y = 220 + at % 2 * 400, 190 + at // 2 * 190
        on.box(x, y, 360, 160, "#f6f8fa", round_by=10)
        on.text(x + 24, y + 38, head, 26, GREY, "lm")
        on.text(x + 24, y + 104, words, 42, colour, "lm")
    on.person(130, 800, BLUE, tall=1.35, hat=GOLD)
    on.person(1080, 800, TEAL, tall=1.35, hat=GOLD)


def heat_recovery(on: Canvas) -> None:
    """How the waste heat reaches the dryer."""
    on.box(0, 0, WIDTH, HEIGHT, WHITE)
    on.text(600, 80, "模温机余热接入烘料系统", 40)
    for x, name, note, colour in (
        (90, "注塑机", "机筒散热", GREY),
        (480, "模温机", "余热 85 ℃", RED),
        (870, "烘料筒", "先预热到 70 ℃", GREEN),
    ):
        on.box(x, 290, 240, 200, "#f6f8fa", round_by=18, edge=colour)
        on.text(x + 120, 365, name, 40, colour)
        on.text(x + 120, 430, note, 26, GREY)
    for x in (345, 735):
        on.line([(x, 390), (x + 105, 390)], RED, 10)
        on.shape([(x + 100, 368), (x + 130, 390), (x + 100, 412)], RED)
    on.line([(600, 500), (600, 640), (990, 640), (990, 500)], GOLD, 6)
    on.disc(795, 640, 30, GOLD)
    on.text(795, 700, "旁通阀：含水率要求高时切回电加热", 28, GREY)


def reading_corner(on: Canvas) -> None:
    """The workers' reading room."""
    room(on, "#faf4ea", "#e2d3bd", 600)
    on.box(90, 90, 760, 500, "#c49a6c", round_by=10)
    colours = (RED, BLUE, GOLD, GREEN, TEAL, "#7a5ba6", "#d98c5f")
    for row in range(3):
        on.box(115, 115 + row * 160, 710, 130, "#f5ead9")
        for at in range(20):
            tall = 80 + (at * 37 + row * 53) % 45
            spine = colours[(at * 3 + row * 2) % len(colours)]
            on.box(125 + at * 34, 245 + row * 160 - tall, 24, tall, spine, round_by=3)
    on.box(900, 470, 210, 26, "#a97b4f", round_by=6)
    on.box(930, 496, 20, 130, "#a97b4f")
    on.box(1060, 496, 20, 130, "#a97b4f")
    on.shape([(985, 462), (1035, 452), (1035, 470), (985, 480)], WHITE)
    on.shape([(1005, 150), (1045, 150), (1075, 230), (975, 230)], GOLD)
    on.line([(1025, 0), (1025, 150)], GREY, 4)
    on.person(1005, 470, TEAL, tall=1.0)
    on.person(420, 800, BLUE, tall=1.3)


def crates(on: Canvas) -> None:
    """Shared crates beside the lorry."""
    on.box(0, 0, WIDTH, HEIGHT, "#e6eef3")
    on.box(0, 600, WIDTH, 200, "#c9cfd4")
    on.box(420, 220, 560, 340, WHITE, round_by=10, edge=GREY)
    on.text(700, 390, "循环箱 · 共享", 56, GREEN)
    on.shape([(980, 330), (1080, 330), (1140, 440), (1140, 560), (980, 560)], RED)
    on.shape([(1005, 350), (1070, 350), (1110, 430), (1005, 430)], "#cfe3ef")
    on.box(410, 556, 740, 24, INK, round_by=6)
    for x in (520, 640, 1060):
        on.disc(x, 600, 52, INK)
        on.disc(x, 600, 22, GREY)
    for row in range(3):
        for at in range(3 - row):
            x, y = 60 + at * 120 + row * 60, 600 - row * 92
            on.box(x, y, 108, 82, TEAL, round_by=8)
            on.box(x + 32, y + 14, 44, 16, "#2a6a6d", round_by=8)
            on.line([(x + 8, y + 48), (x + 100, y + 48)], "#2a6a6d", 3)
    on.person(420, 800, BLUE, tall=1.2, hat=GOLD)


def clean_room(on: Canvas) -> None:
    """Guides in the clean room."""
    room(on, "#eef5f6", "#d5e3e4", 580)
    for at in range(5):
        on.box(80 + at * 220, 50, 160, 24, WHITE, round_by=10)
    on.box(80, 140, 1040, 300, "#dcebed", round_by=10, edge=WHITE)
    for at in range(3):
        on.box(130 + at * 340, 330, 280, 130, WHITE, round_by=12, edge="#b7cccf")
        on.box(160 + at * 340, 355, 110, 50, "#9fc3c7", round_by=8)
        on.disc(350 + at * 340, 380, 16, GREEN)
    on.box(60, 520, 1080, 30, "#b7cccf", round_by=8)
    for x in (200, 440, 760, 1000):
        on.person(x, 800, WHITE, tall=1.25, hat="#f7fbfb")
        on.box(x - 30, 606, 60, 30, "#a9d3e8", round_by=12)
        on.line([(x, 652), (x, 790)], "#cfdcde", 3)


def dark_room(on: Canvas) -> None:
    """Lens inspection in the dark room."""
    room(on, "#26303c", "#1e2731", 600)
    for x in (250, 600, 950):
        on.shape([(x - 36, 180), (x + 36, 180), (x + 150, 560), (x - 150, 560)], "#3a4653")
        on.shape([(x - 60, 190), (x + 60, 190), (x + 34, 140), (x - 34, 140)], GOLD)
        on.line([(x, 0), (x, 140)], GREY, 4)
        on.person(x, 590, "#5c7f9c", tall=1.1)
        on.box(x - 150, 560, 300, 34, "#53616f", round_by=6)
        on.disc(x - 80, 548, 26, "#bfe3ee")
        on.disc(x - 80, 548, 16, "#e8f7fb")
    on.box(470, 650, 260, 84, "#2f7d59", round_by=14)
    on.text(600, 692, "离岗休息 10:00", 34, WHITE)


def games(on: Canvas) -> None:
    """The tug-of-war of the workers' games."""
    on.box(0, 0, WIDTH, HEIGHT, "#dff0f5")
    on.box(0, 520, WIDTH, 280, "#b7d7a4")
    on.shape([(0, 640), (WIDTH, 640), (WIDTH, 760), (0, 760)], "#d98c5f")
    for y in (680, 720):
        on.line([(0, y), (WIDTH, y)], WHITE, 3)
    for at in range(16):
        flag = (RED, GOLD, BLUE, GREEN)[at % 4]
        on.shape([(at * 78, 92), (at * 78 + 50, 92), (at * 78 + 25, 140)], flag)
    on.line([(0, 92), (WIDTH, 92)], INK, 3)
    for at in range(4):
        for x, coat in ((120 + at * 120, RED), (720 + at * 120, BLUE)):
            on.box(x - 32, 560, 24, 110, INK, round_by=8)
            on.box(x + 10, 560, 24, 110, INK, round_by=8)
            on.person(x, 575, coat, tall=0.95)
    on.line([(60, 528), (1140, 528)], "#a97b4f", 12)
    on.shape([(590, 528), (612, 528), (601, 590)], RED)


SCENES: tuple[tuple[str, Callable[[Canvas], None], tuple[str, ...]], ...] = (
    ("现场照片.png", workshop, ("salon",)),
    ("能耗曲线.png", energy_chart, ("salon", "project")),
    ("会议室.png", meeting, ("salon",)),
    ("光储车间.png", solar, ("open_day", "case")),
    ("班组看板.png", board, ("open_day", "case")),
    ("余热回收示意.png", heat_recovery, ("project",)),
    ("效益对比.png", benefit_chart, ("case",)),
    ("职工书屋.png", reading_corner, ("member",)),
    ("循环包装箱.jpg", crates, ("open_day", "project", "case")),
    ("洁净车间.png", clean_room, ("open_day",)),
    ("暗室目检.png", dark_room, ("open_day",)),
    ("趣味运动会.jpg", games, ("activity",)),
)


def drawn(scene: Callable[[Canvas], None]) -> Image.Image:
    """The finished picture of a scene."""
    large = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), WHITE)
    scene(Canvas(large, ImageDraw.Draw(large)))
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def places(name: str, kinds: Sequence[str]) -> list[Path]:
    """Where a file of the sample lies: beside the records of each kind that shows it."""
    folders = [SAMPLE / kind / "attachments" for kind in kinds]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return [folder / name for folder in folders]


def main() -> None:
    """Writes every picture to its places."""
    for name, scene, kinds in SCENES:
        picture = drawn(scene)
        for path in places(name, kinds):
            if path.suffix == ".jpg":
                picture.save(path, quality=86, optimize=True)
            else:
                picture.quantize(160, dither=Image.Dither.NONE).save(path, optimize=True)
            print(path.relative_to(SAMPLE), f"{path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
