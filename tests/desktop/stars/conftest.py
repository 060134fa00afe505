"""Somebody at the page of star self-assessment."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from alliance_app.app import App
from alliance_app.desktop.looking import STARS
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.stars import StarsRoom
from alliance_app.desktop.stars.indicator_row import IndicatorRow
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.window import Window
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.values import NewRecord, Record
from tests.desktop.conftest import Hands

OWN = "我会工会"
YEAR = clock.today().year


class Chair:
    """A chair and the page."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def room(self) -> StarsRoom:
        room = self.hands.page.rooms.here
        assert isinstance(room, StarsRoom)
        return room

    def come(self) -> None:
        """Go to the page."""
        self.hands.page.rooms.go_to(STARS)
        self.settle()

    def settle(self) -> None:
        self.hands.until(lambda: not self.hands.window.busy and self.hands.page.rooms.here is not None)

    def row(self, code: str) -> IndicatorRow:
        """An indicator's row, in sight."""
        self.room.sheet.go_to(code)
        table = self.room.sheet.table
        assert table is not None
        return table.rows[code]

    def type(self, code: str, text: str) -> None:
        """Type a value over what stands there."""
        line = self.row(code).line
        line.selectAll()
        if text.isascii():
            QTest.keyClicks(line, text)
        else:  # as an input method gives it
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(line, composed)

    def clear(self, code: str) -> None:
        line = self.row(code).line
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or QPoint())

    @property
    def assessments(self) -> list[Record]:
        library = self.hands.library
        return library.read_many(library.ids(Listing(kinds=("assessment",))))

    def given(self, code: str) -> object:
        """What the one assessment record says of an indicator."""
        (record,) = self.assessments
        return (record.fields.get("indicators") or {}).get(code)

    def line(self, code: str) -> Mapping[str, Any]:
        """The same, where something is given."""
        given = self.given(code)
        assert isinstance(given, Mapping)
        return given

    @property
    def total(self) -> str:
        return self.room.sheet.gauge.arc.accessibleName()

    @property
    def gap(self) -> str:
        return self.room.sheet.gauge.gap.accessibleName()

    def words(self) -> str:
        """Everything that can be read on the page."""
        labels = self.room.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())


@pytest.fixture
def chair(hands: Hands) -> Chair:
    return Chair(hands)


def furnish(folder: Path) -> dict[str, str]:
    """A union with things of this year that count, and one of three stars with something to show; ids by name."""
    day = f"{YEAR}-01-10"
    with App.create(folder, OWN, author="Chair Li") as app:
        library = app.library
        own = library.add(NewRecord("member", OWN, {"workers": 200, "members": 180})).only
        best = library.add(NewRecord("member", "榜样工会", {"stars": "3"})).only
        made = {
            "own": own,
            "best": best,
            "talk": library.add(
                NewRecord("activity", "安全生产宣讲", {"type": "lecture", "owner": own, "date": day})
            ).only,
            "second": library.add(
                NewRecord("activity", "工匠精神宣讲", {"type": "lecture", "owner": own, "date": day})
            ).only,
            "minutes": library.add(NewRecord("document", "厂务公开会议纪要", {"owner": own, "date": day})).only,
            "theirs": library.add(
                NewRecord("activity", "榜样的思想政治宣讲", {"type": "lecture", "owner": best, "date": day})
            ).only,
        }
        library.share(best, made["theirs"])
    return made


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    return furnish(tmp_path / "own")


@pytest.fixture
def at_page(made: dict[str, str], theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Chair]:
    """The page of a union that has not assessed itself yet."""
    yield from opened(tmp_path / "own", theme, qtbot, tmp_path)


def opened(folder: Path, theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Chair]:
    """The window open on a library, at the page."""
    window = Window(theme, Settings(tmp_path / "settings"))
    window.resize(1440, 900)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show_library(App.open(folder))
        window.show()
    chair = Chair(Hands(window, qtbot))
    chair.hands.settle()
    window.activateWindow()
    chair.come()
    yield chair
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
