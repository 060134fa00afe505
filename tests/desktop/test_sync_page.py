"""The page of sync: how it stands, what waits, who is there, how far it is; reached by one click and by keyboard."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QWidget

from alliance_app.app import App
from alliance_app.desktop.sharing.words import ago, clock, folder_name, progress, seen_at, shown_place, waiting_lines
from alliance_app.library import Library
from alliance_app.records.progress import Step
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, Pending, Reason, Seen
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import Gate, colleague, failing, joined

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def lines(items: QListWidget) -> list[str]:
    """What a list says, as a screen reader reads it."""
    return [str(items.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(items.count())]


def test_one_click_on_the_card_or_enter_opens_it_and_esc_goes_back(hands: Hands, share: Path) -> None:
    joined(hands, share)
    page = hands.page.sharing.page
    QTest.mouseClick(hands.page.sync_card, LEFT)
    assert page.isVisible()
    hands.until(page.back.hasFocus)
    QTest.keyClick(page.back, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert hands.page.pane.list.hasFocus()
    hands.page.sync_card.setFocus()
    QTest.keyClick(hands.page.sync_card, Qt.Key.Key_Return)
    assert page.isVisible()
    QTest.mouseClick(page.back, LEFT)
    assert not page.isVisible()
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_F5, SHIFT)
    assert page.isVisible()


def test_whatever_is_about_records_shows_the_records_again(hands: Hands, share: Path) -> None:
    joined(hands, share)
    page, control = hands.page.sharing.page, Qt.KeyboardModifier.ControlModifier
    shelves = hands.page.navigation.list
    acts: tuple[Callable[[], object], ...] = (
        lambda: hands.page.top.search.setText("基线"),
        hands.page.top.search.clear,
        lambda: QTest.mouseClick(
            shelves.viewport(), LEFT, pos=shelves.visualItemRect(shelves.currentItem()).center()
        ),
        lambda: QTest.keyClick(page.back, Qt.Key.Key_L, control),
        lambda: QTest.keyClick(page.back, Qt.Key.Key_E, control),
        lambda: QTest.keyClick(page.back, Qt.Key.Key_F6),
        lambda: hands.page.show_record(hands.library.find_id("怎样写纪要")),
    )
    for act in acts:
        hands.page.sharing.open()
        hands.until(page.isVisible)
        act()
        hands.settle()
        assert not page.isVisible()


def test_what_was_typed_is_saved_before_the_page_opens(hands: Hands, share: Path) -> None:
    joined(hands, share)
    record_id = hands.open("回流焊节能改善")
    QTest.keyClicks(hands.page.view.body.source, "typed ")
    hands.page.sharing.open()
    hands.saved()
    assert hands.library.read(record_id).body.startswith("typed ")


def test_it_tells_who_is_there_what_waits_and_why(hands: Hands, share: Path, tmp_path: Path) -> None:
    colleague(tmp_path / "wang", share, "一", "二", author="Chair Wang")
    give = colleague(tmp_path / "zhao", share, "三", author="Chair Zhao")
    give("四")
    with App.open(tmp_path / "zhao") as zhao:
        device = zhao.library.identity.device_id
        kept = zhao.library.keep_bytes("现场.txt", b"x")
        zhao.library.share(*zhao.library.add(NewRecord("article", "五", attachments=(kept,))).ids)
        Exchange(zhao.library).sync()
    (blob,) = share.glob("blobs/*/*")
    blob.unlink()
    early = next(share.glob(f"devices/{device}/1-1-*.seg"))
    content = early.read_bytes()
    early.unlink()
    joined(hands, share)
    hands.page.sharing.open()
    page = hands.page.sharing.page
    assert lines(page.devices)[0].startswith("Chair Li")
    assert lines(page.devices)[0].endswith("This computer")
    assert "Chair Wang · laptop · just now · 2 changes are here" in lines(page.devices)
    assert "Chair Zhao · laptop · — · Nothing of it is here yet · waiting for 1" in lines(page.devices)
    assert lines(page.waiting) == [
        "Chair Zhao · laptop · 1",
        ("Changes 1 from this device have not arrived yet; the later ones wait for them. "
        "Nothing to do: ask for a sync on that device if it lasts for days."),
    ]
    assert page.waiting_title.text() == "Waiting for · 1"
    assert page.devices_title.text() == "Devices · 3"
    assert not page.all_here.isVisible()
    early.write_bytes(content)
    QTest.mouseClick(page.state.now, LEFT)
    hands.until(lambda: len(lines(page.waiting)) == 2 and "现场.txt" in lines(page.waiting)[1])
    assert lines(page.waiting)[0] == "Attachments · 1"
    assert "Chair Zhao · laptop · just now · 3 changes are here" in lines(page.devices)


def test_what_waited_at_the_last_start_is_told_before_the_first_sync(
    hands: Hands, share: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = colleague(tmp_path / "wang", share, "一")
    give("二")
    next(share.glob("devices/*/1-1-*.seg")).unlink()
    joined(hands, share)
    gate = Gate(monkeypatch, Step("x", 0))
    hands.window.show_library(App.open(folder))
    hands.until(lambda: hands.page.syncing.place is not None)
    hands.page.sharing.open()
    assert lines(hands.page.sharing.page.waiting)[0] == "Chair Wang · laptop · 1"
    gate.open.set()


def test_with_nothing_to_wait_for_and_nobody_there_it_says_so(hands: Hands, share: Path) -> None:
    joined(hands, share)
    hands.page.sharing.open()
    page = hands.page.sharing.page
    assert page.all_here.isVisible()
    assert page.alone.isVisible()
    assert "Synced" in page.state.head.text()
    assert page.folder.name.toolTip() == "Shared folder “share”"
    assert page.folder.place.toolTip() == str(share)


def test_how_far_it_is_is_told_with_files_and_bytes_and_it_can_be_stopped(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    gate = Gate(monkeypatch, Step("Receiving attachments", 12, 40, 8_600_000))
    hands.library.share(hands.library.find_id("怎样写纪要"))
    hands.page.sharing.open()
    state = hands.page.sharing.page.state
    QTest.mouseClick(state.now, LEFT)
    hands.until(lambda: "12" in state.result.text())
    assert state.result.text() == "Receiving attachments · 12 / 40 · 8.2 MB"
    assert (state.bar.value(), state.bar.maximum()) == (12, 40)
    assert state.bar.isVisible()
    assert not state.now.isVisible()
    assert hands.page.sync_card.below.toolTip() == state.result.text()
    QTest.mouseClick(state.stop, LEFT)
    hands.until(lambda: not hands.page.syncing.busy)
    assert "Sync was stopped" in state.head.text()
    assert "the next sync goes on from there" in state.result.text()
    gate.open.set()
    QTest.mouseClick(state.now, LEFT)
    hands.until(lambda: "Synced" in state.head.text())


def test_an_error_is_told_in_full_with_a_way_to_try_again(
    hands: Hands, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    hands.page.sharing.open()
    page = hands.page.sharing.page
    share.rename(tmp_path / "unplugged")
    QTest.keyClick(page.back, Qt.Key.Key_F5)
    hands.until(lambda: hands.page.syncing.trouble is not None)
    assert "Everything here is safe and nothing was deleted" in page.state.result.text()
    assert page.state.now.text() == "Try again"
    assert not page.folder.open.isEnabled()
    assert not hands.window.toast.isVisible()
    (tmp_path / "unplugged").rename(share)
    QTest.mouseClick(page.state.now, LEFT)
    hands.until(lambda: hands.page.syncing.trouble is None)
    assert page.folder.open.isEnabled()


@pytest.mark.logs("unexpected error")
def test_an_error_nobody_foresaw_stops_nothing(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    failing(monkeypatch, ZeroDivisionError("by zero"))
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    assert "Something unexpected went wrong" in hands.window.toast.text
    assert not hands.page.sharing.banner.isVisible()


def test_the_folder_is_shown_by_the_systems_own_program(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    hands.page.sharing.open()
    QTest.mouseClick(hands.page.sharing.page.folder.open, LEFT)
    assert opened == [QUrl.fromLocalFile(str(share))]


def test_the_keyboard_reaches_every_part_and_every_part_has_a_name(hands: Hands, share: Path) -> None:
    joined(hands, share)
    hands.page.sharing.open()
    page = hands.page.sharing.page
    seen: list[QWidget] = [page.back]
    for _step in range(6):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
    parts = [page.back, page.automatic, page.state.now, page.folder.open, page.folder.other, page.devices]
    assert seen[: len(parts)] == parts
    assert all(each.accessibleName() or getattr(each, "text", str)() for each in parts)


def test_a_long_list_keeps_its_place_when_it_changes(hands: Hands, share: Path) -> None:
    joined(hands, share)
    note = {
        f"{number:016x}": {"name": f"电脑 {number:03}", "author": "", "taken_at": "", "pending": []}
        for number in range(120)
    }
    hands.library.remember("sync.devices", json.dumps(note))
    hands.page.sharing.open()
    hands.page.syncing.sync()
    devices = hands.page.sharing.page.devices
    hands.until(lambda: devices.count() == 121)
    assert devices.verticalScrollBar().maximum() > 0
    devices.verticalScrollBar().setValue(1000)
    note[f"{7:016x}"]["name"] = "改了名"
    hands.library.remember("sync.devices", json.dumps(note))
    hands.page.syncing.sync()
    hands.until(lambda: any("改了名" in line for line in lines(devices)))
    assert devices.verticalScrollBar().value() == 1000


# -- words


def test_what_is_alike_is_told_of_a_few_and_counted() -> None:
    pending = [Pending(Reason.ATTACHMENT, f"{number}.jpg", "", "late") for number in range(500)]
    told = waiting_lines([*pending, Pending(Reason.EARLIER, "abc")])
    assert [each.text for each in told if each.heading] == ["Attachments · 500", "Records · 1"]
    assert len(told) == 24
    assert told[21].text == "… and 480 more of the same kind"
    assert [bool(each.advice) for each in told[1:22]] == [False] * 20 + [True]


def test_a_segment_is_called_by_its_changes_not_by_its_file() -> None:
    name = f"1-12-{'a' * 32}.seg"
    told = waiting_lines([Pending(Reason.INCOMPLETE, name, "Chair Li · PC", "", "x")])
    assert [each.text for each in told] == [
        "Chair Li · PC · 1",
        "The file with changes 1–12 from this device is still arriving.",
    ]


def test_a_password_in_an_address_is_not_shown() -> None:
    assert shown_place("webdavs://wang:secret@cloud.example/union") == "webdavs://wang@cloud.example/union"
    assert shown_place("//server/share:1@2") == "//server/share:1@2"
    assert folder_name("webdavs://cloud.example/union/") == "union"


def test_when_a_device_was_last_seen_is_told_by_its_clock_unless_that_runs_ahead() -> None:
    now = datetime.now(UTC)

    def said(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    ahead = Seen("x", changed_at=said(now + timedelta(days=900)), taken_at=said(now - timedelta(minutes=5)))
    moment = seen_at(ahead)
    assert moment is not None
    assert ago(moment) == "5 min ago"
    assert seen_at(Seen("x", changed_at="99:99", taken_at="")) is None
    told = [ago((now - timedelta(days=days)).astimezone()) for days in (0, 1, 3, 400)]
    assert told[:3] == ["just now", "yesterday", "3 days ago"]
    assert str((now - timedelta(days=400)).year) in told[3]
    assert clock(now - timedelta(days=1)).startswith("yesterday ")
    assert progress(None) == "Looking into the folder"


def test_the_card_counts_what_is_still_to_be_sent(hands: Hands, share: Path, folder: Path) -> None:
    joined(hands, share)
    with Library.open(folder) as other:
        other.share(other.find_id("怎样写纪要"))
    hands.until(lambda: hands.page.sync_card.below.text() == "1 changes to be sent")
    hands.page.sharing.open()
    assert hands.page.sharing.page.folder.unsent.text() == "1 changes to be sent"


def test_in_chinese_nothing_english_is_left(in_chinese: None, hands: Hands, share: Path, tmp_path: Path) -> None:
    give = colleague(tmp_path / "wang", share, "一", author="王工")
    give("二")
    next(share.glob("devices/*/1-1-*.seg")).unlink()
    joined(hands, share)
    hands.page.sharing.open()
    share.rename(tmp_path / "unplugged")
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    hands.page.sharing.choose_folder()
    dialog = hands.page.sharing.dialog
    assert dialog is not None
    (tmp_path / "空").mkdir()
    dialog.place.place.setText(str(tmp_path / "空"))
    shown = said_by(hands.window)
    dialog.next.click()
    hands.until(lambda: dialog.inside.seen is not None)
    shown += said_by(hands.window)
    dialog.next.click()
    hands.until(lambda: dialog.going.over)
    shown += said_by(hands.window)
    own = f"Chair Li|Pingshan|laptop|share|{re.escape(hands.library.identity.device_name)}|{re.escape(str(tmp_path))}"
    known = re.compile(rf"Ctrl K|Ctrl\+N|Word|PDF|HTML|Markdown|OneDrive|F5|Esc|K?B|{own}")
    english = [text for text in shown if re.search("[A-Za-z]{2,}", re.sub(r"<[^>]+>", "", known.sub("", text)))]
    assert english == []
    assert any("在等什么" in text for text in shown)


def said_by(window: QWidget) -> list[str]:
    """Every text and name in sight, also of lists."""
    widgets = [each for each in window.findChildren(QWidget) if each.isVisible()]
    texts = [each.text() for each in widgets if isinstance(each, QLabel | QAbstractButton)]
    texts += [each.toolTip() for each in widgets if isinstance(each, QAbstractButton)]
    texts += [each.placeholderText() for each in widgets if isinstance(each, QLineEdit)]
    texts += [each.accessibleName() for each in widgets]
    return texts + [line for each in widgets if isinstance(each, QListWidget) for line in lines(each)]
