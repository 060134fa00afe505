"""The net of the window's tests holds: what Qt warns of fails a test."""

from pathlib import Path

from tests.test_harness import outcome


def test_a_warning_from_qt_fails_a_test(tmp_path: Path) -> None:
    source = "from PySide6.QtCore import qWarning\ndef test_it(qtbot): qWarning('a widget came loose')"
    assert outcome(tmp_path, source, name="desktop/test_one.py") == {"failed": 1}


def test_an_exception_in_a_slot_fails_a_test(tmp_path: Path) -> None:
    source = (
        "from PySide6.QtCore import QTimer\n"
        "def test_it(qtbot):\n    QTimer.singleShot(0, lambda: 1 / 0)\n    qtbot.wait(20)\n"
    )
    assert outcome(tmp_path, source, name="desktop/test_one.py") == {"failed": 1}


def test_no_worker_collects_what_a_window_left(tmp_path: Path) -> None:
    source = "import gc\ndef test_it(): assert not gc.isenabled()\n"
    assert outcome(tmp_path, source, name="desktop/test_one.py") == {"passed": 1}
