"""From records to documents: Word, PDF, HTML, Markdown, and everything at once in open formats."""

from alliance_app.writeups.everything import export_all
from alliance_app.writeups.exporting import FORMATS, Exported, Format, export, export_noted
from alliance_app.writeups.layouts import LAYOUTS
from alliance_app.writeups.naming import default_name
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.shelf import Shelf

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "Exported",
    "Format",
    "Shelf",
    "Writeup",
    "default_name",
    "export",
    "export_all",
    "export_noted",
    "outline",
]
