"""Marks in a body, `{{name：title#section}}`: figures that exports fill in anew each time, and where text came from.

`{{年经济效益：回流焊节能改善}}` stands for a field of the record with that title, `{{培训人数}}` for a figure over the
sources of a case; `{{摘自：第18期沙龙#可复制的做法}}` remembers where a paragraph was taken from and prints nothing. In
code they are text. A sign of the marks' own inside a name or title has a backslash before it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from alliance_app.records.markdown_text import without_code

TAKEN_FROM = "摘自"
_MOST = 600
_MARK = re.compile(rf"(?<!\\)\{{\{{((?:\\[^\n]|[^\\{{}}\n]){{1,{_MOST}}})\}}\}}")
_NAME = re.compile(r"((?:\\.|[^\\:：])*)(?:[:：](.*))?", re.DOTALL)
_SECTION = re.compile(r"((?:\\.|[^\\#])*)(?:#(.*))?", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. `title`: the record it speaks of, "" for none; `section`: a heading of it; its place in the body."""

    name: str
    title: str = ""
    section: str = ""
    start: int = 0
    end: int = 0

    @property
    def is_origin(self) -> bool:
        """Whether it only remembers where text was taken from."""
        return self.name == TAKEN_FROM


def marks(body: str) -> tuple[Mark, ...]:
    """The marks of a body, in order; those in code are text."""
    if "{{" not in body:
        return ()
    found = (_mark(each) for each in _MARK.finditer(without_code(body)))
    return tuple(each for each in found if each.name)


def written(name: str, title: str = "", section: str = "") -> str:
    """A mark as it stands in a body: read again, it is the same."""
    text = _escaped(name, ":：{}")
    if title or section:
        text += f"：{_escaped(title, '#{}')}"
    if section:
        text += f"#{_escaped(section, '{}')}"
    return f"{{{{{text}}}}}"


def stripped(body: str) -> str:
    """A body without its marks, every other character as it was."""
    return replaced(body, lambda _mark: "")


def replaced(body: str, say: Callable[[Mark], str | None]) -> str:
    """A body with each mark as `say` has it; None leaves the mark as it is."""
    made, place = list[str](), 0
    for mark in marks(body):
        said = say(mark)
        if said is not None:
            made += [body[place : mark.start], said]
            place = mark.end
    return "".join([*made, body[place:]])


def _mark(found: re.Match[str]) -> Mark:
    name, title = _parted(_NAME, found[1])
    title, section = _parted(_SECTION, title)
    return Mark(_plain(name), _plain(title), _plain(section), found.start(), found.end())


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.fullmatch(text)
    return (found[1], found[2] or "") if found else (text, "")


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _escaped(text: str, signs: str) -> str:
    one_line = " ".join(text.split())
    return "".join(f"\\{each}" if each == "\\" or each in signs else each for each in one_line)
