"""Merging two texts sentence by sentence: of what both changed, both stand one after the other."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_PARTS = re.compile(r"\n|[^\n]+?(?:[。！？；!?;]+[”’」』）)]*|(?=\n)|$)")
_ENDS = re.compile(r"[\n。！？；!?;”’」』）)]$")
_MOST = 2_000  # sentences: of longer texts both stand one after the other

# From which to which part of the base, and what became of them.
Turn = tuple[int, int, list[str]]


def merged_by_sentences(base: str, one: str, other: str, *, starts_line: bool) -> str:
    """`base` with what `one` and `other` changed of it. `starts_line`: the text stands at the start of a line."""
    parts, first, second = (_PARTS.findall(text) for text in (base, one, other))
    if max(len(parts), len(first), len(second)) > _MOST:
        return _joined([one], [other], starts_line=starts_line)
    out: list[str] = []
    reached = 0
    for start, end, mine, theirs in _grouped(parts, _turns(parts, first), _turns(parts, second)):
        out += parts[reached:start]
        line = "".join(out)[-1:] in ("\n", "") if out else starts_line
        out.append(_joined(mine, theirs, starts_line=line))
        reached = end
    return "".join([*out, *parts[reached:]])


def _turns(parts: Sequence[str], became: Sequence[str]) -> list[Turn]:
    matcher = SequenceMatcher(None, parts, became, autojunk=False)
    return [
        (start, end, list(became[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _grouped(
    parts: Sequence[str], mine: Sequence[Turn], theirs: Sequence[Turn]
) -> list[tuple[int, int, list[str], list[str]]]:
    """Turns that overlap, drawn together: what each side makes of the whole."""
    groups: list[tuple[int, int, tuple[list[Turn], list[Turn]]]] = []
    tagged = [(start, end, 0, became) for start, end, became in mine]
    tagged += [(start, end, 1, became) for start, end, became in theirs]
    for start, end, side, became in sorted(tagged):
        if groups and (start < groups[-1][1] or (start, end) == groups[-1][:2]):
            first, last, sides = groups.pop()
            groups.append((first, max(end, last), sides))
        else:
            groups.append((start, end, ([], [])))
        groups[-1][2][side].append((start, end, became))
    return [(start, end, _made(parts, start, end, a), _made(parts, start, end, b)) for start, end, (a, b) in groups]


def _made(parts: Sequence[str], start: int, end: int, turns: Sequence[Turn]) -> list[str]:
    """What turns of one side make of the parts; nothing where there are none of them."""
    if not turns:
        return []
    out: list[str] = []
    for first, last, became in turns:
        out += [*parts[start:first], *became]
        start = last
    return [*out, *parts[start:end]]


def _joined(mine: Sequence[str], theirs: Sequence[str], *, starts_line: bool) -> str:
    one, other = "".join(mine), "".join(theirs)
    if one == other or not one or not other:
        return one or other
    if _ENDS.search(one) or other.startswith("\n"):
        return f"{one}{other}"
    between = "\n" if starts_line else "；"
    return f"{one.rstrip(' ')}{between}{other}"
