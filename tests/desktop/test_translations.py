"""The window's Chinese catalogue is complete, current and compiled."""

import shutil
from pathlib import Path

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
