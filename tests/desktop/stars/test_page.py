"""The page around the values: whose year it is, evidence, next steps, two records of a year, submitting."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from alliance_app.alliance.catalogue import standard_file
from alliance_app.alliance.next_steps import StepKind
from alliance_app.app import App
from alliance_app.desktop.looking import EVERYTHING, STARS
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.stars.evidence import EvidenceChip
from alliance_app.desktop.stars.explaining import CatalogueDialog
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.navigation import Navigation
from alliance_app.desktop.widgets.pick import PickPopup
from alliance_app.records.statements import Nobody
from alliance_app.records.values import NewRecord, State
from tests.desktop.conftest import PLANT
from tests.desktop.stars.conftest import OWN, YEAR, Chair, opened

TALKS, SALONS = "I07", "I53"


@pytest.fixture
def newcomer(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Chair]:
    """The page of a library with nothing in it."""
    App.create(tmp_path / "empty", "新建工会", author="Chair Wang").close()
    yield from opened(tmp_path / "empty", theme, qtbot, tmp_path)


def test_an_empty_library_leads_from_the_union_to_counted_values_by_keyboard(newcomer: Chair) -> None:
    first = newcomer.room.first
    assert first.isVisible()
    assert QApplication.focusWidget() is first.name
    assert first.name.text() == "新建工会"
    for text in ("", "200", "180"):
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    newcomer.hands.until(newcomer.room.sheet.isVisible)
    newcomer.settle()
    (member,) = newcomer.hands.library.read_many([newcomer.hands.library.find_id("新建工会")])
    assert (member.fields["workers"], member.fields["members"]) == (200, 180)
    row = newcomer.row("I13")
    assert (row.line.text(), row.source.text()) == ("90", "counted: 1 records")
    assert newcomer.assessments == []
    assert len(newcomer.room.sheet.steps.steps) == 3
    newcomer.type("I01", "1")
    newcomer.settle()
    assert newcomer.given("I01") == {"value": 1}


def test_more_members_than_workers_are_asked_about(newcomer: Chair) -> None:
    first = newcomer.room.first
    first.workers.setText("10")
    first.members.setText("12")
    first.go_on.click()
    assert "more union members" in first.reason.text()
    first.members.setText("many")
    first.go_on.click()
    assert "many" in first.reason.text()
    newcomer.settle()
    assert first.isVisible()


def test_a_union_that_is_here_is_not_made_twice(chair: Chair) -> None:
    chair.come()
    first = chair.room.first
    first.name.setText(PLANT)
    first.go_on.click()
    chair.hands.until(chair.room.sheet.isVisible)
    chair.settle()
    assert chair.hands.library.counts().by_kind["member"] == 2
    assert chair.room.head.member.text().startswith(PLANT)


def test_whose_year_it_is_can_be_chosen_and_is_remembered(chair: Chair) -> None:
    chair.come()
    first = chair.room.first
    assert first.isVisible()  # two members, none called like the library, none assessed
    chosen = first.here.itemAt(0)
    assert chosen is not None
    button = chosen.widget()
    assert isinstance(button, QPushButton)
    title = button.text()
    chair.click(button)
    chair.hands.until(chair.room.sheet.isVisible)
    chair.settle()
    assert chair.room.head.member.text().startswith(title)
    chair.room.refresh()
    chair.settle()
    assert chair.room.head.member.text().startswith(title)
    chair.click(chair.room.head.member)
    popup = chair.hands.popup()
    other = next(popup.list.item(at) for at in range(popup.list.count()) if popup.list.item(at).text() != title)
    wanted = other.text()
    popup.list.itemClicked.emit(other)
    chair.hands.until(lambda: chair.room.head.member.text().startswith(wanted))
    chair.settle()


def test_another_room_leads_to_a_union_or_to_an_indicator(at_page: Chair, made: dict[str, str]) -> None:
    rooms = at_page.hands.page.rooms
    rooms.go_to(EVERYTHING)
    rooms.go_to(STARS, made["best"])
    at_page.hands.until(lambda: at_page.room.head.member.text().startswith("榜样工会"))
    at_page.settle()
    rooms.go_to(EVERYTHING)
    rooms.go_to(STARS, SALONS)
    at_page.settle()
    assert at_page.room.sheet.classes.code == "C7"
    assert QApplication.focusWidget() is at_page.row(SALONS).line


def test_evidence_is_found_by_pinyin_linked_opened_and_taken_off(at_page: Chair, made: dict[str, str]) -> None:
    at_page.type("I01", "2")
    row = at_page.row("I01")
    at_page.click(row.evidence.more)
    popup = at_page.hands.popup()
    at_page.hands.until(lambda: popup.list.count() > 0)
    QTest.keyClicks(popup.words, "changwugongkai")
    at_page.hands.until(lambda: _offered(popup) == [f"Document · 厂务公开会议纪要 · {YEAR}-01-10"] or _one(popup))
    QTest.keyClick(popup.words, Qt.Key.Key_Return)
    popup.close()
    at_page.settle()
    assert at_page.given("I01") == {"value": 2, "evidence": [made["minutes"]]}
    chip = row.evidence.findChild(EvidenceChip)
    assert chip is not None
    assert "厂务公开会议纪要" in chip.accessibleName()
    opened_ids: list[str] = []
    at_page.room.opened.connect(opened_ids.append)
    at_page.click(chip, QPoint(10, 8))
    at_page.hands.until(lambda: at_page.hands.shows(made["minutes"]))
    assert opened_ids == [made["minutes"]]
    at_page.come()
    chip = row.evidence.findChild(EvidenceChip)
    assert chip is not None
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    at_page.settle()
    assert at_page.given("I01") == {"value": 2}
    assert row.evidence.isAncestorOf(QApplication.focusWidget() or QWidget())
    at_page.hands.window.toast.act.click()
    at_page.settle()
    assert at_page.given("I01") == {"value": 2, "evidence": [made["minutes"]]}


def test_a_file_becomes_a_document_of_the_union_and_evidence(
    at_page: Chair, made: dict[str, str], tmp_path: Path
) -> None:
    paper = tmp_path / "2026 集体合同.txt"
    paper.write_text("signed", encoding="utf-8")
    at_page.room.sheet.go_to("I33")
    at_page.room.sheet.answering.add_files("I33", [paper])
    at_page.settle()
    (record_id,) = at_page.line("I33")["evidence"]
    document = at_page.hands.library.read(record_id)
    assert (document.kind, document.title) == ("document", "2026 集体合同")
    assert document.fields["owner"] == made["own"]
    assert [each.name for each in document.attachments] == [paper.name]


def test_next_steps_lead_to_the_value_and_to_how_others_did_it(at_page: Chair, made: dict[str, str]) -> None:
    card = at_page.room.sheet.steps
    assert len(card.steps) == 3
    fill = next(each for each in card.findChildren(QPushButton) if each.text() == "Fill in" and each.isVisible())
    at_page.click(fill)
    line = QApplication.focusWidget()
    assert line is at_page.row(card.steps[0].code).line
    listed: list[object] = []
    at_page.room.listed.connect(lambda title, ids: listed.append((title, set(ids))))
    at_page.room.show_examples(TALKS)
    at_page.hands.until(lambda: bool(listed))
    at_page.hands.settle()
    assert listed == [("Three-star unions: Ideological talks held", {made["theirs"]})]


def test_a_step_offers_what_the_library_counts_where_more_than_was_typed(at_page: Chair) -> None:
    at_page.type(TALKS, "1")
    at_page.settle()
    card = at_page.room.sheet.steps
    card.more.click()
    step = next(each for each in card.steps if each.kind is StepKind.TAKE)
    assert step.code == TALKS
    use = next(each for each in card.findChildren(QPushButton) if each.text() == "Use the counted value")
    at_page.click(use)
    at_page.settle()
    assert at_page.row(TALKS).line.text() == "2"


def test_a_year_begun_twice_is_shown_as_one_and_made_one(at_page: Chair, made: dict[str, str]) -> None:
    at_page.type("I01", "1")
    at_page.settle()
    library = at_page.hands.library
    (own,) = at_page.assessments
    fields = {"year": YEAR, "member": made["own"], "indicators": {"I01": {"value": 9}, "I04": {"value": 2}}}
    other = library.add(NewRecord("assessment", "from another device", fields)).only
    at_page.hands.window.look_for_changes()
    at_page.settle()
    doubles = at_page.room.sheet.doubles
    assert doubles.isVisible()
    first = min(library.read_many([own.id, other]), key=lambda each: (each.created_at, each.id))
    assert at_page.row("I01").line.text() == ("1" if first.id == own.id else "9")
    assert at_page.row("I04").line.text() == "2"
    assert "C1.1.1" in doubles.text.text()
    doubles.wanted.emit()
    at_page.hands.until(lambda: not doubles.isVisible())
    at_page.settle()
    (left,) = at_page.assessments
    assert left.id == first.id
    assert left.fields["indicators"]["I04"] == {"value": 2}
    at_page.hands.window.toast.act.click()
    at_page.hands.until(doubles.isVisible)
    at_page.settle()


def test_submitting_shares_the_year_and_the_drafts_behind_it(at_page: Chair, made: dict[str, str]) -> None:
    at_page.type("I01", "2")
    assert at_page.room.head.review.text() == "Not submitted yet"
    at_page.click(at_page.room.head.submitting)
    asked = at_page.room.submitting.question
    assert isinstance(asked, QMessageBox)
    assert "3 of the records" in asked.informativeText()
    next(each for each in asked.buttons() if each.text() == "Submit and share them").click()
    at_page.hands.until(lambda: at_page.room.head.review.text() == "Submitted, not reviewed yet")
    at_page.settle()
    (record,) = at_page.assessments
    shared = at_page.hands.library.read_many([record.id, made["own"], made["talk"], made["minutes"]])
    assert [each.state for each in shared] == [State.SHARED] * 3 + [State.DRAFT]
    assert record.fields["indicators"] == {"I01": {"value": 2}}
    assert not at_page.room.head.submitting.isVisible()


class Federation(Nobody):
    """Keys as a device has them that a steward has marked as the federation's."""

    federation = True


def test_a_device_of_the_federation_reviews_what_was_submitted(at_page: Chair, monkeypatch: pytest.MonkeyPatch) -> None:
    at_page.type("I01", "2")
    at_page.settle()
    (record,) = at_page.assessments
    at_page.hands.library.share(record.id)
    at_page.room.refresh()
    at_page.settle()
    assert not at_page.room.head.reviewing.isVisible()
    monkeypatch.setattr(App, "witness", lambda _app: Federation())
    at_page.room.refresh()
    at_page.hands.until(at_page.room.head.reviewing.isVisible)
    at_page.click(at_page.room.head.reviewing)
    asked = at_page.room.reviewing.question
    assert asked is not None
    assert f"{at_page.room.sheet.gauge.arc.accessibleName().split()[0]} points" in asked.labelText()
    asked.setTextValue("Agreed after a visit")
    asked.accept()
    at_page.hands.until(lambda: at_page.room.head.review.text() == "Reviewed, not verified")
    at_page.settle()
    (record,) = at_page.assessments
    assert record.fields["review_result"] == "Agreed after a visit"
    assert record.fields["reviewed_by"] == "Chair Li"
    assert at_page.room.head.review.toolTip().startswith("Agreed after a visit")


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_form_is_written_with_what_was_typed_just_now(at_page: Chair, tmp_path: Path, ending: str) -> None:
    at_page.type("I02", "17")
    target = tmp_path / f"form.{ending}"
    of = at_page.room.keeping.of
    assert of is not None
    at_page.room.export.write(of, ending, target)
    at_page.hands.until(lambda: at_page.hands.window.toast.text == f"Exported as form.{ending}")
    assert at_page.given("I02") == {"value": 17}
    with ZipFile(target) as parts:
        texts = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if ".xml" in name)
    assert ">17<" in texts
    assert OWN in unescape(texts)


def test_the_catalogue_is_explained_and_says_that_it_is_no_standard(at_page: Chair) -> None:
    at_page.click(at_page.room.head.explaining)
    dialog = at_page.room.findChild(CatalogueDialog)
    assert dialog is not None
    assert "not an official standard" in dialog.told.text()
    assert dialog.pages.toPlainText().count("Asked for:") == 57
    dialog.words.setText("salon")
    assert "C7.1.1" in dialog.pages.toPlainText()
    assert dialog.pages.toPlainText().count("Asked for:") < 5
    dialog.close()


def test_a_new_version_of_the_catalogue_is_taken_in_from_its_file(at_page: Chair, tmp_path: Path) -> None:
    at_page.click(at_page.room.head.explaining)
    dialog = at_page.room.findChild(CatalogueDialog)
    assert dialog is not None
    wrong, right = tmp_path / "wrong.yaml", tmp_path / "right.yaml"
    wrong.write_text("id: [", "utf-8")
    at_page.room.taking_in.take(wrong, dialog)
    at_page.hands.until(dialog.fault.isVisible)
    assert "wrong.yaml cannot be used" in dialog.fault.text()
    assert dialog.fault.text().endswith("Nothing was changed.")
    version = "0.2-test"
    text = standard_file().read_text("utf-8")
    right.write_text(re.sub(r"(?m)^version: .*$", f'version: "{version}"', text), "utf-8")
    at_page.room.taking_in.take(right, dialog, YEAR)
    at_page.hands.until(lambda: f"version {version}, holds from {YEAR} on" in at_page.hands.window.toast.text)
    at_page.settle()
    known = at_page.room.year
    assert known is not None
    assert known.chosen.known.version == version


def test_the_stars_stand_in_the_navigation_at_the_next_start(at_page: Chair) -> None:
    hands = at_page.hands
    hands.until(lambda: "☆" in aside(hands.page.navigation))
    said = aside(hands.page.navigation)
    place = QWidget()
    hands.bot.addWidget(place)
    again = LibraryPage(hands.desk, place)
    assert aside(again.navigation) == said
    hands.until(lambda: hands.desk.tasks.outstanding == 0)  # the page is gone before its window is


def aside(navigation: Navigation) -> str:
    """What stands at the right of the line of the page."""
    entries = [navigation.list.item(place).data(Qt.ItemDataRole.UserRole) for place in range(navigation.list.count())]
    return str(next(each.at_right for each in entries if each.shelf == STARS))


def test_everything_that_takes_the_keyboard_has_a_name(at_page: Chair) -> None:
    extras = at_page.room.sheet.extras
    assert extras is not None
    extras.fold.click()
    at_page.row(TALKS)
    takers = [
        each
        for each in at_page.room.findChildren(QWidget)
        if each.isVisible() and isinstance(each, QAbstractButton | QLineEdit)
    ]
    assert len(takers) > 30
    assert [each for each in takers if not each.accessibleName()] == []


def test_the_page_speaks_chinese(in_chinese: None, at_page: Chair) -> None:
    shown = at_page.words().replace("\N{WORD JOINER}", "")
    assert "下一步做什么" in shown
    assert "一星必备" in shown
    assert "升一星还差" in at_page.gap
    assert at_page.room.head.member.text().startswith(OWN)


def _offered(popup: PickPopup) -> list[str]:
    return [popup.list.item(at).text() for at in range(popup.list.count())]


def _one(popup: PickPopup) -> bool:
    offered = _offered(popup)
    return len(offered) == 1 and "厂务公开会议纪要" in offered[0]
