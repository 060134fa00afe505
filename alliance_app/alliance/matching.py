"""Matching supply with demand: ranked pairs with the reasons in words. Plain functions over records."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from alliance_app.alliance.dealings import Standing, dealing, pair_key
from alliance_app.records.kinds import SUPPLY_DEMAND
from alliance_app.records.values import Record
from alliance_app.words import _

_OPEN = ("published", "talking")
_STOP = frozenset("的和与及年月日个我需求供应可能提要找有长期业务合作")
_TERMS = 55.0
_STAGE = 20.0
_CAPACITY = 10.0
_AREA = 6.0
_QUALIFICATIONS = 6.0
_DATES = 3.0
_LEAST = 25.0
_WORTH_TELLING = 50.0
_TOLD = 3  # the best so many for each need are told of


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer that could meet it. `score` runs to 100."""

    need: Record
    offer: Record
    score: float
    reasons: tuple[str, ...]
    standing: Standing | None = None

    @property
    def key(self) -> str:
        """What the pair is called where it is noted as looked at."""
        return pair_key(self.need.id, self.offer.id)


def new_matches(
    records: Iterable[Record], today: date, seen: Collection[str], members: Collection[str] = ()
) -> list[Match]:
    """Good matches nobody has begun to talk about and this user has not looked at, best first.

    `seen`: pair keys, as `library.seen("match")` gives them. `members`: only what concerns one of these, when given.
    """
    return [
        each
        for each in matches(records, today, per_need=_TOLD)
        if each.standing is None
        and each.score >= _WORTH_TELLING
        and each.key not in seen
        and (not members or {each.need.fields.get("owner"), each.offer.fields.get("owner")} & set(members))
    ]


def matches(records: Iterable[Record], today: date, *, per_need: int = 5) -> list[Match]:
    """The best offers for every open need, best first. Out of date, closed, private to one owner: left out."""
    alive = [each for each in records if each.kind == "supply_demand" and _open(each, today)]
    offers = [_Terms.of(each) for each in alive if each.fields.get("side") == "offer"]
    needs = [_Terms.of(each) for each in alive if each.fields.get("side") == "need"]
    index: dict[str, list[int]] = {}
    for place, offer in enumerate(offers):
        for term in offer.terms:
            index.setdefault(term, []).append(place)
    weights = {term: 1.0 / len(places) ** 0.5 for term, places in index.items()}
    found: list[Match] = []
    for need in needs:
        places = {place for term in need.terms for place in index.get(term, ())}
        ranked = [each for each in (_match(need, offers[place], weights) for place in places) if each is not None]
        ranked.sort(key=lambda each: (-each.score, each.offer.id))
        found += ranked[:per_need]
    return sorted(found, key=lambda each: (-each.score, each.need.id, each.offer.id))


@dataclass(frozen=True, slots=True)
class _Terms:
    """A record with the pieces of its words: pairs of Chinese characters, whole words of other scripts."""

    record: Record
    terms: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> "_Terms":
        return cls(record, frozenset(term for text in _told(record) for term in _pieces(text)))


def _told(record: Record) -> list[str]:
    return [record.title, *(str(record.fields.get(name) or "") for name in ("what", "spec"))]


def _pieces(text: str) -> Iterable[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9.±]+", folded):
        if re.match(r"[a-z0-9.±]", run):
            if not run.isdecimal():
                yield run
            continue
        for first, second in pairwise(run):
            if first not in _STOP and second not in _STOP:
                yield first + second


def _shared_words(need: Record, shared: frozenset[str]) -> list[str]:
    """The shared pieces as a person reads them: pairs that follow each other drawn together, the longest first."""
    text = unicodedata.normalize("NFKC", " ".join(_told(need))).casefold()
    words = [term for term in shared if term.isascii()]
    run = ""
    for pair in (*map("".join, pairwise(text)), ""):
        if pair in shared:
            run = run + pair[-1] if run else pair
        elif run:
            words.append(run)
            run = ""
    unique = sorted(dict.fromkeys(words), key=len, reverse=True)
    return [word for place, word in enumerate(unique) if not any(word in longer for longer in unique[:place])]


def _open(record: Record, today: date) -> bool:
    until = record.fields.get("valid_until")
    in_time = not until or until >= today.isoformat()
    return record.trashed_at is None and in_time and record.fields.get("status", "published") in _OPEN


def _match(need: _Terms, offer: _Terms, weights: Mapping[str, float]) -> Match | None:
    wanted, given = need.record.fields, offer.record.fields
    if wanted.get("owner") is not None and wanted.get("owner") == given.get("owner"):
        return None
    shared = need.terms & offer.terms
    most = sum(weights.get(term, 0.5) for term in need.terms) or 1.0
    likeness = min(1.0, 1.6 * sum(weights.get(term, 0.5) for term in shared) / most)
    words = _shared_words(need.record, shared)[:3]
    reasons = [_("both speak of {terms}").format(terms="、".join(words))] if words else []
    score = _TERMS * likeness
    for points, reason in _other_reasons(wanted, given):
        score += points
        reasons.append(reason)
    standing = dealing(need.record, offer.record).standing
    if standing is Standing.UNSUITABLE or score < _LEAST:
        return None
    return Match(need.record, offer.record, round(score, 1), tuple(reasons), standing)


def _other_reasons(wanted: Mapping[str, object], given: Mapping[str, object]) -> Iterable[tuple[float, str]]:
    stage = wanted.get("chain_stage")
    if stage and stage == given.get("chain_stage"):
        yield _STAGE, _("both are in {stage}").format(stage=SUPPLY_DEMAND.field("chain_stage").show(stage))
    capacity = _capacity(wanted, given)
    if capacity is not None:
        yield capacity
    area, offered_area = str(wanted.get("area") or ""), str(given.get("area") or "")
    if area and offered_area and set(re.split(r"[、/，, ]+", area)) & set(re.split(r"[、/，, ]+", offered_area)):
        yield _AREA, _("the same area: {area}").format(area=area)
    asked, held = wanted.get("qualifications"), given.get("qualifications")
    if isinstance(asked, list) and isinstance(held, list) and asked:
        missing = [each for each in asked if each not in held]
        if missing:
            yield -_QUALIFICATIONS, _("{terms} is to be confirmed").format(terms="、".join(missing[:3]))
        else:
            yield _QUALIFICATIONS, _("qualified: {terms}").format(terms="、".join(asked[:3]))
    needed, until = wanted.get("needed_by"), given.get("valid_until")
    if needed and until and str(until) >= str(needed):
        yield _DATES, _("offered until {day}").format(day=until)


def _capacity(wanted: Mapping[str, object], given: Mapping[str, object]) -> tuple[float, str] | None:
    need, offer = wanted.get("quantity"), given.get("quantity")
    if not isinstance(need, Mapping) or not isinstance(offer, Mapping) or need.get("unit") != offer.get("unit"):
        return None
    if (wanted.get("per") or "") != (given.get("per") or ""):
        return None
    show = SUPPLY_DEMAND.field("quantity").show
    if offer["number"] >= need["number"]:
        return _CAPACITY, _("{offer} is enough for {need}").format(offer=show(offer), need=show(need))
    return -_CAPACITY / 2, _("{offer} is less than {need}").format(offer=show(offer), need=show(need))
