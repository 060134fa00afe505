"""`alliance export` and `alliance export-all`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import click

from alliance_app.app import App
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Library
from alliance_app.words import _
from alliance_app.writeups import ARRANGEMENTS, FORMATS, LAYOUTS, Exported, ExportedEach, arranged, export_each
from alliance_app.writeups import export_all as write_all
from alliance_app.writeups import export_noted as write
from alliance_app.writeups.checks import checks
from alliance_app.writeups.exporting import Manner

# The export tells these itself.
_TOLD = ("numbers-covered", "numbers-readable", "figure-unresolved", "fonts-missing")
WORKBOOK = "xlsx"
OUTPUT = click.option(
    "-o", "--output", metavar="PATH", default=".", help=_("The file, or a folder for a file of the default name.")
)
_TO = click.option(
    "--to",
    "form",
    type=click.Choice([*FORMATS, WORKBOOK]),
    help=_("The format; else the ending of the file, else docx. xlsx is a list in Excel."),
)
_OPTIONS = (
    click.option("--search", "query", metavar="QUERY", help=_("All records that this search finds.")),
    click.option("--each", is_flag=True, help=_("A file for each record, in the folder PATH.")),
    click.option(
        "--contents/--no-contents", default=None, help=_("A table of contents; else where there are several records.")
    ),
    click.option("--order", type=click.Choice(ARRANGEMENTS), help=_("How the records follow; else as named or found.")),
    click.option(
        "--layout", type=click.Choice(list(LAYOUTS)), help=_("official is GB/T 9704; else a case's own, or plain.")
    ),
    click.option("--no-mask", is_flag=True, help=_("Leave telephone and ID numbers readable.")),
    click.option("--private", is_flag=True, help=_("With the fields that otherwise never leave this computer.")),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written, and how."""

    records: tuple[str, ...]
    form: str | None
    output: str
    query: str | None = None
    each: bool = False
    contents: bool | None = None
    order: Any = None
    layout: str | None = None
    no_mask: bool = False
    private: bool = False

    @property
    def path(self) -> Path:
        return Path(self.output)

    @property
    def to(self) -> str:
        """The format asked for, else that of the file's ending."""
        ending = self.path.suffix.lower().removeprefix(".")
        return self.form or (ending if ending in (*FORMATS, WORKBOOK) and not self.each else "docx")

    @property
    def how(self) -> Manner:
        """How each document is written."""
        return {"layout": self.layout, "mask": not self.no_mask, "private": self.private}

    def ids(self, app: App) -> list[str]:
        """The records meant, in the order wished for. Raises UnknownRecord, AmbiguousRecord."""
        named = [app.library.find_id(each) for each in self.records]
        found = app.finder.search(self.query, limit=None).ids if self.query is not None else ()
        ids = list(dict.fromkeys([*named, *found]))
        return arranged(app.library, ids, self.order) if self.order and ids else ids


def _with_options(function: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((_TO, OUTPUT, *_OPTIONS)):
        function = option(function)
    return function


@verb(
    "export", _("Write records as one document, a file each, or a list in Excel: the records ID…, or all of a search.")
)
@click.argument("records", metavar="[ID…]", nargs=-1)
@_with_options
def export(session: Session, **given: Any) -> None:
    """Every file appears whole or not at all."""
    wish = Wish(**given)
    if not wish.records and wish.query is None:
        raise click.UsageError(_("Name records, or give --search QUERY."))
    if wish.each and wish.to == WORKBOOK:
        raise click.UsageError(_("A list is one file: --each goes with documents."))
    with session.open() as app:
        ids = wish.ids(app)
        if wish.to == WORKBOOK:
            give_list(session, app, ids, wish.path, mask=not wish.no_mask, private=wish.private)
        elif wish.each:
            _give_each(session, app, ids, wish)
        else:
            _give_one(session, app, ids, wish)


def give_list(
    session: Session, app: App, ids: Sequence[str], path: Path, *, mask: bool = True, private: bool = False
) -> None:
    """Write records as a list in Excel, and tell."""
    from alliance_app.assessing.as_reviewed import readable
    from alliance_app.writeups.sheets import write_workbook

    with session.watched() as progress:
        made = write_workbook(readable(app.library, WORKBOOK), ids, path, mask=mask, private=private, progress=progress)
    _tell(session, made, WORKBOOK, len(ids))


@verb("export-all", _("Write everything into the empty folder DIR: Markdown, attachments and JSON."))
@click.argument("folder", metavar="DIR")
def export_all(session: Session, folder: str) -> None:
    """Drafts and the trash too: it is all yours. `alliance import DIR` takes it in again."""
    with session.open() as app, session.watched() as progress:
        made = write_all(app.library, Path(folder), progress)
    value = {**asdict(made), "folder": str(made.folder), "warnings": list(made.warnings)}
    said = _("Written to {folder}: {records} records and {files} files.")
    session.answer(value, said.format(folder=made.folder, records=made.records, files=made.files), *made.warnings)


def _give_one(session: Session, app: App, ids: Sequence[str], wish: Wish) -> None:
    from alliance_app.assessing.as_reviewed import readable

    shelf, how = readable(app.library, wish.to), wish.how
    with session.watched() as progress:
        made = write(app.library, ids, wish.to, wish.path, shelf, contents=wish.contents, progress=progress, **how)
        found = dict.fromkeys((*made.warnings, *_found(app.library, ids)))
    _tell(session, replace(made, warnings=tuple(found)), wish.to, len(ids))


def _found(library: Library, ids: Sequence[str]) -> Iterator[str]:
    """What the checks say of the cases among these records, beyond what the export itself tells."""
    for record in library.read_many(ids):
        if record.kind == "case":
            found = checks(library, record)
            yield from (each.text for each in found if each.level != "ok" and each.code not in _TOLD)


def _give_each(session: Session, app: App, ids: Sequence[str], wish: Wish) -> None:
    from alliance_app.assessing.as_reviewed import readable

    with session.watched() as progress:
        made = export_each(readable(app.library, wish.to), ids, wish.to, wish.path, progress=progress, **wish.how)
    session.answer(_each_json(made, wish.to), *_each_lines(made))


def _tell(session: Session, made: Exported, form: str, count: int) -> None:
    value = {
        "path": str(made.path),
        "format": form,
        "pages": made.pages,
        "records": count,
        "warnings": list(made.warnings),
    }
    session.answer(value, _("Written: {path}").format(path=made.path), *made.warnings)


def _each_json(made: ExportedEach, form: str) -> dict[str, Any]:
    return {
        "folder": str(made.folder),
        "format": form,
        "files": [{"path": str(each.path), "pages": each.pages} for each in made.files],
        "failed": [{"title": title, "reason": reason} for title, reason in made.failed],
        "warnings": list(made.warnings),
    }


def _each_lines(made: ExportedEach) -> list[str]:
    written = _("Written to {folder}: {count} files.").format(folder=made.folder, count=len(made.files))
    return [*(_("Written: {path}").format(path=each.path) for each in made.files), written, *made.warnings]
