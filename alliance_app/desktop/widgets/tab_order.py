"""The order in which Tab goes through what is made, or placed, later than what stands below it."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(above: QWidget, stops: Iterable[QWidget]) -> None:
    """Let Tab go from `above` through the stops in their order, then on to where it went from `above` before."""
    for before, after in pairwise((above, *stops)):
        QWidget.setTabOrder(before, after)
