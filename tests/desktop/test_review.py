"""What people changed at once: the banner, the versions side by side, a click or a key, until all is decided."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from alliance_app.app import App
from alliance_app.desktop.looking import CLASHES
from alliance_app.desktop.review import ReviewDialog
from alliance_app.desktop.review.option import OptionCard
from alliance_app.desktop.theme import DARK, LIGHT, Theme
from alliance_app.records.values import Edit
from tests.desktop.conftest import Hands

PROJECT = "回流焊节能改善"
LEFT = Qt.MouseButton.LeftButton
BODY = "下周三上午开会。\n\n后文。"
Change = Callable[[Mapping[str, Any], Mapping[str, Any]], str]


@pytest.fixture
def change(hands: Hands, folder: Path) -> Change:
    """`change(mine, theirs)` lets Chair Li and Chair Wang edit the project at the same time; it is shown; its id."""

    def changed(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> str:
        record_id = hands.open(PROJECT)
        hands.library.write(Edit(record_id, body=BODY, fields={"stage": "proposed"}))
        version = hands.library.read(record_id).version
        hands.library.write(Edit(record_id, seen=version, **mine))
        with App.open(folder) as other:
            other.library.rename(author="Chair Wang")
            other.library.write(Edit(record_id, seen=version, **theirs))
            other.library.rename(author="Chair Li")
        hands.window.look_for_changes()
        hands.settle()
        hands.until(hands.page.view.clashes.isVisible)
        return record_id

    return changed


def look(hands: Hands) -> ReviewDialog:
    """Press the banner's button."""
    QTest.mouseClick(hands.page.view.clashes.look, LEFT)
    hands.settle()
    dialog = hands.window.findChild(ReviewDialog)
    assert dialog is not None
    hands.until(lambda: bool(dialog.cards))
    return dialog


def claim(dialog: ReviewDialog, who: str) -> OptionCard:
    return next(card for card in dialog.cards if card.option.who == who)


def press(hands: Hands, card: OptionCard) -> None:
    QTest.mouseClick(card.choose, LEFT)
    hands.settle()


def test_the_keyboard_is_where_it_was_when_all_is_decided(hands: Hands, change: Change) -> None:
    change({"fields": {"stage": "doing"}}, {"fields": {"stage": "checking"}})
    hands.page.pane.list.setFocus()
    hands.until(hands.page.pane.list.hasFocus)
    dialog = look(hands)
    press(hands, claim(dialog, "Chair Li"))
    hands.until(lambda: not hands.page.view.clashes.isVisible())
    assert hands.window.focusWidget() is hands.page.pane.list


def test_the_versions_stand_side_by_side_and_a_click_lets_one_hold(hands: Hands, change: Change) -> None:
    record_id = change(
        {"body": BODY.replace("周三", "周四"), "fields": {"stage": "doing"}},
        {"body": BODY.replace("三上午", "三下午"), "fields": {"stage": "checking"}},
    )
    assert hands.page.navigation._counts.clashes == 1
    shown = [label.text() for label in hands.page.view.clashes.findChildren(QLabel)]
    assert shown[0] == "Two people changed this at once: please take a look"
    assert re.fullmatch(r"Chair (Li、Chair Wang|Wang、Chair Li) · Stage、Text", shown[1])
    dialog = look(hands)
    assert (dialog.heading.text(), dialog.counter.text()) == ("Stage", "1 of 2")
    first, second = (card for card in dialog.cards if card.option.kind == "claim")
    assert first.geometry().top() == second.geometry().top()
    assert first.geometry().right() < second.geometry().left()
    assert [card.choose.text() for card in (first, second)] == ["Keep the left one", "Keep the right one"]
    assert {card.option.text for card in (first, second)} == {"Under way", "Effect check"}
    press(hands, claim(dialog, "Chair Wang"))
    hands.until(lambda: dialog.heading.text() == "Text")
    assert hands.library.read(record_id).fields["stage"] == "checking"
    assert dialog.counter.text() == ""
    mine = claim(dialog, "Chair Li")
    assert "<span style='background-color:" in mine.text.text()
    assert "text-decoration:underline'>四</span>" in mine.text.text()
    assert "text-decoration:line-through'>三</span>" in mine.text.text()
    press(hands, mine)
    hands.until(lambda: hands.window.findChild(ReviewDialog) is None)
    assert hands.library.read(record_id).body == BODY.replace("周三", "周四")
    assert hands.window.toast.text.startswith("All of it is decided.")
    hands.until(lambda: not hands.page.view.clashes.isVisible())
    hands.until(lambda: hands.page.view.body.body() == BODY.replace("周三", "周四"))
    hands.until(lambda: hands.page.navigation._counts.clashes == 0)


def test_keeping_both_says_beforehand_what_that_is(hands: Hands, change: Change) -> None:
    record_id = change({"tags": ("甲",), "body": BODY.replace("周三", "周四")}, {"body": BODY.replace("周三", "周五")})
    dialog = look(hands)
    both, now = (card for card in dialog.cards if card.option.kind != "claim")
    assert (both.choose.text(), now.choose.text()) == ("Keep both", "Leave it like this")
    assert both.option.text in ("下周四上午开会。下周五上午开会。", "下周五上午开会。下周四上午开会。")
    assert now.option.text in ("下周四五上午开会。", "下周五四上午开会。")
    press(hands, both)
    hands.until(lambda: hands.window.findChild(ReviewDialog) is None)
    assert hands.library.read(record_id).body == BODY.replace("下周三上午开会。", both.option.text)


def test_it_is_all_done_with_the_keyboard(hands: Hands, change: Change) -> None:
    record_id = change({"fields": {"stage": "doing"}, "title": "甲"}, {"fields": {"stage": "checking"}, "title": "乙"})
    hands.page.view.clashes.look.setFocus()
    QTest.keyClick(hands.page.view.clashes.look, Qt.Key.Key_Space)
    hands.settle()
    dialog = hands.window.findChild(ReviewDialog)
    assert dialog is not None
    hands.until(lambda: bool(dialog.cards))
    QTest.keyClick(dialog, Qt.Key.Key_Space)  # held down a moment too long
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    hands.settle()
    assert len(hands.library.clashes(record_id)) == 2
    assert dialog.heading.text() == "Stage"
    QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dialog.heading.text() == "Title"
    QTest.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.heading.text() == "Stage"
    wanted = claim(dialog, "Chair Wang").choose
    for _step in range(12):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is wanted:
            break
    assert QApplication.focusWidget() is wanted
    QTest.keyClick(wanted, Qt.Key.Key_Space)
    hands.settle()
    hands.until(lambda: dialog.heading.text() == "Title")
    assert hands.library.read(record_id).fields["stage"] == "checking"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    hands.until(lambda: hands.window.findChild(ReviewDialog) is None)
    assert [clash.name for clash in hands.library.clashes(record_id)] == ["title"]
    assert hands.page.view.clashes.isVisible()


def test_what_others_wrote_is_text_and_nothing_else(hands: Hands, change: Change) -> None:
    evil = "<img src='http://example.invalid/x.png'><b>粗</b>"
    change({"body": f"{evil}\n\n后文。"}, {"body": "别的。\n\n后文。"})
    dialog = look(hands)
    page = claim(dialog, "Chair Li").text.text()
    assert "&lt;img src=" in page
    assert "<img" not in page
    assert evil in claim(dialog, "Chair Li").option.text


def test_what_somebody_else_decided_meanwhile_is_not_decided_twice(hands: Hands, change: Change, folder: Path) -> None:
    record_id = change({"fields": {"stage": "doing"}, "title": "甲"}, {"fields": {"stage": "checking"}, "title": "乙"})
    dialog = look(hands)
    with App.open(folder) as other:
        other.library.decide(record_id, "stage", "doing")
    press(hands, claim(dialog, "Chair Wang"))
    hands.until(lambda: dialog.heading.text() == "Title")
    assert "Nothing there waits for a decision as it was shown" in hands.window.toast.text
    assert hands.library.read(record_id).fields["stage"] == "doing"
    with App.open(folder) as other:
        other.library.decide(record_id, "title", "乙")
    hands.window.look_for_changes()
    hands.settle()
    hands.until(lambda: hands.window.findChild(ReviewDialog) is None)


def test_three_versions_have_three_columns(hands: Hands, folder: Path) -> None:
    record_id = hands.open(PROJECT)
    version = hands.library.read(record_id).version
    with App.open(folder) as other:
        for name, title in (("Chair Li", "甲"), ("Chair Wang", "乙"), ("Chair Zhao", "丙")):
            other.library.rename(author=name)
            other.library.write(Edit(record_id, title=title, seen=version))
    hands.window.look_for_changes()
    hands.settle()
    hands.until(hands.page.view.clashes.isVisible)
    assert "Several people" in hands.page.view.clashes.findChildren(QLabel)[0].text()
    dialog = look(hands)
    columns = [card for card in dialog.cards if card.option.kind == "claim"]
    assert [card.choose.text() for card in columns] == ["Keep this one"] * 3
    assert {card.option.text for card in columns} == {"甲", "乙", "丙"}
    dialog.close()


def test_the_shelf_of_what_needs_a_look_empties(hands: Hands, change: Change) -> None:
    change({"fields": {"stage": "doing"}}, {"fields": {"stage": "checking"}})
    hands.page.navigation.choose(CLASHES)
    hands.settle()
    assert hands.titles() == [PROJECT]
    press(hands, claim(look(hands), "Chair Li"))
    hands.until(lambda: hands.titles() == [])
    assert hands.page.pane.nothing.text() == "Nothing needs a look."


def test_it_follows_the_look_and_every_control_has_a_name(hands: Hands, change: Change, theme: Theme) -> None:
    change({"body": BODY.replace("周三", "周四")}, {"body": BODY.replace("周三", "周五")})
    dialog = look(hands)
    assert LIGHT.green in dialog.cards[0].text.text()
    theme.use("dark")
    assert DARK.green in dialog.cards[0].text.text()
    theme.use("light")
    for control in dialog.findChildren(QAbstractButton):
        assert control.accessibleName() or control.text(), control
    for card in dialog.cards:
        assert card.option.text in card.text.accessibleName()
    hands.window.resize(hands.window.minimumSize())
    assert dialog.width() <= 1440


def test_in_chinese_nothing_english_is_left_in_it(in_chinese: None, hands: Hands, change: Change) -> None:
    change(
        {"body": BODY.replace("周三", "周四"), "title": "甲", "fields": {"stage": "doing"}},
        {"body": BODY.replace("周三", "周五"), "title": "乙", "fields": {"stage": "checking"}},
    )
    dialog = look(hands)
    shown: list[str] = []
    for place in range(3):
        dialog.go_to(place)
        shown += [each.text() for each in dialog.findChildren(QLabel) if not each.text().startswith("<")]
        shown += [each.text() for each in dialog.findChildren(QAbstractButton)]
        shown += [each.accessibleName() for each in dialog.findChildren(QWidget)]
    shown += [each.text() for each in hands.page.view.clashes.findChildren(QLabel)]
    own = re.compile(rf"Chair (Li|Wang)|{re.escape(hands.library.identity.device_name)}")
    assert [text for text in shown if re.search("[A-Za-z]{2,}", own.sub("", text))] == []
    assert "两人同时改过，请看一下" in shown
    assert {"采用左边", "采用右边", "都保留"} <= set(shown)
