"""A case being written, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu

from alliance_app.app import App
from alliance_app.desktop.case.page import CasePage
from alliance_app.desktop.case.workbench import View
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import Hands

CASE, SALON, PROJECT, OPEN_DAY = "以改善促节能", "第 18 期沙龙：绿色低碳生产", "回流焊节能改善", "走进示范电子厂"
HEADINGS = ["背景与问题", "主要做法", "取得成效", "经验启示"]
BODY = "## 背景与问题\n\n能耗没有基线。\n\n## 主要做法\n\n先量后改。\n\n## 取得成效\n\n省下电费。\n\n## 经验启示\n"


class CaseHands(Hands):
    """A window with the page of a case, and what a person does there."""

    @property
    def case(self) -> CasePage:
        page = self.page.cases.page
        assert page is not None
        return page

    def write_case(self, title: str = CASE, view: View = "both") -> str:
        """Open a case's page, by the button over the record."""
        record_id = self.open(title)
        QTest.mouseClick(self.page.view.head.write_case, Qt.MouseButton.LeftButton)
        self.until(lambda: self.page.cases.open_now)
        self.case.bench.show_view(view)
        self.settle()
        return record_id

    def body(self) -> str:
        """The case's text, as it stands in the library."""
        return self.library.read(self.record.id).body

    def headings(self) -> list[str]:
        """The outline as it is shown."""
        return [each.heading for each in self.case.composing.outline.sections]

    def in_text(self) -> None:
        """Put the keyboard behind the last word of the text."""
        self.case.bench.show_text()
        source = self.page.view.body.source
        source.setFocus()
        self.until(source.hasFocus)
        QTest.keyClick(source, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def let_fall(target: QAbstractScrollArea, data: QMimeData, place: QPoint) -> None:
    """Drag something over a place and let it fall there."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    port = target.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(place, copy, data, left, none))
    QApplication.sendEvent(port, QDragMoveEvent(place, copy, data, left, none))
    QApplication.sendEvent(port, QDropEvent(QPointF(place), copy, data, left, none))


def press(menu: QMenu, *texts: str) -> None:
    """Choose an entry, through submenus."""
    for text in texts:
        action = next(each for each in menu.actions() if each.text().strip("　") == text)
        if text == texts[-1]:
            action.trigger()
            return
        inner = action.menu()
        assert isinstance(inner, QMenu)
        menu = inner


@pytest.fixture
def folder(folder: Path) -> Path:
    """The library with a case that nobody has chosen sources for, and an open day whose text has parts."""
    with App.open(folder) as app:
        day = "## 看点\n\n看板上墙。\n\n## 经验介绍\n\n每班念一次数字。\n\n## 反馈\n\n都想学。\n"
        fields = {"form": "experience", "byline": "秘书组", "union": "示范区联盟", "date": "2024-12-18"}
        added = app.library.add_all(
            [
                NewRecord("case", CASE, fields, body=BODY),
                NewRecord("open_day", OPEN_DAY, {"date": "2024-06-28"}, body=day),
            ]
        )
        app.library.share(*added.ids)
    return folder


@pytest.fixture
def hands(hands: Hands) -> CaseHands:
    """The same window, with hands that know the page of a case."""
    return CaseHands(hands.window, hands.bot)
