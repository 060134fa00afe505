"""What waits for somebody: how many of what, which records, and what is to be done, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alliance_app.alliance import marketplace
from alliance_app.alliance.follow_ups import FollowUp, Standing
from alliance_app.alliance.stalling import STALLED_AFTER
from alliance_app.library import Library, Listing, Sight
from alliance_app.words import _

_URGENT = (Standing.OVERDUE, Standing.SOON)


class Matter(StrEnum):
    """What is to be done, the most pressing first."""

    REVIEW = "review"
    FOLLOW_UP = "follow_up"
    STAR = "star"
    EVIDENCE = "evidence"
    STALLED = "stalled"
    MATCH = "match"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter that waits. `count`: of things; `ids`: the records they are in; `late`: how many are overdue.

    `title`: what it is called where it is only one.
    """

    matter: Matter
    count: int
    ids: tuple[str, ...]
    title: str = ""
    late: int = 0

    @property
    def said(self) -> str:
        """What waits, in words."""
        if self.count == 1 and self.title:
            return _ONE[self.matter]().format(title=self.title)
        many = _MANY[self.matter]().format(count=self.count, days=STALLED_AFTER)
        return many if not self.late else _("{what}, {count} overdue").format(what=many, count=self.late)

    @property
    def to_do(self) -> str:
        """What to do about it, in two or three words."""
        return _TO_DO[self.matter]()


_ONE = {
    Matter.REVIEW: lambda: _("“{title}” was changed by two people at once"),
    Matter.FOLLOW_UP: lambda: _("Due: {title}"),
    Matter.STAR: lambda: _("For the next star: {title}"),
    Matter.EVIDENCE: lambda: _("“{title}” lacks evidence of its acceptance"),
    Matter.STALLED: lambda: _("“{title}” has not moved for a long time"),
    Matter.MATCH: lambda: _("New match: {title}"),
    Matter.ARTICLE: lambda: _("Not read yet: {title}"),
}
_MANY = {
    Matter.REVIEW: lambda: _("{count} records were changed by several people at once"),
    Matter.FOLLOW_UP: lambda: _("{count} follow-ups are due"),
    Matter.STAR: lambda: _("For the next star {count} things are missing"),
    Matter.EVIDENCE: lambda: _("{count} projects lack evidence of their acceptance"),
    Matter.STALLED: lambda: _("{count} projects have not moved for {days} days"),
    Matter.MATCH: lambda: _("{count} new matches"),
    Matter.ARTICLE: lambda: _("{count} articles are not read yet"),
}
_TO_DO = {
    Matter.REVIEW: lambda: _("Compare and choose"),
    Matter.FOLLOW_UP: lambda: _("See to it"),
    Matter.STAR: lambda: _("Fill it in"),
    Matter.EVIDENCE: lambda: _("Add it"),
    Matter.STALLED: lambda: _("Look"),
    Matter.MATCH: lambda: _("Look at them"),
    Matter.ARTICLE: lambda: _("Read"),
}


def what_waits(
    library: Library, today: date, follow_ups: Iterable[FollowUp], unproven: tuple[str, ...], stalled: tuple[str, ...]
) -> tuple[Waiting, ...]:
    """Everything that waits; nothing of which there is none."""
    due = [(each, standing) for each in follow_ups if (standing := each.standing(today)) in _URGENT]
    found = (
        _records(library, Matter.REVIEW, tuple(library.ids(Listing(clashing=True)))),
        Waiting(
            Matter.FOLLOW_UP,
            len(due),
            tuple(dict.fromkeys(each.record_id for each, _standing in due)),
            due[0][0].what if len(due) == 1 else "",
            sum(standing is Standing.OVERDUE for _each, standing in due),
        ),
        _records(library, Matter.EVIDENCE, unproven),
        _records(library, Matter.STALLED, stalled),
        _records(library, Matter.ARTICLE, tuple(unread(library))),
    )
    return tuple(each for each in found if each.count)


def matches_waiting(library: Library) -> tuple[Waiting, ...]:
    """New matches, if there are any. Matching reads whole records and takes its time: it is asked for by itself."""
    if not library.glances(Sight(("supply_demand",))):
        return ()
    found = marketplace.new(library)
    ids = dict.fromkeys(record.id for each in found for record in (each.need, each.offer))
    title = f"{found[0].need.title} ← {found[0].offer.title}" if len(found) == 1 else ""
    return (Waiting(Matter.MATCH, len(found), tuple(ids), title),) if found else ()


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The most pressing first."""
    order = list(Matter)
    return tuple(sorted(waiting, key=lambda each: order.index(each.matter)))


def unread(library: Library) -> Iterator[str]:
    """Articles that were shared and that this computer's user has not looked at."""
    seen = library.seen("article")
    return (each.id for each in library.glances(Sight(("article",))) if each.shared and each.id not in seen)


def _records(library: Library, matter: Matter, ids: tuple[str, ...]) -> Waiting:
    titles = [row.title for row in library.rows(ids)] if len(ids) == 1 else [""]
    return Waiting(matter, len(ids), ids, titles[0] if titles else "")
