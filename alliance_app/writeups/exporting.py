"""The door: records by id to a Word, PDF, HTML or Markdown file."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.progress import Progress, Step, quietly
from alliance_app.words import _
from alliance_app.writeups.errors import NothingToExport, UnknownFormat
from alliance_app.writeups.layouts import Layout, layout_named
from alliance_app.writeups.naming import default_name
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.writing import write_whole

Format = Literal["docx", "pdf", "html", "md"]
_log = logging.getLogger(__name__)
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Exported:
    """Where the document is, how many pages it has when that is known, what a reader should look at, and its layout."""

    path: Path
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    layout: str = ""


def export(
    shelf: Shelf,
    ids: Sequence[str],
    to: str,
    path: Path,
    *,
    layout: str | None = None,
    mask: bool = True,
    private: bool = False,
    progress: Progress = quietly,
) -> Exported:
    """Write the records `ids`, in this order, as one document.

    `to`: docx, pdf, html or md. `path`: the file, or a folder for a file of the default name. `layout`: plain or
    official; None takes a case's own, plain for the rest. `mask` covers phone, identity and card numbers; `private`
    takes private fields along. The file appears whole or not at all. Raises NothingToExport, UnknownFormat,
    UnknownLayout, UnknownRecord, CannotWrite, CannotTypeset.
    """
    if not ids:
        raise NothingToExport
    if to not in FORMATS:
        raise UnknownFormat(format=to, known=", ".join(FORMATS))
    chosen = layout_named(layout) if layout else None
    target = path / default_name(shelf, ids, to) if path.is_dir() else path
    if to == "md":
        from alliance_app.writeups.markdown_file import write_markdown

        return Exported(target, None, write_markdown(shelf, ids, target, mask=mask, private=private, progress=progress))
    return _set(shelf, ids, to, target, chosen, mask, private, progress)


def _set(
    shelf: Shelf,
    ids: Sequence[str],
    to: str,
    target: Path,
    layout: Layout | None,
    mask: bool,
    private: bool,
    progress: Progress,
) -> Exported:
    writeup = outline(shelf, ids, layout, mask=mask, private=private, progress=progress)
    progress(Step(_("Setting the document"), len(ids), len(ids)))
    pages: int | None = None
    warnings = writeup.warnings
    if to == "docx":
        from alliance_app.writeups.word import word_bytes

        data = word_bytes(writeup)
    elif to == "html":
        from alliance_app.writeups.page import page_text

        data = page_text(writeup).encode()
    else:
        from alliance_app.writeups.pdf import pdf_of

        made = pdf_of(writeup)
        data, pages, warnings = made.data, made.pages, (*warnings, *made.warnings)
    write_whole(target, data)
    return Exported(target, pages, warnings, writeup.layout.name)


def export_noted(
    library: Library,
    ids: Sequence[str],
    to: str,
    path: Path,
    *,
    layout: str | None = None,
    mask: bool = True,
    private: bool = False,
    progress: Progress = quietly,
) -> Exported:
    """`export`, and the library notes where the document stands: `library.exports` lists it. Raises what `export` does.

    A library that cannot be written is no reason to say that there is no document.
    """
    made = export(library, ids, to, path, layout=layout, mask=mask, private=private, progress=progress)
    records = library.read_many(list(ids))
    taken = {each.id: [str(row.get("record")) for row in each.fields.get("sources") or ()] for each in records}
    try:
        library.note_export(ids, made.path, to, made.layout, taken)
    except AllianceError as error:
        _log.warning("an export was not noted: %s", error)
    return made
