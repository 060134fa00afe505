"""What others put into records: the window shows it as it is, opens no program with it, fetches nothing for it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QWidget

from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.desktop.widgets.rows import RowsEditor
from alliance_app.desktop.widgets.small_cards import Card
from alliance_app.library import Library
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import colleague, joined

PICTURE = r"<img src='\\evil.example\s\x.png'><a href='file:///e'>a</a>"


def hostile_record(library: Library) -> str:
    """A salon with the picture of a stranger's computer wherever a text fits, its host and participants too."""
    members = [new_id(), new_id()]
    fields = {
        "starts_at": "2024-07-12T14:30",
        "place": PICTURE,
        "moderator": PICTURE,
        "host": members[0],
        "participants": members,
        "topics": [PICTURE, PICTURE + "2"],
        "decisions": [{"no": 1, "what": PICTURE, "who": PICTURE, "result": PICTURE}],
    }
    library.add_all([NewRecord("member", f"{PICTURE}{number}", id=each) for number, each in enumerate(members)])
    return library.add(NewRecord("salon", PICTURE, fields, (PICTURE,), f"{PICTURE}\n\n[[{PICTURE}0]]\n")).only


def formatted(widgets: list[QWidget]) -> list[str]:
    """Every text a widget would take for HTML that names an address."""
    texts = [(each, each.toolTip()) for each in widgets]
    for table in (each for each in widgets if isinstance(each, QTableWidget)):
        cells = [table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
        texts += [(table, cell.toolTip()) for cell in cells if cell is not None]
    texts += [
        (each, each.text())
        for each in widgets
        if isinstance(each, QLabel) and each.textFormat() is not Qt.TextFormat.PlainText
    ]
    return [f"{type(each).__name__}: {text}" for each, text in texts if Qt.mightBeRichText(text) and "<img" in text]


def test_no_text_of_a_record_is_taken_for_html(hands: Hands) -> None:
    record_id = hostile_record(hands.library)
    hands.until(lambda: record_id in hands.page.pane.model.answer.ids)
    hands.page.show_record(record_id)
    hands.until(lambda: hands.shows(record_id))
    hands.settle()
    form = hands.page.view.form
    assert form is not None
    if form.more.text().startswith("＋"):
        form.more.click()
    rows = form.editors["decisions"]
    assert isinstance(rows, RowsEditor)
    rows.show_folded(folded=False)
    hands.settle()
    widgets = QApplication.allWidgets()
    assert any("evil" in each.toolTip() for each in widgets)
    tables = [each for each in widgets if isinstance(each, QTableWidget) and each.rowCount()]
    cells = [table.item(0, 1) for table in tables]
    assert any(cell is not None and "evil" in cell.toolTip() for cell in cells)
    assert formatted(widgets) == []


def test_what_looks_like_html_says_the_same_words() -> None:
    words = f"{PICTURE}\n第二行 &amp; 别的"
    document = QTextDocument()
    document.setHtml(shown_as_it_is(words))
    assert document.toPlainText() == words
    assert shown_as_it_is("绿色低碳 < 节能") == "绿色低碳 < 节能"


PROGRAMS = ("看图.exe", "看图.png.bat", "会议.lnk", "会议.url", "x.desktop", "x.html", "x.svg", "x.docm", "无名")


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_may_be_a_program_is_not_started(hands: Hands, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = press(hands, name, monkeypatch)
    assert opened == []
    assert "Save a copy" in hands.window.toast.text


@pytest.mark.parametrize("name", ["照片.PNG", "基线.xlsx", "批复.pdf", "纪要.wps", "录音.m4a"])
def test_documents_and_pictures_are_opened(hands: Hands, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert press(hands, name, monkeypatch) == [name]


def press(hands: Hands, name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press the card of an attachment of this name; gives what other programs were asked to open."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()).name))
    library = hands.library
    record_id = library.add(
        NewRecord("article", "附件", {"date": "2023-01-05"}, attachments=(library.keep_bytes(name, b"x"),))
    ).only
    hands.page.show_record(record_id)
    hands.until(lambda: hands.shows(record_id))
    hands.settle()
    card = next(each for each in hands.window.findChildren(Card) if each.accessibleName() == name)
    card.pressed.emit()
    hands.settle()
    return opened


def test_what_is_said_about_sync_is_told_as_it_is(hands: Hands, tmp_path: Path) -> None:
    share = tmp_path / "<img src=x>"
    colleague(tmp_path / "other", made(share), "一", author=PICTURE)
    joined(hands, share)
    hands.page.sharing.open()
    share.rename(tmp_path / "unplugged")
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    hands.page.sharing.choose_folder()
    dialog = hands.page.sharing.dialog
    assert dialog is not None
    dialog.next.click()
    hands.settle()
    parts = [hands.page.sync_card, hands.page.sharing.banner, hands.page.sharing.page, dialog]
    widgets = [each for part in parts for each in (part, *part.findChildren(QWidget))]
    assert any("<img" in each.accessibleName() for each in widgets)
    assert "<img" in dialog.inside.error.text()
    devices = hands.page.sharing.page.devices
    assert "evil" in devices.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not Qt.mightBeRichText(devices.item(1).toolTip()) or "&lt;img" in devices.item(1).toolTip()
    assert formatted(widgets) == []
    dialog.close()


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
