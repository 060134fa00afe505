"""Putting a line where it belongs in the body being written: one step to undo, the cursor behind it."""

from collections.abc import Callable

from alliance_app.alliance.salon_lines import Put
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.editor.splices import Splice


def place(editor: BodyEditor, make: Callable[[str], Put]) -> None:
    """Make the one change that `make` says of the body as it stands, and go on writing there."""
    source = editor.source
    if source.isReadOnly():
        return
    if editor.previewing:
        editor.show_preview(preview=False)
    source.prepare_edit()
    body = source.body()
    put = make(body)
    if put.text != body[put.start : put.end]:
        source.splice_units((Splice(_units(body[: put.start]), _units(body[: put.end]), put.text),))
    cursor = source.textCursor()
    cursor.setPosition(_units(body[: put.start]) + _units(put.into(body)[put.start : put.cursor]))
    source.setTextCursor(cursor)
    source.ensureCursorVisible()
    editor.setFocus()


def _units(text: str) -> int:
    """How many UTF-16 units a text has: what Qt counts places in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
