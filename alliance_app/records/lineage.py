"""Who had seen what: the edits of a document's body, and which pairs of them were made without seeing each other."""

import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from alliance_app.records.signing import Signature, signed
from alliance_app.records.values import Value

# An operation: by which writer's number, and which of that writer's.
Id = tuple[int, int]
# Operations, sorted: (writer, first, end).
Ids = tuple[tuple[int, int, int], ...]
# How many operations of each writer.
Seen = Mapping[int, int]

MENDED = "mend"
BODY = "cid:root-body:Text"
_MOST_UNSEEN = 200
_MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """One commit: the operations `start` to `end` of a writer, in the order `lamport` of all, which saw `deps`.

    `body`: those of them that changed the body, as (start, end). `time` in seconds.
    """

    lamport: int
    peer: int
    start: int
    end: int
    time: int
    by: Signature
    deps: tuple[Id, ...]
    body: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The operations from `start` of `peer` took `length` characters from `target` on out of the body."""

    peer: int
    start: int
    length: int
    target: Id


@dataclass(frozen=True, slots=True)
class Stretch:
    """Operations of one writer that nobody saw a part of, and that saw nothing of others but what the first saw."""

    lamport: int
    peer: int
    start: int
    end: int
    parents: tuple[int, ...]
    body: bool

    @property
    def last(self) -> Id:
        return self.peer, self.end - 1


@dataclass(frozen=True, slots=True)
class Lineage:
    """A document's history as far as its body is concerned."""

    changes: Mapping[int, list[Change]]
    taken: Mapping[int, list[Taken]]

    @classmethod
    def read(cls, history: Mapping[str, Value], ends: Seen) -> Self:
        """From Loro's JSON updates. `ends`: how many operations of each writer there are."""
        peers = [int(each) for each in history.get("peers") or []]
        raw: dict[int, list[tuple[int, Mapping[str, Value]]]] = {}
        for change in history.get("changes") or []:
            counter, peer = _id(change["id"], peers)[::-1]
            raw.setdefault(peer, []).append((counter, change))
        changes: dict[int, list[Change]] = {}
        taken: dict[int, list[Taken]] = {}
        for peer, its in raw.items():
            its.sort(key=lambda each: each[0])
            following = [*(start for start, _change in its[1:]), ends[peer]]
            changes[peer] = [
                _change(change, peer, start, end, peers) for (start, change), end in zip(its, following, strict=True)
            ]
            for _start, change in its:
                for each in _taken(change, peer, peers):
                    taken.setdefault(each.target[0], []).append(each)
        return cls(changes, taken)

    def change(self, id: Id) -> Change:
        """The commit an operation belongs to."""
        peer, counter = id
        its = self.changes[peer]
        return its[bisect.bisect_right(its, counter, key=lambda each: each.start) - 1]

    def takers(self, ids: Ids) -> Iterable[Id]:
        """The operations that took these characters out of the body."""
        for peer, start, end in ids:
            for each in self.taken.get(peer, ()):
                first = each.target[1]
                for counter in range(max(start, first), min(end, first + each.length)):
                    yield each.peer, each.start + counter - first

    def unseen_pairs(self) -> list[tuple[Id, Id]]:
        """The last operations of every two lines of body edits that did not see each other; the newest first.

        Only as many as are needed: a pair stands for all edits before its two that the other one did not see. At most
        5,000, and of each edit no more than the 200 newest that it did not see.
        """
        stretches = _stretches(self.changes)
        unseen = _unseen(stretches)
        return [(stretches[one].last, stretches[other].last) for one, other in _needed(unseen)]


def _needed(unseen: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """Of all pairs, those that none of the others stands for."""

    def saw(later: int, earlier: int) -> bool:
        return later == earlier or (later > earlier and earlier not in unseen[later])

    def stands_for(pair: tuple[int, int], one: int, other: int) -> bool:
        first, second = pair
        return saw(first, one) and not saw(second, one) and saw(second, other) and not saw(first, other)

    missed = Counter(each for its in unseen.values() for each in its)
    later = {place: len(unseen) - number - 1 for number, place in enumerate(unseen)}
    ends = {place for place, count in later.items() if missed[place] == count}  # nobody went on from these
    kept: list[tuple[int, int]] = []
    with_it: dict[int, list[tuple[int, int]]] = {}
    for one, other in sorted(((place, each) for place, its in unseen.items() for each in its), reverse=True):
        known = with_it.get(one, []) if one in ends else with_it.get(other, []) if other in ends else kept
        if any(stands_for(pair, one, other) or stands_for(pair, other, one) for pair in known):
            continue
        kept.append((one, other))
        for each in (one, other):
            with_it.setdefault(each, []).append((one, other))
        if len(kept) == _MOST_PAIRS:
            break
    return kept


def _change(change: Mapping[str, Value], peer: int, start: int, end: int, peers: list[int]) -> Change:
    by = signed(change.get("msg"))
    ops = change.get("ops") or []
    following = [*(int(op["counter"]) for op in ops[1:]), end]
    body = () if by.what == MENDED else _body(ops, following)
    deps = tuple(_id(each, peers) for each in change.get("deps") or ())
    return Change(int(change["lamport"]), peer, start, end, int(change.get("timestamp") or 0), by, deps, body)


def _body(ops: list[Mapping[str, Value]], ends: list[int]) -> tuple[tuple[int, int], ...]:
    changing = ("insert", "delete")
    return tuple(
        (int(op["counter"]), end)
        for op, end in zip(ops, ends, strict=True)
        if op.get("container") == BODY and (op.get("content") or {}).get("type") in changing
    )


def _taken(change: Mapping[str, Value], peer: int, peers: list[int]) -> Iterable[Taken]:
    for op in change.get("ops") or []:
        content = op.get("content") or {}
        if op.get("container") == BODY and content.get("type") == "delete":
            yield Taken(peer, int(op["counter"]), abs(int(content["len"])), _id(content["start_id"], peers))


def _id(written: str, peers: list[int]) -> Id:
    """From `counter@writer`, the writer by place in `peers`."""
    counter, _at, number = written.partition("@")
    index = int(number)
    return (peers[index] if index < len(peers) else index), int(counter)


def _stretches(changes: Mapping[int, list[Change]]) -> list[Stretch]:
    """In an order in which each comes after all it has seen; `parents` are places in it."""
    cuts: dict[int, set[int]] = {peer: set() for peer in changes}
    for its in changes.values():
        for change in its:
            for peer, counter in change.deps:
                if peer != change.peer:
                    cuts.setdefault(peer, set()).add(counter + 1)
    parts = sorted(part for peer, its in changes.items() for part in _parts(its, sorted(cuts[peer])))
    starts: dict[int, list[tuple[int, int]]] = {}
    stretches: list[Stretch] = []
    for place, (lamport, peer, start, end, deps, body) in enumerate(parts):
        parents = set()
        for other, counter in deps:
            known = starts.get(other, [])
            found = bisect.bisect_right(known, (counter, len(parts))) - 1
            if found >= 0:
                parents.add(known[found][1])
        stretches.append(Stretch(lamport, peer, start, end, tuple(sorted(parents)), body))
        starts.setdefault(peer, []).append((start, place))
    return stretches


def _parts(changes: list[Change], cuts: list[int]) -> Iterable[tuple[int, int, int, int, tuple[Id, ...], bool]]:
    """One writer's changes drawn together, and cut where others saw a part or where it saw something of others."""
    begun: tuple[int, int, int, tuple[Id, ...]] | None = None
    touched: list[tuple[int, int]] = []
    for change in changes:
        foreign = any(peer != change.peer for peer, _counter in change.deps)
        inner = cuts[bisect.bisect_left(cuts, change.start) : bisect.bisect_left(cuts, change.end)]
        for first in sorted({change.start, *inner}):
            starts = first == change.start
            if begun is None or first in inner or (starts and foreign):
                if begun is not None:
                    yield _closed(begun, first, touched)
                own = ((change.peer, first - 1),) if first else ()
                deps = (*own, *change.deps) if starts else own
                begun, touched = (change.lamport + first - change.start, change.peer, first, deps), []
            touched += change.body
    if begun is not None:
        yield _closed(begun, changes[-1].end, touched)


def _closed(
    part: tuple[int, int, int, tuple[Id, ...]], end: int, touched: list[tuple[int, int]]
) -> tuple[int, int, int, int, tuple[Id, ...], bool]:
    lamport, peer, start, deps = part
    body = any(first < end and last > start for first, last in touched)
    return lamport, peer, start, end, deps, body


def _unseen(stretches: list[Stretch]) -> dict[int, set[int]]:
    """For each stretch that changed the body, the earlier such ones it had not seen, all by their places."""
    body = [place for place, each in enumerate(stretches) if each.body]
    unseen: list[set[int]] = []
    for place, stretch in enumerate(stretches):
        its: set[int] | None = None
        for parent in stretch.parents or (-1,):
            since = body[bisect.bisect_right(body, parent) : bisect.bisect_left(body, place)][-_MOST_UNSEEN:]
            missed = {*since, *(unseen[parent] if parent >= 0 else ())}
            its = missed if its is None else its & missed
        kept = its or set()
        unseen.append(kept if len(kept) <= _MOST_UNSEEN else set(sorted(kept)[-_MOST_UNSEEN:]))
    return {place: unseen[place] for place in body}


def ranges(ids: Iterable[Id]) -> Ids:
    """Operations, each once, drawn together."""
    found: list[tuple[int, int, int]] = []
    for peer, counter in sorted(set(ids)):
        if found and found[-1][0] == peer and found[-1][2] == counter:
            found[-1] = (peer, found[-1][1], counter + 1)
        else:
            found.append((peer, counter, counter + 1))
    return tuple(found)


def listed(ids: Ids) -> list[Id]:
    """Operations one by one."""
    return [(peer, counter) for peer, start, end in ids for counter in range(start, end)]


def within(some: Ids, all_: Ids) -> bool:
    """Whether all of these operations are among those."""
    return all(
        any(peer == other and first <= start and end <= last for other, first, last in all_)
        for peer, start, end in some
    )


def written_ids(ids: Ids) -> list[list[Value]]:
    """Operations as a document keeps them."""
    return [[str(peer), start, end] for peer, start, end in ids]


def read_ids(note: Value, name: str) -> Ids:
    """Operations that a document keeps in a mapping; none where that, which may come from anyone, names none."""
    told = note.get(name) if isinstance(note, Mapping) else None
    try:
        ids = tuple((int(peer), int(start), int(end)) for peer, start, end in told or ())
    except (TypeError, ValueError, OverflowError):
        return ()
    return ids if all(0 <= start < end for _peer, start, end in ids) else ()
