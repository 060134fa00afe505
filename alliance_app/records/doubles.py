"""The same words put in at the same place by two people at once: a text that keeps every character keeps them twice.

Which of the two goes is decided by the characters' own numbers, so that all who take one out take out the very same.
The copy that stays has the lower number and is never taken out in favour of a higher one: of all copies one stays.
"""

from collections.abc import Callable, Sequence

from alliance_app.records.lineage import Change, Id
from alliance_app.records.past import MOST, Past, put_in


def doubled(past: Past, mine: Callable[[Change], bool]) -> list[int]:
    """The places in the body, in order, of the characters to take out. `mine`: whether a commit is this device's.

    Only copies that stand whole, side by side, and of which one is this device's: others' are mended by them. Copies of
    nothing but signs and blanks stay: two people who each begin a line of a list mean two lines.
    """
    twins = _twins(past, mine)
    gone: set[Id] = set()
    reached = -1
    while len(gone) > reached:  # of three copies, two become neighbours once the one between them is gone
        reached = len(gone)
        for one, other in twins:
            if all(op in past.places and op not in gone for op in (*one, *other)):
                gone.update(_higher(past, one, other, gone))
    return sorted(past.places[op] for op in gone)


def _twins(past: Past, mine: Callable[[Change], bool]) -> list[tuple[Sequence[Id], Sequence[Id]]]:
    """Of what two edits put in alike, the characters of the one and of the other."""
    found = []
    for pair in past.lineage.unseen_pairs():
        versions = [past.after(last) for last in pair]
        base = past.meet(versions)
        first, second = (past.pieces(base, version) for version in versions)
        for piece in set(first) & set(second):
            if any(letter.isalnum() for letter in piece.text) and len(past.text(past.now)) <= MOST:
                one, other = (put_in(past, base, version, piece) for version in versions)
                if mine(past.lineage.change(one[0])) or mine(past.lineage.change(other[0])):
                    found.append((one, other))
    return sorted(found)


def _higher(past: Past, one: Sequence[Id], other: Sequence[Id], gone: set[Id]) -> Sequence[Id]:
    """Of two copies the one with the higher numbers; none where they do not stand whole and side by side."""
    higher = [a[0] > b[0] for a, b in zip(one, other, strict=True)]
    if len(set(higher)) != 1:
        return ()
    first, second = sorted((one, other), key=lambda each: past.places[each[0]])
    start, end = past.places[first[0]], past.places[second[-1]] + 1
    shown = [op for op in past.ids(past.now, start, end) if op not in gone]
    if shown != [*first, *second]:
        return ()
    return one if higher[0] else other
