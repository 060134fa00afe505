"""Headings numbered 一、（一）1.（1）, where the text does not number itself. Source: GB/T 9704-2012, 7.3.3."""

import re
from collections.abc import Iterable

from alliance_app.records.markdown.block import Heading, Line, Run, text_of_line

LEVELS = 4
_DIGITS = "零一二三四五六七八九"
_OWN_NUMBER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[章节条部分篇]|[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百\d]+[)）]"
    r"|\d+(?:\.\d+)*[、.．)）](?!\d)|\d+(?:\.\d+)+\s|[①-⑳⑴-⒇㈠-㈩]|附件?[一二三四五六七八九十\d：:])"
)


class Numbering:
    """Counts headings as they come."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS

    def numbered(self, heading: Heading) -> Heading:
        """The heading with its number in front; one that has a number keeps its own, and is counted."""
        level = min(heading.level, LEVELS)
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LEVELS - level)
        if heading.level > LEVELS or numbers_itself(heading.line):
            return heading
        return Heading(heading.level, (Run(label(level, self._counts[level - 1])), *heading.line))


def numbers_itself(line: Line) -> bool:
    """Whether a heading already begins with a number of some kind."""
    return bool(_OWN_NUMBER.match(text_of_line(line)))


def without_number(text: str) -> str:
    """A heading's words without the number in front."""
    found = _OWN_NUMBER.match(text)
    return text[found.end() :].strip() if found else text.strip()


def label(level: int, count: int) -> str:
    """What stands before the `count`-th heading of a level (1 to 4)."""
    return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return before + (_DIGITS[ones] if ones else "")


def levelled(levels: Iterable[int]) -> int:
    """How much to take off the levels of a body's headings so that the highest becomes 1."""
    return min(levels, default=1) - 1
