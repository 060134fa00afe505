"""What can be done with a record: new, share, trash, restore, files, links, versions, export, import, sync."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from alliance_app.app import App
from alliance_app.desktop.looking import MATCH, STARS, TRASH, Shelf
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.desktop.widgets.history import HistoryDialog
from alliance_app.desktop.widgets.small_cards import Card
from alliance_app.library.piecewise import AT_ONCE
from alliance_app.records.values import NewRecord, State
from alliance_app.sync import Exchange
from tests.desktop.conftest import MOULD, Hands

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"
LEFT = Qt.MouseButton.LeftButton


def png() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def press(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def cards(hands: Hands, section: str) -> list[Card]:
    found = getattr(hands.page.side, section).findChildren(Card)
    return [card for card in found if card.isVisibleTo(hands.page.side)]


def test_a_new_record_starts_from_its_template_with_the_title_ready_to_be_typed(hands: Hands) -> None:
    press(hands.page.top.new_menu, "Salon note")
    hands.until(hands.page.view.title.hasFocus)
    hands.settle()
    QTest.keyClicks(hands.page.view.title, "Nineteenth")
    hands.saved()
    record = hands.record
    assert (record.kind, record.title, record.state) == ("salon", "Nineteenth", State.DRAFT)
    assert record.body.startswith("## 发言要点")
    assert record.fields["starts_at"]
    assert hands.page.pane.chosen_ids == [record.id]
    assert hands.page.navigation._counts.drafts == 2


def test_a_record_that_opens_is_selected_alone(hands: Hands) -> None:
    pane = hands.page.pane
    ids = pane.model.answer.ids
    pane.list.setCurrentIndex(pane.model.index(0))
    hands.settle()
    pane.show_answer(pane.model.answer, (), keep_place=True, current=ids[1])
    assert pane.chosen_ids == [ids[1]]


def test_several_selected_records_stay_selected_when_the_list_is_read_again(hands: Hands) -> None:
    pane = hands.page.pane
    ids = pane.model.answer.ids
    pane.list.setCurrentIndex(pane.model.index(0))
    hands.settle()
    selection = pane.list.selectionModel()
    selection.select(pane.model.index(1), selection.SelectionFlag.Select)
    pane.show_answer(pane.model.answer, (), keep_place=True, current=ids[0])
    assert pane.chosen_ids == ids[:2]


def test_ctrl_n_makes_the_kind_that_is_looked_at(hands: Hands) -> None:
    hands.page.navigation.choose(Shelf("salon", ("salon",)))
    hands.settle()
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.until(hands.page.view.title.hasFocus)
    hands.settle()
    assert hands.record.kind == "salon"


def test_ctrl_n_makes_what_a_room_is_about_and_asks_where_it_is_about_many(hands: Hands) -> None:
    hands.page.rooms.go_to(MATCH)
    hands.settle()
    QTest.keyClick(hands.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.until(hands.page.view.title.hasFocus)
    hands.settle()
    assert hands.record.kind == "supply_demand"
    hands.page.rooms.go_to(STARS)
    hands.settle()
    menu, asked = hands.page.top.new_menu, []

    def show() -> None:
        asked.append(menu)
        QTimer.singleShot(0, menu.close)

    menu.aboutToShow.connect(show)
    QTest.keyClick(hands.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: asked == [menu])


def test_a_draft_is_shared_from_its_head(hands: Hands) -> None:
    record_id = hands.open("怎样写纪要")
    assert "Only on this computer" in hands.page.view.head.state.text()
    press(hands.page.view.head.state.menu(), "Share with the alliance")
    hands.settle()
    assert hands.library.read(record_id).state is State.SHARED
    hands.until(lambda: "Shared with the alliance" in hands.page.view.head.state.text())


def test_what_is_thrown_away_comes_back_at_once_or_from_the_trash(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    press(hands.page.view.head.more.menu(), "Move to the trash")
    hands.settle()
    assert PROJECT not in hands.titles()
    hands.until(hands.page.view.trash.isVisible)
    assert hands.page.view.title.isReadOnly()
    hands.window.toast.act.click()
    hands.settle()
    assert PROJECT in hands.titles()
    press(hands.page.view.head.more.menu(), "Move to the trash")
    hands.settle()
    hands.page.navigation.choose(TRASH)
    hands.settle()
    assert hands.titles() == [PROJECT]
    hands.page.view.trash.restore.emit()
    hands.settle()
    assert hands.library.read(record_id).trashed_at is None
    assert hands.titles() == []
    assert hands.page.pane.nothing.text() == "The trash is empty."


def test_very_many_are_thrown_away_with_progress_while_a_note_is_written(hands: Hands) -> None:
    news = [NewRecord("article", f"旧通知 {number}", {"date": "2020-01-01"}) for number in range(AT_ONCE + 20)]
    ids = sorted(hands.library.add_all(news).ids)
    record_id = hands.open("怎样写纪要")
    hands.page.verbs.trash(ids)
    assert hands.page.jobs.busy
    QTest.keyClicks(hands.page.view.body.source, "meanwhile ")
    hands.settle()
    assert "meanwhile" in hands.library.read(record_id).body
    assert hands.library.counts().trashed == len(ids)
    hands.window.toast.act.click()
    hands.settle()
    assert hands.library.counts().trashed == 0


def test_files_dropped_at_the_side_are_kept_and_pictures_stand_in_the_body(hands: Hands, tmp_path: Path) -> None:
    record_id = hands.open(PROJECT)
    picture, table = tmp_path / "现场.png", tmp_path / "基线.xlsx"
    picture.write_bytes(png())
    table.write_bytes(b"PK not really a table")
    hands.page.side.files.emit([picture, table])
    hands.saved()
    record = hands.library.read(record_id)
    assert {each.name for each in record.attachments} == {"现场.png", "基线.xlsx"}
    kept = record.attachment("现场.png")
    assert kept is not None
    assert f"![](attachment:{kept.sha256})" in record.body
    assert {card.accessibleName() for card in cards(hands, "attachments")} == {"现场.png", "基线.xlsx"}


def test_a_picture_pasted_into_the_body_is_kept(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    hands.page.view.body.picture_pasted.emit(png(), "Picture-1.png")
    hands.saved()
    assert [each.name for each in hands.library.read(record_id).attachments] == ["Picture-1.png"]


def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(hands: Hands, tmp_path: Path) -> None:
    record_id = hands.open(PROJECT)
    hands.page.side.files.emit([tmp_path / "gone.png"])
    hands.until(lambda: bool(hands.window.toast.text))
    assert "gone.png" in hands.window.toast.text
    assert hands.library.read(record_id).attachments == ()


def test_links_lead_there_and_back(hands: Hands) -> None:
    hands.open(SALON)
    by_title = {card.accessibleName(): card for card in cards(hands, "links")}
    assert PROJECT in by_title
    assert MOULD in by_title
    QTest.mouseClick(by_title[PROJECT], LEFT)
    hands.until(lambda: hands.page.view.title.title() == PROJECT)
    hands.settle()
    assert SALON in {card.accessibleName() for card in cards(hands, "links")}
    hands.page.follow_link(SALON)
    hands.until(lambda: hands.page.view.title.title() == SALON)
    hands.page.follow_link("还没有的资料")
    hands.until(lambda: "还没有的资料" in hands.window.toast.text)


def test_an_older_version_is_read_and_gone_back_to(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    hands.page.view.body.source.selectAll()
    QTest.keyClicks(hands.page.view.body.source, "all new")
    hands.saved()
    hands.page.show_history()
    hands.settle()
    dialog = hands.window.findChild(HistoryDialog)
    assert dialog is not None
    assert dialog.versions.count() == 2
    assert "all new" in dialog.shown.toPlainText()
    dialog.versions.setCurrentRow(1)
    hands.settle()
    dialog.back.click()
    hands.settle()
    hands.until(lambda: hands.page.view.body.body() == "改善温度曲线。")
    assert hands.library.read(record_id).body == "改善温度曲线。"


def test_a_record_is_exported_where_the_user_says(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(SALON)
    asked = []

    def choose(_parent: object, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(tmp_path / "out.docx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(hands.page.top.out.menu(), "Export to Word…")
    hands.until(lambda: "out.docx" in hands.window.toast.text)
    assert asked == ["2024-07-12_沙龙纪要_示范电子_绿色低碳生产.docx"]
    assert (tmp_path / "out.docx").read_bytes().startswith(b"PK")
    assert hands.window.toast.act.text() == "Open folder"
    assert [each.path for each in hands.library.exports(hands.record.id)] == [tmp_path / "out.docx"]


def test_an_import_tells_what_came_in(hands: Hands, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "第一条.md").write_text("正文一")
    (notes / "第二条.md").write_text("正文二 [[第一条]]")
    hands.page.bringing_in.bring_in([notes])
    hands.until(lambda: hands.window.toast.text == "2 imported")
    hands.settle()
    assert {"第一条", "第二条"} <= set(hands.titles())
    hands.window.toast.act.click()
    hands.settle()
    assert sorted(hands.titles()) == ["第一条", "第二条"]


def test_files_to_import_are_asked_for_where_one_was_last(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "第一条.md").write_text("正文一")
    asked = []

    def choose(_over: object, _title: str, folder: str, _kinds: str) -> tuple[list[str], str]:
        asked.append(folder)
        return [str(tmp_path / "第一条.md")] if len(asked) == 1 else [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    hands.page.bringing_in.ask_files()
    hands.until(lambda: hands.window.toast.text == "1 imported")
    hands.page.bringing_in.ask_files()
    assert asked == [str(Path.home()), str(tmp_path)]


def test_an_import_names_what_was_left_out_and_why(hands: Hands, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "第一条.md").write_text("正文一")
    (notes / "照片.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    hands.page.bringing_in.bring_in([notes])
    hands.until(lambda: hands.page.bringing_in.report is not None)
    report = hands.page.bringing_in.report
    assert report is not None
    assert report.said.text() == "1 imported, 1 left out"
    assert "照片.md\n" in report.lines.toPlainText()
    report.look.click()
    hands.settle()
    assert hands.titles() == ["第一条"]


def test_sync_is_joined_told_on_its_card_and_repeated_by_f5(hands: Hands, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    assert "Not shared yet" in hands.page.sync_card.accessibleName()
    hands.page.syncing.join(JoinWish(str(share)))
    hands.until(lambda: hands.page.syncing.at is not None)
    assert hands.page.sync_card.accessibleName().startswith("Sync: Synced.")
    assert (share / "alliance.json").is_file()
    with App.create(tmp_path / "other", "Other", author="Chair Wang") as other:
        other.library.share(*other.library.add(NewRecord("article", "从别处来")).ids)
        Exchange(other.library, share).sync()
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_F5)
    hands.until(lambda: "从别处来" in hands.titles())
    assert PROJECT in hands.titles()


def test_a_folder_that_went_away_shows_on_the_card_and_is_said_when_asked_for(hands: Hands, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    hands.page.syncing.join(JoinWish(str(share)))
    hands.until(lambda: hands.page.syncing.at is not None)
    share.rename(tmp_path / "unplugged")
    hands.page.syncing.sync()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    assert "Sync is waiting" in hands.page.sync_card.accessibleName()
    hands.until(hands.page.sharing.banner.isVisible)
