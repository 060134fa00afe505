"""What one's own union still lacks for its next star, as something that waits."""

from alliance_app.alliance.waiting import Matter, Waiting
from alliance_app.assessing.rated import rate, whose_year
from alliance_app.library import Library, Listing
from alliance_app.records.statements import Witness


def star_waiting(library: Library, witness: Witness) -> tuple[Waiting, ...]:
    """How many things lie before the next star of the union this library is called after, if it assesses itself.

    Rating reads nearly everything there is: it is asked for by itself, and seldom.
    """
    own = library.own_member()
    if own is None or not library.ids(Listing(kinds=("assessment",), linked_to=own, limit=1)):
        return ()
    found = rate(library, witness, *whose_year(library, own, None))
    blockers = [each for each in found.assessment.blockers if each.star == found.assessment.stars + 1]
    if not blockers:
        return ()
    ids = (found.record.id,) if found.record is not None else ()
    return (Waiting(Matter.STAR, len(blockers), ids, blockers[0].reason if len(blockers) == 1 else ""),)
