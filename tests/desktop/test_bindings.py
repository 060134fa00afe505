"""The Qt bindings in use keep Python's counts right."""

import sys

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot


def test_a_call_that_returns_nothing_takes_no_reference_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 did, so that on Python 3.11 the window died after some minutes of use."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        timer.stop()
    assert sys.getrefcount(None) > before - 1_000
