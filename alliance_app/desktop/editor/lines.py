"""What one line of a body is: heading, list item, task, quote, table row, code … Pure; bounded on any line."""

import re
from dataclasses import dataclass
from enum import IntEnum


class LineKind(IntEnum):
    """The sorts of line the editor tells apart."""

    PLAIN = 0
    BLANK = 1
    HEADING = 2
    BULLET = 3
    NUMBER = 4
    TASK = 5
    QUOTE = 6
    TABLE = 7
    DELIMITER = 8  # the |---|---| row under a table's head
    FENCE = 9
    CODE = 10
    RULE = 11
    PICTURE = 12  # a picture on a line of its own


LISTS = frozenset({LineKind.BULLET, LineKind.NUMBER, LineKind.TASK})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read. `indent` counts leading blanks; the marker is `indent:content`; `level` is a heading's level or a
    quote's depth; `box` is where the character between a task's brackets stands, or -1; `fence` is the open code fence
    after this line (0: none)."""

    kind: LineKind
    indent: int = 0
    content: int = 0
    level: int = 0
    number: int = 0
    checked: bool = False
    box: int = -1
    fence: int = 0


_HEADING = re.compile(r" {0,1}(#{1,6})(?:[ \t]+|$)")
_TASK = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+|$)")
_BULLET = re.compile(r"([ \t]*)[-*+](?:[ \t]+|$)")
_NUMBER = re.compile(r"([ \t]*)(\d{1,9})[.)](?:[ \t]+|$)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,9}")
_RULE = re.compile(r"[ \t]{0,1}(?:(?:-[ \t]*){3,200}|(?:\*[ \t]*){3,200}|(?:_[ \t]*){3,200})$")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,40}|~{3,40})")
_DELIMITER = re.compile(r"[ \t]*\|(?:[ \t]*:?-{1,200}:?[ \t]*\|){1,100}[ \t]*$")
_PICTURE = re.compile(
    r"[ \t]*(?:!\[[^\[\]\n]{0,300}\]\(([^()\s]{1,600})\)|!\[\[([^\[\]|\n]{1,300})(?:\|[^\[\]\n]{0,60})?\]\])[ \t]*$"
)
_TILDE = 64  # an open fence is its length, plus this when made of tildes


def read_line(text: str, fence: int = 0) -> Line:
    """What `text` is, below an open code `fence` or none (0)."""
    if fence > 0:
        return _read_code(text, fence)
    if not text or text.isspace():
        return Line(LineKind.BLANK, content=len(text))
    first = text.lstrip(" \t")[:1]
    if first in "`~" and (opened := _FENCE.match(text)):
        mark = opened[1]
        if "`" not in text[opened.end() :] or mark[0] == "~":
            return Line(LineKind.FENCE, fence=len(mark) + (_TILDE if mark[0] == "~" else 0))
    if first == "#" and (heading := _HEADING.match(text)):
        return Line(LineKind.HEADING, content=heading.end(), level=len(heading[1]))
    if first == "!" and _PICTURE.match(text):
        return Line(LineKind.PICTURE)
    if first == ">" and (quote := _QUOTE.match(text)):
        return Line(LineKind.QUOTE, content=quote.end(), level=quote[0].count(">"))
    if first == "|":
        kind = LineKind.DELIMITER if _DELIMITER.match(text) else LineKind.TABLE
        return Line(kind, indent=len(text) - len(text.lstrip(" \t")))
    return _read_item(text, first)


def picture_of(text: str) -> str:
    """The reference of a picture that stands on a line of its own; empty when there is none."""
    found = _PICTURE.match(text)
    return (found[1] or found[2]).removeprefix("attachment:") if found else ""


def _read_item(text: str, first: str) -> Line:
    if first in "-*_" and _RULE.match(text):
        return Line(LineKind.RULE, content=len(text))
    if first in "-*+" or (first.isascii() and first.isdigit()):
        if task := _TASK.match(text):
            return Line(
                LineKind.TASK,
                indent=len(task[1]),
                content=task.end(),
                checked=task[2] != " ",
                box=task.start(2),
            )
        if bullet := _BULLET.match(text):
            return Line(LineKind.BULLET, indent=len(bullet[1]), content=bullet.end())
        if number := _NUMBER.match(text):
            return Line(LineKind.NUMBER, indent=len(number[1]), content=number.end(), number=int(number[2]))
    return Line(LineKind.PLAIN, indent=len(text) - len(text.lstrip(" \t")))


def _read_code(text: str, fence: int) -> Line:
    mark, least = ("~", fence - _TILDE) if fence > _TILDE else ("`", fence)
    stripped = text.strip(" \t")
    if len(stripped) >= least and stripped == mark * len(stripped):
        return Line(LineKind.FENCE, fence=0)
    return Line(LineKind.CODE, fence=fence)
