"""Innovation projects as the board and its table show them: one card each, by stage."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from alliance_app.alliance.pipeline import (
    ENDED,
    Missing,
    missing_for,
    next_stage,
    stage_days,
    stage_label,
    stage_of,
)
from alliance_app.alliance.stalling import STALLED_AFTER, last_progress
from alliance_app.alliance.three_batches import category_of, enterprise_of, people_of, years_of
from alliance_app.records.benefit import formula_in_words
from alliance_app.records.values import Record
from alliance_app.words import _


@dataclass(frozen=True, slots=True)
class Card:
    """One project. `since`: the day its stage was reached, "" where nobody wrote it down; `days` since then.

    `still`: days without progress, where those are too many, else 0. `lacking`: what its own stage asks for and is not
    there; `missing`: what `next` asks for. `benefit` in yuan, None where it cannot be computed, with its `formula`.
    `disputed`: people changed it at once, and nobody has settled it.
    """

    id: str
    title: str
    stage: str
    enterprise_id: str
    enterprise: str
    category: str
    leader: str
    people: int
    benefit: float | None
    formula: str
    confirmed: bool
    since: str
    days: int
    still: int
    next: str | None
    lacking: tuple[Missing, ...]
    missing: tuple[Missing, ...]
    years: frozenset[int]
    disputed: bool = False

    @property
    def ended(self) -> bool:
        return self.stage in ENDED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects are wanted: of an enterprise (by id), a category, a year, only stalled or incomplete ones."""

    enterprise: str = ""
    category: str = ""
    year: int | None = None
    stalled: bool = False
    lacking: bool = False

    def wants(self, card: Card) -> bool:
        """Whether a card is one of them."""
        return (
            (not self.enterprise or card.enterprise_id == self.enterprise)
            and (not self.category or card.category == self.category)
            and (self.year is None or self.year in card.years)
            and (not self.stalled or card.still > 0)
            and (not self.lacking or bool(card.lacking))
        )


def cards(
    projects: Iterable[Record],
    titles: Mapping[str, str],
    papers: Collection[str],
    today: date,
    disputed: Collection[str] = (),
) -> tuple[Card, ...]:
    """The cards of these projects, none from the trash; what has been in its stage the longest comes first.

    `titles`: of enterprises by id. `papers`: see `pipeline.papers_of`. `disputed`: the ids of those to be settled.
    """
    alive = (each for each in projects if each.trashed_at is None)
    found = [replace(card_of(each, titles, papers, today), disputed=each.id in disputed) for each in alive]
    return tuple(sorted(found, key=lambda card: (-card.days, card.title, card.id)))


def lacking_in_words(card: Card) -> str:
    """What a project lacks of what its own stage asks for; "" for nothing."""
    if not card.lacking:
        return ""
    return _("{stage} lacks: {missing}").format(stage=stage_label(card.stage), missing=named(card.lacking))


def next_in_words(card: Card) -> str:
    """Which stage comes next, and what it asks for that is not there; "" where the way ends."""
    if card.next is None:
        return ""
    missing = (*card.lacking, *card.missing)
    if not missing:
        return _("Next: {stage}; everything is there").format(stage=stage_label(card.next))
    return _("Next: {stage}; missing: {missing}").format(stage=stage_label(card.next), missing=named(missing))


def named(missing: Iterable[Missing]) -> str:
    """What is missing, in one line."""
    return "、".join(each.words for each in missing)


def card_of(project: Record, titles: Mapping[str, str], papers: Collection[str], today: date) -> Card:
    """The card of one project."""
    stage, after = stage_of(project), next_stage(project)
    since = stage_days(project).get(stage, "")
    reached = date.fromisoformat(since or project.created_at[:10]) if since or project.created_at else today
    idle = 0 if stage in ENDED else (today - last_progress(project, today)).days
    lacking = missing_for(project, stage, papers)
    known = {each.field for each in lacking}
    following = missing_for(project, after, papers) if after else ()
    return Card(
        id=project.id,
        title=project.title,
        stage=stage,
        enterprise_id=enterprise_of(project),
        enterprise=titles.get(enterprise_of(project), ""),
        category=category_of(project),
        leader=str(project.fields.get("leader") or ""),
        people=len(people_of(project)),
        benefit=project.fields.get("annual_benefit"),
        formula=formula_in_words(project.fields),
        confirmed=bool(project.fields.get("finance_confirmed")),
        since=since,
        days=max(0, (today - reached).days),
        still=idle if idle >= STALLED_AFTER else 0,
        next=after,
        lacking=lacking,
        missing=tuple(each for each in following if each.field not in known),
        years=years_of(project),
    )
