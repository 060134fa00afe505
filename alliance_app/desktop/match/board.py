"""What the room of supply and demand shows, read and worked out on a reader thread: plain frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from alliance_app.alliance import marketplace
from alliance_app.alliance.dealings import Standing, Tie, pair_key, ties
from alliance_app.alliance.matching import Match, is_open, matches, unseen
from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.values import Record, State

PER_NEED = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One need or offer as a list paints it. `line`: what it says in small; `new`: good matches not looked at yet."""

    record_id: str
    side: str
    stage: str
    title: str
    owner: str
    owner_title: str
    stars: int
    line: str
    day: str
    status: str
    mine: bool
    draft: bool
    open: bool
    new: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A match, by ids, as a card shows it."""

    need: str
    offer: str
    score: float
    told: str
    standing: Standing | None
    new: bool

    @property
    def key(self) -> str:
        return pair_key(self.need, self.offer)

    def other(self, record_id: str) -> str:
        """The other side of the pair."""
        return self.offer if record_id == self.need else self.need


@dataclass(frozen=True, slots=True)
class Board:
    """All there is. `entries` by id; needs and offers as listed; `pairs` by need and by offer, best first.

    `new`: keys of good matches not looked at. `ties`: who supplies whom; `members`: titles of enterprises by id.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    pairs: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    ties: tuple[Tie, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def in_order_of(self, before: "Board") -> "Board":
        """The same with what was listed before in the order it had: what is new comes first, nothing else moves."""
        places = {each: place for place, each in enumerate((*before.needs, *before.offers))}

        def kept(record_id: str) -> tuple[bool, bool, int]:
            each = self.entries[record_id]
            return not each.open, not each.mine, places.get(record_id, -1)

        return replace(self, needs=tuple(sorted(self.needs, key=kept)), offers=tuple(sorted(self.offers, key=kept)))


def read_board(library: Library) -> Board:
    """Everything the room shows. For a reader thread."""
    return board_of(marketplace.read(library), library.seen("match"), marketplace.own_members(library), clock.today())


def board_of(records: Iterable[Record], seen: frozenset[str], own: frozenset[str], today: date) -> Board:
    """The same of records."""
    alive = [each for each in records if each.trashed_at is None]
    members = {each.id: each for each in alive if each.kind == "member"}
    listed = [each for each in alive if each.kind == "supply_demand"]
    found = matches(alive, today, per_need=PER_NEED, settled=True)
    new = frozenset(each.key for each in unseen(found, seen, own))
    pairs = _by_record(found, new)
    entries = {each.id: _entry(each, members, own, today, _count(pairs.get(each.id, ()))) for each in listed}
    ordered = sorted(listed, key=lambda each: each.updated_at, reverse=True)
    ordered.sort(key=lambda each: (not entries[each.id].open, not entries[each.id].mine))
    return Board(
        entries=entries,
        needs=tuple(each.id for each in ordered if entries[each.id].side == "need"),
        offers=tuple(each.id for each in ordered if entries[each.id].side == "offer"),
        pairs=pairs,
        new=new,
        ties=ties(listed),
        members={each.id: enterprise(each.title) for each in members.values()},
        stages={each.id: (each.fields.get("chain_stage") or [""])[0] for each in members.values()},
        own=own,
    )


def enterprise(title: str) -> str:
    """What a member's enterprise is called for short: 精工模具工会 is 精工模具."""
    return title.removesuffix("工会").removesuffix("企业") or title


def _by_record(found: Iterable[Match], new: frozenset[str]) -> dict[str, tuple[Pair, ...]]:
    lists: dict[str, list[Pair]] = {}
    for each in found:
        pair = Pair(each.need.id, each.offer.id, each.score, each.told, each.standing, each.key in new)
        lists.setdefault(each.need.id, []).append(pair)
        lists.setdefault(each.offer.id, []).append(pair)
    return {
        record_id: tuple(sorted(its, key=lambda each: (each.standing is None, -each.score)))
        for record_id, its in lists.items()
    }


def _count(pairs: Iterable[Pair]) -> int:
    return sum(each.new for each in pairs)


def _entry(record: Record, members: Mapping[str, Record], own: frozenset[str], today: date, new: int) -> Entry:
    fields = record.fields
    owner = str(fields.get("owner") or "")
    member = members.get(owner)
    side = "need" if fields.get("side") == "need" else "offer"
    qualified = "、".join(fields.get("qualifications") or ()) if side == "offer" else ""
    parts = (qualified, fields.get("spec"), fields.get("area"))
    return Entry(
        record_id=record.id,
        side=side,
        stage=str(fields.get("chain_stage") or ""),
        title=record.title,
        owner=owner,
        owner_title=enterprise(member.title) if member is not None else "",
        stars=int(member.fields.get("stars") or 0) if member is not None else 0,
        line=" · ".join(str(part) for part in parts if part),
        day=str((fields.get("needed_by") if side == "need" else fields.get("valid_until")) or ""),
        status=str(fields.get("status") or "published"),
        mine=owner in own or record.state is State.DRAFT,
        draft=record.state is State.DRAFT,
        open=is_open(record, today),
        new=new,
    )
