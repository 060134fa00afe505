"""Word files come in as Markdown with their tables and pictures; bombs and impostors are turned away."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

from alliance_app.intake import IntakeReport, NotImportable
from alliance_app.intake import word as word_module
from alliance_app.library import Library
from alliance_app.records.values import Record

Import = Callable[..., IntakeReport]
Titled = Callable[[str], Record]


@pytest.fixture
def document(vault: Path) -> Path:
    written = docx.Document()
    written.add_heading("沙龙纪要", 1)
    written.add_paragraph("这是").add_run("工会（总）").bold = True
    table = written.add_table(2, 2)
    for place, text in enumerate(("事项", "负责人", "共享|基线", "王工")):
        table.cell(place // 2, place % 2).text = text
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(picture, "PNG")
    written.add_picture(io.BytesIO(picture.getvalue()))
    written.add_paragraph("第一项", "List Bullet")
    path = vault / "2024-07-12 纪要.docx"
    written.save(str(path))
    return path


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part inside a Word file."""
    with zipfile.ZipFile(path) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each, data in parts.items():
            new.writestr(each, data)


def test_a_word_file_becomes_markdown(document: Path, take: Import, titled: Titled, library: Library) -> None:
    assert take(document).remarks == ()
    record = titled("2024-07-12 纪要")
    assert record.fields["date"] == "2024-07-12"
    assert record.body == (
        "# 沙龙纪要\n\n这是**工会（总）**\n\n| 事项 | 负责人 |\n| --- | --- |\n| 共享\\|基线 | 王工 |\n\n"
        "![](image-1.png)\n\n- 第一项\n"
    )
    (picture,) = record.attachments
    blob = library.blob(picture.sha256)
    assert picture.name == "image-1.png"
    assert blob is not None
    with Image.open(blob) as opened:
        assert opened.size == (9, 9)
    assert take(document).unchanged == 1


def test_a_zip_bomb_is_turned_away(
    document: Path, take: Import, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setattr(word_module, "MOST_XML", 1_000_000)
    rewritten(document, "word/extra.xml", lambda _old: b"<a/>" + b" " * 2_000_000)
    with pytest.raises(NotImportable, match="unpacks to more"):
        take(document)
    assert library.counts().total == 0


def test_declared_entities_are_turned_away(document: Path, take: Import) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]>'
    rewritten(document, "word/document.xml", lambda old: bomb + old.split(b"?>", 1)[1])
    with pytest.raises(NotImportable, match="does not write"):
        take(document)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_declared_entities_are_seen_in_every_encoding_and_place(document: Path, take: Import, encoding: str) -> None:
    bomb = '<?xml version="1.0"?>' + " " * 8_000 + '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    rewritten(document, "word/numbering.xml", lambda _old: bomb.encode(encoding))
    with pytest.raises(NotImportable, match="does not write"):
        take(document)


def test_a_part_that_is_read_as_xml_is_called_so(document: Path, take: Import) -> None:
    """Or it would be read without having been looked at."""
    rewritten(document, "word/numbering.bin", lambda _old: b"<!DOCTYPE a [<!ENTITY x 'xxxx'>]><a>&x;</a>")
    rels = "word/_rels/document.xml.rels"
    rewritten(document, rels, lambda old: old.replace(b"numbering.xml", b"numbering.bin"))
    with pytest.raises(NotImportable, match="does not write"):
        take(document)


def test_markup_without_end_is_turned_away(document: Path, take: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_module, "MOST_MARKUP", 60_000)
    rewritten(document, "word/document.xml", lambda old: old.replace(b"<w:p>", b"<w:p>" + b"<w:r/>" * 70_000, 1))
    with pytest.raises(NotImportable, match="unpacks to more"):
        take(document)


def test_a_document_that_unfolds_is_turned_away(document: Path, take: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_module, "MOST_HTML", 1_000)
    rewritten(document, "word/document.xml", lambda old: old.replace("第一项".encode(), b"x" * 2_000))
    with pytest.raises(NotImportable, match="unpacks to more"):
        take(document)


def test_one_picture_shown_often_is_kept_once_and_all_of_it_counts(
    document: Path, take: Import, titled: Titled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown_often(old: bytes) -> bytes:
        start = old.index(b"<w:drawing>")
        end = old.index(b"</w:drawing>") + len(b"</w:drawing>")
        return old[:start] + old[start:end] * 50 + old[end:]

    rewritten(document, "word/document.xml", shown_often)
    with zipfile.ZipFile(document) as package:
        size = package.getinfo("word/media/image1.png").file_size
    assert take(document).added == 1
    record = titled("2024-07-12 纪要")
    assert [each.name for each in record.attachments] == ["image-1.png"]
    assert record.body.count("![](image-1.png)") == 50
    monkeypatch.setattr(word_module, "MOST_PICTURE_BYTES", size * 10)
    assert [word_module.read_word(document).lost, len(word_module.read_word(document).pictures)] == [40, 1]


@pytest.mark.parametrize("damage", [b"", b"<not xml", b"<w:document/>", b"<a>" * 50_000])
def test_damaged_word_files_are_turned_away_or_empty(
    document: Path, take: Import, library: Library, damage: bytes
) -> None:
    rewritten(document, "word/document.xml", lambda _old: damage)
    with pytest.raises(NotImportable, match="Word"):
        take(document)
    assert library.counts().total == 0


def test_pictures_outside_of_the_file_are_not_fetched(
    document: Path, take: Import, titled: Titled, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    inside, outside = b'r:embed="', b'r:link="'
    rewritten(document, "word/document.xml", lambda old: old.replace(inside, outside))
    rewritten(
        document,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b'Target="media/image1.png"', f'Target="{secret}" TargetMode="External"'.encode()),
    )
    report = take(document)
    assert [each.what for each in report.remarks] == ["1 pictures are not in the file itself and were left out"]
    assert titled("2024-07-12 纪要").attachments == ()
    assert "image" not in titled("2024-07-12 纪要").body
