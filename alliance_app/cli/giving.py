"""`alliance export` and `alliance export-all`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Library
from alliance_app.words import _
from alliance_app.writeups import FORMATS, LAYOUTS
from alliance_app.writeups import export_all as write_all
from alliance_app.writeups import export_noted as write
from alliance_app.writeups.checks import checks

_TO = click.option(
    "--to", "form", type=click.Choice(FORMATS), help=_("The format; else the ending of the file, else docx.")
)
# The export tells these itself.
_TOLD = ("numbers-covered", "numbers-readable", "figure-unresolved", "fonts-missing")
_OUTPUT = click.option(
    "-o", "--output", metavar="PATH", default=".", help=_("The file, or a folder for a file of the default name.")
)


@verb("export", _("Write the records ID… as one Word, PDF, HTML or Markdown document."))
@click.argument("records", metavar="ID…", nargs=-1, required=True)
@_TO
@_OUTPUT
@click.option(
    "--layout", type=click.Choice(list(LAYOUTS)), help=_("official is GB/T 9704; else a case's own, or plain.")
)
@click.option("--no-mask", is_flag=True, help=_("Leave telephone and ID numbers readable."))
@click.option("--private", is_flag=True, help=_("With the fields that otherwise never leave this computer."))
def export(
    session: Session,
    records: tuple[str, ...],
    form: str | None,
    output: str,
    layout: str | None,
    no_mask: bool,
    private: bool,
) -> None:
    """The file appears whole or not at all."""
    path = Path(output)
    ending = path.suffix.lower().removeprefix(".")
    to = form or (ending if ending in FORMATS else "docx")
    with session.open() as app, session.watched() as progress:
        ids = list(dict.fromkeys(app.library.find_id(each) for each in records))
        made = write(app.library, ids, to, path, layout=layout, mask=not no_mask, private=private, progress=progress)
        warnings = tuple(dict.fromkeys((*made.warnings, *_found(app.library, ids))))
    value = {"path": str(made.path), "format": to, "pages": made.pages, "warnings": list(warnings)}
    session.answer(value, _("Written: {path}").format(path=made.path), *warnings)


def _found(library: Library, ids: Sequence[str]) -> Iterator[str]:
    """What the checks say of the cases among these records, beyond what the export itself tells."""
    for record in library.read_many(ids):
        if record.kind == "case":
            found = checks(library, record)
            yield from (each.text for each in found if each.level != "ok" and each.code not in _TOLD)


@verb("export-all", _("Write everything into the empty folder DIR: Markdown, attachments and JSON."))
@click.argument("folder", metavar="DIR")
def export_all(session: Session, folder: str) -> None:
    """Drafts and the trash too: it is all yours. `alliance import DIR` takes it in again."""
    with session.open() as app, session.watched() as progress:
        made = write_all(app.library, Path(folder), progress)
    value = {**asdict(made), "folder": str(made.folder), "warnings": list(made.warnings)}
    said = _("Written to {folder}: {records} records and {files} files.")
    session.answer(value, said.format(folder=made.folder, records=made.records, files=made.files), *made.warnings)
