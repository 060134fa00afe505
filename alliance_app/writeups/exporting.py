"""The door: records by id to a Word, PDF, HTML or Markdown file."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypedDict, Unpack, get_args

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.words import _
from alliance_app.writeups.errors import NothingToExport, UnknownFormat
from alliance_app.writeups.layouts import layout_named
from alliance_app.writeups.naming import default_name
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.stopping import stopping
from alliance_app.writeups.writing import write_whole

Format = Literal["docx", "pdf", "html", "md"]
_log = logging.getLogger(__name__)
FORMATS: tuple[Format, ...] = get_args(Format)


class Manner(TypedDict, total=False):
    """How a document is written, one of many too."""

    layout: str | None
    mask: bool
    private: bool


class How(Manner, total=False):
    """What `export` takes by name."""

    contents: bool | None
    progress: Progress
    cancelled: Cancelled


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
    contents: bool | None = None,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Exported:
    """Write the records `ids`, in this order, as one document.

    `to`: docx, pdf, html or md. `path`: the file, or a folder for a file of the default name. `layout`: plain or
    official; None takes a case's own, plain for the rest. `mask` covers phone, identity and card numbers; `private`
    takes private fields along. `contents`: whether a table of contents opens it; None where there are several records.
    The file appears whole or not at all. Raises NothingToExport, UnknownFormat, UnknownLayout, UnknownRecord,
    ExportStopped, CannotWrite, CannotTypeset.
    """
    if not ids:
        raise NothingToExport
    if to not in FORMATS:
        raise UnknownFormat(format=to, known=", ".join(FORMATS))
    chosen = layout_named(layout) if layout else None
    target = path / default_name(shelf, ids, to) if path.is_dir() else path
    told = stopping(progress, cancelled)
    listed = len(ids) > 1 if contents is None else contents
    if to == "md":
        from alliance_app.writeups.markdown_file import write_markdown

        written = write_markdown(shelf, ids, target, mask=mask, private=private, contents=listed, progress=told)
        return Exported(target, None, written)
    writeup = outline(shelf, ids, chosen, mask=mask, private=private, progress=told)
    return write_writeup(replace(writeup, contents=listed), to, target, told)


def write_writeup(writeup: Writeup, to: str, target: Path, progress: Progress = quietly) -> Exported:
    """Set a document in type and write it whole or not at all; `to`: any of FORMATS. Raises as `export` does."""
    count = len(writeup.parts)
    progress(Step(_("Setting the document"), count, count))
    if to == "md":
        from alliance_app.writeups.source import write_source

        write_source(writeup, target, progress)
        return Exported(target, None, writeup.warnings)
    pages: int | None = None
    warnings = writeup.warnings
    if to == "docx":
        from alliance_app.writeups.drawings import painted
        from alliance_app.writeups.word import word_bytes

        data = word_bytes(painted(writeup))
    elif to == "html":
        from alliance_app.writeups.drawings import painted
        from alliance_app.writeups.page import page_text

        data = page_text(painted(writeup)).encode()
    else:
        from alliance_app.writeups.pdf import pdf_of

        made = pdf_of(writeup)
        data, pages, warnings = made.data, made.pages, (*warnings, *made.warnings)
    progress(Step(_("Writing the file"), count, count))
    write_whole(target, data)
    return Exported(target, pages, warnings, writeup.layout.name)


def export_noted(
    library: Library, ids: Sequence[str], to: str, path: Path, shelf: Shelf | None = None, **how: Unpack[How]
) -> Exported:
    """`export`, and the library notes where the document stands: `library.exports` lists it. Raises what `export` does.

    `shelf`: what it is written from, else the library as it is. A library that cannot be written is no reason to say
    that there is no document.
    """
    made = export(shelf or library, ids, to, path, **how)
    records = library.read_many(list(ids))
    taken = {each.id: [str(row.get("record")) for row in each.fields.get("sources") or ()] for each in records}
    try:
        library.note_export(ids, made.path, to, made.layout, taken)
    except AllianceError as error:
        _log.warning("an export was not noted: %s", error)
    return made
