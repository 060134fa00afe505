"""The window as a whole: starting, finding, the keys that work everywhere, being usable without a mouse."""

import gc
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from alliance_app.app import App
from alliance_app.desktop.cards import HEIGHT
from alliance_app.desktop.desk import Note
from alliance_app.desktop.main import _hook, begin
from alliance_app.desktop.models import CARD
from alliance_app.desktop.pages.welcome import Wish
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.theme import DARK, LIGHT, Theme
from alliance_app.desktop.window import Window
from alliance_app.records.values import Edit, NewRecord
from tests.desktop.conftest import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_it_opens_on_everything_with_the_first_record_shown(hands: Hands) -> None:
    assert len(hands.page.pane.model.answer.ids) == 5
    assert hands.page.view.title.title() == hands.record.title
    assert hands.page.pane.count.text() == "5 records"


def test_in_the_smallest_window_who_changed_it_ends_with_an_ellipsis(hands: Hands, in_chinese: None) -> None:
    hands.library.write(Edit(hands.record.id, body="改过", seen=hands.record.version))
    hands.window.resize(hands.window.minimumSize())
    hands.settle()
    saved = hands.page.view.head.saved
    assert saved.fontMetrics().horizontalAdvance(saved.text()) <= saved.width()
    assert saved.text() == saved.toolTip() or saved.text().endswith("…")


def test_typing_searches_and_marks_what_was_found(hands: Hands) -> None:
    box = hands.page.top.search
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_K, CONTROL)
    hands.until(box.hasFocus)
    box.insert("基线")
    hands.settle()
    assert hands.titles() == ["第 18 期沙龙：绿色低碳生产"]
    assert re.fullmatch(r"1 records · \d+ ms.*", hands.page.top.result.text())
    card = hands.page.pane.model.index(0).data(CARD)
    start, end = card.hit.snippet_marks[0]
    assert card.hit.snippet[start:end] == "基线"


def test_the_newest_words_win_whatever_finishes_first(hands: Hands) -> None:
    for words in ("纪", "纪要", "纪要x", "改善", "温度", "温度曲线"):
        hands.page.top.search.setText(words)
    hands.settle()
    assert hands.titles() == ["回流焊节能改善"]
    hands.page.top.search.clear()
    hands.settle()
    assert len(hands.titles()) == 5


def test_down_goes_from_the_words_into_the_list_and_opens(hands: Hands) -> None:
    box = hands.page.top.search
    box.setFocus()
    box.insert("改善温度")
    hands.settle()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert hands.page.pane.list.hasFocus()
    hands.settle()
    assert hands.page.view.title.title() == "回流焊节能改善"


def test_what_finds_nothing_says_what_to_do(hands: Hands) -> None:
    hands.page.top.search.setText("龙卷风过境")
    hands.settle()
    assert hands.page.pane.nothing.isVisible()
    assert "Try fewer or other words" in hands.page.pane.nothing.text()


def test_a_shelf_shows_its_kind_and_its_count(hands: Hands) -> None:
    shelves = hands.page.navigation.list
    places = {shelves.item(row).data(Qt.ItemDataRole.AccessibleTextRole): row for row in range(shelves.count())}
    box = shelves.visualItemRect(shelves.item(places["Salon note 1"]))
    QTest.mouseClick(shelves.viewport(), LEFT, pos=box.center())
    hands.settle()
    assert hands.titles() == ["第 18 期沙龙：绿色低碳生产"]


def test_a_filter_is_chosen_from_values_with_counts_and_taken_away_by_its_cross(hands: Hands) -> None:
    chip = hands.page.chips.chip("tag")
    QTest.mouseClick(chip, LEFT)
    hands.settle()
    popup = hands.popup()
    choices = popup.list
    assert choices.item(0).text() == "节能  (2)"
    QTest.mouseClick(choices.viewport(), LEFT, pos=choices.visualItemRect(choices.item(0)).center())
    popup.close()
    hands.settle()
    assert sorted(hands.titles()) == sorted(["第 18 期沙龙：绿色低碳生产", "回流焊节能改善"])
    assert chip.text() == "Tags: 节能 ✕"
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 10, chip.height() // 2))
    hands.settle()
    assert len(hands.titles()) == 5


def test_a_span_of_dates_can_be_typed_into_its_filter(hands: Hands) -> None:
    QTest.mouseClick(hands.page.chips.chip("date"), LEFT)
    hands.settle()
    popup = hands.popup()
    QTest.keyClicks(popup.words, "2024-07..2024-08")
    QTest.keyClick(popup.words, Qt.Key.Key_Return)
    popup.close()
    hands.settle()
    assert hands.titles() == ["第 18 期沙龙：绿色低碳生产"]


def test_a_search_is_kept_and_comes_back_in_the_next_window(hands: Hands, folder: Path) -> None:
    hands.page.top.search.setText("改善")
    hands.settle()
    hands.page.finding.keep_search("改善类")
    hands.settle()
    hands.window.show_library(App.open(folder))
    hands.settle()
    hands.until(lambda: bool(hands.page.navigation._found))
    shelf = hands.page.finding.saved.shelves[0]
    assert hands.page.navigation._found == {shelf: 2}
    assert (shelf.key, shelf.words) == ("改善类", "改善")
    hands.page.navigation.choose(shelf)
    hands.settle()
    assert hands.page.top.search.text() == "改善"
    assert hands.titles() == ["回流焊节能改善", "第 18 期沙龙：绿色低碳生产"]


def test_one_window_leaves_everything_where_the_next_finds_it(
    theme: Theme, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "settings"

    def opened() -> Window:
        window = Window(theme, Settings(place))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show_library(App.open(folder))
            window.show()
        qtbot.waitUntil(lambda: not window.busy)
        return window

    first = opened()
    assert first.page is not None
    first.page.columns.setSizes([300, 700, 200])
    before = first.page.columns.sizes()
    first.page.columns.splitterMoved.emit(300, 1)
    qtbot.waitUntil(lambda: Settings(place).value("splitter/columns", []) != [])
    first.close()
    # The screen of the tests is smaller than the window: Qt would put it back smaller.
    Settings(place).keep_text("window/geometry", "")
    second = opened()
    assert second.page is not None
    assert second.page.columns.sizes() == before
    second.close()


def test_f6_goes_round_and_every_control_has_a_name(hands: Hands) -> None:
    hands.open("第 18 期沙龙：绿色低碳生产")
    page = hands.page
    page.navigation.list.setFocus()
    seen = []
    for _step in range(4):
        QTest.keyClick(QApplication.focusWidget() or hands.window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.pane.list, page.view.title, page.view.body.source, page.navigation.list]
    kinds = (QAbstractButton, QLineEdit, QComboBox, QListView, QTableView, QPlainTextEdit)
    nameless = [
        each
        for each in hands.window.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]  # fmt: skip
    assert nameless == []


def test_light_and_dark_reach_every_part(hands: Hands, theme: Theme) -> None:
    def corner() -> str:
        image: QImage = hands.window.grab().toImage()
        return image.pixelColor(3, 600).name()

    assert corner() == LIGHT.wash
    theme.use("dark")
    assert corner() == DARK.wash
    assert hands.page.view.body.grab().toImage().pixelColor(5, 200).name() == DARK.paper
    theme.use("light")
    assert corner() == LIGHT.wash


def test_a_note_can_be_read_on_its_ground(hands: Hands) -> None:
    for wrong in (False, True):
        hands.window.say(Note("What happened, what is safe, what next.", wrong=wrong))
        image = hands.window.toast.grab().toImage()
        ground = image.pixelColor(image.width() // 2, 4).lightness()
        across, middle = range(16, 200), image.height() // 2
        shades = [image.pixelColor(x, middle + y).lightness() for x in across for y in range(-6, 7)]
        assert max(abs(ground - shade) for shade in shades) > 150


def test_a_library_that_was_left_no_longer_follows_the_look(hands: Hands, theme: Theme, folder: Path) -> None:
    hands.window.show_library(App.open(folder))
    hands.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.use("dark")
    theme.use("light")
    assert len(hands.titles()) == 5


def test_nothing_is_left_of_the_page_of_a_library_that_was_left(hands: Hands, folder: Path) -> None:
    hands.open("回流焊节能改善")
    page, desk = weakref.ref(hands.page), weakref.ref(hands.desk)
    hands.window.show_library(App.open(folder))
    hands.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert (page(), desk()) == (None, None)


def test_in_chinese_nothing_english_is_left(in_chinese: None, hands: Hands) -> None:
    hands.open("第 18 期沙龙：绿色低碳生产")
    # What the test's own records say, product names, keys and units.
    known = re.compile(r"Ctrl K|Word|Excel|PDF|HTML|Markdown|Chair Li|Pingshan|F5|[BI]|\d+ (KB|B)")
    shown = [each.text() for each in hands.window.findChildren(QLabel) if each.isVisible()]
    shown += [each.text() for each in hands.window.findChildren(QAbstractButton) if each.isVisible()]
    shown += [each.placeholderText() for each in hands.window.findChildren(QLineEdit)]
    shown += [each.accessibleName() for each in hands.window.findChildren(QWidget)]
    for menu in (hands.page.top.new_menu, hands.page.top.out.menu(), hands.page.view.head.more.menu()):
        shown += [action.text() for action in menu.actions()]
    english = [text for text in shown if re.search("[A-Za-z]{2,}", re.sub(r"<[^>]+>", "", known.sub("", text)))]
    assert english == []


def test_only_what_is_in_view_is_read_of_a_long_list(hands: Hands) -> None:
    hands.library.add_all([NewRecord("article", f"资料 {number:04}") for number in range(1500)])
    hands.page.finding.ask()
    hands.settle()
    model = hands.page.pane.model
    assert model.rowCount() == 1505
    hands.window.grab()
    hands.settle()
    read = sum(model.answer.ids[row] in model._cards for row in range(1505))
    assert 5 < read <= 120
    hands.page.pane.list.verticalScrollBar().setValue(1200 * HEIGHT)
    hands.window.grab()
    hands.settle()
    assert model.index(1202).data(CARD) is not None


def test_the_first_page_makes_a_library_and_says_what_is_in_the_way(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    window = Window(theme, Settings(tmp_path / "settings"))
    qtbot.addWidget(window)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "other.txt").write_text("mine")
    window.show_welcome(taken)
    window.show()
    assert window.welcome is not None
    QTest.keyClicks(window.welcome.name, "Union of the plant")
    QTest.keyClicks(window.welcome.author, "Chair Li")
    QTest.mouseClick(window.welcome.make, LEFT)
    qtbot.waitUntil(lambda: bool(window.welcome and window.welcome.error.text()))
    assert (taken / "other.txt").read_text() == "mine"
    window.welcome.folder.setText(str(tmp_path / "new"))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        QTest.mouseClick(window.welcome.make, LEFT)
        assert window.welcome.doing.text() == "Making the library…"
        QTest.keyClicks(window.welcome.name, " and more")  # what is being made cannot be changed any more
        assert window.welcome.name.text() == "Union of the plant"
    assert window.desk is not None
    assert window.desk.library.identity.author == "Chair Li"
    assert window.desk.library.identity.name == "Union of the plant"
    qtbot.waitUntil(lambda: not window.busy)
    window.close()


def test_a_start_that_fails_leads_to_the_first_page_with_the_reason(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "not-a-library").mkdir()
    (tmp_path / "not-a-library" / "notes.txt").write_text("mine")
    window = Window(theme, Settings(tmp_path / "settings"))
    qtbot.addWidget(window)
    begin(window, tmp_path / "not-a-library")
    qtbot.waitUntil(lambda: window.welcome is not None)
    assert window.welcome is not None
    assert "not-a-library" in window.welcome.error.text()
    window.close()


def test_another_library_that_cannot_be_opened_leaves_this_one_open(hands: Hands, tmp_path: Path) -> None:
    hands.window.open(Wish(tmp_path / "nothing"))
    hands.until(lambda: "nothing" in hands.window.toast.text)
    assert len(hands.titles()) == 5


@pytest.mark.logs("unexpected error")
def test_an_error_nobody_foresaw_is_logged_and_said_in_words(hands: Hands) -> None:
    caught = _hook(hands.window)
    caught(ZeroDivisionError, ZeroDivisionError("by zero"), None)
    assert "Something unexpected went wrong (ZeroDivisionError). What was saved is safe." in hands.window.toast.text
    assert "by zero" not in hands.window.toast.text


def test_a_library_that_cannot_be_opened_is_named_on_the_first_page(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(theme, Settings(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.show_welcome(tmp_path)
    window.open(Wish(tmp_path / "nothing"))
    qtbot.waitUntil(lambda: bool(window.welcome and window.welcome.error.text()))
    window.close()


def test_the_keys_that_lead_to_the_search_are_shown_whole(hands: Hands) -> None:
    key = hands.page.top.search.findChild(QLabel, "searchKey")
    assert isinstance(key, QLabel)
    assert key.size() == key.sizeHint()
    assert key.geometry().right() < hands.page.top.search.width()
