"""The rooms of the alliance's own work, each loaded when it is first gone to."""

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import MATCH
from alliance_app.desktop.match.new_matches import NewMatches
from alliance_app.desktop.rooms import Room, Rooms


def furnish(rooms: Rooms, desk: Desk) -> None:
    """Let the navigation lead to every room of the alliance."""
    rooms.add(MATCH, lambda: _match(desk))
    NewMatches(rooms, desk)


def _match(desk: Desk) -> Room:
    from alliance_app.desktop.match.room import MatchRoom

    return MatchRoom(desk)
