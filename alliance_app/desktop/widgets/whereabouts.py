"""Where the writer is in a record: asked while they write, gone back to when a record is recovered."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.library.sitting import Place


def place_in(view: RecordView) -> Place:
    """Where the keyboard is in the record at hand; in the body when it is elsewhere."""
    half = view.form.half_typed() if view.form else {}
    focus = QApplication.focusWidget()
    for part, control in _controls(view).items():
        if part != "body" and focus is not None and (focus is control or control.isAncestorOf(focus)):
            return Place(part, _cursor(control), half)
    return Place("body", view.body.source.textCursor().position(), half)


def go_to(view: RecordView, place: Place) -> None:
    """Put the keyboard where it was, and what stood in fields but was no value yet."""
    if view.form is not None:
        view.form.show_half(place.half)
        view.form.reveal(place.part)
    control = _controls(view).get(place.part, view.body.source)
    control.setFocus()
    if isinstance(control, QLineEdit):
        control.setCursorPosition(place.at)
    elif isinstance(control, QPlainTextEdit | QTextEdit):
        cursor = QTextCursor(control.document())
        cursor.setPosition(max(0, min(place.at, control.document().characterCount() - 1)))
        control.setTextCursor(cursor)
        control.ensureCursorVisible()


def in_a_field(view: RecordView) -> bool:
    """Whether the title or a field is being typed in."""
    return view.title.typing or (view.form is not None and view.form.typing)


def _controls(view: RecordView) -> dict[str, QWidget]:
    fields = {name: editor.focus for name, editor in view.form.editors.items()} if view.form else {}
    tags = {"tags": view.form.tags.line} if view.form else {}
    return {"title": view.title, "body": view.body.source, **fields, **tags}


def _cursor(control: QWidget) -> int:
    if isinstance(control, QLineEdit):
        return control.cursorPosition()
    return control.textCursor().position() if isinstance(control, QPlainTextEdit | QTextEdit) else 0
