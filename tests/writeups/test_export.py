"""Records out to Word, PDF, HTML and Markdown: nothing lost, nothing hostile active, nothing personal shown."""

import errno
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from alliance_app.library.errors import UnknownRecord
from alliance_app.records import frontmatter
from alliance_app.records.progress import Step
from alliance_app.records.values import State
from alliance_app.writeups import FORMATS, export
from alliance_app.writeups.errors import CannotWrite, NothingToExport, UnknownFormat, UnknownLayout
from tests.records.bodies import HOSTILE, MARKUP, PATHOLOGICAL
from tests.records.test_markdown import Page
from tests.writeups.shelves import (
    CASE,
    MEMBER,
    PROJECT,
    RICH,
    SALON,
    MemoryShelf,
    pdf_text,
    picture,
    record,
    rich_case,
    word_text,
    word_xml,
)

LAYOUTS = ("plain", "official")


def said(path: Path) -> str:
    """What a reader of the document sees, white space taken out."""
    ending = path.suffix
    if ending == ".pdf":
        return pdf_text(path)
    text = word_text(path) if ending == ".docx" else path.read_text(encoding="utf-8")
    return "".join((Page(text).text if ending == ".html" else text).split())


@settings(max_examples=25)
@given(MARKUP)
def test_markup_in_no_order_is_written_in_every_format(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    folder = tmp_path_factory.mktemp("markup")
    shelf = MemoryShelf(folder / "blobs")
    shelf.keep(record(body=body.replace("\ud800", "")))
    for to in FORMATS:
        assert export(shelf, [SALON], to, folder / f"a.{to}").path.stat().st_size > 0


@pytest.mark.parametrize("name", ["brackets", "nested lists", "quoted lists", "stars", "table"])
def test_a_body_made_to_break_things_is_still_written(name: str, shelf: MemoryShelf, tmp_path: Path) -> None:
    body = PATHOLOGICAL[name][:60_000]
    shelf.keep(record(body=body))
    for to in FORMATS:
        exported = export(shelf, [SALON], to, tmp_path / f"a.{to}")
        assert {letter for letter in body if letter.isalpha()} <= set(said(exported.path))


@pytest.mark.parametrize("to", FORMATS)
def test_hostile_text_stays_text(to: str, shelf: MemoryShelf, tmp_path: Path) -> None:
    title = '"]; #read("/etc/passwd") <script>alert(3)</script>'
    fields = {"place": "<img src=x onerror=alert(4)> {{7*7}} =cmd|'/c calc'!A1", "topics": ['#import "@preview/x:1"']}
    shelf.keep(record(title=title, body=HOSTILE, fields=fields, tags=("<b>",)))
    path = export(shelf, [SALON], to, tmp_path / f"a.{to}").path
    text = said(path)
    assert 'read("/etc/passwd")' in text
    assert "alert(3)" in text
    assert "root:" not in text
    if to == "docx":
        with zipfile.ZipFile(path) as package:
            relations = package.read("word/_rels/document.xml.rels").decode()
        outside = re.findall(r'Target="([^"]+)" TargetMode="External"', relations)
        assert outside
        assert all(re.match(r"https?://|mailto:", each) for each in outside)
        codes = {(each.text or "").strip() for each in word_xml(path).iter("{*}instrText")}
        assert codes == set()
    elif to == "html":
        page = Page(path.read_text(encoding="utf-8"))
        assert not page.tags & {"script", "iframe", "object", "svg", "link", "form"}
        assert not any(name.startswith("on") for name, _value in page.attributes)
        assert all(re.match(r"https?://|#|mailto:", value) for name, value in page.attributes if name == "href")
        assert any(value.startswith("default-src 'none'") for _name, value in page.attributes)
    elif to == "pdf":
        found = re.findall(rb"/S\s*/(\w+)", path.read_bytes())
        assert not {b"JavaScript", b"Launch", b"GoToR", b"SubmitForm"} & set(found)
        links = [
            str(each.get_object()["/A"].get("/URI"))
            for page in PdfReader(path).pages
            for each in page.get("/Annots", [])
            if "/A" in each.get_object()
        ]
        assert all(re.match(r"https?://|mailto:", each) for each in links)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_case_with_its_sources(to: str, layout: str, shelf: MemoryShelf, tmp_path: Path) -> None:
    rich_case(shelf)
    exported = export(shelf, [CASE], to, tmp_path / f"a.{to}", layout=layout)
    text = said(exported.path)
    for words in ("以工会之力推动低碳", "示范区星级工会联盟", "先立基线，再比改善。", "背景与问题", "小厂照着填"):
        assert words in text, words
    for words in ("回流焊", "图后的话", "38.6", "内部文件", "无人提起的注", "第18期沙龙：绿色低碳", "附注", "省电12%"):
        assert words in text, words
    assert "不取" not in text
    assert "000-0000-0000" not in text
    if to != "md":
        assert "☑" in text
        assert "☐" in text
        assert "“四、经验启示” has no content yet." in exported.warnings
        assert "The source “回流焊节能” is still a private draft." in exported.warnings
        assert "1 phone, identity or card numbers were covered." in exported.warnings


def test_the_official_page_numbers_headings_and_lists_attachments(shelf: MemoryShelf, tmp_path: Path) -> None:
    rich_case(shelf)
    for to in ("docx", "pdf", "html"):
        text = said(export(shelf, [CASE], to, tmp_path / f"a.{to}").path)
        for words in ("一、背景与问题", "（一）沙龙找问题", "三、取得成效", "附件1", "附件2", "3.能耗基线表.xlsx"):
            assert words in text, (to, words)
        assert text.index("附件：1.第18期沙龙") < text.index("2026年7月12日")


def test_personal_numbers_are_covered_unless_asked_for(shelf: MemoryShelf, tmp_path: Path) -> None:
    body = "手机 13800001234，证件 11010119900101123X，跨样式 138**0000**5678，座机 0755-12345678，代码 `13900002222`"
    shelf.keep(record(MEMBER, "member", "甲厂 13700003333", body, fields={"phone": "分机 00000"}))
    hidden = ("13800001234", "11010119900101123X", "13800005678", "12345678", "13900002222", "13700003333", "00000")
    for to in FORMATS:
        text = said(export(shelf, [MEMBER], to, tmp_path / f"a.{to}").path).replace("**", "")
        assert [number for number in hidden if number in text] == [], to
        kept = said(export(shelf, [MEMBER], to, tmp_path / f"b.{to}", mask=False).path).replace("**", "")
        assert [number for number in hidden if number not in kept] == [], to


def test_private_fields_come_along_only_when_asked_for(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(SALON, "supply_demand", "代工", fields={"side": "offer", "amount": 987654}))
    for to in FORMATS:
        assert "987654" not in said(export(shelf, [SALON], to, tmp_path / f"a.{to}").path).replace(",", "")
        shown = said(export(shelf, [SALON], to, tmp_path / f"b.{to}", private=True).path).replace(",", "")
        assert "987654" in shown


def test_fields_show_labels_titles_and_choices(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(MEMBER, "member", "示范电子厂工会"))
    fields = {
        "host": MEMBER,
        "participants": [MEMBER, PROJECT],
        "scope": "public",
        "decisions": [{"no": 1, "what": "共享能耗基线表", "who": "王工", "due": "2026-07-20"}],
    }
    shelf.keep(record(fields=fields))
    exported = export(shelf, [SALON], "docx", tmp_path / "a.docx")
    text = said(exported.path)
    for words in ("Host", "示范电子厂工会、(recordnothere)", "Public", "Decisions", "Responsible", "共享能耗基线表"):
        assert words in text
    assert "A record that is linked is not in this library." in exported.warnings
    assert "Result" not in text


def test_several_records_make_one_document_with_contents(shelf: MemoryShelf, tmp_path: Path) -> None:
    ids = [SALON, MEMBER, PROJECT]
    for number, each in enumerate(ids):
        shelf.keep(record(each, "article", f"资料{number}", f"## 节\n\n内容{number}"))
    seen: list[Step] = []
    word = export(shelf, ids, "docx", tmp_path / "a.docx", progress=seen.append).path
    assert [step.done for step in seen] == [0, 1, 2, 3, 3]
    pages = PdfReader(export(shelf, ids, "pdf", tmp_path / "a.pdf").path).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert [re.findall(r"内容\d", text) for text in texts] == [[], ["内容0"], ["内容1"], ["内容2"]]
    assert "资料2" in texts[0]
    breaks = word_xml(word).findall(".//{*}pageBreakBefore")
    assert len(breaks) == 3
    html = Page(export(shelf, ids, "html", tmp_path / "a.html").path.read_text(encoding="utf-8"))
    assert ("href", "#part2") in html.attributes
    assert said(export(shelf, ids, "md", tmp_path / "a.md").path).count("kind:article") == 3


def test_pictures_are_upright_bounded_and_never_fatal(shelf: MemoryShelf, tmp_path: Path) -> None:
    tall = shelf.keep_file("竖.jpg", picture(900, 300, "JPEG", orientation=6), "image/jpeg")
    broken = shelf.keep_file("坏.png", b"\x89PNG\r\n\x1a\n nothing")
    bomb = shelf.keep_file("大.png", picture()[:16] + (90_000).to_bytes(4) * 2 + picture()[24:])
    gone = replace(shelf.keep_file("无.png", picture()), sha256="f" * 64)
    files = (tall, broken, bomb, gone)
    body = "\n\n".join(f"![{each.name}]({each.name})" for each in files) + "\n\n| ![](竖.jpg) | b |\n|--|--|\n"
    shelf.keep(record(body=body, attachments=files))
    for to in ("docx", "pdf", "html"):
        exported = export(shelf, [SALON], to, tmp_path / f"a.{to}")
        text = said(exported.path)
        assert all(f"[picture:{name}]" in text for name in ("坏.png", "大.png", "无.png")), to
        assert sum("cannot be read" in each for each in exported.warnings) == 2
        assert sum("is not here" in each for each in exported.warnings) == 1
    inline = word_xml(tmp_path / "a.docx").findall(".//{*}inline/{*}extent")
    sizes = [(int(each.get("cx", "0")), int(each.get("cy", "0"))) for each in inline]
    assert len(sizes) == 2
    assert all(height > 2 * width for width, height in sizes)
    assert sizes[0][1] <= 297 / 25.4 * 914_400 * 0.6


def test_photographs_nobody_placed_come_behind_the_text(shelf: MemoryShelf, tmp_path: Path) -> None:
    photo = shelf.keep_file("签到.png", picture())
    shelf.keep(record(body="正文", attachments=(photo,)))
    text = said(export(shelf, [SALON], "docx", tmp_path / "a.docx").path)
    assert text.index("正文") < text.index("签到")
    assert len(word_xml(tmp_path / "a.docx").findall(".//{*}inline")) == 1


def test_markdown_brings_its_files_and_takes_no_others_place(shelf: MemoryShelf, tmp_path: Path) -> None:
    photo = shelf.keep_file("图 (1).png", picture())
    shelf.keep(record(body=f"![a](attachment:{photo.sha256}) `![a](图 (1).png)`", attachments=(photo,)))
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "图 (1).png").write_bytes(b"someone else's")
    for _again in range(2):
        written = export(shelf, [SALON], "md", tmp_path / "a.md").path.read_text(encoding="utf-8")
        header, body = frontmatter.parse(written)
        assert header.values["attachments"] == [{"name": "图 (1).png", "file": "attachments/图 (1) (2).png"}]
        assert body == "![a](<attachments/图 (1) (2).png>) `![a](图 (1).png)`"
    assert (tmp_path / "attachments" / "图 (1).png").read_bytes() == b"someone else's"
    assert len(list((tmp_path / "attachments").iterdir())) == 2


@pytest.mark.parametrize("to", FORMATS)
def test_a_failed_write_leaves_what_was_there(
    to: str, shelf: MemoryShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(record(body="正文"))
    target = tmp_path / "out" / f"a.{to}"
    target.parent.mkdir()
    target.write_bytes(b"before")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        export(shelf, [SALON], to, target)
    assert target.read_bytes() == b"before"
    assert list(target.parent.iterdir()) == [target]


def test_refusals_say_what_to_do(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record())
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="choose another place"):
        export(shelf, [SALON], "docx", tmp_path / "file" / "a.docx")
    with pytest.raises(NothingToExport, match="Name at least one"):
        export(shelf, [], "docx", tmp_path / "a.docx")
    with pytest.raises(UnknownFormat, match="docx, pdf, html, md"):
        export(shelf, [SALON], "doc", tmp_path / "a.doc")
    with pytest.raises(UnknownLayout, match="plain, official"):
        export(shelf, [SALON], "docx", tmp_path / "a.docx", layout="fancy")
    with pytest.raises(UnknownRecord):
        export(shelf, ["nobody"], "docx", tmp_path / "a.docx")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_folder_gets_the_default_name(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(MEMBER, "member", "示范电子（深圳）有限公司工会"))
    shelf.keep(record(fields={"starts_at": "2025-03-18T14:30", "host": MEMBER}))
    (tmp_path / "out").mkdir()
    assert export(shelf, [SALON], "docx", tmp_path / "out").path.name == "2025-03-18_沙龙纪要_示范电子_绿色低碳.docx"
    many = export(shelf, [SALON, MEMBER], "html", tmp_path / "out").path.name
    assert many == "2025-03-18_资料汇编_2篇.html"


def test_a_draft_source_that_is_gone_is_named(shelf: MemoryShelf, tmp_path: Path) -> None:
    fields = {"date": "2026-01-02", "sources": [{"record": PROJECT, "section": "没有的"}, {"record": MEMBER}]}
    shelf.keep(record(CASE, "case", "案例", "正文", fields=fields))
    shelf.keep(record(PROJECT, "project", "项目", RICH, state=State.SHARED, trashed_at="2026-01-01T00:00:00Z"))
    warnings = export(shelf, [CASE], "docx", tmp_path / "a.docx").warnings
    assert "A source of this case is not in this library." in warnings
    assert "“项目” has no section “没有的”; its whole text was taken." in warnings
    assert "The source “项目” is in the trash." in warnings
