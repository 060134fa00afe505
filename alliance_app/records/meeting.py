"""Where edits of a body met that had not seen each other: a function of the history, the same on every device.

Two people's edits meet where a piece of the one lies near a piece of the other (`pieces.clusters`), both as differences
from the newest version that both had seen, and the outcomes differ. What all did alike is no meeting, and neither is
what only one did. A place counts until somebody has decided about it: further edits, even by those who saw all, are no
decision. A decision names the operations it was about; what comes later, unseen by it, makes the place count again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from alliance_app.records.doubles import undone
from alliance_app.records.lineage import Id, Ids, ranges, read_ids, within, written_ids
from alliance_app.records.met import Place, Said
from alliance_app.records.past import MOST, Past, put_in
from alliance_app.records.pieces import Piece, applied, carried, clusters, sentence, together
from alliance_app.records.signing import stamp_of
from alliance_app.records.values import Claim, Clash, Value

_MOST_AROUND = 120  # characters of the sentence around a place that are shown and decided with it
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """One place: what is to be decided there, and the operations that made it so."""

    clash: Clash
    ops: Ids


def mark_of(met: Meeting, at: str) -> dict[str, Value]:
    """What a decision about a place leaves in the document."""
    return {"at": at, "ops": written_ids(met.ops)}


def meetings(past: Past, marks: Iterable[Value], notes: Iterable[Value]) -> tuple[Meeting, ...]:
    """All places that nobody has decided about, in the body's order.

    `marks`: what decisions have left in the document; `notes`: what mending has (see `doubles`).
    """
    settled = [read_ids(mark, "ops") for mark in marks]
    met = (place for pair in past.pairs for place in _places(past, pair))
    open_places = [
        place for place in (*met, *undone(past, notes)) if not any(within(place.ops, each) for each in settled)
    ]
    places = [_drawn_together(past, group) for group in _groups(open_places)]
    text = past.text(past.now)
    found = []
    for number, place in enumerate(places):
        least = max(place.start - _MOST_AROUND, places[number - 1].end if number else 0)
        most = min(place.end + _MOST_AROUND, places[number + 1].start if number + 1 < len(places) else len(text))
        found.append(Meeting(_clash(past, place, text, min(least, place.start), max(most, place.end)), place.ops))
    return tuple(found)


def _places(past: Past, lasts: Sequence[Id], around: tuple[int, int] | None = None) -> Iterator[Place]:
    """Where the edits met whose last operations these are. `around`: only this part of the body now, as one place."""
    versions = [past.after(last) for last in lasts]
    base = past.meet(versions)
    before = past.text(base)
    changed = [past.pieces(base, version) for version in versions]
    alike = set(changed[0]).intersection(*changed[1:])
    differing = [[piece for piece in pieces if piece not in alike] for pieces in changed]
    met = clusters(before, differing) if max(len(before), len(past.text(past.now))) <= MOST else []
    if around is not None:
        met = _one_of(met, [_now(past, base, versions, cluster) for cluster in met], around)
    for cluster in met:
        sides = [number for number, pieces in enumerate(cluster) if pieces]
        if len(sides) < 2:
            continue
        start, end = _extent(cluster)
        past.ids(base, start, end)  # while the past is looked at from there: every other version costs a journey
        texts = {number: _applied(before, changed[number], start, end) for number in sides}
        if len(set(texts.values())) == 1 and _joined(past, base, versions, start, end) == texts[sides[0]]:
            continue
        said = tuple(
            Said(lasts[number], texts[number], _touching(past, base, versions[number], cluster[number], (start, end)))
            for number in sides
        )
        ops = ranges(op for each in said for op in each.ops)
        everything = together(before, (piece for pieces in changed for piece in pieces), start, end)
        yield Place(*_now(past, base, versions, cluster), before[start:end], everything, said, ops)


def _extent(cluster: Sequence[Sequence[Piece]]) -> tuple[int, int]:
    pieces = [piece for its in cluster for piece in its]
    return min(piece.start for piece in pieces), max(piece.end for piece in pieces)


def _now(past: Past, base: str, versions: Sequence[str], cluster: Sequence[Sequence[Piece]]) -> tuple[int, int]:
    """The part of the body now from the first to the last of a place's characters, its own and those put into it.

    What others wrote later at its ends is not of it: a decision about the place must not take that away.
    """
    start, end = _extent(cluster)
    own = [*past.ids(base, start, end)]
    for version, pieces in zip(versions, cluster, strict=True):
        for piece in pieces:
            own += put_in(past, base, version, piece)
    places = sorted(past.places[op] for op in own if op in past.places)
    if places:
        return places[0], places[-1] + 1
    ahead = (past.places[op] + 1 for op in reversed(past.ids(base, 0, start)) if op in past.places)
    gap = next(ahead, 0)
    return gap, gap


def _one_of(
    met: Sequence[list[list[Piece]]], where: Sequence[tuple[int, int]], around: tuple[int, int]
) -> list[list[list[Piece]]]:
    """The clusters that are within a part of the body now, as one."""
    inside = [number for number, (start, end) in enumerate(where) if start <= around[1] and around[0] <= end]
    if not inside:
        return []
    its = met[inside[0] : inside[-1] + 1]
    return [[[piece for cluster in its for piece in cluster[side]] for side in range(len(its[0]))]]


def _applied(before: str, pieces: Sequence[Piece], start: int, end: int) -> str:
    inside = [piece for piece in pieces if start <= piece.start and piece.end <= end]
    return applied(before, inside, start, end)


def _joined(past: Past, base: str, versions: Sequence[str], start: int, end: int) -> str:
    """What a place became when these versions were merged."""
    joined = past.join(versions)
    since = past.pieces(base, joined)
    return past.text(joined)[carried(since, start, after=False) : carried(since, end, after=True)]


def _touching(past: Past, base: str, version: str, pieces: Sequence[Piece], extent: tuple[int, int]) -> frozenset[Id]:
    """The operations between two versions that made these pieces, all of a part of the base."""
    found: set[Id] = set()
    start, held = extent[0], past.ids(base, *extent)
    for piece in pieces:
        found.update(each for each in put_in(past, base, version, piece) if not past.saw(base, each))
        takers = past.lineage.takers(ranges(held[piece.start - start : piece.end - start]))
        found.update(each for each in takers if past.saw(version, each) and not past.saw(base, each))
    return frozenset(found)


def _groups(places: Iterable[Place]) -> list[list[Place]]:
    """Places that overlap, drawn together; within a group the newest pair's first."""
    groups: list[list[tuple[int, Place]]] = []
    reached = -1
    for number, place in sorted(enumerate(places), key=lambda each: (each[1].start, each[1].end, each[0])):
        if place.start > reached or not groups:
            groups.append([])
        groups[-1].append((number, place))
        reached = max(reached, place.end)
    return [[place for _number, place in sorted(group, key=lambda each: each[0])] for group in groups]


def _drawn_together(past: Past, group: Sequence[Place]) -> Place:
    """Places that overlap as one, with the newest text of every side that had a part in it."""
    if len(group) == 1:
        return group[0]
    lasts = sorted({said.last for place in group for said in place.said})
    newest = [each for each in lasts if not any(each != other and past.saw(past.after(other), each) for other in lasts)]
    around = min(place.start for place in group), max(place.end for place in group)
    whole = next(_places(past, newest, around), group[0])
    ops = ranges(op for place in (whole, *group) for said in place.said for op in said.ops)
    return replace(whole, ops=ops)


def _clash(past: Past, place: Place, text: str, least: int, most: int) -> Clash:
    first, last = sentence(text, place.start, place.end, least, most)
    ahead, behind = text[first : place.start], text[place.end : last]
    claims = []
    for said in place.said:
        changes = [past.lineage.change(op) for op in said.ops or {said.last}]
        change = max(changes, key=lambda each: (each.lamport, each.peer))
        claims.append(Claim(change.by.author, ahead + said.text + behind, change.by.device, stamp_of(change.time)))
    return Clash(
        "body",
        tuple(sorted(claims, key=lambda each: (each.at, each.author, each.value))),
        base=ahead + place.base + behind,
        now=text[first:last],
        place=hashlib.sha256(repr(place.ops).encode()).hexdigest()[:12],
        before=text[max(0, first - _CONTEXT) : first],
        after=text[last : last + _CONTEXT],
        start=first,
        together=None if place.together is None else ahead + place.together + behind,
    )
