"""What the keys do to Markdown: pure functions from a few whole lines and a selection to a change.

`text` is whole lines (the ones the selection touches, and for Enter those below); positions count code points in it. A
function returns None when the key is to do what it always does.
"""

import re
from collections.abc import Callable

from alliance_app.desktop.editor.changes import Change, keeping, line_at, lines_of
from alliance_app.desktop.editor.lines import LISTS, Line, LineKind, read_line
from alliance_app.desktop.editor.splices import Splice, moved
from alliance_app.desktop.editor.tables import next_cell, next_row

STEP = "  "  # one level of a list
PARAGRAPH_INDENT = "\u3000\u3000"  # how Chinese paragraphs begin; ASCII blanks would make a code block


# -- Enter


def enter(text: str, start: int, end: int) -> Change | None:
    """Enter: the next item, quote line or table row; an empty one ends the list."""
    first, line_text = line_at(text, start)
    line = read_line(line_text)
    if line.kind is LineKind.TABLE:
        return next_row(text, first, line_text) if start == end else None
    if line.kind not in LISTS and line.kind is not LineKind.QUOTE:
        return None
    if start - first < line.content or "\n" in text[start:end]:
        return None
    if not line_text[line.content :].strip():
        return _leave_item(first, line_text, line)
    marker = _next_marker(line_text, line)
    after = end
    while after < len(text) and text[after] in " \t":
        after += 1
    splices = (Splice(start, after, "\n" + marker), *_renumbered(text, first, line))
    place = start + 1 + len(marker)
    return Change(splices, place, place)


def newline(text: str, start: int, end: int) -> Change:
    """Enter where no list goes on: a new line, as far in as the one above."""
    first, line_text = line_at(text, start)
    blanks = line_text[: len(line_text) - len(line_text.lstrip(" \t"))]
    pad = blanks if line_text.strip() and start - first >= len(blanks) else ""
    place = start + 1 + len(pad)
    return Change((Splice(start, end, "\n" + pad),), place, place)


def typed(characters: str, _text: str, start: int, end: int) -> Change:
    """A key that types something."""
    place = start + len(characters)
    return Change((Splice(start, end, characters),), place, place)


def soft_enter(text: str, start: int, end: int) -> Change:
    """Shift+Enter: a new line within the same item or paragraph."""
    first, line_text = line_at(text, start)
    line = read_line(line_text)
    pad = " " * (line.indent + 2) if line.kind in LISTS and start - first >= line.content else ""
    place = start + 1 + len(pad)
    return Change((Splice(start, end, "\n" + pad),), place, place)


def _leave_item(first: int, line_text: str, line: Line) -> Change:
    """An empty item steps out one level, then becomes a plain line."""
    if line.indent >= len(STEP) and line.kind in LISTS:
        return keeping((Splice(first, first + len(STEP)),), first + len(line_text), first + len(line_text))
    return Change((Splice(first, first + len(line_text)),), first, first)


def _next_marker(line_text: str, line: Line) -> str:
    marker = line_text[: line.content]
    if line.kind is LineKind.NUMBER:
        marker = re.sub(r"\d+", str(line.number + 1), marker, count=1)
    elif line.kind is LineKind.TASK:
        marker = f"{line_text[: line.box]} {line_text[line.box + 1 : line.content]}"
    return marker if marker.endswith((" ", "\t")) else marker + " "


def _renumbered(text: str, first: int, line: Line) -> list[Splice]:
    """The numbers below a new numbered item, one higher each, while they run on without a gap."""
    if line.kind is not LineKind.NUMBER:
        return []
    splices: list[Splice] = []
    expected = line.number + 1
    at = text.find("\n", first) + 1
    while at > 0:
        end = text.find("\n", at)
        below = text[at:] if end < 0 else text[at:end]
        item = read_line(below)
        if item.kind is LineKind.NUMBER and item.indent == line.indent:
            if item.number != expected:
                break
            digits = at + item.indent
            splices.append(Splice(digits, digits + len(str(item.number)), str(item.number + 1)))
            expected += 1
        elif item.indent <= line.indent:
            break
        at = end + 1 if end >= 0 else 0
    return splices


# -- Tab and Backspace


def tab(text: str, start: int, end: int, *, back: bool = False) -> Change | None:
    """Tab and Shift+Tab: items move one level, tables go cell to cell, a paragraph gets its two-character indent."""
    first, line_text = line_at(text, start)
    kind = read_line(line_text).kind
    if kind in {LineKind.TABLE, LineKind.DELIMITER} and "\n" not in text[start:end]:
        return next_cell(text, end, back=back)
    if kind in LISTS or "\n" in text[start:end]:
        return _shiftlines_of(text, start, end, back=back)
    if back:
        found = re.match(r"\u3000{1,2}| {1,2}|\t", line_text)
        return keeping((Splice(first, first + found.end()),), start, end) if found else None
    inserted = PARAGRAPH_INDENT if start == first else "\u3000"
    return Change((Splice(start, end, inserted),), start + len(inserted), start + len(inserted))


def _shiftlines_of(text: str, start: int, end: int, *, back: bool) -> Change:
    splices: list[Splice] = []
    for first, line_text in lines_of(text, start, end):
        line = read_line(line_text)
        if back:
            blanks = len(line_text) - len(line_text.lstrip(" "))
            width = min(len(STEP), blanks) or int(line_text.startswith("\t"))
            if width:
                splices.append(Splice(first, first + width))
        elif line.kind in LISTS:
            splices.append(Splice(first, first, STEP))
    return keeping(tuple(splices), start, end)


def backspace(text: str, start: int, end: int) -> Change | None:
    """Backspace just behind a marker takes the whole marker away."""
    first, line_text = line_at(text, start)
    line = read_line(line_text)
    if start != end or start == first or start - first != line.content:
        return None
    if line.kind in LISTS and line.indent >= len(STEP):
        return keeping((Splice(first, first + len(STEP)),), start, start)
    if line.kind in LISTS or line.kind in {LineKind.HEADING, LineKind.QUOTE}:
        return Change((Splice(first, start),), first, first)
    return None


# -- toggles


def toggle_mark(text: str, start: int, end: int, mark: str) -> Change:
    """Put `mark` (** or * …) around the selection, or take it away; line by line when it spans several."""
    if start == end:
        return _toggle_here(text, start, mark)
    parts = [
        _trimmed(text, max(first, start), min(first + len(line), end)) for first, line in lines_of(text, start, end)
    ]
    parts = [(left, right) for left, right in parts if left < right]
    if not parts:
        return keeping((), start, end)
    wrapped = [_wrapping(text, left, right, mark) for left, right in parts]
    splices: list[Splice] = []
    if all(wrapped):
        for found in wrapped:
            assert found is not None
            splices += (Splice(found[0], found[0] + len(mark)), Splice(found[1] - len(mark), found[1]))
        return keeping(tuple(splices), start, end)
    for (left, right), found in zip(parts, wrapped, strict=True):
        if found is None:
            splices += (Splice(left, left, mark), Splice(right, right, mark))
    made = tuple(splices)
    return Change(made, moved(parts[0][0], made, after=True), moved(parts[-1][1], made))


def _toggle_here(text: str, at: int, mark: str) -> Change:
    if text[at : at + len(mark)] == mark:
        if text[max(0, at - len(mark)) : at] == mark:
            return Change((Splice(at - len(mark), at + len(mark)),), at - len(mark), at - len(mark))
        return Change((), at + len(mark), at + len(mark))
    return Change((Splice(at, at, mark * 2),), at + len(mark), at + len(mark))


def _wrapping(text: str, left: int, right: int, mark: str) -> tuple[int, int] | None:
    """The bounds of the marked stretch when exactly `mark` stands around or inside `left:right`."""
    width, sign = len(mark), mark[0]
    if _run(text, left, sign, -1) == _run(text, right, sign, 1) and _fits(_run(text, left, sign, -1), width):
        return left - width, right + width
    inner_left, inner_right = _run(text, left, sign, 1), _run(text, right, sign, -1)
    if right - left > 2 * width and inner_left == inner_right and _fits(inner_left, width):
        return left, right
    return None


def _fits(run: int, width: int) -> bool:
    """Whether a run of signs holds the mark: *** holds both * and **."""
    return run in {width, 3} if width < 3 else run == width


def _run(text: str, at: int, sign: str, step: int) -> int:
    count = 0
    place = at if step > 0 else at - 1
    while 0 <= place < len(text) and text[place] == sign:
        count += 1
        place += step
    return count


def _trimmed(text: str, left: int, right: int) -> tuple[int, int]:
    line_first, line_text = line_at(text, left)
    left = max(left, line_first + read_line(line_text).content)
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def toggle_heading(text: str, start: int, end: int, level: int) -> Change:
    """Make the lines headings of `level` (0: plain text again); a second time takes it back."""
    marker = "#" * level + " " if level else ""
    touched = list(lines_of(text, start, end))
    lines = [read_line(line_text) for _, line_text in touched]
    if level and all(line.kind is LineKind.HEADING and line.level == level for line in lines):
        marker = ""
    splices = [
        Splice(first, first + (line.content if line.kind is not LineKind.BLANK else 0), marker)
        for (first, _), line in zip(touched, lines, strict=True)
        if line.kind not in {LineKind.BLANK, LineKind.TABLE, LineKind.DELIMITER} or len(touched) == 1
    ]
    return keeping(tuple(splices), start, end)


def toggle_list(text: str, start: int, end: int, kind: LineKind) -> Change:
    """Make the lines bullets, numbers, tasks or quotes; when all are so already, plain lines again."""
    touched = [(first, read_line(line_text)) for first, line_text in lines_of(text, start, end)]
    meant = [(first, line) for first, line in touched if line.kind is not LineKind.BLANK] or touched[:1]
    plain = all(line.kind is kind for _, line in meant)
    splices: list[Splice] = []
    for number, (first, line) in enumerate(meant, 1):
        keep = line.indent if line.kind in LISTS else 0
        marker = "" if plain else _MARKERS[kind](number)
        content = 0 if line.kind is LineKind.BLANK else max(line.content, keep)
        splices.append(Splice(first + keep, first + content, marker))
    return keeping(tuple(splices), start, end)


_MARKERS: dict[LineKind, Callable[[int], str]] = {
    LineKind.BULLET: lambda _: "- ",
    LineKind.NUMBER: lambda number: f"{number}. ",
    LineKind.TASK: lambda _: "- [ ] ",
    LineKind.QUOTE: lambda _: "> ",
}


def toggle_box(line_text: str) -> Splice | None:
    """Tick or untick the task of this line; None when it is none."""
    line = read_line(line_text)
    if line.kind is not LineKind.TASK:
        return None
    return Splice(line.box, line.box + 1, " " if line.checked else "x")
