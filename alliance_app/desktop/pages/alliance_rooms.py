"""The rooms of the alliance's own work, each loaded when it is first gone to."""

from collections.abc import Callable

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups import FollowUpWatch
from alliance_app.desktop.looking import BATCHES, CALENDAR, GUIDE, MATCH, MEMBERS, OVERVIEW, STARS
from alliance_app.desktop.match.new_matches import NewMatches
from alliance_app.desktop.rooms import Room, Rooms
from alliance_app.desktop.settings import NOTED_STARS


def furnish(rooms: Rooms, desk: Desk, follow_ups: FollowUpWatch, sum_up: Callable[[], None]) -> None:
    """Let the navigation lead to every room of the alliance. `sum_up`: what the overview's button for a year does."""
    rooms.add(OVERVIEW, lambda: _overview(desk, follow_ups, sum_up))
    rooms.add(CALENDAR, lambda: _calendar(desk, follow_ups))
    rooms.add(MEMBERS, lambda: _members(desk))
    rooms.add(MATCH, lambda: _match(desk))
    rooms.add(STARS, lambda: _stars(desk))
    rooms.add(BATCHES, lambda: _batches(desk))
    rooms.add(GUIDE, lambda: _guide(desk))
    NewMatches(rooms, desk)
    rooms.note(STARS, desk.settings.text(f"{NOTED_STARS}/{desk.library.identity.library_id}"))


def _overview(desk: Desk, follow_ups: FollowUpWatch, sum_up: Callable[[], None]) -> Room:
    from alliance_app.desktop.overview import OverviewRoom

    made = OverviewRoom(desk, follow_ups)
    made.summing.connect(sum_up)
    return made


def _calendar(desk: Desk, follow_ups: FollowUpWatch) -> Room:
    from alliance_app.desktop.calendar import CalendarRoom

    return CalendarRoom(desk, follow_ups)


def _members(desk: Desk) -> Room:
    from alliance_app.desktop.members import MembersRoom

    return MembersRoom(desk)


def _match(desk: Desk) -> Room:
    from alliance_app.desktop.match.room import MatchRoom

    return MatchRoom(desk)


def _stars(desk: Desk) -> Room:
    from alliance_app.desktop.stars import StarsRoom

    return StarsRoom(desk)


def _batches(desk: Desk) -> Room:
    from alliance_app.desktop.batches.room import BatchesRoom

    return BatchesRoom(desk)


def _guide(desk: Desk) -> Room:
    from alliance_app.desktop.guide.page import GuidePage

    return GuidePage(desk)
