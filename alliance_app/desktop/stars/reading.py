"""What the page shows of a union's year, read off the GUI thread: one reading, then every typed value is scored at
hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alliance_app.alliance.assessed import Assessed, Line, assessed
from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.catalogues import ChosenCatalogue, catalogue_for
from alliance_app.alliance.nearly import Near, nearly_there
from alliance_app.alliance.reviews import Review, review_of
from alliance_app.alliance.scope import Counted, scope_of
from alliance_app.alliance.stars import Assessment, answers_of, assess, assessed_in, assessment_in, counted_in
from alliance_app.app import App
from alliance_app.library import Library, Listing, Row
from alliance_app.records import clock
from alliance_app.records.values import Clash, Record

_COUNTED_IN = ("salon", "open_day", "project", "supply_demand", "activity", "document", "assessment")
_SALONS = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose year is wanted; None leaves it to what stands in the library. `last`: whose was looked at before."""

    member_id: str | None = None
    year: int | None = None
    last: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A union's year as it stands in the library. `member` None: nobody's, there are several to choose from, or none.

    `counted`: by indicator; `rows`: what is shown of records that are counted or linked, by id; `before`: the year
    before, where it was assessed; `years`: those that were, the newest first; `members`: (id, title), by title;
    `near`: by indicator the records that nearly count; `clashes`: what two answered at once;
    `federation`: a review given on this device counts.
    """

    chosen: ChosenCatalogue
    year: int
    member: Record | None = None
    found: Assessed = field(default_factory=Assessed)
    counted: Mapping[str, Counted] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    before: Assessment | None = None
    years: tuple[int, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    review: Review = field(default_factory=Review)
    federation: bool = False
    clashes: tuple[Clash, ...] = ()
    near: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        """What the year is rated by."""
        return self.chosen.catalogue

    def scored(self, lines: Mapping[str, Line]) -> Assessment:
        """How the year stands with these lines given."""
        return assess(self.catalogue, answers_of(lines, self.counted))


def read_year(app: App, wish: Wish) -> Year:
    """The year wanted, else the one that is most likely meant. For a reader thread."""
    library = app.library
    members = _members(library)
    member_id = _whose(library, wish, [each for each, _title in members])
    if member_id is None:
        year = wish.year or clock.today().year
        return Year(catalogue_for(library, year, app.witness()), year, members=members)
    records = library.read_many(library.ids(Listing(kinds=_COUNTED_IN, linked_to=member_id)))
    member = library.read(member_id)
    years = _years(records, member_id)
    year = wish.year or next(iter(years), clock.today().year)
    whole, witness = [member, *records], app.witness()
    scope, last = (scope_of(whole, member_id, each) for each in (year, year - 1))
    found = assessed(records, member_id, year)
    chosen = catalogue_for(library, year, witness, found.record)
    counted = counted_in(scope, chosen.catalogue)
    earlier = assessed_in(last, member_id)
    before = None
    if earlier is not None:
        before = assessment_in(last, catalogue_for(library, year - 1, witness, earlier).catalogue, member_id)
    rows = library.rows(sorted(_shown(found, counted)))
    return Year(
        chosen=chosen,
        year=year,
        member=member,
        found=found,
        counted=counted,
        rows={each.id: each for each in rows if not each.trashed},
        before=before,
        years=years,
        members=members,
        clashes=library.clashes(found.record.id) if found.record is not None else (),
        federation=witness.federation,
        near=nearly_there([*whole, *_salons_beside(library, records)], chosen.catalogue, member_id, year),
        review=review_of(library, found.record, witness) if found.record is not None else Review(),
    )


def _salons_beside(library: Library, known: Sequence[Record]) -> list[Record]:
    """The latest salons the union has no part in: it may still enrol for one that is to come."""
    here = {each.id for each in known}
    latest = library.ids(Listing(kinds=("salon",), order="date", limit=_SALONS))
    return library.read_many([each for each in latest if each not in here])


def _members(library: Library) -> tuple[tuple[str, str], ...]:
    rows = library.rows(library.ids(Listing(kinds=("member",), order="title", descending=False)))
    return tuple((row.id, row.title) for row in rows)


def _whose(library: Library, wish: Wish, members: Sequence[str]) -> str | None:
    """Who is asked for, was looked at last, is called like the library, is the only one, or was assessed last."""
    for wanted in (wish.member_id, wish.last):
        if wanted in members:
            return wanted
    own = library.own_member()
    if own is not None:
        return own
    if len(members) == 1:
        return members[0]
    last = library.ids(Listing(kinds=("assessment",), limit=1))
    member = library.read(last[0]).fields.get("member") if last else None
    return member if member in members else None


def _years(records: Iterable[Record], member_id: str) -> tuple[int, ...]:
    years = {
        each.fields.get("year")
        for each in records
        if each.kind == "assessment" and each.fields.get("member") == member_id
    }
    return tuple(sorted((each for each in years if isinstance(each, int)), reverse=True))


def _shown(found: Assessed, counted: Mapping[str, Counted]) -> set[str]:
    linked = {each for line in found.lines.values() for each in line.get("evidence") or ()}
    return linked.union(*(each.records for each in counted.values()))
