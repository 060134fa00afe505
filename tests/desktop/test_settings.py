"""What the window remembers between starts."""

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alliance_app.desktop.settings import Settings


def test_the_first_time_the_window_fits_the_screen_with_its_title_bar(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableSize()
    window.resize(screen.width() * 2, screen.height())
    Settings(tmp_path).follow_window(window)
    assert window.width() <= screen.width()
    assert screen.height() - 100 < window.height() <= screen.height() - 40


def test_a_window_comes_back_as_large_as_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    left, back = QWidget(), QWidget()
    for each in (left, back):
        qtbot.addWidget(each)
    left.resize(420, 360)
    Settings(tmp_path).keep_window(left)
    Settings(tmp_path).follow_window(back)
    assert (back.width(), back.height()) == (420, 360)


def test_what_qt_does_not_restore_on_a_smaller_screen_is_made_to_fit_it(qtbot: QtBot, tmp_path: Path) -> None:
    """Qt refuses what was kept on a screen of quite another size, as a laptop's without its monitor."""
    settings, back = Settings(tmp_path), QWidget()
    qtbot.addWidget(back)
    settings.keep_window(back)
    settings._file.setValue("window/geometry", QByteArray(b"of another screen"))
    screen = back.screen().availableGeometry()
    back.resize(screen.width() * 2, screen.height() * 2)
    settings.follow_window(back)
    assert screen.contains(back.geometry())
