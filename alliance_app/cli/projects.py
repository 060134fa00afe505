"""`alliance batches | move | figures`: innovation projects, stage by stage, and what they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from alliance_app.alliance import figures as counting
from alliance_app.alliance.board import Card, Wanted, lacking_in_words, next_in_words
from alliance_app.alliance.pipeline import (
    NotAProject,
    move_to,
    moved,
    moves,
    stage_label,
    stage_of,
)
from alliance_app.alliance.projects import papers_in, read_projects
from alliance_app.alliance.stalling import STALLED_AFTER
from alliance_app.cli.adding import fields_given
from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.batches import Batches
from alliance_app.records.benefit import in_wan
from alliance_app.records.fields import Day
from alliance_app.records.kinds import KINDS, PROJECT
from alliance_app.records.options import STAGES
from alliance_app.records.values import Attachment, Record, Value
from alliance_app.words import _

_YEAR = click.option("--year", type=click.IntRange(1990, 2200), help=_("Which year."))


@verb("move", _("Move the project ID to STAGE, and date that; what the stage asks for and lacks is named."))
@click.argument("record", metavar="ID")
@click.argument("stage", metavar="STAGE")
@click.option("--on", metavar="DATE", help=_("The day it was reached; else today."))
@click.option("--reason", metavar="TEXT", help=_("Why it is not adopted."))
@click.option("--by", metavar="NAME", help=_("Who confirmed it in finance."))
@click.option(
    "--evidence", metavar="FILE|ID", multiple=True, help=_("A file to attach, or a document; repeat for others.")
)
@click.option("--set", "sets", metavar="FIELD=VALUE", multiple=True, help=_("Fill a field; repeat for others."))
def move(
    session: Session,
    record: str,
    stage: str,
    on: str | None,
    reason: str | None,
    by: str | None,
    evidence: tuple[str, ...],
    sets: tuple[str, ...],
) -> None:
    """Everything is checked before anything is written; going back is allowed and takes back what was not reached."""
    target = str(PROJECT.by_name["stage"].check(stage))
    day = Day("on", zh="日期", en="Date").parse(on) if on else None
    with session.open() as app:
        before = app.library.read(app.library.find_id(record))
        if before.kind != PROJECT.name:
            raise NotAProject(title=before.title)
        filled = fields_given(PROJECT, sets, app.library)
        filled |= {name: value for name, value in (("rejection_reason", reason), ("confirmed_by", by)) if value}
        files, documents = _evidence(app.library, evidence)
        if documents:
            filled["evidence"] = [*(before.fields.get("evidence") or ()), *documents]
        papers = papers_in(app.library)
        back = move_to(before, target, papers).back
        on_day = date.fromisoformat(day) if day else None
        app.library.write(moved(before, target, on_day, filled=filled, attach=files, papers=papers))
        after = app.library.read(before.id)
    said = _("{title}: back from {before} to {after}") if back else _("{title}: from {before} to {after}")
    lines = [said.format(title=after.title, before=stage_label(stage_of(before)), after=stage_label(target))]
    session.answer({**as_json(after), "back": back, "moves": _moves_json(after, papers)}, *lines)


@verb("batches", _("Innovation projects by stage: how long, what they save, what they lack."))
@click.option("--enterprise", metavar="ID", help=_("Only those of this member."))
@click.option("--category", metavar="NAME", help=_("Only those of this category."))
@_YEAR
@click.option("--stalled", is_flag=True, help=_("Only those without progress for 90 days."))
@click.option("--lacking", is_flag=True, help=_("Only those that lack what their stage asks for."))
def batches(
    session: Session, enterprise: str | None, category: str | None, year: int | None, stalled: bool, lacking: bool
) -> None:
    """The longest in its stage first."""
    kind_of = str(PROJECT.by_name["category"].check(category)) if category else ""
    with session.open() as app:
        owner = app.library.find_id(enterprise) if enterprise else ""
        found = read_projects(app.library, clock.today()).cards
    wanted = Wanted(owner, kind_of, year, stalled, lacking)
    shown = [each for each in found if wanted.wants(each)]
    lines: list[str] = []
    for stage in STAGES:
        its = [each for each in shown if each.stage == stage]
        if its:
            lines += [f"{stage_label(stage)} {len(its)}", *(line for each in its for line in _card_lines(each))]
    value = {"projects": [_card_json(each) for each in shown], "stalled_after": STALLED_AFTER}
    session.answer(value, *(lines or [_("No such project.")]))


@verb("figures", _("The alliance in figures: what happened by year, and the three batches of innovation."))
@_YEAR
def figures(session: Session, year: int | None) -> None:
    """Money in yuan. The three batches in all, by enterprise, by category and by year."""
    with session.open() as app:
        records = app.library.read_many(app.library.ids(Listing(kinds=tuple(KINDS))))
    titles = {each.id: each.title for each in records if each.kind == "member"}
    found = counting.figures(records, year=year)
    value: dict[str, Any] = {"year": year, **asdict(found)}
    value["by_enterprise"] = [
        {"id": owner, "title": titles.get(owner, ""), **asdict(each)} for owner, each in found.by_enterprise.items()
    ]
    lines = [_("Projects {projects} · {batches}").format(projects=found.batches.projects, batches=_said(found.batches))]
    lines += [
        f"{KINDS[kind].label}: " + "  ".join(f"{when} {count}" for when, count in years.items())
        for kind, years in found.by_kind_and_year.items()
    ]
    category = PROJECT.by_name["category"]
    nameless = _("not given")
    lines += _part(_("By enterprise"), ((titles.get(each, nameless), it) for each, it in found.by_enterprise.items()))
    lines += _part(_("By category"), ((category.show(each) or nameless, it) for each, it in found.by_category.items()))
    lines += _part(_("By year"), found.by_year.items())
    session.answer(value, *lines)


def _said(three: Batches) -> str:
    return _("people trained {people} · improved {improved} · accepted {accepted} · yearly benefit {benefit}, "
             "confirmed {confirmed}").format(
        people=three.people,
        improved=three.improved,
        accepted=three.accepted,
        benefit=in_wan(three.benefit),
        confirmed=in_wan(three.confirmed_benefit),
    )  # fmt: skip


def _part(heading: str, groups: Iterable[tuple[str, Batches]]) -> list[str]:
    lines = [f"  {name}: {_said(batch)}" for name, batch in groups]
    return [heading, *lines] if lines else []


def _evidence(library: Library, given: Sequence[str]) -> tuple[tuple[Attachment, ...], list[Value]]:
    """Files among what was named as evidence, kept; and the ids of the others."""
    files = [each for each in given if Path(each).is_file()]
    documents = [library.find_id(each) for each in given if each not in files]
    return tuple(library.keep_file(Path(each)) for each in files), documents


def _card_lines(card: Card) -> list[str]:
    facts = [card.enterprise, card.leader, in_wan(card.benefit) if card.benefit is not None else ""]
    facts.append(_("{days} days here").format(days=card.days) if not card.ended else card.since)
    if card.disputed:
        facts.append(_("needs a look"))
    if card.still:
        facts.append(_("no progress for {days} days").format(days=card.still))
    lines = [f"  {card.id}  {card.title}  " + " · ".join(each for each in facts if each)]
    lines += [f"    {said}" for said in (lacking_in_words(card), next_in_words(card) if card.missing else "") if said]
    return lines


def _card_json(card: Card) -> dict[str, Any]:
    return {**asdict(card), "years": sorted(card.years)}


def _moves_json(record: Record, papers: frozenset[str]) -> list[dict[str, Any]]:
    return [{**asdict(each), "ready": each.ready} for each in moves(record, papers)]
