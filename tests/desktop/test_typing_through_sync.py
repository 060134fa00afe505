"""Two chairs on one record, through a shared folder: what the other gives never disturbs who types."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from alliance_app.app import App
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import joined

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"
Give = Callable[..., None]


@pytest.fixture
def other(hands: Hands, share: Path, tmp_path: Path) -> Give:
    """The other chair: call it to edit a record there; both have synced before, and the folder holds it afterwards."""
    joined(hands, share)
    place = tmp_path / "other"
    with App.create(place, "Other", author="Chair Wang", device_name="laptop") as app:
        Exchange(app.library, share).sync()

    def give(record_id: str, **changes: Any) -> None:
        with App.open(place) as app:
            Exchange(app.library, share).sync()
            app.library.write(Edit(record_id, seen=app.library.read(record_id).version, **changes))
            Exchange(app.library, share).sync()

    return give


def pull(hands: Hands) -> None:
    """Take what the folder holds, while the window goes on."""
    before = hands.page.syncing.at
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.at != before and not hands.page.syncing.busy)


def test_the_text_merges_between_two_keys_and_cursor_and_selection_stay(hands: Hands, other: Give) -> None:
    record_id = hands.open(PROJECT)
    source = hands.page.view.body.source
    source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(source, "mine")
    hands.saved()
    other(record_id, body="别处先写。改善温度曲线。mine")
    QTest.keyClicks(source, "-and")
    pull(hands)
    QTest.keyClicks(source, "-more")
    hands.saved()
    hands.until(lambda: hands.page.view.body.body() == "别处先写。改善温度曲线。mine-and-more")
    assert source.textCursor().atEnd()
    cursor = source.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)
    assert cursor.selectedText() == "改善温度曲线"
    pull(hands)
    other(record_id, body="再加。别处先写。改善温度曲线。mine-and-more")
    pull(hands)
    hands.until(lambda: hands.page.view.body.body().startswith("再加。"))
    assert source.textCursor().selectedText() == "改善温度曲线"
    assert hands.library.read(record_id).body == "再加。别处先写。改善温度曲线。mine-and-more"


def test_a_title_being_typed_is_not_replaced_and_both_are_asked_about(hands: Hands, other: Give) -> None:
    record_id = hands.open(PROJECT)
    title = hands.page.view.title
    title.setFocus()
    title.moveCursor(QTextCursor.MoveOperation.End)
    other(record_id, title="别处改的题目")
    QTest.keyClicks(title, " one")
    hands.saved()
    pull(hands)
    hands.settle()
    assert title.title().endswith(" one")
    QTest.keyClicks(title, " two")
    assert title.title() == f"{PROJECT} one two"
    hands.saved()
    hands.page.view.body.setFocus()
    hands.until(hands.page.view.clashes.isVisible)
    hands.settle()
    clash = next(each for each in hands.library.clashes(record_id) if each.name == "title")
    assert {claim.value for claim in clash.claims} == {"别处改的题目", f"{PROJECT} one two"}


@pytest.mark.parametrize("typed", ["120", "12a"])
def test_a_field_being_typed_in_is_not_replaced_by_another_s_value(hands: Hands, other: Give, typed: str) -> None:
    record_id = hands.open(PROJECT)
    assert hands.page.view.form is not None
    hands.page.view.form.reveal("volume")
    line = hands.page.view.form.editors["volume"].focus
    assert isinstance(line, QLineEdit)
    line.setFocus()
    other(record_id, fields={"volume": 7, "investment": 50})
    QTest.keyClicks(line, typed)
    if typed.isdigit():
        hands.saved()
    pull(hands)
    hands.page.record.refresh()
    hands.settle()
    assert line.text() == typed
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    hands.page.view.body.setFocus()
    hands.settle()
    investment = hands.page.view.form.editors["investment"].focus
    assert isinstance(investment, QLineEdit)
    hands.until(lambda: investment.text() == "50 元")
    said = {clash.name: {claim.value for claim in clash.claims} for clash in hands.library.clashes(record_id)}
    assert said == {"volume": {7, 12}}


def test_a_field_only_stood_in_shows_what_the_other_wrote(hands: Hands, other: Give) -> None:
    record_id = hands.open(PROJECT)
    assert hands.page.view.form is not None
    hands.page.view.form.reveal("volume")
    line = hands.page.view.form.editors["volume"].focus
    assert isinstance(line, QLineEdit)
    line.setFocus()
    other(record_id, fields={"volume": 7})
    pull(hands)
    hands.until(lambda: line.text() == "7")
    assert line.hasFocus()


def test_a_title_emptied_or_ending_in_a_blank_stays_as_it_is_typed(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    title = hands.page.view.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Reflow ")
    hands.saved()
    hands.page.record.refresh()
    hands.settle()
    assert title.title() == "Reflow "
    assert hands.library.read(record_id).title == "Reflow"
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Delete)
    hands.page.record.refresh()
    hands.settle()
    assert title.title() == ""
