"""Personal numbers covered: phones, and numbers as long as those of identity or bank cards. Length never changes."""

import re
from dataclasses import replace

from alliance_app.records.markdown.block import (
    Block,
    Break,
    Code,
    Line,
    Picture,
    Run,
    mapped,
    with_text,
)

COVER = "*"
_APART = r"(?<![0-9A-Za-z０-９])"
_END = r"(?![0-9A-Za-z０-９])"
_GAP = r"[-\s－‐–.]?"
_PERSONAL = (
    # identity cards: 18 (the last may be X) or 15; bank cards: 16 to 19, often in fours
    (re.compile(rf"{_APART}(?:\d{{14,18}}[\dXxＸ]|\d{{4}}(?:[-\s]\d{{4}}){{3}}(?:[-\s]?\d{{1,3}})?){_END}"), 3, 2),
    (re.compile(rf"{_APART}\d{{6}}[-\s]\d{{8}}[-\s]\d{{3}}[\dXxＸ]{_END}"), 3, 2),
    # mobiles, and anything written like one
    (re.compile(rf"(?:{_APART}|(?<=86)|(?<=８６))[1１][3-9３-９]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_END}"), 3, 4),
    (re.compile(rf"{_APART}\d{{3}}[-\s－‐–]\d{{4}}[-\s－‐–]\d{{4}}{_END}"), 3, 4),
    # land lines with their area code
    (re.compile(rf"(?<![0-9A-Za-z０-９])[(（]?[0０]\d{{2,3}}[)）]?{_GAP}\d{{3,4}}{_GAP}\d{{4}}{_END}"), 4, 2),
)


def masked_text(text: str) -> str:
    """`text` with the middle of every phone, identity and bank number covered."""
    for pattern, first, last in _PERSONAL:
        text = _with_covered(text, pattern, first, last)
    return text


def _with_covered(text: str, pattern: re.Pattern[str], first: int, last: int) -> str:
    return pattern.sub(lambda found: _covered(found[0], first, last), text)


def masked_phone(text: str) -> str:
    """The text of a telephone field: covered even where it is written as no phone is."""
    covered = masked_text(text)
    return covered if covered != text or sum(map(str.isdigit, text)) < 5 else _covered(text, 3, 0)


def masked_source(text: str) -> str:
    """Markdown with its personal numbers covered, also those that markup runs through."""
    seen = [(place, letter) for place, letter in enumerate(text) if letter not in "*_~=`\\"]
    shown = "".join(letter for _place, letter in seen)
    letters = list(text)
    for (place, letter), covered in zip(seen, masked_text(shown), strict=True):
        if letter != covered:
            # An asterisk would be markup in Markdown.
            letters[place] = "×"
    return "".join(letters)


def masked_line(line: Line) -> Line:
    """A line with its personal numbers covered, also those that change style midway; links that hold one are cut."""
    covered: list[Line] = []
    part: list[Run] = []
    for each in (*line, Break()):
        if isinstance(each, Run):
            part.append(each)
            continue
        covered.append(with_text(tuple(part), masked_text("".join(run.text for run in part))))
        covered.append((each,))
        part = []
    flat = [each for part_of in covered for each in part_of][:-1]
    return tuple(_without_number(each) if isinstance(each, Run) else each for each in flat)


def masked_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with their personal numbers covered."""
    return mapped(blocks, masked_line, _masked_leaf)


def personal_numbers(text: str) -> int:
    """How many personal numbers a text holds."""
    count = 0
    for pattern, _first, _last in _PERSONAL:
        text, found = pattern.subn("", text)
        count += found
    return count


def _masked_leaf(block: Block) -> Block:
    match block:
        case Code():
            return replace(block, text=masked_text(block.text))
        case Picture():
            return replace(block, caption=masked_text(block.caption))
        case _:
            return block


def _without_number(run: Run) -> Run:
    return replace(run, link="") if run.link and masked_text(run.link) != run.link else run


def _covered(number: str, first: int, last: int) -> str:
    """`number` with its digits covered but for the first and the last ones."""
    places = [place for place, letter in enumerate(number) if letter.isdigit() or letter in "xXＸ"]
    hidden = set(places[first : len(places) - last])
    return "".join(COVER if place in hidden else letter for place, letter in enumerate(number))
