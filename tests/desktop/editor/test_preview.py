"""The preview: rendered elsewhere, loading nothing of its own, telling its links."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.preview import read_picture
from tests.desktop.editor.conftest import Writer

HOSTILE = """<script>alert(1)</script>

![远](http://example.com/a.png) ![](file:///etc/passwd) ![](\\\\host\\share\\a.png) ![](//host/a.png)

<img src="file:///etc/passwd"> [点](javascript:alert(1)) [点](file:///etc/passwd)
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(1600, 800, QImage.Format.Format_RGB32)
    image.fill(QColor("#2b66a8"))
    path = tmp_path / "现场.png"
    assert image.save(str(path))
    return path


def shown(writer: Writer, qtbot: QtBot, body: str) -> str:
    writer.editor.set_body(body)
    with qtbot.waitSignal(writer.editor.preview.rendered):
        writer.editor.show_preview(preview=True)
    return writer.editor.preview.toPlainText()


def test_the_preview_shows_what_is_meant(writer: Writer, qtbot: QtBot) -> None:
    text = shown(writer, qtbot, "## 题\n\n- **一**\n- [ ] 二\n- [x] 三\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |")
    assert "#" not in text
    assert "**" not in text
    assert "☐ 二\n☑ 三" in text
    assert "甲\n乙\n1\n2" in text


def test_pictures_come_from_the_resolver_off_the_gui_thread_and_fit(writer: Writer, qtbot: QtBot, photo: Path) -> None:
    asked: list[tuple[str, bool]] = []

    def find(reference: str) -> Path | None:
        asked.append((reference, threading.current_thread() is threading.main_thread()))
        return photo if reference == "ab" else None

    writer.editor.set_resolver(find, lambda _typed: [])
    text = shown(writer, qtbot, "![现场](attachment:ab)\n\n![没有](attachment:cd)")
    assert asked == [("ab", False), ("cd", False)]
    image = writer.editor.preview.loadResource(QTextDocument.ResourceType.ImageResource, QUrl("attachment:0"))
    assert isinstance(image, QImage)
    assert 200 <= image.width() <= 600
    assert "[没有]" in text


def test_nothing_else_is_loaded(writer: Writer, qtbot: QtBot) -> None:
    asked: list[str] = []

    def find(reference: str) -> Path | None:
        asked.append(reference)
        return None

    writer.editor.set_resolver(find, lambda _typed: [])
    shown(writer, qtbot, HOSTILE)
    preview = writer.editor.preview
    for address in ("http://example.com/a.png", "file:///etc/passwd", "//host/a.png", "attachment:99", "qrc:/x"):
        for kind in QTextDocument.ResourceType:
            assert preview.loadResource(kind.value, QUrl(address)) is None
    html = preview.toHtml().lower()
    assert "javascript:" not in html
    assert 'href="file:' not in html


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("[[回流焊 节能#二|项目]]", "回流焊 节能#二"),
        ("[网](https://example.com/a?b=1&c=2)", "https://example.com/a?b=1&c=2"),
        ("[信](mailto:office@example.com)", "mailto:office@example.com"),
    ],
)
def test_links_are_told_and_not_followed(writer: Writer, qtbot: QtBot, body: str, target: str) -> None:
    shown(writer, qtbot, body)
    preview = writer.editor.preview
    cursor = preview.document().find("项" if "项" in body else body[1])
    address = cursor.charFormat().anchorHref()
    with qtbot.waitSignal(writer.editor.link_activated) as told:
        preview.anchorClicked.emit(QUrl(address))
    assert told.args == [target]


def test_only_the_last_of_many_bodies_is_shown(writer: Writer, qtbot: QtBot) -> None:
    texts: list[str] = []
    writer.editor.show_preview(preview=True)
    writer.editor.preview.rendered.connect(lambda: texts.append(writer.editor.preview.toPlainText()))
    for number in range(20):
        writer.editor.set_body(f"第 {number} 次")
    writer.settle()
    assert texts[-1] == "第 19 次"


def test_typing_goes_back_to_the_source(writer: Writer, qtbot: QtBot) -> None:
    shown(writer, qtbot, "一")
    pages = [writer.editor.previewing]
    writer.editor.command("bullets")
    pages.append(writer.editor.previewing)
    assert pages == [True, False]
    assert writer.editor.body() == "- 一"


def test_what_is_no_picture_is_not_read(tmp_path: Path, photo: Path) -> None:
    bad = tmp_path / "a.png"
    bad.write_bytes(b"GIF89a\xff\xff\xff\xff")
    assert read_picture(bad, 300) is None
    assert read_picture(tmp_path / "missing.png", 300) is None
    found = read_picture(photo, 300)
    assert found is not None
    assert (found.width(), found.height()) == (300, 150)
