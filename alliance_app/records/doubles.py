"""The same words put in at the same place by two people at once: a text that keeps every character keeps them twice.

Which of the two goes is decided by the characters' own numbers, so that all who take one out take out the very same.
The copy that stays has the lower number and is never taken out in favour of a higher one: of all copies one stays.
"""

from collections.abc import Callable, Sequence

from alliance_app.records.lineage import Change, Id
from alliance_app.records.past import MOST_IDS, Past
from alliance_app.records.pieces import Piece, carried


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
        for around, one, other in twins:
            shown = [each for each in past.ids(past.now, *around) if each not in gone]
            gone.update(_side_by_side(shown, one, other))
    regions = {around for around, _one, _other in twins}
    places = {op: start + place for start, end in regions for place, op in enumerate(past.ids(past.now, start, end))}
    return sorted(places[op] for op in gone)


def _twins(past: Past, mine: Callable[[Change], bool]) -> list[tuple[tuple[int, int], Sequence[Id], Sequence[Id]]]:
    """Of what two edits put in alike: where it is now, and the characters of the one and of the other."""
    found = []
    for pair in past.lineage.unseen_pairs():
        versions = [past.after(last) for last in pair]
        base = past.meet(versions)
        first, second = (past.pieces(base, version) for version in versions)
        since = past.pieces(base, past.now)
        for piece in set(first) & set(second):
            if len(piece.text) > MOST_IDS or not any(letter.isalnum() for letter in piece.text):
                continue
            one, other = (_characters(past, base, version, piece) for version in versions)
            if mine(past.lineage.change(one[0])) or mine(past.lineage.change(other[0])):
                around = carried(since, piece.start, after=False), carried(since, piece.end, after=True)
                found.append((around, one, other))
    return sorted(found, key=repr)


def _characters(past: Past, base: str, version: str, piece: Piece) -> Sequence[Id]:
    start = carried(past.pieces(base, version), piece.start, after=False)
    return past.ids(version, start, start + len(piece.text))


def _side_by_side(shown: Sequence[Id], one: Sequence[Id], other: Sequence[Id]) -> Sequence[Id]:
    """Of two copies that stand whole and side by side in `shown`, the one with the higher numbers; else none."""
    higher = [a[0] > b[0] for a, b in zip(one, other, strict=True)]
    if one[0] not in shown or other[0] not in shown or len(set(higher)) != 1:
        return ()
    first, second = sorted((shown.index(one[0]), shown.index(other[0])))
    whole = list(shown[first : first + 2 * len(one)])
    if second != first + len(one) or whole not in ([*one, *other], [*other, *one]):
        return ()
    return one if higher[0] else other
