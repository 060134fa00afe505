"""From records to documents: Word, PDF, HTML, Markdown, and everything at once in open formats."""

from alliance_app.writeups.batch import ARRANGEMENTS, Arrangement, ExportedEach, arranged, export_each
from alliance_app.writeups.everything import export_all
from alliance_app.writeups.exporting import FORMATS, Exported, Format, export, export_noted
from alliance_app.writeups.layouts import LAYOUTS
from alliance_app.writeups.naming import default_name, list_name
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.shelf import Shelf

__all__ = [
    "ARRANGEMENTS",
    "FORMATS",
    "LAYOUTS",
    "Arrangement",
    "Exported",
    "ExportedEach",
    "Format",
    "Shelf",
    "Writeup",
    "arranged",
    "default_name",
    "export",
    "export_all",
    "export_each",
    "export_noted",
    "list_name",
    "outline",
]
