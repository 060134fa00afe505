"""Supply and demand of a library: what matching needs of it, whose it is, and saying how a pair stands."""

from collections.abc import Collection

from alliance_app.alliance import dealings
from alliance_app.alliance.matching import Match, new_matches
from alliance_app.library import Changed, Library, Listing
from alliance_app.records import clock
from alliance_app.records.values import Record

TOLD_BY = ("supply_demand", "member", "salon", "open_day")


def read(library: Library) -> list[Record]:
    """The records that matching is told of: supply and demand, members, and where members met."""
    return library.read_many(library.ids(Listing(kinds=TOLD_BY)))


def own_members(library: Library) -> frozenset[str]:
    """The member this library writes for: the one called like it; none where it is called otherwise."""
    own = library.own_member()
    return frozenset((own,)) if own else frozenset()


def new(library: Library) -> list[Match]:
    """New matches of one's own needs and offers; of everybody's where the library is not called like a member."""
    return new_matches(read(library), clock.today(), library.seen("match"), own_members(library))


def say(library: Library, verb: str, need_id: str, offer_id: str, mine: Collection[str] | None = None) -> Changed:
    """Write how a pair stands: `verb` of `dealings.VERBS`. Raises NotAPair, UnknownRecord, RecordInTrash."""
    need, offer = library.read_many([need_id, offer_id])
    members = own_members(library) if mine is None else mine
    return library.write_all(dealings.VERBS[verb](need, offer, members))
