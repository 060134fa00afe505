"""The window's Chinese catalogue is complete, current and compiled."""

import re
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from alliance_app.desktop.qt_words import QT_WORDS
from tools import translations


def test_every_text_of_the_window_is_translated() -> None:
    assert translations.window_faults() == []


def test_the_catalogue_holds_just_the_texts_of_the_source(tmp_path: Path) -> None:
    anew = tmp_path / translations.TS.name
    shutil.copy(translations.TS, anew)
    translations.write_window(anew)
    assert anew.read_text("utf-8") == translations.TS.read_text("utf-8"), "run make i18n"


def test_the_compiled_catalogue_is_current(tmp_path: Path) -> None:
    anew = tmp_path / "anew.qm"
    translations.compile_window(translations.TS, anew)
    assert anew.read_bytes() == translations.TS.with_suffix(".qm").read_bytes(), "run make i18n"


def test_qts_own_file_dialog_speaks_chinese(in_chinese: None, qtbot: QtBot, tmp_path: Path) -> None:
    """Where the system has no dialog of its own that Qt knows, as on many a Linux desktop."""
    (tmp_path / "材料").mkdir()
    dialog = QFileDialog(None, "导出", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    said += [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible()]
    model = dialog.findChild(QFileSystemModel)
    assert model is not None
    said += [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    qtbot.waitUntil(lambda: model.rowCount(model.index(str(tmp_path))) == 1)
    said.append(model.index(str(tmp_path / "材料")).siblingAtColumn(2).data())
    assert [each for each in said if not re.search(r"[一-鿿]", each)] == []


def test_every_word_that_qts_catalogue_lacks_is_in_ours(in_chinese: None) -> None:
    known = [(context, text) for context, texts in QT_WORDS.items() for text in texts]
    assert [text for context, text in known if QCoreApplication.translate(context, text) == text] == []
