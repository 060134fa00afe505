"""The body's editor in the window: what the library offers it, whose keys are whose, and what arrives meanwhile."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest

from alliance_app.app import App
from alliance_app.records.values import Edit
from tests.desktop.conftest import Hands

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"


def at_end(hands: Hands) -> None:
    hands.page.view.body.source.moveCursor(QTextCursor.MoveOperation.End)


def offered(hands: Hands) -> list[str]:
    hands.until(lambda: hands.page.view.body.idle)
    return hands.page.view.body.completion.offered()


def test_enterprises_and_titles_are_offered_from_the_library_by_pinyin(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    source = hands.page.view.body.source
    source.setFocus()
    QTest.keyClicks(source, "@jgmj")
    assert offered(hands) == ["精工模具工会"]
    QTest.keyClick(source, Qt.Key.Key_Return)
    QTest.keyClicks(source, "[[lsdt")
    assert offered(hands) == [SALON]
    QTest.keyClick(source, Qt.Key.Key_Return)
    hands.saved()
    assert hands.library.read(record_id).body == f"改善温度曲线。[[精工模具工会]][[{SALON}]]"


def test_the_speakers_of_a_salon_are_offered(hands: Hands) -> None:
    salon = hands.library.find_id(SALON)
    hands.library.write(Edit(salon, fields={"moderator": "李主席"}))
    hands.library.write(Edit(hands.library.find_id("精工模具工会"), fields={"chair": "陈主席"}))
    hands.open(SALON)
    at_end(hands)
    source = hands.page.view.body.source
    source.setFocus()
    QTest.keyClick(source, Qt.Key.Key_F8)
    assert offered(hands) == ["李主席·示范电子厂工会", "示范电子厂工会", "陈主席·精工模具工会"]


def test_the_editors_keys_are_not_taken_by_the_window(hands: Hands) -> None:
    hands.open(PROJECT)
    source = hands.page.view.body.source
    source.setFocus()
    QTest.keyClick(source, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert hands.page.view.body.body() == "# 改善温度曲线。"
    QTest.keyClick(source, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "[[" in hands.page.view.body.body()
    assert source.hasFocus()


def colleague_writes(hands: Hands, folder: Path, body: str) -> None:
    """The record's body as another program makes it, while this window is open."""
    with App.open(folder) as other:
        other.library.write(Edit(hands.record.id, body=body, seen=hands.record.version))
    hands.window.look_for_changes()


def test_a_selection_stays_when_the_body_changes_elsewhere_and_undo_leaves_the_others_words(
    hands: Hands, folder: Path
) -> None:
    hands.open(PROJECT)
    at_end(hands)
    source = hands.page.view.body.source
    source.setFocus()
    QTest.keyClicks(source, "mine")
    hands.saved()
    cursor = source.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)
    colleague_writes(hands, folder, "别人先写。改善温度曲线。mine 别人后写。")
    hands.until(lambda: "别人后写" in hands.page.view.body.body())
    cursor = source.textCursor()
    assert (cursor.selectedText(), cursor.position() < cursor.anchor()) == ("温度", True)
    QTest.keyClick(source, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.saved()
    assert hands.library.read(hands.record.id).body == "别人先写。改善温度曲线。 别人后写。"


def test_what_arrives_while_an_input_method_composes_after_an_opened_list_waits_for_it(
    hands: Hands, folder: Path
) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    body, source = hands.page.view.body, hands.page.view.body.source
    source.setFocus()
    QTest.keyClicks(source, "[[")
    assert offered(hands)
    hands.saved()
    QCoreApplication.sendEvent(source, QInputMethodEvent("sha long", []))
    colleague_writes(hands, folder, "别人先写。改善温度曲线。[[")
    hands.until(lambda: "别人先写" in hands.library.read(record_id).body)
    hands.settle()
    assert source.textCursor().block().layout().preeditAreaText() == "sha long"
    assert body.body() == "改善温度曲线。[["
    assert not body.completion.showing
    done = QInputMethodEvent("", [])
    done.setCommitString("沙龙")
    QCoreApplication.sendEvent(source, done)
    assert body.body() == "别人先写。改善温度曲线。[[沙龙"
    assert offered(hands) == [SALON]
    hands.saved()
    assert hands.library.read(record_id).body == "别人先写。改善温度曲线。[[沙龙"


def test_ctrl_f_in_the_body_opens_the_find_bar(hands: Hands) -> None:
    hands.open(PROJECT)
    body = hands.page.view.body
    body.source.setFocus()
    QTest.keyClick(body.source, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert body.find_bar.isVisible()
    assert body.body() == "改善温度曲线。"


def test_a_picture_that_was_just_put_in_is_shown(hands: Hands) -> None:
    hands.open(PROJECT)
    at_end(hands)
    body = hands.page.view.body
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#2b66a8"))
    QGuiApplication.clipboard().setImage(image)
    body.source.setFocus()
    QTest.keyClick(body.source, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: "attachment:" in body.body())

    def shown() -> bool:
        picture = body.source.viewport().grab().toImage()
        return any(picture.pixelColor(20, y) == QColor("#2b66a8") for y in range(picture.height()))

    hands.until(shown)
