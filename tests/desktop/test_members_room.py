"""The room of the members: the directory, one member with everything about it, the roster in and out."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from alliance_app.alliance.members import MemberRow
from alliance_app.desktop.looking import MEMBERS
from alliance_app.desktop.members import MembersRoom
from alliance_app.desktop.members.finding import Wish, entries, found
from alliance_app.desktop.members.importing import RosterDialog
from alliance_app.desktop.members.preview_table import NAME, WHAT
from alliance_app.intake.roster import AS_NEW, Standing
from alliance_app.library import Listing
from alliance_app.records.values import Edit, NewRecord
from tests.desktop.conftest import MOULD, PLANT, Hands

PHONE, COVERED = "0755-00001234", "0755-******34"
SALON = "第 18 期沙龙：绿色低碳生产"


@pytest.fixture
def room(hands: Hands) -> MembersRoom:
    """The room, the page of the first member shown."""
    plant = hands.library.find_id(PLANT)
    more = {"phone": PHONE, "chair": "李主席", "capabilities": ["回流焊", "贴片"], "rated_on": "2025-12-30"}
    past = [{"on": "2021-12-20", "stars": "1"}, {"on": "2023-12-28", "stars": "2"}]
    hands.library.write(Edit(plant, fields={**more, "ratings": past}))
    hands.page.navigation.choose(MEMBERS)
    found_room = hands.page.rooms.here
    assert isinstance(found_room, MembersRoom)
    shows(hands, found_room, MOULD)
    return found_room


def shows(hands: Hands, room: MembersRoom, title: str) -> None:
    """Until the page of this member is shown."""
    hands.until(lambda: room.page.profile is not None and room.page.profile.member.title == title)
    hands.settle()


def listed(room: MembersRoom) -> list[str]:
    """What the directory shows."""
    rows = (room.list.shown.at(row) for row in range(room.list.shown.rowCount()))
    return [each.title for each in rows if each is not None]


def _lists(room: MembersRoom, titles: list[str]) -> bool:
    return listed(room) == titles


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def sheet(path: Path, *rows: list[object]) -> Path:
    workbook = Workbook()
    made = workbook.active
    assert isinstance(made, Worksheet)
    for row in rows:
        made.append(row)
    workbook.save(path)
    return path


def test_the_directory_is_found_in_by_words_pinyin_stars_and_place(hands: Hands, room: MembersRoom) -> None:
    assert listed(room) == [MOULD, PLANT]
    assert room.told.text() == "2 enterprises"
    for words, left in (("huiliuhan", [PLANT]), ("jgmj", [MOULD]), ("李主席", [PLANT]), ("没有", [])):
        room.words.clear()
        for letter in words:
            room.words.insert(letter)
        hands.until(partial(_lists, room, left))
    assert room.nothing.text() == "No enterprise is like that."
    assert not room.give_out.isEnabled()
    room.words.clear()
    hands.until(lambda: len(listed(room)) == 2)
    click(room.chips[3])
    hands.until(lambda: listed(room) == [PLANT])
    assert room.told.text() == "1 of 2 enterprises"
    assert room.chips[2].text() == "★★ 1"
    click(room.chips[-1])
    room.chain.setCurrentIndex(room.chain.findData("production"))
    hands.until(lambda: listed(room) == [PLANT])
    room.chain.setCurrentIndex(0)
    room.order.setCurrentIndex(room.order.findData("stars"))
    hands.until(lambda: listed(room) == [PLANT, MOULD])


def test_arrow_keys_go_from_page_to_page_and_a_telephone_stays_covered_until_asked(
    hands: Hands, room: MembersRoom
) -> None:
    room.list.setFocus()
    QTest.keyClick(room.list, Qt.Key.Key_Down)
    shows(hands, room, PLANT)
    page = room.page
    assert page.phone.text() == COVERED
    click(page.uncover)
    assert page.phone.text() == PHONE
    QTest.keyClick(room.list, Qt.Key.Key_Up)
    shows(hands, room, MOULD)
    QTest.keyClick(room.list, Qt.Key.Key_Down)
    shows(hands, room, PLANT)
    assert page.phone.text() == COVERED
    assert page.stars.text() == "★★★"
    assert page.steps.isVisible()
    assert page.steps.accessibleDescription() == (
        "Rated: 2021-12-20 One star；2023-12-28 Two stars；2025-12-30 Three stars"
    )
    QTest.keyClick(room.list, Qt.Key.Key_Return)
    assert page.edit.hasFocus()


def test_numbers_and_lines_lead_to_their_records(hands: Hands, room: MembersRoom) -> None:
    room.list.choose(hands.library.find_id(PLANT))
    shows(hands, room, PLANT)
    hosted = room.page.groups.cards["salons_hosted"]
    assert hosted.isVisible()
    assert hosted.count.text() == "All 1 →"
    assert not room.page.groups.cards["documents"].isVisible()
    click(hosted.count)
    hands.until(lambda: hands.titles() == [SALON])
    assert hands.page.rooms.here is None
    hands.page.navigation.choose(MEMBERS)
    hands.until(room.isVisible)
    click(room.page.groups.cards["projects"].lines[0])
    hands.until(lambda: hands.shows(hands.library.find_id("回流焊节能改善")))
    hands.page.navigation.choose(MEMBERS)
    hands.until(room.isVisible)
    click(room.page.edit)
    hands.until(lambda: hands.shows(hands.library.find_id(PLANT)))


def test_another_room_leads_to_a_member_and_changes_show_at_once(hands: Hands, room: MembersRoom) -> None:
    click(room.chips[2])
    hands.until(lambda: listed(room) == [MOULD])
    hands.page.rooms.go_to(MEMBERS, hands.library.find_id(PLANT))
    shows(hands, room, PLANT)
    hands.library.write(Edit(hands.library.find_id(PLANT), title="示范电子厂"))
    hands.window.look_for_changes()
    hands.until(lambda: "示范电子厂" in listed(room))
    shows(hands, room, "示范电子厂")


def open_roster(hands: Hands, room: MembersRoom, path: Path) -> RosterDialog:
    """The roster dialog, its rows shown."""
    room.look_into(path)
    dialog = room.dialog
    assert dialog is not None
    hands.until(lambda: dialog.preview is not None)
    hands.settle()
    return dialog


def rows_shown(dialog: RosterDialog) -> list[str]:
    table = dialog.rows
    return [str(table.data(table.index(row, NAME))) for row in range(table.rowCount())]


def test_a_roster_is_looked_at_asked_about_and_taken_in(
    hands: Hands, room: MembersRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet(
        tmp_path / "花名册.xlsx",
        ["企业名称", "职工数", "联系电话"],
        [PLANT, 900, COVERED],
        ["新光公司", 5, None],
        ["坏公司", "=1+1", None],
        ["精工模具厂", 7, None],
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (str(path), ""))
    click(room.take_in)
    dialog = room.dialog
    assert dialog is not None
    hands.until(lambda: dialog.preview is not None)
    hands.settle()
    assert rows_shown(dialog) == [PLANT, "新光公司", "坏公司", "精工模具厂"]
    assert not dialog.take_in.isEnabled()
    click(dialog.chips[Standing.WRONG])
    assert rows_shown(dialog) == ["坏公司"]
    told = str(dialog.rows.data(dialog.rows.index(0, WHAT)))
    assert told.startswith("B4 Workers：a formula stands here")
    click(dialog.chips[Standing.ASKS])
    assert dialog.one.heading.text() == "Row 5: 精工模具厂"
    dialog.one.which.setFocus()
    QTest.keyClick(dialog.one.which, Qt.Key.Key_Down)
    assert dialog.one.which.currentText() == MOULD
    dialog.one.which.activated.emit(dialog.one.which.currentIndex())
    hands.until(lambda: dialog.preview is not None and not dialog.preview.of(Standing.ASKS))
    click(dialog.chips[None])
    assert dialog.skip.text() == "Leave out the 1 rows that are wrong or not clear"
    assert not dialog.take_in.isEnabled()
    dialog.skip.setFocus()
    QTest.keyClick(dialog.skip, Qt.Key.Key_Space)
    assert dialog.take_in.text() == "Import 3"
    before = hands.library.ids(Listing(kinds=("member",)))
    click(dialog.take_in)
    hands.until(lambda: "1 new, 2 changed, 1 rows left out" in hands.window.toast.text)
    hands.until(lambda: "新光公司" in listed(room))
    assert len(hands.library.ids(Listing(kinds=("member",)))) == len(before) + 1
    plant = hands.library.read(hands.library.find_id(PLANT)).fields
    assert (plant["workers"], plant["phone"]) == (900, PHONE)
    assert hands.library.read(hands.library.find_id(MOULD)).fields["workers"] == 7


def test_a_row_may_be_new_and_an_answer_be_taken_back(hands: Hands, room: MembersRoom, tmp_path: Path) -> None:
    dialog = open_roster(hands, room, sheet(tmp_path / "a.xlsx", ["企业名称", "职工数"], ["精工模具厂", 7]))
    which = dialog.one.which

    def answer(data: str) -> None:
        which.setCurrentIndex(which.findData(data))
        which.activated.emit(which.currentIndex())

    answer(AS_NEW)
    hands.until(lambda: dialog.take_in.text() == "Import 1")
    answer("")
    hands.until(lambda: dialog.take_in.text() == "Nothing to import")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    hands.settle()
    assert len(hands.library.ids(Listing(kinds=("member",)))) == 2


def test_what_cannot_be_read_is_said_in_the_dialog(hands: Hands, room: MembersRoom, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing")
    room.look_into(path)
    dialog = room.dialog
    assert dialog is not None
    hands.until(lambda: "cannot be read as an Excel roster" in dialog.told.text())
    assert not dialog.take_in.isEnabled()
    dialog.reject()


def test_members_that_changed_meanwhile_are_looked_at_again(hands: Hands, room: MembersRoom, tmp_path: Path) -> None:
    dialog = open_roster(hands, room, sheet(tmp_path / "a.xlsx", ["企业名称", "职工数"], ["新光公司", 7]))
    hands.library.add(NewRecord("member", "新光公司"))
    click(dialog.take_in)
    hands.until(lambda: "look at the list again" in hands.window.toast.text)
    hands.until(lambda: dialog.preview is not None and bool(dialog.preview.of(Standing.CHANGES)))
    assert len(hands.library.ids(Listing(kinds=("member",)))) == 3
    dialog.reject()


@pytest.mark.parametrize(("place", "phone"), [(0, COVERED), (1, PHONE)])
def test_the_roster_goes_out_as_it_is_shown_covered_unless_told_otherwise(
    hands: Hands, room: MembersRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, phone: str
) -> None:
    path = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_any: (str(path), ""))
    click(room.chips[3])
    hands.until(lambda: listed(room) == [PLANT])
    click(room.give_out)
    question = room.out.question
    assert question is not None
    wanted = ("Cover them", "Write them out")[place]
    click(next(each for each in question.buttons() if each.text() == wanted))
    hands.until(lambda: "Exported as out.xlsx" in hands.window.toast.text)
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Enterprise name", PLANT]
    assert rows[1][rows[0].index("Phone")] == phone


def test_the_template_is_saved_from_the_dialog(
    hands: Hands, room: MembersRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_roster(hands, room, sheet(tmp_path / "a.xlsx", ["企业名称", "职工数"], ["新光公司", 7]))
    path = tmp_path / "模板.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_any: (str(path), ""))
    click(dialog.template)
    hands.until(path.exists)
    hands.settle()
    dialog.reject()


def test_every_control_has_a_name_for_who_cannot_see_it(hands: Hands, room: MembersRoom, tmp_path: Path) -> None:
    dialog = open_roster(hands, room, sheet(tmp_path / "a.xlsx", ["企业名称", "职工数"], ["精工模具厂", 7]))
    for top in (room, dialog):
        for each in top.findChildren(QWidget):
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                told = each.accessibleName() or getattr(each, "text", lambda: "")()
                assert told or each.metaObject().className() in ("QScrollArea", "MemberPage", "QTextEdit"), each
    dialog.reject()


ROW = MemberRow(
    id="", title="", stars=None, ratings=(), chair="", industry="", chain_stage=(), capabilities=(), workers=None,
    this_year=(), last_seen="",
)  # fmt: skip


def test_names_stand_as_a_dictionary_has_them_and_orders_are_kept() -> None:
    known = entries(
        [
            replace(ROW, title="中南", stars=1, last_seen="2026-01-02", this_year=("a",)),
            replace(ROW, title="安澜", stars=3, workers=5, chain_stage=("transport",)),
            replace(ROW, title="北辰", last_seen="2026-03-02", this_year=("a", "b"), workers=9),
        ]
    )

    def order(wish: Wish) -> list[str]:
        return [each.title for each in found(known, wish).rows]

    assert order(Wish()) == ["安澜", "北辰", "中南"]
    assert order(Wish(order="stars")) == ["安澜", "中南", "北辰"]
    assert order(Wish(order="activity")) == ["北辰", "中南", "安澜"]
    assert order(Wish(order="seen")) == ["北辰", "中南", "安澜"]
    assert order(Wish(order="workers")) == ["北辰", "安澜", "中南"]
    assert order(Wish(chain="transport")) == ["安澜"]
    assert order(Wish(words="运输")) == ["安澜"]
    assert found(known, Wish(stars=3)).counts == {-1: 3, 0: 1, 1: 1, 2: 0, 3: 1}
