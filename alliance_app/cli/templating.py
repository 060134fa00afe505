"""`alliance templates` and `alliance template from | show | rename | delete`: what new records start from."""

import re
from typing import Any

import click

from alliance_app.cli.completing import complete_kinds
from alliance_app.cli.session import Session
from alliance_app.cli.verb import common_options, verb
from alliance_app.library import templates as shelves
from alliance_app.records.kinds import KINDS, kind_named
from alliance_app.records.moulding import Taken, template_of
from alliance_app.records.template import Template, write_template
from alliance_app.words import _

_ID = re.compile(r"\b[0-9A-Z]{26}\b")
_KIND = click.argument("kind", shell_complete=complete_kinds)
_NAME = click.argument("name")


@verb("templates", _("List what new records can start from, of all kinds or one."))
@click.argument("kind", required=False, shell_complete=complete_kinds)
def templates(session: Session, kind: str | None) -> None:
    """Files among them that hold no template are named on standard error, or in the JSON."""
    wanted = kind_named(kind).name if kind else None
    with session.open() as app:
        shelf = shelves.shelf(app.library.folder)
    found = [each for each in shelf.templates if wanted in (None, each.kind)]
    left = [each for each in shelf.left_aside if wanted in (None, each.kind)]
    value = {
        "templates": [_as_json(each) for each in found],
        "left_aside": [{"kind": each.kind, "path": str(each.path), "reason": each.reason} for each in left],
    }
    lines = [f"{each.kind}  {each.name}{'  ' + _('[own]') if each.own else ''}" for each in found]
    session.answer(value, *lines)
    for each in [] if session.json else left:
        click.echo(_("Left aside: {path}: {reason}").format(path=each.path, reason=each.reason), err=True)


@click.group("template", help=_("Make a template of a record; show, rename or delete one of your own."))
def template() -> None:
    """Each of these is a verb of its own."""


template.params += common_options()


@template.command("from", cls=type(templates), help=_("Make a template of the record ID: its headings and tables."))
@click.argument("record", metavar="ID")
@click.option("--name", required=True, help=_("What it is called."))
@click.option("--keep-text", is_flag=True, help=_("With the text, not only its structure."))
@click.option("--keep-fields", is_flag=True, help=_("With tags and fields, without dates, numbers and personal data."))
@click.option("--keep-figures", is_flag=True, help=_("With dates and numbers, too."))
@click.option("--replace", "over", is_flag=True, help=_("In place of your template of this name."))
@click.pass_obj
def from_(
    session: Session, record: str, name: str, keep_text: bool, keep_fields: bool, keep_figures: bool, over: bool
) -> None:
    """What stands in a personal field is never taken, nor where it stands in the text."""
    taken = Taken(text=keep_text, fields=keep_fields or keep_figures, figures=keep_figures)
    with session.open() as app:
        source = app.library.read(app.library.find_id(record))
        titles = {row.id: row.title for row in app.library.rows(sorted(_ID.findall(str(source.fields))))}
        path = shelves.keep(app.library.folder, template_of(source, name, taken, titles), over=over)
        made = shelves.named(app.library.folder, source.kind, path.stem)
    said = _("Made the template “{name}” for {kind}: {path}")
    session.answer(
        {**_as_json(made), "path": str(path)}, said.format(name=made.name, kind=KINDS[made.kind].label, path=path)
    )


@template.command("show", cls=type(templates), help=_("Show the template NAME of KIND as its file says it."))
@_KIND
@_NAME
@click.pass_obj
def show(session: Session, kind: str, name: str) -> None:
    """Its text can be put into a file beside others of the library's `templates` folder."""
    with session.open() as app:
        found = shelves.named(app.library.folder, kind_named(kind).name, name)
    session.answer(_as_json(found), write_template(found).rstrip("\n"))


@template.command("rename", cls=type(templates), help=_("Call your template NAME of KIND something else."))
@_KIND
@_NAME
@click.argument("new")
@click.pass_obj
def rename(session: Session, kind: str, name: str, new: str) -> None:
    """Those that came with the program keep their names."""
    with session.open() as app:
        changed = shelves.rename(app.library.folder, shelves.own(app.library.folder, kind_named(kind).name, name), new)
    session.answer(_as_json(changed), _("It is called “{name}” now.").format(name=changed.name))


@template.command("delete", cls=type(templates), help=_("Delete your template NAME of KIND."))
@_KIND
@_NAME
@click.pass_obj
def delete(session: Session, kind: str, name: str) -> None:
    """Records made of it stay as they are."""
    with session.open() as app:
        gone = shelves.own(app.library.folder, kind_named(kind).name, name)
        shelves.delete(app.library.folder, gone)
    session.answer(
        {"deleted": gone.name, "kind": gone.kind}, _("Deleted the template “{name}”.").format(name=gone.name)
    )


def _as_json(template: Template) -> dict[str, Any]:
    return {
        "kind": template.kind,
        "name": template.name,
        "own": template.own,
        "title": template.title,
        "fields": dict(template.fields),
        "tags": list(template.tags),
        "body": template.body,
    }
