"""Rooms beside the records: made when gone to, up to date when in sight, and the records behind a number."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alliance_app.desktop.looking import CALENDAR, EVERYTHING, Shelf
from alliance_app.desktop.rooms import Room
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import MOULD, PLANT, Hands

SALON = "第 18 期沙龙：绿色低碳生产"


class Counting(Room):
    """A room that counts how often it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0
        self.looked: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refresh(self) -> None:
        """Count."""
        self.read += 1

    def look_at(self, what: str) -> None:
        """Note."""
        self.looked.append(what)


def furnish(hands: Hands) -> list[Counting]:
    """A room that is not made yet."""
    made: list[Counting] = []

    def make() -> Counting:
        made.append(Counting())
        return made[-1]

    hands.page.rooms.add(CALENDAR, make)
    return made


def test_a_room_is_made_when_it_is_first_gone_to_and_reads_only_in_sight(hands: Hands) -> None:
    made = furnish(hands)
    assert made == []
    hands.page.rooms.go_to(CALENDAR, "july")
    (room,) = made
    assert room.isVisible()
    assert room.looked == ["july"]
    assert room.read == 1
    hands.library.add(NewRecord("article", "new"))
    hands.window.look_for_changes()
    hands.until(lambda: room.read == 2)
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_Escape)
    hands.settle()
    assert not room.isVisible()
    assert hands.page.navigation.shelf == EVERYTHING
    hands.library.add(NewRecord("article", "newer"))
    hands.window.look_for_changes()
    hands.until(lambda: "newer" in hands.titles())
    assert room.read == 2
    hands.page.rooms.go_to(CALENDAR)
    assert made == [room]
    assert room.read == 3


def test_the_records_behind_a_number_are_listed_and_searched_among(hands: Hands) -> None:
    made = furnish(hands)
    hands.page.rooms.go_to(CALENDAR)
    (room,) = made
    ids = [hands.library.find_id(title) for title in (SALON, MOULD)]
    room.listed.emit("两条", ids)
    hands.until(lambda: sorted(hands.titles()) == sorted([SALON, MOULD]))
    assert hands.page.rooms.here is None
    shelves = hands.page.navigation.list
    line = shelves.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert line == "两条 2"
    hands.page.top.search.setFocus()
    hands.page.top.search.insert("节能")
    hands.until(lambda: hands.titles() == [SALON])  # the project that says so, too, is none of these
    hands.page.top.search.clear()
    hands.page.navigation.choose(EVERYTHING)
    hands.until(lambda: PLANT in hands.titles())


def test_a_kind_without_a_line_of_its_own_can_be_gone_to(hands: Hands) -> None:
    furnish(hands)
    hands.page.rooms.go_to(CALENDAR)
    hands.page.rooms.go_to(Shelf("case", ("case",)))
    hands.until(lambda: hands.titles() == [])
    hands.page.rooms.go_to(Shelf("nowhere", ("member",)))
    hands.until(lambda: sorted(hands.titles()) == sorted([PLANT, MOULD]))
    assert hands.page.rooms.here is None
