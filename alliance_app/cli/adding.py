"""`alliance add` and `alliance edit`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from alliance_app.alliance.board import card_of, lacking_in_words
from alliance_app.alliance.pipeline import ruled
from alliance_app.alliance.projects import papers_for, papers_in
from alliance_app.cli.completing import complete_kinds
from alliance_app.cli.errors import UnknownAttachment, UnreadableText
from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Library, templates
from alliance_app.records import clock
from alliance_app.records.given import Find, from_command
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, PROJECT, kind_named
from alliance_app.records.text import clean_body, clean_tags, clean_title
from alliance_app.records.values import Attachment, Edit, NewRecord, Record, Value
from alliance_app.words import _

MOST_BYTES = 40 * 1024 * 1024
_SET = click.option("--set", "sets", metavar="FIELD=VALUE", multiple=True, help=_("Fill a field; repeat for others."))
_TAG = click.option("--tag", "tags", metavar="TAG", multiple=True, help=_("Add a tag; repeat for others."))
_BODY = click.option("--body", metavar="TEXT", help=_("The body, as Markdown."))
_BODY_FILE = click.option("--body-file", metavar="FILE", help=_("Read the body from a file; - is standard input."))
_ATTACH = click.option("--attach", "files", metavar="FILE", multiple=True, help=_("Attach a file; repeat for others."))


@verb("add", _("Add a record of KIND. It is a private draft until it is shared."))
@click.argument("kind", shell_complete=complete_kinds)
@click.option("--title", required=True, help=_("Its title."))
@_SET
@_TAG
@_BODY
@_BODY_FILE
@_ATTACH
@click.option("--template", metavar="NAME", help=_("Start from this template; what is given beside it goes before."))
@click.option("--share", is_flag=True, help=_("Share it at once."))
def add(
    session: Session,
    kind: str,
    title: str,
    sets: tuple[str, ...],
    tags: tuple[str, ...],
    body: str | None,
    body_file: str | None,
    files: tuple[str, ...],
    template: str | None,
    share: bool,
) -> None:
    """Everything is checked before anything is written."""
    declared = kind_named(kind)
    text = _body(body, body_file)
    with session.open() as app:
        began = _started(app.library, declared, template, title)
        fields = {**began.fields, **fields_given(declared, sets, app.library)}
        declared.completed(declared.checked(fields))
        new = NewRecord(
            declared.name,
            clean_title(title),
            fields={name: value for name, value in fields.items() if value is not None},
            tags=clean_tags((*began.tags, *tags)),
            body=began.body if text is None else clean_body(text),
            attachments=_attachments(app.library, files),
        )
        record_id = app.library.add(new).only
        if share:
            app.library.share(record_id)
        record = app.library.read(record_id)
        lacking = _lacking(app.library, record)
    session.answer(as_json(record), _("Added {id} {title}").format(id=record.id, title=record.title), *lacking)


@verb("edit", _("Change the record ID (an id, its first 8 characters or more, or a title)."))
@click.argument("record", metavar="ID")
@click.option("--title", help=_("Its new title."))
@_SET
@_TAG
@click.option("--untag", "untags", metavar="TAG", multiple=True, help=_("Take a tag away; repeat for others."))
@_BODY
@_BODY_FILE
@_ATTACH
@click.option("--detach", "detached", metavar="NAME", multiple=True, help=_("Take an attachment away, by its name."))
def edit(
    session: Session,
    record: str,
    title: str | None,
    sets: tuple[str, ...],
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    body: str | None,
    body_file: str | None,
    files: tuple[str, ...],
    detached: tuple[str, ...],
) -> None:
    """Everything is checked before anything is written; what is not named stays."""
    text = _body(body, body_file)
    with session.open() as app:
        before = app.library.read(app.library.find_id(record))
        declared = KINDS[before.kind]
        fields = fields_given(declared, sets, app.library)
        declared.kept(declared.checked(fields))
        change = Edit(
            before.id,
            title=None if title is None else clean_title(title),
            fields=fields,
            tags=_tags(before, tags, untags),
            body=None if text is None else clean_body(text),
            detach=_detached(before, detached),
            attach=_attachments(app.library, files),
            seen=before.version,
        )
        if "stage" in fields:
            change = ruled(before, change, papers_in(app.library))
        app.library.write(change)
        after = app.library.read(before.id)
    changed = after.version != before.version or after.fields != before.fields
    said = _("Changed {id} {title}") if changed else _("Nothing to change in {id} {title}")
    session.answer(as_json(after), said.format(id=after.id, title=after.title))


def _started(library: Library, kind: Kind, template: str | None, title: str) -> NewRecord:
    """What a template gives; without one, nothing. Raises UnknownTemplate."""
    if template is None:
        return NewRecord(kind.name, title)
    return templates.start_from(library, templates.named(library.folder, kind.name, template), title)


def _lacking(library: Library, record: Record) -> list[str]:
    """What a project taken in as it is lacks of what its stage asks for: never refused, always said."""
    if record.kind != PROJECT.name:
        return []
    said = lacking_in_words(card_of(record, {}, papers_for(library, record), clock.today()))
    return [said] if said else []


def fields_given(kind: Kind, sets: Sequence[str], library: Library) -> dict[str, Value]:
    """What the --set options say. Raises UnknownField, InvalidField; click's usage error for one without =."""
    fields: dict[str, Value] = {}
    for each in sets:
        name, equals, text = each.partition("=")
        if not equals:
            raise click.UsageError(_("--set needs FIELD=VALUE, not “{given}”").format(given=each))
        declared = kind.field(name.strip())
        if declared.computed:
            declared.check(text)
        fields[declared.name] = from_command(declared, text, _finder(library))
    return fields


def _finder(library: Library) -> Find:
    """Links on the command line: a title, else an id or the start of one."""

    def find(title: str, kind: str | None) -> str | None:
        found = library.by_title(title, kind)
        if found is None and len(title) >= 8 and title.isascii() and title.isalnum():
            return library.find_id(title)
        return found

    return find


def _tags(before: Record, tags: Sequence[str], untags: Sequence[str]) -> tuple[str, ...] | None:
    if not tags and not untags:
        return None
    return tuple(sorted({*before.tags, *clean_tags(tuple(tags))} - set(clean_tags(tuple(untags)))))


def _detached(before: Record, names: Sequence[str]) -> tuple[str, ...]:
    gone = []
    for name in names:
        found = before.attachment(name)
        if found is None:
            known = "、".join(each.name for each in before.attachments)
            raise UnknownAttachment(name=name, known=known or "—")
        gone.append(found.sha256)
    return tuple(gone)


def _attachments(library: Library, files: Sequence[str]) -> tuple[Attachment, ...]:
    return tuple(library.keep_file(Path(each)) for each in files)


def _body(body: str | None, file: str | None) -> str | None:
    """The body given, from wherever. Raises UnreadableText."""
    if body is not None and file is not None:
        raise click.UsageError(_("Give --body or --body-file, not both."))
    return body if file is None else _text_of(file)


def _text_of(file: str) -> str:
    from alliance_app.intake.decoding import NotTextError, decoded

    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UnreadableText(path=file, reason=_("it is larger than {most} MB").format(most=MOST_BYTES >> 20))
        return decoded(data).text
    except OSError as error:
        raise UnreadableText(path=file, reason=error.strerror or error) from error
    except (NotTextError, ValueError) as error:
        raise UnreadableText(path=file, reason=error) from error
