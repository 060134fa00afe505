"""What the clipboard brings, from Word, WPS, Excel, web pages, files and pictures."""

import base64
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.clipboard import OWN, PLACE, read_clipboard
from alliance_app.desktop.editor.paste import structure_of
from alliance_app.records.markdown import blocks
from tests.desktop.editor.conftest import Writer

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><h2><b>一、共性问题</b><o:p></o:p></h2>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>
</span></span><![endif]>14 家没有计量，<b>先缺基线</b></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>子项</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>第二条</p>
<p class=MsoNormal>正文<span style='font-weight:bold'>加粗</span>和<i>斜体</i>。<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>甲</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>乙</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>序号</p></td><td><p class=MsoNormal>事项</p></td></tr>
<tr><td><p>1</p></td><td><p>共享</p><p>基线表</p></td></tr></table><!--EndFragment--></body></html>"""

EXCEL = """<html><head><!--[if gte mso 9]><xml>x</xml><![endif]--></head><body><!--StartFragment--><tr height=19>
<td>企业</td><td colspan=2>能耗</td></tr><tr><td rowspan=2>甲厂</td><td>12|3</td><td>kWh</td></tr>
<tr><td>9</td><td>kWh</td></tr><!--EndFragment--></body></html>"""


def test_word_arrives_as_structure() -> None:
    assert structure_of(WORD).markdown == (
        "## 一、共性问题\n\n"
        "- 14 家没有计量，**先缺基线**\n"
        "  - 子项\n"
        "- 第二条\n\n"
        "正文**加粗**和*斜体*。\n\n"
        "1. 甲\n2. 乙\n\n"
        "| 序号 | 事项 |\n| --- | --- |\n| 1 | 共享 基线表 |"
    )


WPS = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name="Generator" content="WPS Office"/><style>@list l0:level1{mso-level-number-format:decimal;}
p.MsoNormal{mso-style-name:正文;}</style></head><body style="tab-interval:21pt;">
<!--StartFragment--><h2 style="mso-pagination:widow-orphan;"><b><span style="mso-spacerun:'yes';font-family:黑体;
mso-ascii-font-family:Calibri;font-weight:bold;font-size:16.0000pt;">一、做法</span></b><o:p></o:p></h2>
<p class="MsoNormal" style="margin-left:21pt;mso-list:l0 level1 lfo1;"><![if !supportLists]><span
style="font-family:仿宋;"><span style="mso-list:Ignore;">1.<span>&nbsp;</span></span></span><![endif]><span
style="mso-spacerun:'yes';font-family:仿宋;">先立基线<b>再比</b></span></p>
<p class="MsoNormal" style="mso-list:l0 level1 lfo1;"><![if !supportLists]><span>2.&nbsp;</span><![endif]>
<span>公示</span></p>
<p class="MsoNormal" style="mso-list:l1 level1 lfo2;"><![if !supportLists]><span
style="font-family:Wingdings;">l&nbsp;</span><![endif]><span>看板</span></p>
<table class="MsoNormalTable" border="1"><tr><td width="189" colspan="2"><p
class="MsoNormal" align="center"><b>能耗</b></p></td>
<td rowspan="2"><p class="MsoNormal"><span>结果</span><span><o:p></o:p></span></p></td></tr>
<tr><td><p class="MsoNormal"><span>前</span></p></td><td><p class="MsoNormal"><span>后</span></p></td></tr></table>
<p class="MsoNormal"><span style="mso-spacerun:'yes';">见图</span><img width="200" src="PICTURE"/><o:p></o:p></p>
<p class="MsoNormal"><span>完</span></p><!--EndFragment--></body></html>"""


def test_wps_arrives_as_structure_with_its_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    image = tmp_path / "ksohtml1234" / "wps1.png"
    image.parent.mkdir()
    image.write_bytes(b"png")
    found = structure_of(WPS.replace("PICTURE", image.as_uri().replace("/ksohtml1234/", "\\ksohtml1234\\")))
    assert found.pictures == (image,)
    assert found.markdown == (
        "## 一、做法\n\n"
        "1. 先立基线**再比**\n2. 公示\n\n"
        "- 看板\n\n"
        "| **能耗** |  | 结果 |\n| --- | --- | --- |\n| 前 | 后 |  |\n\n"
        f"见图{PLACE}\n\n完"
    )


def test_hidden_rows_of_a_sheet_stay_behind() -> None:
    html = "<table><tr><td>a</td><td>b</td></tr><tr style='display:none'><td>x</td><td>y</td></tr></table>"
    assert structure_of(html).markdown == "| a | b |\n| --- | --- |"


def test_excel_arrives_as_a_table() -> None:
    assert structure_of(EXCEL).markdown == (
        "| 企业 | 能耗 |  |\n| --- | --- | --- |\n| 甲厂 | 12｜3 | kWh |\n|  | 9 | kWh |"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b style='font-weight:normal'><p>一</p></b>", "一"),
        ("<p>见 <a href='https://x.cn/a'>网站</a></p>", "见 [网站](https://x.cn/a)"),
        ("<p>见 <a href='javascript:alert(1)'>这</a><a href='file:///etc/passwd'>那</a></p>", "见 这那"),
        ("<p>一<br>二</p><script>alert(1)</script><style>p{}</style>", "一\n二"),
        ("<p><img src='http://x.cn/spy.gif'>一</p>", "一"),
        ("<table><tr><td><p>只一格</p></td></tr></table>", "只一格"),
        ("<ul><li>一<ul><li>二</li></ul></li></ul>", "- 一\n  - 二"),
        (
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
            "| a b | c |\n| --- | --- |",
        ),
        ("<p>snake_case_name</p>", "snake_case_name"),
    ],
)
def test_web_pages(html: str, markdown: str) -> None:
    lines = structure_of(html).markdown.replace("  \n", "\n").split("\n")
    assert "\n".join(line.rstrip() for line in lines) == markdown


def test_nothing_hostile_stays_or_stops_it() -> None:
    deep = "<ul><li>" * 3_000 + "底"
    assert "底" in structure_of(deep, "底").markdown
    assert structure_of("<table>" * 500 + "<tr><td rowspan=99999999 colspan=99999999>a</td><td>b</td></tr>").markdown
    assert "onerror" not in structure_of("<p onclick=x><img src=x onerror=alert(1)><b>a</b></p>").markdown


@given(st.text(alphabet="<>/biptdrhul=\"' a工&;-*|", max_size=120))
def test_any_html_gives_some_markdown_that_reads(html: str) -> None:
    assert isinstance(blocks(structure_of(html, html).markdown), tuple)


def test_pictures_in_html_are_taken_only_from_the_html_or_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    clip = tmp_path / "msohtmlclip1" / "clip_image002.png"
    clip.parent.mkdir()
    clip.write_bytes(b"png")
    inline = base64.b64encode(b"\x89PNG").decode()
    html = (
        f"<p>一<img src='{clip.as_uri()}'><img src='file:///etc/hostname.png'>"
        f"<img src='data:image/png;base64,{inline}'>"
        f"<img src='{tmp_path.as_uri()}/../x.png'><img src='data:image/png;base64,~~~'></p><b>二</b>"
    )
    found = structure_of(html)
    assert found.pictures == (clip, b"\x89PNG")
    assert found.markdown == f"一{PLACE}{PLACE}\n\n**二**"


def clipboard(**what: object) -> QMimeData:
    data = QMimeData()
    for name, value in what.items():
        match name:
            case "html":
                data.setHtml(str(value))
            case "text":
                data.setText(str(value))
            case "image":
                data.setImageData(value)
            case "urls":
                assert isinstance(value, list)
                data.setUrls(value)
    return data


def picture() -> QImage:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("#b8312a"))
    return image


def test_the_best_part_of_the_clipboard_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    assert read_clipboard(clipboard(urls=[QUrl.fromLocalFile(str(file))], text="x")).files == (file,)
    assert read_clipboard(clipboard(text="# 原样\n- a")).text == "# 原样\n- a"
    assert read_clipboard(clipboard(html="<b>粗</b>", text="粗", image=picture())).html == "<b>粗</b>"
    assert read_clipboard(clipboard(html="<img src='x'>", image=picture())).picture is not None
    plain = read_clipboard(clipboard(html="<div>a</div><div>b</div>", text="a\nb"))
    assert (plain.html, plain.text) == ("", "a\nb")


def test_pasting_structure_lands_where_it_was_asked_for(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("前\n\n后")
    writer.put(2)
    writer.source.insertFromMimeData(clipboard(html=EXCEL, text="企业 能耗"))
    writer.put(4)
    writer.settle()
    assert writer.editor.body().startswith("前\n| 企业 | 能耗 |  |\n")
    assert writer.editor.body().endswith("kWh |\n后")
    writer.source.undo()
    assert writer.editor.body() == "前\n\n后"


def test_pictures_come_to_where_they_stood(writer: Writer, qtbot: QtBot) -> None:
    kept: list[tuple[bytes, str]] = []
    writer.editor.picture_pasted.connect(lambda data, name: kept.append((data, name)))
    red, blue = (base64.b64encode(png(colour)).decode() for colour in ("#b8312a", "#2b66a8"))
    writer.editor.set_body("前\n\n后")
    writer.put(1)
    html = (
        f"<p>一<img src='data:image/png;base64,{red}'></p><p>二</p>"
        f"<table><tr><td>图</td><td><img src='data:image/png;base64,{blue}'></td></tr></table>"
    )
    writer.source.insertFromMimeData(clipboard(html=html, text="一二"))
    writer.settle()
    assert writer.editor.body() == "前一\n\n二\n\n| 图 |  |\n| --- | --- |\n\n后"
    writer.put(0)
    writer.commit("我")
    for data, _name in reversed(kept):
        writer.editor.insert_picture(f"attachment:{hashlib.sha256(data).hexdigest()}")
    first, second = (f"![](attachment:{hashlib.sha256(data).hexdigest()})" for data, _name in kept)
    assert writer.editor.body() == f"我前一\n\n{first}\n\n二\n\n| 图 | {second} |\n| --- | --- |\n\n后"
    assert writer.source.textCursor().position() == 1
    assert all(name.endswith(".png") for _data, name in kept)


def png(colour: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image = picture()
    image.fill(QColor(colour))
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_a_pasted_picture_is_told_as_png(writer: Writer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(writer.editor.picture_pasted) as told:
        writer.source.insertFromMimeData(clipboard(image=picture()))
    png, name = told.args
    assert QImage.fromData(png) == picture()
    assert name.endswith(".png")
    assert writer.editor.body() == ""


def test_dropped_files_are_told(writer: Writer, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "现场.jpg"
    data = clipboard(urls=[QUrl.fromLocalFile(str(file))])
    assert writer.source.canInsertFromMimeData(data)
    with qtbot.waitSignal(writer.editor.files_dropped) as told:
        writer.source.insertFromMimeData(data)
    assert told.args == [[file]]


def test_pasted_text_has_no_control_characters(writer: Writer) -> None:
    writer.source.insertFromMimeData(clipboard(text="a\r\nb\x00\x1b[31mc\u2029d"))
    assert writer.editor.body() == "a\nb[31mc\nd"


def test_copying_gives_markdown_here_and_structure_elsewhere(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("## 题\n\n- **一**\u00a0二")
    writer.source.selectAll()
    QTest.keyClick(writer.source, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "## 题\n\n- **一**\u00a0二"
    assert "<strong>一</strong>" in data.html()
    assert data.hasFormat(OWN)
    writer.editor.set_body("")
    QTest.keyClick(writer.source, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert writer.editor.body() == "## 题\n\n- **一**\u00a0二"
