"""The rooms of the alliance's own work, each loaded when it is first gone to."""

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import MEMBERS
from alliance_app.desktop.rooms import Room, Rooms


def furnish(rooms: Rooms, desk: Desk) -> None:
    """Let the navigation lead to every room of the alliance."""
    rooms.add(MEMBERS, lambda: _members(desk))


def _members(desk: Desk) -> Room:
    from alliance_app.desktop.members import MembersRoom

    return MembersRoom(desk)
