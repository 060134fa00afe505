"""Putting a line where it belongs in the body being written: one step to undo, the cursor behind it."""

from collections.abc import Callable

from alliance_app.alliance.salon_lines import Put
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.editor.changes import Change
from alliance_app.desktop.editor.splices import Splice

_WHOLE = 1_000_000_000  # lines: all there are


def place(editor: BodyEditor, make: Callable[[str], Put]) -> None:
    """Make the one change that `make` says of the body as it stands, and go on writing there."""
    if editor.previewing:
        editor.show_preview(preview=False)

    def rule(text: str, _start: int, _end: int) -> Change | None:
        put = make(text)
        splices = () if put.text == text[put.start : put.end] else (Splice(put.start, put.end, put.text),)
        return Change(splices, put.cursor, put.cursor)

    editor.source.change(rule, above=_WHOLE, below=_WHOLE)
    editor.setFocus()
