"""`alliance show | list | search | tags | trash`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from alliance_app.alliance.reviews import Review
from alliance_app.app import App
from alliance_app.cli.completing import complete_kinds
from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json, clash_as_json, links_as_json, page, review_json, review_lines, row_line
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.records.chunks import chunks
from alliance_app.records.kinds import ASSESSMENT, KINDS, kind_named
from alliance_app.records.values import Record, State
from alliance_app.words import _

_ON_SCREEN = 50
_MOST = 1_000_000_000
_LIMIT = click.option("--limit", type=click.IntRange(0, _MOST), help=_("How many at most; 0 is all."))
_SEARCH_LIMIT = click.option(
    "--limit",
    type=click.IntRange(0, _MOST),
    default=_ON_SCREEN,
    show_default=True,
    help=_("How many at most; 0 is all."),
)


@verb("show", _("Show the record ID (an id, its first 8 characters or more, or a title)."))
@click.argument("record", metavar="ID")
def show(session: Session, record: str) -> None:
    """With its links."""
    with session.open() as app:
        found = app.library.read(app.library.find_id(record))
        if session.json:
            clashes = [clash_as_json(KINDS[found.kind], each) for each in app.library.clashes(found.id)]
            links = links_as_json(app.library.links(found.id))
            review = {"review": review_json(_review(app.library, found))} if found.kind == ASSESSMENT.name else {}
            session.answer({**as_json(found), "links": links, "clashes": clashes, **review})
        else:
            session.answer({}, *page(found, app.library), *review_lines(_review(app.library, found)))


def _review(library: Library, record: Record) -> Review:
    """What the review of a self-assessment is worth; none for other kinds."""
    if record.kind != ASSESSMENT.name:
        return Review()
    from alliance_app.assessing.reviewing import review_there

    return review_there(library, record.id)


@verb("list", _("List records, all or those of KIND, the latest first."))
@click.argument("kind", required=False, shell_complete=complete_kinds)
@click.option("--tag", "tags", multiple=True, help=_("Only those with this tag."))
@click.option("--drafts", is_flag=True, help=_("Only private drafts."))
@click.option("--trashed", is_flag=True, help=_("What is in the trash."))
@click.option(
    "--order",
    type=click.Choice(["updated", "date", "title", "created"]),
    default="updated",
    show_default=True,
    help=_("What they are sorted by."),
)
@_LIMIT
@click.option("--to", "form", type=click.Choice(["xlsx"]), help=_("Write the whole list as an Excel workbook."))
@click.option(
    "-o", "--output", metavar="PATH", default=".", help=_("The file, or a folder for a file of the default name.")
)
def list_(
    session: Session,
    kind: str | None,
    tags: tuple[str, ...],
    drafts: bool,
    trashed: bool,
    order: Any,
    limit: int | None,
    form: str | None,
    output: str,
) -> None:
    """JSON gives whole records, as many as there are unless --limit says otherwise; so does a workbook."""
    listing = Listing(
        kinds=(kind_named(kind).name,) if kind else (),
        tags=tags,
        state=State.DRAFT if drafts else None,
        trashed=trashed,
        order=order,
        descending=order != "title",
    )
    if form is None:
        _give_list(session, listing, limit)
        return
    from alliance_app.cli.giving import give_list

    with session.open() as app:
        give_list(session, app, app.library.ids(listing)[: limit or None], Path(output))


@verb("trash", _("List what is in the trash; `alliance restore ID` brings it back."))
@_LIMIT
def trash(session: Session, limit: int | None) -> None:
    """The same as `list --trashed`."""
    _give_list(session, Listing(trashed=True), limit)


@verb(
    "search",
    _('Find records by QUERY: words, "phrases", kind: tag: member: date: and the like, OR, NOT, prefix*.'),
    # a query may begin with a dash
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--kind", "kinds", multiple=True, shell_complete=complete_kinds, help=_("Only this kind; repeat for others.")
)
@_SEARCH_LIMIT
@click.option(
    "--order",
    type=click.Choice(["relevance", "date", "updated"]),
    default="relevance",
    show_default=True,
    help=_("What they are sorted by."),
)
def search(session: Session, query: tuple[str, ...], kinds: tuple[str, ...], limit: int, order: Any) -> None:
    """Several words on the command line are one query."""
    with session.open() as app:
        _search(session, app, " ".join(query), [kind_named(each).name for each in kinds], limit or None, order)


@verb("tags", _("List the tags in use, the most used first."))
def tags(session: Session) -> None:
    """With how many records have each."""
    with session.open() as app:
        counted = sorted(app.library.counts().tags.items(), key=lambda each: (-each[1], each[0]))
    listed = [{"tag": tag, "count": count} for tag, count in counted]
    session.answer({"tags": listed}, *(f"{count:6}  {tag}" for tag, count in counted))


def _search(session: Session, app: App, query: str, kinds: Sequence[str], limit: int | None, order: Any) -> None:
    found = app.finder.search(query, kinds=tuple(kinds), order=order, limit=limit)
    hits = [hit for piece in chunks(found.ids) for hit in app.finder.hits(found, piece)]
    given = [
        {"id": hit.id, "kind": hit.kind, "title": hit.title, "snippet": hit.snippet, "score": hit.score} for hit in hits
    ]
    value = {"hits": given, "total": found.total, "read_as": found.read_as, "corrected": found.corrected}
    lines = [_("Read as: {query}").format(query=found.read_as)] if found.corrected else []
    for hit in hits:
        lines += [f"{hit.id}  {KINDS[hit.kind].short_label}  {hit.title}"]
        lines += [f"    {' '.join(hit.snippet.split())}"] if hit.snippet.strip() else []
    if found.total > len(hits):
        lines.append(_("{shown} of {total}; --limit 0 shows all.").format(shown=len(hits), total=found.total))
    session.answer(value, *(lines or [_("Nothing found.")]))


def _give_list(session: Session, listing: Listing, limit: int | None) -> None:
    with session.open() as app:
        ids = app.library.ids(listing)
        if session.json:
            wanted = ids[: limit or None]
            session.answer_many("records", _whole(app.library, wanted))
            return
        shown = ids[: _ON_SCREEN if limit is None else limit or None]
        lines = [row_line(row) for row in app.library.rows(shown)]
    if len(ids) > len(shown):
        lines.append(_("{shown} of {total}; --limit 0 shows all.").format(shown=len(shown), total=len(ids)))
    session.answer({}, *(lines or [_("There is nothing here yet.")]))


def _whole(library: Library, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for some in chunks(ids):
        yield from (as_json(record) for record in library.read_many(some))
