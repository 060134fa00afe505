"""What else speaks for an offer beside its words: stage, capacity, area, qualifications, dates, events, stars.

Each rule gives points, and a short sentence that is made only when it is asked for; a doubt is something to confirm.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alliance_app.alliance import quantities
from alliance_app.alliance.areas import areas, around, nested
from alliance_app.alliance.quantities import Amount
from alliance_app.alliance.terms import near
from alliance_app.records.kinds import SUPPLY_DEMAND
from alliance_app.records.values import Fields, Record
from alliance_app.words import _

STAGE, CAPACITY, AREA, QUALIFICATIONS, DATES, EVENTS, STARS = 15.0, 12.0, 10.0, 10.0, 2.0, 4.0, 2.0
_NOT_ASKED = 0.75  # the share of its points a rule gives where the need asks for nothing
_UNKNOWN = 0.4  # … and where the offer does not say
MOST = STAGE + CAPACITY + 1.0 + AREA + QUALIFICATIONS + DATES + EVENTS + STARS  # what all rules can give at best
_TOLERANCE = re.compile(r"±\s*(\d+(?:\.\d+)?)")
_BARE = re.compile(r"[\W_]+|认证|证书|资质|许可证?|体系|证$")


class Finding(NamedTuple):
    """What one rule found: points, and its sentence. `doubt`: it speaks against the pair, or is to be confirmed."""

    points: float
    say: Callable[[], str] | None = None
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a need asks for or an offer gives, read once. `events`: by id, those its enterprise took part in.

    `within`: the areas that its own ones lie in.
    """

    stage: str
    amount: Amount | None
    shown_amount: str
    areas: frozenset[str]
    within: frozenset[str]
    qualifications: Mapping[str, str]
    needed_by: str
    valid_until: str
    tolerance: float | None
    asks_tolerance: bool
    events: frozenset[str]
    stars: int

    @classmethod
    def of(cls, record: Record, events: frozenset[str], stars: int) -> "Asked":
        """What a record of supply or demand says."""
        fields: Fields = record.fields
        spec = unicodedata.normalize("NFKC", str(fields.get("spec") or ""))
        exact = _TOLERANCE.search(spec)
        named = areas(str(fields.get("area") or ""))
        return cls(
            stage=str(fields.get("chain_stage") or ""),
            amount=quantities.amount(fields),
            shown_amount=quantities.shown(fields),
            areas=named,
            within=around(named),
            qualifications={_bare(each): each for each in fields.get("qualifications") or ()},
            needed_by=str(fields.get("needed_by") or ""),
            valid_until=str(fields.get("valid_until") or ""),
            tolerance=float(exact[1]) if exact else None,
            asks_tolerance="公差" in spec or exact is not None,
            events=events,
            stars=stars,
        )


def findings(need: Asked, offer: Asked, today: date, events: Mapping[str, str]) -> list[Finding]:
    """What every rule but that of words finds. `events`: what an event is called, by id."""
    found = [_stage(need, offer), _capacity(need, offer, today)]
    if need.asks_tolerance:
        found.append(_tolerance(need, offer))
    found += (_area(need, offer), *_qualifications(need, offer), _dates(need, offer))
    shared = need.events & offer.events
    if shared:
        found.append(Finding(EVENTS, lambda: _("both took part in {event}").format(event=events[max(shared)])))
    if offer.stars:
        stars = offer.stars
        found.append(Finding(STARS * stars / 3, (lambda: _("a three-star union offers it")) if stars == 3 else None))
    return found


def stage_name(stage: str) -> str:
    """A stage of the chain as a person reads it."""
    return SUPPLY_DEMAND.field("chain_stage").show(stage)


def _stage(need: Asked, offer: Asked) -> Finding:
    if not need.stage or not offer.stage:
        return Finding(STAGE * _UNKNOWN)
    if need.stage == offer.stage:
        return Finding(STAGE)  # its sentence names the words too, see `matching`
    names = {"need": stage_name(need.stage), "offer": stage_name(offer.stage)}
    if near(need.stage, offer.stage):
        return Finding(STAGE / 2, lambda: _("near stages: {need} and {offer}").format(**names))
    return Finding(-STAGE, lambda: _("different stages: {need} and {offer}").format(**names), doubt=True)


def _capacity(need: Asked, offer: Asked, today: date) -> Finding:
    if need.amount is None:
        return Finding(CAPACITY * _NOT_ASKED)
    met = part_of(need, offer, today)
    amounts = {"need": need.shown_amount, "offer": offer.shown_amount}
    if met is None:
        return Finding(CAPACITY * _UNKNOWN, lambda: _("the capacity is to be confirmed"), doubt=True)
    if met >= 1:
        return Finding(CAPACITY, lambda: _("capacity {offer} ≥ the {need} needed").format(**amounts))
    lacking = CAPACITY * met - 14.0 * (1 - met)
    return Finding(lacking, lambda: _("capacity {offer} is less than the {need} needed").format(**amounts), doubt=True)


def part_of(need: Asked, offer: Asked, today: date) -> float | None:
    """Which part of the need the offer can meet; None where that cannot be told."""
    if need.amount is None or offer.amount is None:
        return None
    return quantities.part_met(need.amount, offer.amount, today, need.needed_by or None)


def _tolerance(need: Asked, offer: Asked) -> Finding:
    wanted, given = need.tolerance, offer.tolerance
    if wanted is None or given is None:
        return Finding(-1.0, lambda: _("the tolerance is to be confirmed"), doubt=True)
    exact = {"need": wanted, "offer": given}
    if given <= wanted:
        return Finding(1.0, lambda: _("tolerance ±{offer:g} meets ±{need:g}").format(**exact))
    return Finding(-8.0, lambda: _("tolerance ±{offer:g} does not meet ±{need:g}").format(**exact), doubt=True)


def _area(need: Asked, offer: Asked) -> Finding:
    if not need.areas:
        return Finding(AREA * _NOT_ASKED)
    if not offer.areas:
        return Finding(AREA * _UNKNOWN, lambda: _("the area is to be confirmed"), doubt=True)
    same = need.areas & offer.areas
    if same:
        return Finding(AREA, lambda: _("both in {area}").format(area=min(same)))
    if need.within & offer.areas or offer.within & need.areas:
        return Finding(AREA, lambda: _("{inner} lies in {outer}").format(**nested(need.areas, offer.areas)))
    there = "、".join(sorted(offer.areas)[:2])
    return Finding(-12.0, lambda: _("another area: {area}").format(area=there), doubt=True)


def _qualifications(need: Asked, offer: Asked) -> Iterator[Finding]:
    if not need.qualifications:
        yield Finding(QUALIFICATIONS * _NOT_ASKED)
        return
    held: list[str] = []
    missing: list[str] = []
    known = offer.qualifications
    for bare, written in need.qualifications.items():
        there = bare in known or (bool(known) and any(bare in each or each in bare for each in known))
        (held if there else missing).append(written)
    yield Finding(
        QUALIFICATIONS * len(held) / len(need.qualifications),
        (lambda: _("qualified: {terms}").format(terms="、".join(held[:3]))) if held else None,
    )
    if missing:
        lost = max(-12.0, -6.0 * len(missing))
        yield Finding(lost, lambda: _("{terms} is to be confirmed").format(terms="、".join(missing[:3])), doubt=True)


def _dates(need: Asked, offer: Asked) -> Finding:
    if not need.needed_by or not offer.valid_until:
        return Finding(DATES / 2)
    if offer.valid_until >= need.needed_by:
        return Finding(DATES)
    until = offer.valid_until
    return Finding(-4.0, lambda: _("offered only until {day}").format(day=until), doubt=True)


def _bare(qualification: str) -> str:
    folded = unicodedata.normalize("NFKC", qualification).casefold()
    return _BARE.sub("", folded) or folded
