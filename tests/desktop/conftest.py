"""The real window on a real library, with the keyboard in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alliance_app import words
from alliance_app.app import App
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.joining.dialog import JoinDialog
from alliance_app.desktop.main import application
from alliance_app.desktop.open_record import Saving
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.pick import PickPopup
from alliance_app.desktop.window import Window
from alliance_app.library import Library
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord, Record
from alliance_app.sync.keys import joining
from tests.sync.protected.scenes import QUICK

PLANT, MOULD = "示范电子厂工会", "精工模具工会"


class Hands:
    """A window and what a person does to it."""

    def __init__(self, window: Window, bot: QtBot) -> None:
        self.window, self.bot = window, bot

    @property
    def page(self) -> LibraryPage:
        page = self.window.page
        assert page is not None
        return page

    @property
    def desk(self) -> Desk:
        desk = self.window.desk
        assert desk is not None
        return desk

    @property
    def library(self) -> Library:
        return self.desk.library

    def settle(self) -> None:
        """Until nothing is under way and everything typed is saved."""
        self.bot.waitUntil(lambda: not self.window.busy, timeout=20_000)

    def until(self, true: Callable[[], bool]) -> None:
        self.bot.waitUntil(true, timeout=20_000)

    def open(self, title: str) -> str:
        """Show the record of this title, as a click on a link does."""
        record_id = self.library.find_id(title)
        self.page.show_record(record_id)
        self.until(lambda: self.shows(record_id))
        self.settle()
        return record_id

    def shows(self, record_id: str) -> bool:
        """Whether this record is the one at hand."""
        record = self.page.record.record
        return record is not None and record.id == record_id

    def saved(self) -> None:
        """Until the header says that it is saved."""
        self.until(lambda: self.page.record.state.saving is Saving.SAVED and not self.page.record.unsaved)
        self.settle()

    def popup(self) -> PickPopup:
        """The list of choices that is open."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, PickPopup)
        return popup

    @property
    def record(self) -> Record:
        """The record at hand, as it was last read."""
        record = self.page.record.record
        assert record is not None
        return record

    def titles(self) -> list[str]:
        """What the list shows, top to bottom."""
        return [row.title for row in self.library.rows(list(self.page.pane.model.answer.ids))]


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    return lambda _arguments: application()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme()
    made.use("light")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with two members, a salon, a project, a draft and nothing in the trash."""
    place = tmp_path / "library"
    with App.create(place, "Pingshan", author="Chair Li") as app:
        plant, mould = new_id(), new_id()
        salon, project, article = (new_id() for _ in range(3))
        app.library.add_all(
            [
                NewRecord("member", PLANT, {"stars": "3", "chain_stage": ["production"]}, ("制造",), id=plant),
                NewRecord("member", MOULD, {"stars": "2"}, id=mould),
                NewRecord(
                    "salon",
                    "第 18 期沙龙：绿色低碳生产",
                    {"starts_at": "2024-07-12T14:30", "host": plant, "participants": [mould], "issue_no": 18,
                     "decisions": [{"no": 1, "what": "共享能耗基线表", "who": "王工"}]},
                    ("绿色低碳", "节能"),
                    "## 共性问题\n\n谈指标先缺基线。关联 [[回流焊节能改善]]。\n",
                    id=salon,
                ),
                NewRecord(
                    "project",
                    "回流焊节能改善",
                    {"owner": plant, "stage": "accepted"},
                    ("节能",),
                    "改善温度曲线。",
                    id=project,
                ),
                NewRecord("article", "怎样写纪要", {"date": "2023-01-05"}, (), "先写结论。", id=article),
            ]
        )  # fmt: skip
        app.library.share(plant, mould, salon, project)
    return place


@pytest.fixture
def hands(folder: Path, theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """The window open on the library, its list shown, nothing under way."""
    window = Window(theme, Settings(tmp_path / "settings"))
    window.resize(1440, 900)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show_library(App.open(folder))
        window.show()
    made = Hands(window, qtbot)
    made.settle()
    window.activateWindow()
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def in_chinese(qapp: QApplication) -> Iterator[None]:
    """The whole program speaks Chinese."""
    words.use("zh")
    application()
    yield
    words.use("en")
    application()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A WebDAV server that wants a password, with an empty folder `share` on it."""
    from alliance_app.sync.transport.remote import let_go
    from tests.sync.servers import webdav_server  # only here: loading it takes a while

    monkeypatch.delenv("ALLIANCE_PLACE_PASSWORD", raising=False)
    (tmp_path / "dav" / "share").mkdir(parents=True)
    made = webdav_server(tmp_path / "dav")
    yield made
    let_go()
    made.down()


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """An empty folder that others reach, too."""
    made = tmp_path / "share"
    made.mkdir()
    return made


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase becomes a key at once."""
    monkeypatch.setattr(joining, "Stretching", QUICK)


@pytest.fixture
def wizard(hands: Hands) -> JoinDialog:
    """The dialog, as F5 opens it where no folder is joined."""
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_F5)
    dialog = hands.page.sharing.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog
