"""How large pictures and columns are set. Pictures: their own size at 96 pixels an inch, bounded by the page."""

from alliance_app.records.markdown.block import Line, TableBlock, text_of_line
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.pictures import Box, FitPicture

_POINTS_A_PIXEL = 72 / 96
_WIDTH_SHARE, _HEIGHT_SHARE = 0.92, 0.42
_INSET_WIDTH, _INSET_HEIGHT = 140, 100
# What a good printer shows; in a volume of many pictures, what is still clear on paper: memory and the file stay small.
_PIXELS_AN_INCH, _OF_MANY, _MANY = 220, 150, 30


def picture_box(layout: Layout, pictures: int = 1) -> Box:
    """The most pixels a picture needs on this page, where there are so many pictures."""
    fine = _OF_MANY if pictures > _MANY else _PIXELS_AN_INCH
    points = layout.text_width * _WIDTH_SHARE, layout.text_height * _HEIGHT_SHARE
    width, height = (round(each / 72 * fine) for each in points)
    return width, height


def picture_size(picture: FitPicture, layout: Layout, asked: int | None) -> tuple[float, float]:
    """Width and height of a picture on a line of its own; `asked` is a width in pixels."""
    return _bounded(picture, asked, layout.text_width * _WIDTH_SHARE, layout.text_height * _HEIGHT_SHARE)


def inset_size(picture: FitPicture, asked: int | None) -> tuple[float, float]:
    """Width and height of a picture within a line."""
    return _bounded(picture, asked, _INSET_WIDTH, _INSET_HEIGHT)


def _bounded(picture: FitPicture, asked: int | None, width: float, height: float) -> tuple[float, float]:
    own = (asked or picture.width) * _POINTS_A_PIXEL
    scale = min(own / picture.width, width / picture.width, height / picture.height)
    return max(1.0, picture.width * scale), max(1.0, picture.height * scale)


def column_shares(block: TableBlock) -> list[float]:
    """The part of the width each column gets: more for longer words, none starved."""
    weights = []
    for column in range(len(block.head)):
        longest = max(_breadth(row[column]) for row in (block.head, *block.rows[:200]))
        weights.append(min(max(longest, 8), 36))
    total = sum(weights)
    return [weight / total for weight in weights]


def _breadth(line: Line) -> int:
    longest = max(text_of_line(line).split("\n"), key=len)
    return sum(2 if letter > "\u2e80" else 1 for letter in longest)
