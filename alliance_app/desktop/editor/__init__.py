"""The editor of a record's body."""

from alliance_app.desktop.editor.body_editor import BodyEditor
from alliance_app.desktop.editor.colours import DARK, LIGHT, EditorColours

__all__ = ["DARK", "LIGHT", "BodyEditor", "EditorColours"]
