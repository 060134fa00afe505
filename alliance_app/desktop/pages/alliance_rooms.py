"""The rooms of the alliance's own work, each loaded when it is first gone to."""

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import BATCHES, GUIDE, MEMBERS, STARS
from alliance_app.desktop.rooms import Room, Rooms


def furnish(rooms: Rooms, desk: Desk) -> None:
    """Let the navigation lead to every room of the alliance."""
    rooms.add(MEMBERS, lambda: _members(desk))
    rooms.add(STARS, lambda: _stars(desk))
    rooms.add(BATCHES, lambda: _batches(desk))
    rooms.add(GUIDE, lambda: _guide(desk))


def _members(desk: Desk) -> Room:
    from alliance_app.desktop.members import MembersRoom

    return MembersRoom(desk)


def _stars(desk: Desk) -> Room:
    from alliance_app.desktop.stars import StarsRoom

    return StarsRoom(desk)


def _batches(desk: Desk) -> Room:
    from alliance_app.desktop.batches.room import BatchesRoom

    return BatchesRoom(desk)


def _guide(desk: Desk) -> Room:
    from alliance_app.desktop.guide.page import GuidePage

    return GuidePage(desk)
