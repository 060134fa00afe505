"""How large pictures and columns are set. Pictures: their own size at 96 pixels an inch, bounded by the page."""

from alliance_app.records.markdown.block import Line, TableBlock, text_of_line
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.pictures import Box, FitPicture

_POINTS_A_PIXEL = 72 / 96
_WIDTH_SHARE, _HEIGHT_SHARE = 0.84, 0.36
_INSET_WIDTH, _INSET_HEIGHT = 140, 100
# What a cell's edges take, and the least a column gets, in halves of a Chinese character.
_CELL_PADDING, _NARROWEST = 2.5, 6.5
_ROWS_LOOKED_AT, _LETTERS_LOOKED_AT = 200, 400
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


def column_shares(block: TableBlock, layout: Layout) -> list[float]:
    """The part of the width each column gets: whole lines where they fit, else the longest are folded first."""
    room = layout.text_width * 2 / layout.small
    rows = (block.head, *block.rows[:_ROWS_LOOKED_AT])
    longest = [max(_breadth(row[column]) for row in rows) for column in range(len(block.head))]
    widths = [each + _CELL_PADDING for each in longest]
    folds = [1] * len(widths)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        folds[widest] += 1
        widths[widest] = max(longest[widest] / folds[widest] + _CELL_PADDING, _NARROWEST)
    return [width / sum(widths) for width in widths]


def letters_across(share: float, layout: Layout) -> int:
    """How many Latin letters fit beside each other in a column that has this part of the width."""
    return max(2, int((share * layout.text_width * 2 / layout.small - _CELL_PADDING) / 1.2))


def _breadth(line: Line) -> float:
    """About how wide the longest line is, in halves of a Chinese character."""
    return max(sum(_width(letter) for letter in part) for part in text_of_line(line)[:_LETTERS_LOOKED_AT].split("\n"))


def _width(letter: str) -> float:
    if letter > "\u2e80":
        return 2
    return 1.4 if letter.isupper() else 1
