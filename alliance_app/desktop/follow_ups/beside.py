"""Follow-ups in the window as one: what is watched, its page, its count in the navigation."""

from functools import cached_property

from PySide6.QtCore import QObject

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups.page import FollowUpsPage
from alliance_app.desktop.follow_ups.watch import FollowUpWatch
from alliance_app.desktop.looking import FOLLOW_UPS
from alliance_app.desktop.rooms import Rooms
from alliance_app.desktop.widgets.navigation import Navigation


class ToDo(QObject):
    """What is left to be done; `page` is made when it is first gone to."""

    def __init__(self, desk: Desk, navigation: Navigation, rooms: Rooms) -> None:
        super().__init__(rooms)
        self._desk = desk
        self._navigation = navigation
        self.watch = FollowUpWatch(desk)
        self.watch.changed.connect(self._count)
        rooms.add(FOLLOW_UPS, lambda: self.page)

    @cached_property
    def page(self) -> FollowUpsPage:
        """Their page."""
        return FollowUpsPage(self._desk, self.watch)

    def _count(self) -> None:
        seen = self.watch.seen
        self._navigation.show_follow_ups(len(seen.open), seen.overdue)
