"""Marks of a body filled in: in its blocks, as plain words no markup is read from; or in its Markdown."""

import re
from collections.abc import Callable
from dataclasses import replace

from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Block, Code, Inset, Line, Picture, Run, mapped
from alliance_app.records.markdown.marks import Mark, marks, replaced

# Letters for private use: one that a body does not hold stands around the number of each mark while it is read.
_PRIVATE = range(0xE000, 0xF8FF)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~=])")

Say = Callable[[Mark], str | None]
"""What a mark prints; None leaves it as it was typed."""


def resolved_blocks(body: str, say: Say) -> tuple[Block, ...]:
    """A body as blocks, each mark as `say` has it."""
    found = marks(body)
    if not found:
        return blocks(body)
    sign = next(chr(each) for each in _PRIVATE if chr(each) not in body)
    said: list[tuple[str, str]] = []

    def numbered(mark: Mark) -> str | None:
        words = say(mark)
        if not words:
            return words
        said.append((words, body[mark.start : mark.end]))
        return f"{sign}{len(said) - 1}{sign}"

    return _Filling(re.compile(rf"{sign}(\d+){sign}"), said).filled(blocks(replaced(body, numbered)))


def resolved_source(body: str, say: Say) -> str:
    """A body as Markdown, each mark as `say` has it; its words are no markup. Lines that only say an origin go."""

    def escaped(mark: Mark) -> str | None:
        words = say(mark)
        return words and _MARKUP.sub(r"\\\1", words)

    return replaced(_without_origins(body), escaped)


def _without_origins(body: str) -> str:
    """A body without the lines on which only the origin of the next paragraph stands."""
    made, place = list[str](), 0
    for mark in marks(body):
        start, end = body.rfind("\n", 0, mark.start) + 1, (body.find("\n", mark.end) + 1 or len(body) + 1) - 1
        if mark.is_origin and start >= place and body[start:end].strip() == body[mark.start : mark.end]:
            made.append(body[place:start])
            place = end + len(body[end : end + 2]) if body[end : end + 2] == "\n\n" else min(end + 1, len(body))
    return "".join([*made, body[place:]])


class _Filling:
    """Puts words where their numbers stand: `said` has, by number, the words and what was typed."""

    def __init__(self, place: re.Pattern[str], said: list[tuple[str, str]]) -> None:
        self._place, self._said = place, said

    def filled(self, read: tuple[Block, ...]) -> tuple[Block, ...]:
        return mapped(read, self._line, self._leaf)

    def _line(self, line: Line) -> Line:
        return tuple(
            self._run(each) if isinstance(each, Run)
            else replace(each, caption=self._words(each.caption)) if isinstance(each, Inset)
            else each
            for each in line
        )  # fmt: skip

    def _run(self, run: Run) -> Run:
        return replace(
            run, text=self._typed(run.text) if run.code else self._words(run.text), link=self._place.sub("", run.link)
        )

    def _leaf(self, block: Block) -> Block:
        match block:
            case Picture():
                return replace(block, caption=self._words(block.caption))
            case Code():
                return replace(block, text=self._typed(block.text))
            case _:
                return block

    def _words(self, text: str) -> str:
        return self._place.sub(lambda found: self._said[int(found[1])][0], text)

    def _typed(self, text: str) -> str:
        return self._place.sub(lambda found: self._said[int(found[1])][1], text)
