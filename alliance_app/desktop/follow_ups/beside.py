"""Follow-ups in the window as one: what is watched, its page beside the records, its line in the navigation."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups.page import FollowUpsPage
from alliance_app.desktop.follow_ups.watch import FollowUpWatch
from alliance_app.desktop.looking import FOLLOW_UPS, Shelf
from alliance_app.desktop.widgets.navigation import Navigation


class ToDo(QObject):
    """Takes turns with the records, the first of `pages`. `shown`: its page is. `at_hand` tells their shelf."""

    shown = Signal()

    def __init__(self, desk: Desk, navigation: Navigation, pages: QStackedWidget, at_hand: Callable[[], Shelf]) -> None:
        super().__init__(pages)
        self._navigation = navigation
        self._pages = pages
        self._at_hand = at_hand
        self.watch = FollowUpWatch(desk)
        self.page = FollowUpsPage(desk, self.watch)
        pages.addWidget(self.page)
        pages.currentChanged.connect(self._mark_shelf)
        navigation.follow_ups.connect(self.show_chosen)
        navigation.list.itemClicked.connect(self.show_chosen)
        self.page.left.connect(self.show_records)
        self.watch.changed.connect(self._count)

    def show_chosen(self) -> None:
        """Show what the navigation is at: this page, or the records."""
        if self._navigation.shelf != FOLLOW_UPS:
            self.show_records()
        elif self._pages.currentWidget() is not self.page:
            self.shown.emit()
            self._pages.setCurrentWidget(self.page)

    def show_records(self) -> None:
        """Show the records again."""
        self._pages.setCurrentIndex(0)

    def _count(self) -> None:
        seen = self.watch.seen
        self._navigation.show_follow_ups(len(seen.open), seen.overdue)

    def _mark_shelf(self) -> None:
        if self._pages.currentWidget() is not self.page and self._navigation.shelf == FOLLOW_UPS:
            self._navigation.mark(self._at_hand())
