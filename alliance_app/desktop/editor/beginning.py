"""Where writing begins in a body that somebody comes to by keyboard: where the template left room, not in its marks."""

from collections.abc import Sequence

from alliance_app.desktop.editor.lines import LISTS, LineKind, read_line

LOOKED_AT = 40  # lines; a template's first section is shorter


def beginning(lines: Sequence[str]) -> tuple[int, int]:
    """The line and the place in it, for the first lines of a body.

    Under a heading the first item without words, or the line below when the section is empty; else behind the first
    line's marks: typed before them, they would be marks no more.
    """
    if not lines:
        return 0, 0
    head = read_line(lines[0])
    if head.kind is not LineKind.HEADING:
        return 0, head.content if head.kind in LISTS or head.kind is LineKind.QUOTE else 0
    blank: int | None = None
    for number, text in enumerate(lines[1:], 1):
        line = read_line(text)
        if line.kind is LineKind.HEADING:
            break
        if line.kind in LISTS and not text[line.content :].strip():
            return number, len(text)
        if line.kind is not LineKind.BLANK:
            return 0, head.content
        blank = blank or number
    return (0, head.content) if blank is None else (blank, len(lines[blank]))
