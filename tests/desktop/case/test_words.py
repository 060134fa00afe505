"""The page of a case speaks Chinese throughout, and every control has a name that can be read out."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QWidget

from alliance_app import words
from tests.desktop.case.conftest import CaseHands

FOREIGN = re.compile(r"[A-Za-z]{3,}")
KEYS = {"Alt", "Ctrl", "Shift"}
NAMES = {"Word", "PDF", "Noto", "Serif", "CJK", "GBK"}


@pytest.fixture
def folder(in_chinese: None, folder: object) -> object:
    """The library, opened by a window that speaks Chinese."""
    return folder


def texts(page: QWidget) -> list[str]:
    shown = [each for each in page.findChildren(QWidget) if each.isVisible()]
    said = [each.text() for each in shown if isinstance(each, QLabel | QAbstractButton)]
    return said + [each.toolTip() for each in shown] + [each.accessibleName() for each in shown]


def test_it_speaks_chinese(hands: CaseHands) -> None:
    assert words.language() == "zh"
    hands.write_case()
    said = texts(hands.case)
    assert "导出 Word" in said
    menus = [hands.case.bar.more.menu(), hands.case.bar.forms.menu(), hands.case.bar.layouts.menu()]
    said += [action.text() for menu in menus for action in menu.actions()]
    foreign = {word for text in said for word in FOREIGN.findall(text)} - NAMES - {"HTML", "Markdown"} - KEYS
    assert foreign == set()


def test_every_control_has_a_name(hands: CaseHands) -> None:
    hands.write_case()
    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for each in hands.case.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
        if not (isinstance(each, QScrollArea) or isinstance(each.parent(), QAbstractScrollArea))
    ]
    assert nameless == []
