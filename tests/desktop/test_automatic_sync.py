"""Syncing by itself: after changes, when something has come, after failures; never in the writer's way."""

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest

from alliance_app.app import App
from alliance_app.desktop.open_record import Saving
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.records.progress import Step
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.errors import FolderBusy, FolderUnreadable
from alliance_app.sync.timetable import EVERY, FIRST_PAUSE, LOOK_EVERY, QUIET
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import Clock, Gate, colleague, failing, joined, pass_by, segments, syncs

SALON, PROJECT, ARTICLE = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善", "怎样写纪要"


def write(hands: Hands, words: str) -> None:
    """Type at the end of the body, and wait until it is saved and noticed."""
    syncing = hands.page.syncing
    before = syncing.unsent
    hands.page.view.body.source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(hands.page.view.body.source, words)
    hands.saved()
    hands.until(lambda: syncing.unsent > before)


def test_a_change_goes_out_a_few_seconds_after_the_last_key(hands: Hands, share: Path) -> None:
    clock = joined(hands, share)
    before = segments(share, hands.page.syncing)
    hands.open(PROJECT)
    write(hands, "given by itself")
    assert hands.page.sync_card.below.text() == "1 changes to be sent"
    clock.move(QUIET - 1)
    hands.page.syncing.tick()
    assert not syncs(hands)
    clock.move(1)
    hands.page.syncing.tick()
    assert syncs(hands)
    hands.until(lambda: not hands.page.syncing.busy)
    assert segments(share, hands.page.syncing) == before + 1
    assert hands.page.syncing.unsent == 0


def test_a_draft_is_no_reason_to_sync(hands: Hands, share: Path) -> None:
    clock = joined(hands, share)
    hands.open(ARTICLE)
    QTest.keyClicks(hands.page.view.body.source, "mine")
    hands.saved()
    hands.window.look_for_changes()
    hands.settle()
    assert hands.page.syncing.unsent == 0
    clock.move(EVERY - 1)
    hands.page.syncing.tick()
    assert not syncs(hands)


def test_nothing_begins_while_an_input_method_composes(hands: Hands, share: Path) -> None:
    clock = joined(hands, share)
    hands.open(PROJECT)
    write(hands, "a")
    source = hands.page.view.body.source
    source.setFocus()
    hands.until(source.hasFocus)
    QCoreApplication.sendEvent(source, QInputMethodEvent("gong hui", []))
    clock.move(1000)
    hands.page.syncing.tick()
    assert not syncs(hands)
    done = QInputMethodEvent("", [])
    done.setCommitString("工会")
    QCoreApplication.sendEvent(source, done)
    hands.saved()
    clock.move(QUIET)
    hands.page.syncing.tick()
    assert syncs(hands)
    hands.until(lambda: not hands.page.syncing.busy)


def test_nothing_begins_while_something_is_being_saved(hands: Hands, share: Path) -> None:
    clock = joined(hands, share)
    hands.open(PROJECT)
    written = threading.Event()
    hands.desk.tasks.write(lambda: written.wait(60))
    QTest.keyClicks(hands.page.view.body.source, "b")
    hands.page.record.save()
    assert hands.page.record.state.saving is Saving.SAVING
    clock.move(1000)
    hands.page.syncing.tick()
    assert not syncs(hands)
    first = hands.page.syncing.report
    written.set()
    hands.saved()
    clock.move(QUIET)
    hands.until(lambda: hands.page.syncing.report is not first)


def test_what_others_give_is_taken_as_soon_as_the_folder_shows_it(hands: Hands, share: Path, tmp_path: Path) -> None:
    clock = joined(hands, share)
    colleague(tmp_path / "other", share, "从别处来")
    clock.move(LOOK_EVERY)
    hands.page.syncing.tick()
    hands.until(lambda: "从别处来" in hands.titles())
    hands.until(lambda: len(hands.page.syncing.devices) == 1)


def test_looking_at_a_folder_with_nothing_new_leads_to_no_sync(
    hands: Hands, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = colleague(tmp_path / "other", share, "一")
    clock = joined(hands, share)
    gate = Gate(monkeypatch, Step("x", 0))
    gate.open.set()
    pass_by(hands, clock, 4 * LOOK_EVERY)
    assert gate.begun == 0
    give("二")
    pass_by(hands, clock, 2 * LOOK_EVERY)
    assert gate.begun == 2  # the colleague's own, and this window's


def test_with_nothing_to_tell_it_syncs_every_so_often(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = joined(hands, share)
    gate = Gate(monkeypatch, Step("x", 0))
    gate.open.set()
    pass_by(hands, clock, 2 * EVERY + 2)
    assert gate.begun == 2


def test_failures_are_tried_again_more_and_more_seldom_and_f5_begins_anew(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = joined(hands, share)
    with monkeypatch.context() as broken:
        tried = failing(broken, FolderUnreadable(folder=share, reason="no"))
        pass_by(hands, clock, EVERY + 120)
        assert len(tried) == 4  # at once, after 15, 30 and 60 s
        hands.page.sharing.sync_now()
        hands.until(lambda: not hands.page.syncing.busy)
        assert len(tried) == 5
        pass_by(hands, clock, FIRST_PAUSE + 1)
        assert len(tried) == 6
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is None)


def test_there_are_never_two_at_once(hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = joined(hands, share)
    gate = Gate(monkeypatch, Step("Receiving changes", 1, 2))
    hands.page.syncing.sync()
    hands.until(lambda: gate.begun == 1)
    for _time in range(3):
        clock.move(1000)
        hands.page.syncing.tick()
        hands.page.sharing.sync_now()
    gate.open.set()
    hands.until(lambda: not hands.page.syncing.busy)
    assert (gate.begun, gate.most_at_once) == (1, 1)


def test_joining_elsewhere_stops_the_sync_under_way_first(
    hands: Hands, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    gate = Gate(monkeypatch, Step("Receiving changes", 1, 2))
    hands.page.syncing.sync()
    hands.until(lambda: gate.begun == 1)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    hands.page.syncing.join(JoinWish(str(elsewhere)))
    hands.until(lambda: gate.begun == 2)
    gate.open.set()
    hands.until(lambda: hands.page.syncing.place == str(elsewhere) and not hands.page.syncing.busy)
    assert gate.most_at_once == 1
    assert hands.page.syncing.recent[:2] == [str(elsewhere), str(share)]


def test_switched_off_it_waits_to_be_asked_and_stays_off(hands: Hands, share: Path) -> None:
    clock = joined(hands, share)
    hands.page.sharing.page.automatic.setChecked(False)
    hands.open(PROJECT)
    write(hands, "later")
    clock.move(1000)
    hands.page.syncing.tick()
    assert not syncs(hands)
    assert not Syncing(hands.desk).automatic
    hands.page.sharing.page.automatic.setChecked(True)
    hands.page.syncing.tick()
    assert syncs(hands)
    hands.until(lambda: not hands.page.syncing.busy)


def test_when_it_was_synced_last_is_known_at_the_next_start(
    hands: Hands, share: Path, folder: Path, tmp_path: Path
) -> None:
    joined(hands, share)
    at = hands.page.syncing.at
    hands.window.show_library(App.open(folder))
    assert hands.page.syncing.at == at
    hands.until(lambda: hands.page.syncing.place == str(share))
    kept = Settings(tmp_path / "settings")
    assert kept.value("sync/recent", []) == [str(share)]


# -- writing while it goes on


def test_typing_goes_on_while_many_records_come_in(hands: Hands, share: Path, tmp_path: Path) -> None:
    record_id = hands.open(PROJECT)
    with App.create(tmp_path / "other", "Other", author="Chair Wang") as other:
        news = [NewRecord("article", f"资料 {number:04}", body="正文 " * 30) for number in range(1200)]
        other.library.share(*other.library.add_all(news).ids)
        Exchange(other.library, share).sync()
    source = hands.page.view.body.source
    source.moveCursor(QTextCursor.MoveOperation.End)
    heard: list[int] = []  # how often the GUI thread came round, per letter typed
    rounds = QTimer(interval=0)
    turns = [0]
    rounds.timeout.connect(lambda: turns.__setitem__(0, turns[0] + 1))
    syncing = hands.page.syncing
    syncing.join(JoinWish(str(share)))
    rounds.start()
    typed = ""
    while syncing.busy:
        letter = "abcdefghij"[len(typed) % 10]
        before = turns[0]
        QTest.keyClicks(source, letter)
        typed += letter
        assert source.body().endswith(typed), "each letter stands there at once"
        hands.until(partial(lambda since: turns[0] > since + 2 or not syncing.busy, before))
        heard.append(turns[0] - before)
    rounds.stop()
    assert syncing.report is not None
    assert syncing.report.pulled == 1200
    assert len(typed) > 20, "the writer was not held"
    assert all(count > 2 for count in heard[:-1])
    hands.saved()
    assert hands.library.read(record_id).body == f"改善温度曲线。{typed}"
    assert hands.library.counts().total == 1205


def test_a_pull_by_itself_merges_under_the_cursor(hands: Hands, share: Path, tmp_path: Path) -> None:
    clock = joined(hands, share)
    record_id = hands.open(PROJECT)
    with App.create(tmp_path / "other", "Other", author="Chair Wang") as other:
        Exchange(other.library, share).sync()
        body = other.library.read(record_id).body
        other.library.write(Edit(record_id, body=f"别处先写。{body}"))
        Exchange(other.library).sync()
    source = hands.page.view.body.source
    source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(source, "mine")
    clock.move(LOOK_EVERY)
    hands.page.syncing.tick()
    hands.until(lambda: not hands.page.syncing._glancing)
    hands.saved()
    clock.move(QUIET)
    hands.page.syncing.tick()
    hands.until(lambda: "别处" in hands.page.view.body.body())
    assert hands.page.view.body.body() == "别处先写。改善温度曲线。mine"
    assert source.textCursor().atEnd()
    QTest.keyClicks(source, "!")
    hands.saved()
    assert hands.library.read(record_id).body == "别处先写。改善温度曲线。mine!"


# -- the folder is gone


def test_a_folder_that_is_gone_is_told_once_calmly_and_the_telling_ends_by_itself(
    hands: Hands, share: Path, tmp_path: Path
) -> None:
    clock = joined(hands, share)
    banner = hands.page.sharing.banner
    assert not banner.isVisible()
    share.rename(tmp_path / "unplugged")
    pass_by(hands, clock, 2 * LOOK_EVERY + 1)
    assert banner.isVisible()
    assert "The shared folder “share” cannot be reached · not synced since" in banner.accessibleName()
    assert "everything here is safe" in banner.accessibleName()
    assert not hands.window.toast.isVisible()
    assert hands.page.syncing.timetable.away
    hands.open(PROJECT)
    write(hands, "while it is gone")
    (tmp_path / "unplugged").rename(share)
    pass_by(hands, clock, LOOK_EVERY)
    hands.until(lambda: not banner.isVisible() and hands.page.syncing.unsent == 0)


def test_the_banner_leads_to_a_retry_to_another_folder_or_says_no_more(
    hands: Hands, share: Path, tmp_path: Path
) -> None:
    joined(hands, share)
    share.rename(tmp_path / "unplugged")
    banner = hands.page.sharing.banner
    hands.page.sharing.sync_now()
    hands.until(banner.isVisible)
    assert not hands.window.toast.isVisible(), "the banner says it"
    banner.retry.click()
    assert syncs(hands)
    hands.until(lambda: not hands.page.syncing.busy)
    assert banner.isVisible()
    banner.other.click()
    dialog = hands.page.sharing.dialog
    assert dialog is not None
    dialog.close()
    banner.mute.click()
    assert not banner.isVisible()
    hands.page.sharing.sync_now()
    hands.until(lambda: "cannot be reached" in hands.window.toast.text)
    assert not banner.isVisible()
    assert "Sync is waiting" in hands.page.sync_card.accessibleName()


def test_with_automatic_sync_off_the_banner_still_goes_when_the_folder_is_back(
    hands: Hands, share: Path, tmp_path: Path
) -> None:
    clock = joined(hands, share)
    hands.page.syncing.set_automatic(False)
    share.rename(tmp_path / "unplugged")
    hands.page.sharing.sync_now()
    hands.until(hands.page.sharing.banner.isVisible)
    pass_by(hands, clock, 2 * LOOK_EVERY)
    (tmp_path / "unplugged").rename(share)
    pass_by(hands, clock, LOOK_EVERY)
    hands.until(lambda: not hands.page.sharing.banner.isVisible())


def test_another_folder_ends_the_telling_though_its_first_sync_is_stopped(
    hands: Hands, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    share.rename(tmp_path / "unplugged")
    hands.page.sharing.sync_now()
    hands.until(hands.page.sharing.banner.isVisible)
    gate = Gate(monkeypatch, Step("Sending changes", 1, 2))
    (tmp_path / "elsewhere").mkdir()
    hands.page.syncing.join(JoinWish(str(tmp_path / "elsewhere")))
    hands.until(lambda: gate.begun == 1)
    hands.page.syncing.cancel()
    hands.until(lambda: not hands.page.syncing.busy)
    assert not hands.page.sharing.banner.isVisible()
    assert hands.page.syncing.place == str(tmp_path / "elsewhere")


def test_what_passes_by_itself_is_no_banner(hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(hands, share)
    failing(monkeypatch, FolderBusy(folder=share, name="1.seg"))
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    assert not hands.page.sharing.banner.isVisible()
    assert "keeps 1.seg open" in hands.window.toast.text


def test_a_joined_folder_moved_by_another_process_is_followed(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, share)
    elsewhere = tmp_path / "elsewhere"
    share.rename(elsewhere)
    with App.open(hands.library.folder) as other:
        Exchange(other.library, elsewhere).sync()
        other.library.add(NewRecord("article", "别处"))
    hands.until(lambda: hands.page.syncing.place == str(elsewhere))


def test_the_clock_of_these_tests_stands_still() -> None:
    clock = Clock()
    assert clock() == clock()
