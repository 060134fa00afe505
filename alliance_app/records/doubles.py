"""The same words put in at the same place by two people at once: a text that keeps every character keeps them twice.

Which of the two goes is decided by the characters' own numbers, so that all who take one out take out the very same.
The copy that stays has the lower number and is never taken out in favour of a higher one: of all copies one stays.
Somebody who knew only the copy that stays may have taken it out at the same time. Then nothing is left of what the
other one wrote, whom nobody contradicted: a note of each mending shows that to everybody, to be decided about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alliance_app.records.lineage import MENDED, Id, Ids, listed, ranges, read_ids, written_ids
from alliance_app.records.met import Place, Said
from alliance_app.records.past import MOST, Past, put_in
from alliance_app.records.values import Author, Value

_MOST_NOTES = 100


@dataclass(frozen=True, slots=True)
class Mending:
    """What stands twice: the characters that stay and those that go."""

    kept: Ids
    gone: Ids

    @property
    def note(self) -> dict[str, Value]:
        """What the mending leaves in the document."""
        return {"kept": written_ids(self.kept), "gone": written_ids(self.gone)}


def doubled(past: Past, me: Author) -> list[Mending]:
    """What is to be taken out by `me`.

    Only copies that stand whole, side by side, and of which one is this device's: others' are mended by them. Copies of
    nothing but signs and blanks stay: two people who each begin a line of a list mean two lines.
    """
    twins = _twins(past, me)
    gone: set[Id] = set()
    found: list[Mending] = []
    reached = -1
    while len(found) > reached:  # of three copies, two become neighbours once the one between them is gone
        reached = len(found)
        for lower, higher in twins:
            if _side_by_side(past, lower, higher, gone):
                gone.update(higher)
                found.append(Mending(ranges(lower), ranges(higher)))
    return found


def undone(past: Past, notes: Iterable[Value]) -> Iterator[Place]:
    """Where the copy that stayed was taken out by somebody who had not seen the one that went."""
    read = (Mending(read_ids(note, "kept"), read_ids(note, "gone")) for note in notes)
    known = [each for each in read if each.kept and each.gone and _is_past(past, (*each.kept, *each.gone))]
    instead = {each.gone: each.kept for each in known}
    for mending in known[-_MOST_NOTES:]:
        kept, last = [mending.kept], mending.kept
        while instead.get(last, last) not in kept:  # the copy that stayed may have gone in favour of another one
            last = instead[last]
            kept.append(last)
        place = _undone(past, Mending(ranges(op for each in kept for op in listed(each)), mending.gone))
        if place is not None:
            yield place


def _is_past(past: Past, ids: Ids) -> bool:
    return all(past.saw(past.now, (peer, end - 1)) for peer, _start, end in ids)


def _undone(past: Past, mending: Mending) -> Place | None:
    gone = listed(mending.gone)
    takers = [op for op in past.lineage.takers(mending.kept) if past.lineage.change(op).by.what != MENDED]
    if not takers or any(past.saw(past.after(op), each) for op in takers for each in gone):
        return None
    written = past.join([past.after((peer, end - 1)) for peer, _start, end in mending.gone])
    where = {op: place for place, op in enumerate(past.ids(written, 0, len(past.text(written))))}
    spots = sorted(where[op] for op in gone if op in where)
    if len(spots) < len(gone) or spots[-1] - spots[0] >= len(gone) or any(op in past.places for op in gone):
        return None
    text = past.text(written)[spots[0] : spots[-1] + 1]
    left = sorted(past.places[op] for op in listed(mending.kept) if op in past.places)
    before = (op for op, place in reversed(where.items()) if place < spots[0])
    ahead = next((past.places[op] + 1 for op in before if op in past.places), 0)
    start, end = (left[0], left[-1] + 1) if left else (ahead, ahead)
    now = past.text(past.now)[start:end]
    said = (Said(takers[-1], now, frozenset(takers)), Said(gone[-1], text, frozenset(gone)))
    return Place(start, end, "", None, said, ranges((*takers, *gone)))


def _twins(past: Past, me: Author) -> list[tuple[Sequence[Id], Sequence[Id]]]:
    """Of what two edits put in alike, the characters with the lower numbers and those with the higher."""
    found = []
    for pair in past.pairs:
        versions = [past.after(last) for last in pair]
        base = past.meet(versions)
        first, second = (past.pieces(base, version) for version in versions)
        for piece in set(first) & set(second):
            if any(letter.isalnum() for letter in piece.text) and len(past.text(past.now)) <= MOST:
                one, other = (put_in(past, base, version, piece) for version in versions)
                lower = {a[0] < b[0] for a, b in zip(one, other, strict=True)}
                writers = {past.lineage.change(copy[0]).by[:2] for copy in (one, other)}
                if len(lower) == 1 and (me.name, me.device) in writers:
                    found.append((one, other) if lower == {True} else (other, one))
    return sorted(found)


def _side_by_side(past: Past, lower: Sequence[Id], higher: Sequence[Id], gone: set[Id]) -> bool:
    """Whether two copies stand whole beside each other."""
    if any(op not in past.places or op in gone for op in (*lower, *higher)):
        return False
    first, second = sorted((lower, higher), key=lambda each: past.places[each[0]])
    start, end = past.places[first[0]], past.places[second[-1]] + 1
    return [op for op in past.ids(past.now, start, end) if op not in gone] == [*first, *second]
