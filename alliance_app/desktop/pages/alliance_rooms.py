"""The rooms of the alliance's own work, each loaded when it is first gone to."""

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import GUIDE
from alliance_app.desktop.rooms import Room, Rooms


def furnish(rooms: Rooms, desk: Desk) -> None:
    """Let the navigation lead to every room of the alliance."""
    rooms.add(GUIDE, lambda: _guide(desk))


def _guide(desk: Desk) -> Room:
    from alliance_app.desktop.guide.page import GuidePage

    return GuidePage(desk)
