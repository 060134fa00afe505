"""Templates in the window: under New, made of the record at hand, looked after in a dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox

from alliance_app.desktop.templates import MakeTemplateDialog, TemplatesDialog
from alliance_app.library import templates
from tests.desktop.conftest import Hands

SALON = "第 18 期沙龙：绿色低碳生产"
LEFT = Qt.MouseButton.LeftButton


def choices(hands: Hands, kind: str) -> list[str]:
    """What the menu offers for a kind."""
    return [action.text() for action in below(hands, kind).actions() if action.text()]


def below(hands: Hands, kind: str) -> QMenu:
    menu = next(action.menu() for action in hands.page.templates.menu.actions() if action.text() == kind)
    assert isinstance(menu, QMenu)
    return menu


def choose(hands: Hands, kind: str, name: str) -> None:
    next(action for action in below(hands, kind).actions() if action.text() == name).trigger()
    hands.until(lambda: hands.window.focusWidget() is hands.page.view.title)
    hands.settle()


def made_of(hands: Hands, name: str, *, fields: bool = False) -> MakeTemplateDialog:
    """Make a template of the record at hand, by hand."""
    hands.page.view.head.template.emit()
    hands.until(lambda: bool(hands.page.findChildren(MakeTemplateDialog)))
    dialog = hands.page.findChildren(MakeTemplateDialog)[-1]
    QTest.keyClicks(dialog.name, name)
    if fields:
        QTest.keyClick(dialog.fields, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.make, LEFT)
    hands.settle()
    return dialog


def manager(hands: Hands) -> TemplatesDialog:
    hands.page.templates.manage()
    hands.settle()
    return hands.page.findChildren(TemplatesDialog)[-1]


def test_new_offers_blank_the_program_s_and_one_s_own(hands: Hands) -> None:
    assert choices(hands, "Salon note") == ["Blank", "Standard", "专题沙龙", "参观式沙龙"]
    choose(hands, "Salon note", "参观式沙龙")
    assert "## 现场看点" in hands.record.body
    assert hands.record.title.startswith("星级工会主席沙龙")
    choose(hands, "Salon note", "Blank")
    assert hands.record.body == ""
    choose(hands, "Case", "Federation form")
    assert hands.record.fields["form"] == "federation"


def test_a_template_of_the_record_at_hand_stands_under_new(hands: Hands, folder: Path) -> None:
    hands.open(SALON)
    made_of(hands, "ours", fields=True)
    assert not [each for each in hands.page.findChildren(MakeTemplateDialog) if each.isVisible()]
    text = (folder / "templates" / "salon" / "ours.md").read_text("utf-8")
    assert "## 共性问题" in text
    assert "谈指标" not in text
    assert "王工" not in text
    assert choices(hands, "Salon note")[-1] == "ours"
    choose(hands, "Salon note", "ours")
    assert hands.record.body == "## 共性问题\n"
    assert set(hands.record.tags) == {"节能", "绿色低碳"}
    assert hands.desk.titles[hands.record.fields["host"]] == "示范电子厂工会"
    assert hands.record.fields["starts_at"] != "2024-07-12T14:30"


def test_what_will_be_in_it_is_shown_in_words_and_a_taken_name_is_refused(hands: Hands) -> None:
    hands.open(SALON)
    made_of(hands, "ours")
    dialog = made_of(hands, "ours", fields=True)
    assert dialog.isVisible()
    assert "already a template" in dialog.error.text()
    shown = dialog.preview.toPlainText()
    assert "Host：示范电子厂工会" in shown
    assert "#节能" in shown
    QTest.mouseClick(dialog.cancel, LEFT)


def test_one_s_own_are_edited_renamed_and_deleted_in_a_dialog(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.open(SALON)
    made_of(hands, "ours")
    dialog = manager(hands)
    assert dialog.list.currentItem().text() == "Salon note · ours"
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, "## new heading")
    QTest.mouseClick(dialog.save, LEFT)
    hands.settle()
    assert templates.own(hands.library.folder, "salon", "ours").body == "## new heading"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("theirs", True))
    QTest.mouseClick(dialog.rename, LEFT)
    hands.settle()
    assert dialog.list.currentItem().text() == "Salon note · theirs"
    assert choices(hands, "Salon note")[-1] == "theirs"
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    QTest.mouseClick(dialog.delete, LEFT)
    hands.settle()
    assert "theirs" not in choices(hands, "Salon note")
    dialog.close()


def test_what_came_with_the_program_is_read_only_and_can_be_made_one_s_own(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = manager(hands)
    assert dialog.text.isReadOnly()
    assert not dialog.rename.isEnabled()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("mine", True))
    QTest.mouseClick(dialog.copy, LEFT)
    hands.settle()
    assert dialog.list.currentItem().text().endswith("· mine")
    assert not dialog.text.isReadOnly()
    dialog.close()


def test_a_text_that_is_no_template_is_refused_and_a_changed_one_is_asked_about(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(SALON)
    made_of(hands, "ours")
    dialog = manager(hands)
    dialog.text.setPlainText("---\nkind: project\n---\n")
    QTest.mouseClick(dialog.save, LEFT)
    hands.settle()
    assert "another kind" in dialog.error.text()
    dialog.text.setPlainText("## kept\n")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Save)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    hands.settle()
    assert templates.own(hands.library.folder, "salon", "ours").body == "## kept\n"
    dialog.close()


def test_files_that_hold_none_are_named_in_the_dialog(hands: Hands, folder: Path) -> None:
    place = folder / "templates" / "salon" / "bad.md"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff")
    dialog = manager(hands)
    assert "salon/bad.md" in dialog.left_aside.text()
    dialog.close()
