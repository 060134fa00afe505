"""How a need and an offer stand to each other: talking, intent, agreed, closed, not suitable. Plain functions.

Each side says it in its own record only, in a row of the field `dealings` that is called by the other record's id. So
two devices never write the same place unless one union works on both; nobody's record changes under their hands; and
as both records are shared, everybody reads the same standing out of the two rows. Where neither record is one's own,
as when a federation brings two unions together, it is said in the need, which anybody may edit.

The record's own `status` and `partner` follow its furthest dealing, for lists, filters and counting.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Edit, Record, State, Value
from alliance_app.words import N_

KIND = "supply_demand"


class Standing(StrEnum):
    """How far two records have come with each other."""

    TALKING = "talking"
    INTENT = "intent"
    AGREED = "agreed"
    CLOSED = "closed"
    UNSUITABLE = "unsuitable"

    @property
    def live(self) -> bool:
        """Whether something is under way or holds."""
        return self in _LIVE


_LIVE = (Standing.TALKING, Standing.INTENT, Standing.AGREED)
_RANK = {each: rank for rank, each in enumerate(Standing, 1)}  # of two that say different things, the further one holds
_STATUSES = {each.value: each for each in Standing if each is not Standing.UNSUITABLE}


class NotAPair(AllianceError):
    """The two records are not a need and an offer of two enterprises."""

    message = N_("“{need}” and “{offer}” are not a need and an offer of two enterprises. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Dealing:
    """What a need and an offer say of each other; `since` is the day the furthest of it was said, "" where unknown."""

    need_says: Standing | None
    offer_says: Standing | None
    since: str = ""

    @property
    def standing(self) -> Standing | None:
        """What holds: the further of the two; not suitable when either side says so."""
        said = [each for each in (self.need_says, self.offer_says) if each is not None]
        return max(said, key=_RANK.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Tie:
    """One enterprise supplies another one, or talks of it, by member ids. `records`: those that say so."""

    supplier: str
    customer: str
    standing: Standing
    records: tuple[str, ...]


def pair_key(need_id: str, offer_id: str) -> str:
    """What a pair is called where it is noted as looked at (`library.mark_seen("match", …)`): `<need>:<offer>`."""
    return f"{need_id}:{offer_id}"


def dealing(need: Record, offer: Record) -> Dealing:
    """How a need and an offer stand. Of a record without rows for the other side, status and partner say it."""
    first, second = _said(need, offer), _said(offer, need)
    found = Dealing(first[0], second[0])
    since = [day for said, day in (first, second) if said is not None and said == found.standing]
    return Dealing(first[0], second[0], min(since, default=""))


def spoken_of(record: Record) -> tuple[str, ...]:
    """The ids of the records this one says something of."""
    return tuple(_rows(record))


def talk(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits that begin talks. `mine`: the ids of the members one writes for. Raises NotAPair."""
    return _say(need, offer, Standing.TALKING, mine)


def intend(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits that note an intent (意向). Raises NotAPair."""
    return _say(need, offer, Standing.INTENT, mine)


def agree(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits that note an agreement (协议). Raises NotAPair."""
    return _say(need, offer, Standing.AGREED, mine)


def close(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits that note the pair's business as done: the need is met; the offer stays open to others. Raises NotAPair."""
    return _say(need, offer, Standing.CLOSED, mine)


def unsuitable(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits after which the pair is not proposed again, to nobody. Raises NotAPair."""
    return _say(need, offer, Standing.UNSUITABLE, mine)


def reopen(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Edit, ...]:
    """Edits that take back what this side said of the pair; what the other side says stays. Raises NotAPair."""
    return _say(need, offer, None, mine)


VERBS = {"talk": talk, "intend": intend, "agree": agree, "close": close, "unsuitable": unsuitable, "reopen": reopen}


def written_on(need: Record, offer: Record, mine: Collection[str] = ()) -> tuple[Record, ...]:
    """The records that say it: one's own of the two, drafts among them; the need where neither is."""
    own = tuple(each for each in (need, offer) if each.fields.get("owner") in mine or each.state is State.DRAFT)
    return own or (need,)


def ties(records: Collection[Record]) -> tuple[Tie, ...]:
    """Who supplies whom, by what records say: each pair of enterprises once, with the furthest standing."""
    found: dict[tuple[str, str], dict[str, Standing]] = {}
    for record in records:
        if record.kind != KIND or record.trashed_at is not None:
            continue
        owner = str(record.fields.get("owner") or "")
        for partner, said, others in _partners(record):
            if owner and partner and owner != partner:
                way = (partner, owner) if record.fields.get("side") == "need" else (owner, partner)
                for each in (record.id, *others):
                    held = found.setdefault(way, {})
                    held[each] = max(held.get(each, said), said, key=_RANK.__getitem__)
    return tuple(
        Tie(*way, max(said.values(), key=_RANK.__getitem__), tuple(said)) for way, said in sorted(found.items())
    )


def _partners(record: Record) -> Iterator[tuple[str, Standing, tuple[str, ...]]]:
    rows = _rows(record)
    told = set()
    for other, row in rows.items():
        said = Standing(row["standing"])
        told.add(row.get("partner"))
        if said is not Standing.UNSUITABLE:
            yield str(row.get("partner") or ""), said, (other,)
    status, partner = _STATUSES.get(str(record.fields.get("status"))), record.fields.get("partner")
    if status is not None and partner and partner not in told:
        yield str(partner), status, ()


def _rows(record: Record) -> Mapping[str, Mapping[str, Value]]:
    """What a record says, by the other record's id: a row says it itself, whose name may be from another library."""
    rows = (record.fields.get("dealings") or {}).items()
    return {str(row.get("with") or name): row for name, row in rows if row and row.get("standing")}


def _said(record: Record, other: Record) -> tuple[Standing | None, str]:
    """What one record says of another one, and since when."""
    fields, rows = record.fields, _rows(record)
    row = rows.get(other.id)
    if row is not None:
        return Standing(row["standing"]), str(row.get("on") or "")
    partner = fields.get("partner")
    told = any(each.get("partner") == partner for each in rows.values())
    stages = {each.fields.get("chain_stage") for each in (record, other)} - {None}
    if partner and not told and partner == other.fields.get("owner") and len(stages) < 2:
        return _STATUSES.get(str(fields.get("status"))), ""
    return None, ""


def _say(need: Record, offer: Record, standing: Standing | None, mine: Collection[str]) -> tuple[Edit, ...]:
    sides = [each.fields.get("side") for each in (need, offer)]
    owners = [each.fields.get("owner") for each in (need, offer)]
    if {need.kind, offer.kind} != {KIND} or sides != ["need", "offer"] or (owners[0] and owners[0] == owners[1]):
        raise NotAPair(need=need.title, offer=offer.title)
    return tuple(_edit(each, offer if each is need else need, standing) for each in written_on(need, offer, mine))


def _edit(record: Record, other: Record, standing: Standing | None) -> Edit:
    row = {"with": other.id, "partner": other.fields.get("owner"), "on": clock.today().isoformat()}
    said = None if standing is None else {**row, "standing": standing.value}
    rows = {name: each for name, each in _rows(record).items() if name != other.id}
    if said is not None:
        rows[other.id] = said
    old = (record.fields.get("dealings") or {}).items()
    stale = {name: None for name, each in old if name != other.id and each and each.get("with") == other.id}
    return Edit(
        record.id,
        fields={"dealings": {**stale, other.id: said}, **_headline(record, other, rows)},
        seen=record.version,
    )


def _headline(record: Record, other: Record, rows: Mapping[str, Mapping[str, Value]]) -> Mapping[str, Value]:
    """The record's status and partner for these rows: its furthest dealing's. One that was typed stays till passed."""
    status, partner = str(record.fields.get("status") or "published"), record.fields.get("partner")
    ranked = [row for row in rows.values() if Standing(row["standing"]).live]
    if record.fields.get("side") == "need":
        ranked += [row for row in rows.values() if row["standing"] == Standing.CLOSED]
    best = max(ranked, key=lambda row: (_RANK[Standing(row["standing"])], str(row.get("on"))), default=None)
    told = {row.get("partner") for row in (*_rows(record).values(), *rows.values())} | {other.fields.get("owner")}
    typed = status in _STATUSES and partner not in told
    if typed and (best is None or _RANK[Standing(best["standing"])] <= _RANK[_STATUSES[status]]):
        return {}
    if best is None:
        return {"status": "published", "partner": None}
    return {"status": best["standing"], "partner": best.get("partner")}
