"""The order in which Tab goes through parts that are made, or placed, later than what stands below them."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(part: QWidget) -> list[QWidget]:
    """Where Tab stops in a part, the part itself among them."""
    inside = [each for each in part.findChildren(QWidget) if each.window() is part.window()]  # no list of a combo box
    return [
        each
        for each in (part, *inside)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    ]


def tab_through(anchor: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from `anchor` through the parts in their order, then on to where it went from `anchor` before."""
    for before, after in pairwise([anchor, *(stop for part in parts for stop in stops(part))]):
        QWidget.setTabOrder(before, after)
