"""Many records out of the window: chosen or found, one document, a file each, a list, the summary of a year."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from alliance_app.desktop.giving.export_dialog import ExportDialog, ExportWish
from alliance_app.desktop.giving.year_dialog import YearDialog
from alliance_app.records.progress import Step
from tests.desktop.conftest import PLANT, Hands
from tests.desktop.test_verbs import press

Answers = Callable[[Path], list[str]]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answers every question for a file or folder with one path; gives the names that were suggested."""

    def answer(path: Path) -> list[str]:
        suggested: list[str] = []

        def file(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
            suggested.append(Path(name).name)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", file)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_any: str(path))
        return suggested

    return answer


def dialog(hands: Hands) -> ExportDialog:
    hands.until(lambda: hands.page.exporting.dialog is not None)
    found = hands.page.exporting.dialog
    assert found is not None
    hands.until(found.isVisible)
    return found


def told(hands: Hands, words: str) -> None:
    hands.until(lambda: words in hands.window.toast.text)


def test_all_that_a_search_finds_goes_into_one_document(hands: Hands, tmp_path: Path, place: Answers) -> None:
    suggested = place(tmp_path / "out.md")
    hands.page.top.search.setText("节能")
    hands.settle()
    found = len(hands.titles())
    press(hands.page.top.out.menu(), "All results…")
    asked = dialog(hands)
    assert asked.heading.text() == f"Export {found} records"
    asked.form.setCurrentIndex(asked.form.findData("md"))
    assert not asked.look.isEnabled()
    asked.order.setCurrentIndex(asked.order.findData("title"))
    asked.act.click()
    told(hands, "Exported as out.md")
    assert suggested[0].endswith(f"_资料汇编_{found}篇.md")
    text = (tmp_path / "out.md").read_text("utf-8")
    assert text.count("\n```yaml\n") == found > 1
    assert hands.window.toast.act.text() == "Open folder"


def test_rows_chosen_with_shift_become_a_file_each(hands: Hands, tmp_path: Path, place: Answers) -> None:
    place(tmp_path / "out")
    pane = hands.page.pane
    pane.list.setCurrentIndex(pane.model.index(0))
    pane.list.setFocus()
    hands.settle()
    for _ in range(2):
        QTest.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.settle()
    assert len(pane.chosen_ids) == 3
    press(hands.page.top.out.menu(), "Selected records…")
    asked = dialog(hands)
    asked.shape.setCurrentIndex(asked.shape.findData("each"))
    asked.form.setCurrentIndex(asked.form.findData("html"))
    QTest.keyClick(asked, Qt.Key.Key_Return)
    told(hands, "Exported 3 files")
    assert len(list((tmp_path / "out").glob("*.html"))) == 3


def test_the_list_as_it_stands_becomes_a_workbook(hands: Hands, tmp_path: Path, place: Answers) -> None:
    suggested = place(tmp_path / "a.xlsx")
    press(hands.page.top.out.menu(), "Excel list…")
    told(hands, "Exported as a.xlsx")
    assert suggested[0].endswith("_资料清单_5条.xlsx")
    rows = list(load_workbook(tmp_path / "a.xlsx")["All"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == hands.titles()


def test_a_list_asks_neither_for_layout_nor_for_a_file_each(hands: Hands) -> None:
    hands.page.exporting.ask(["a", "b"], "xlsx")
    asked = dialog(hands)
    assert asked.wish == ExportWish(to="xlsx")
    assert asked.hint.isVisible()
    assert not asked.shape.isEnabled()
    asked.form.setCurrentIndex(0)
    assert asked.shape.isEnabled()
    asked.cancel.click()
    hands.until(lambda: hands.page.exporting.dialog is None)
    names = [each.accessibleName() for each in (asked.form, asked.shape, asked.look, asked.order)]
    assert names == ["Format", "Files", "Layout", "Order"]


def test_nothing_to_export_is_said(hands: Hands) -> None:
    hands.page.top.search.setText("没有这样的词")
    hands.settle()
    press(hands.page.top.out.menu(), "All results…")
    told(hands, "There is nothing to export.")


def test_stop_leaves_no_file_and_says_so(
    hands: Hands, tmp_path: Path, place: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path / "out.html")
    from alliance_app.writeups import stopping

    made = stopping.stopping

    def pressing(progress: Callable[[Step], None], cancelled: Callable[[], bool]) -> Callable[[Step], None]:
        for job in hands.desk.tasks._under_way:
            job.cancel()
        return made(progress, cancelled)

    monkeypatch.setattr("alliance_app.writeups.exporting.stopping", pressing)
    hands.page.exporting.write(list(hands.page.pane.model.answer.ids), ExportWish("html"), tmp_path / "out.html")
    told(hands, "Stopped. Nothing was written.")
    assert not list(tmp_path.glob("*.html"))
    assert not hands.page.jobs.busy


def test_the_summary_of_a_year_is_asked_for_and_written(hands: Hands, tmp_path: Path, place: Answers) -> None:
    suggested = place(tmp_path / "year.md")
    gear = hands.page.navigation.findChild(QMenu)
    assert gear is not None
    press(gear, "Summary of a year…")
    hands.until(lambda: hands.page.summing.dialog is not None)
    asked = hands.page.summing.dialog
    assert isinstance(asked, YearDialog)
    names = [asked.members.item(row).text() for row in range(asked.members.count())]
    assert PLANT in names
    assert "whole alliance" in asked.hint.text()
    asked.members.item(names.index(PLANT)).setCheckState(Qt.CheckState.Checked)
    assert "1 enterprises" in asked.hint.text()
    asked.year.setCurrentIndex(asked.year.findData("2024"))
    asked.form.setCurrentIndex(asked.form.findData("md"))
    asked.act.click()
    told(hands, "Exported as year.md")
    assert suggested == ["2024_年度汇总_Pingshan.md"]
    text = (tmp_path / "year.md").read_text("utf-8")
    assert f"In 2024, {PLANT} held 1 salons" in text
