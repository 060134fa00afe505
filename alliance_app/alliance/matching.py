"""Matching supply with demand: ranked pairs with the reasons in words. Plain functions over records.

Words count most, the rarer among the offers the more; then what `fitting` finds. The best by words are looked at
closely, so that a thousand needs and a thousand offers take less than a second.
"""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alliance_app.alliance.dealings import Standing, dealing, pair_key, spoken_of
from alliance_app.alliance.fitting import MOST, STAGE, Asked, Finding, findings, stage_name
from alliance_app.alliance.promised import Promises, left_for, promised
from alliance_app.alliance.terms import readable, terms
from alliance_app.records.values import Record
from alliance_app.words import _, language

TERMS = 45.0
LEAST = 35.0
WORTH_TELLING = 65.0
_LEAST_LIKENESS = 0.12
_LOOKED_AT = 16  # of the offers like a need in words, so many are looked at closely
_TOLD = 3  # of the good ones for each need the best so many are told of as new
_ENOUGH = 0.55  # the part of a need's words that an offer of the same thing shares
_NEVER_SEEN = 0.4  # what a word of a need weighs that no offer has
_NAMED = 2  # words named in a reason
_SETTLED = ("agreed", "closed")


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer that could meet it. Scores run to 100; `doubts`: what does not fit or must be confirmed."""

    need: Record
    offer: Record
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    standing: Standing | None = None

    @property
    def key(self) -> str:
        """What the pair is called where it is noted as looked at."""
        return pair_key(self.need.id, self.offer.id)

    @property
    def told(self) -> str:
        """Reasons and doubts as one sentence."""
        comma, semicolon, stop = ("，", "；", "。") if language() == "zh" else (", ", "; ", ".")
        parts = [comma.join(each) for each in (self.reasons, self.doubts) if each]
        return semicolon.join(parts) + stop if parts else ""


def matches(records: Iterable[Record], today: date, *, per_need: int = 5, settled: bool = False) -> list[Match]:
    """The best offers for every open need, best first.

    Out of date, closed, not suitable for each other, of the same enterprise: left out. Members among the records tell
    of stars and capabilities, salons and open days of where both were. `settled`: pairs that have come to something
    are there, too, when one of the two is no longer open.
    """
    known = _Known.of(records)
    alive = [each for each in known.pairs if settled or is_open(each, today)]
    offers = _Offers([known.side(each) for each in alive if each.fields.get("side") == "offer"], promised(known.pairs))
    found: list[Match] = []
    for need in alive:
        if need.fields.get("side") == "need":
            found += offers.for_need(known.side(need), today, known.events, per_need)
    return sorted(found, key=lambda each: (-each.score, each.need.id, each.offer.id))


def new_matches(
    records: Iterable[Record], today: date, seen: Collection[str], members: Collection[str] = ()
) -> list[Match]:
    """Good matches nobody has begun to talk about and this user has not looked at, best first.

    `seen`: pair keys, as `library.seen("match")` gives them. `members`: only what concerns one of these, when given.
    """
    return unseen(matches(records, today, per_need=_TOLD), seen, members)


def unseen(found: Iterable[Match], seen: Collection[str], members: Collection[str] = ()) -> list[Match]:
    """Of these matches, best first, those that `new_matches` tells of."""
    told: list[Match] = []
    of_need = Counter[str]()
    for each in found:
        if each.standing is None and each.score >= WORTH_TELLING:
            of_need[each.need.id] += 1
            owners = {each.need.fields.get("owner"), each.offer.fields.get("owner")}
            if of_need[each.need.id] <= _TOLD and each.key not in seen and (not members or owners & set(members)):
                told.append(each)
    return told


def is_open(record: Record, today: date) -> bool:
    """Whether a partner is still looked for: not out of date or closed; a need not agreed about either."""
    until, status = record.fields.get("valid_until"), record.fields.get("status", "published")
    settled = status in _SETTLED if record.fields.get("side") == "need" else status == "closed"
    return record.trashed_at is None and not settled and (not until or until >= today.isoformat())


@dataclass(frozen=True, slots=True)
class _Side:
    """A record of supply or demand, read for matching."""

    record: Record
    owner: object
    terms: Mapping[str, float]
    asked: Asked


@dataclass(frozen=True, slots=True)
class _Known:
    """What the records tell: pairs are made of `pairs`; `events`: what each is called; `met`: member → its events."""

    pairs: tuple[Record, ...]
    members: Mapping[str, Record]
    events: Mapping[str, str]
    met: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "_Known":
        pairs: list[Record] = []
        members: dict[str, Record] = {}
        events: dict[str, str] = {}
        met: dict[str, set[str]] = {}
        for record in records:
            if record.trashed_at is not None:
                continue
            if record.kind == "supply_demand":
                pairs.append(record)
            elif record.kind == "member":
                members[record.id] = record
            elif record.kind in ("salon", "open_day"):
                key, called = _event(record)
                events[key] = called
                for member in _there(record):
                    met.setdefault(member, set()).add(key)
        return cls(tuple(pairs), members, events, {member: frozenset(its) for member, its in met.items()})

    def side(self, record: Record) -> _Side:
        fields, owner = record.fields, record.fields.get("owner")
        member = self.members.get(str(owner))
        told = [(record.title, 1.0), (str(fields.get("what") or ""), 1.0), (str(fields.get("spec") or ""), 0.5)]
        if member is not None and fields.get("side") == "offer":
            told += [(str(each), 0.3) for each in member.fields.get("capabilities") or ()]
        stars = int(member.fields.get("stars") or 0) if member is not None else 0
        return _Side(record, owner, terms(told), Asked.of(record, self.met.get(str(owner), frozenset()), stars))


class _Scored(NamedTuple):
    """An offer judged for a need; `behind`: its score, below nought, so that the best sorts first."""

    behind: float
    record_id: str
    offer: _Side
    found: list[Finding]
    standing: Standing | None


class _Offers:
    """All open offers, by their terms."""

    def __init__(self, offers: Sequence[_Side], promises: Promises) -> None:
        self._offers = offers
        self._promises = promises
        index: dict[str, list[tuple[int, float]]] = {}
        self._places = {offer.record.id: place for place, offer in enumerate(offers)}
        self._named: dict[str, list[int]] = {}  # by need, the offers that say something of it
        for place, offer in enumerate(offers):
            for need_id in spoken_of(offer.record):
                self._named.setdefault(need_id, []).append(place)
            for term, weight in offer.terms.items():
                index.setdefault(term, []).append((place, weight))
        most = math.log(1 + len(offers))
        self._rarity = {term: math.log(1 + len(offers) / len(held)) / most for term, held in index.items()}
        self._worth = {
            term: [(place, weight * self._rarity[term]) for place, weight in held] for term, held in index.items()
        }

    def for_need(self, need: _Side, today: date, events: Mapping[str, str], most: int) -> list[Match]:
        """The best offers for one need."""
        stage, best = need.asked.stage, [0.0] * most
        scored: list[_Scored] = []
        still = is_open(need.record, today)
        for bound, place, likeness in self._close(need, stage):
            if bound < best[0]:
                break
            offer = self._offers[place]
            if need.owner is not None and need.owner == offer.owner:
                continue
            taken = self._promises.get(offer.record.id)
            given = left_for(need.record.id, offer.asked, offer.record.fields, taken) if taken else offer.asked
            found = [*findings(need.asked, given, today, events)]
            score = min(100.0, round(TERMS * likeness + sum([each.points for each in found]), 1))
            standing = _standing(need.record, offer.record)
            held = standing is not None and standing is not Standing.UNSUITABLE
            good = standing is None and score >= LEAST and still and is_open(offer.record, today)
            if held or good:
                scored.append(_Scored(-score, offer.record.id, offer, found, standing))
                heapq.heappushpop(best, score)
        scored.sort(key=lambda each: each[:2])
        return [self._match(need, each) for each in scored[:most]]

    def _close(self, need: _Side, stage: str) -> list[tuple[float, int, float]]:
        """Of the offers like a need in words: the score they can reach at most, the place, the likeness; best first."""
        far, alike = 2 * STAGE if stage else 0.0, dict(self._likeness(need))
        close = [
            (
                TERMS * likeness + MOST - (far if self._offers[place].asked.stage not in ("", stage) else 0.0),
                place,
                likeness,
            )
            for place, likeness in alike.items()
        ]
        best = heapq.nsmallest(_LOOKED_AT, close, key=lambda each: (-each[0], each[1]))
        spoken = {self._places[each] for each in spoken_of(need.record) if each in self._places}
        spoken.update(self._named.get(need.record.id, ()))
        first = [(math.inf, place, alike.get(place, 0.0)) for place in sorted(spoken)]
        return first + [each for each in best if each[1] not in spoken]

    def _likeness(self, need: _Side) -> list[tuple[int, float]]:
        """By place, how much of a need's words an offer has, too: 0 to 1; those that share next to nothing left out."""
        shared = [0.0] * len(self._offers)
        whole = 0.0
        for term, weight in need.terms.items():
            whole += weight * self._rarity.get(term, _NEVER_SEEN)
            for place, worth in self._worth.get(term, ()):
                shared[place] += weight * worth
        enough = whole * _ENOUGH or 1.0
        least = enough * _LEAST_LIKENESS
        return [(place, min(1.0, points / enough)) for place, points in enumerate(shared) if points >= least]

    def _match(self, need: _Side, scored: _Scored) -> Match:
        offer, found = scored.offer, scored.found
        shared = {
            term: weight * offer.terms[term] * self._rarity[term]
            for term, weight in need.terms.items()
            if term in offer.terms
        }
        stage = stage_name(need.asked.stage)
        named = "、".join([word for word in readable(_words_of(need.record), shared) if word != stage][:_NAMED])
        reasons = [_common_ground(need.asked.stage, offer.asked.stage, named)]
        reasons += [each.say() for each in found if each.say is not None and not each.doubt]
        doubts = [each.say() for each in found if each.say is not None and each.doubt]
        return Match(
            need.record, offer.record, -scored.behind, tuple(filter(None, reasons)), tuple(doubts), scored.standing
        )


def _standing(need: Record, offer: Record) -> Standing | None:
    for each in (need.fields, offer.fields):
        if each.get("dealings") or each.get("partner"):
            return dealing(need, offer).standing
    return None


def _common_ground(stage: str, other: str, named: str) -> str:
    if stage and stage == other:
        whole = f"{stage_name(stage)} › {named}" if named else stage_name(stage)
        return _("both in “{stage}”").format(stage=whole)
    return _("both speak of {terms}").format(terms=named) if named else ""


def _words_of(record: Record) -> str:
    return " ".join((record.title, *(str(record.fields.get(name) or "") for name in ("what", "spec"))))


def _event(record: Record) -> tuple[str, str]:
    """What an event is known by, the latest sorting last, and called."""
    day = str(record.fields.get("starts_at") or record.fields.get("date") or "")[:10]
    number = record.fields.get("issue_no")
    called = _("salon {number}").format(number=number) if number else _("“{title}”").format(title=record.title)
    return f"{day} {record.id}", called


def _there(record: Record) -> set[str]:
    fields = record.fields
    lists = [fields.get(name) or () for name in ("co_host", "participants", "visitors")]
    return {str(each) for each in (fields.get("host"), *(one for some in lists for one in some)) if each}
