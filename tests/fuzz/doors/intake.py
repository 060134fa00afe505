"""What a person imports: text files, Word files, whole folders with whatever they hold."""

import io
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import docx
from PIL import Image

from alliance_app.intake import import_paths
from alliance_app.intake.decoding import NotTextError, decoded
from alliance_app.intake.word import MOST_PICTURE_BYTES, NotWordError, read_word
from alliance_app.records.errors import AllianceError
from alliance_app.records.text import MAX_BODY
from tests.fuzz import mending
from tests.fuzz.bench import BENCH
from tests.fuzz.doors.documents import drawn_update, plain_update
from tests.fuzz.drawing import NASTY_TEXTS, Drawn

_NAMES = ("甲.md", "乙.txt", "2024-01-02 丙.markdown", "丁.docx", "图.png", "attachments/图.png", "戊.MD")
_DOCUMENT = "word/document.xml"
_PARTS = (
    _DOCUMENT,
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "[Content_Types].xml",
    "_rels/.rels",
)


def encoding(data: bytes) -> None:
    """A text file's bytes, in any encoding or none."""
    with suppress(NotTextError):
        text = decoded(data).text
        assert "\r" not in text
        text.encode()


def encoding_seeds() -> list[bytes]:
    """Texts as Chinese offices write them."""
    return ["绿色低碳\r\n".encode(name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030")] + [
        b"\xff\xfe\x00\xd8"
    ]


def note(data: bytes) -> None:
    """One file named for import."""
    drawn = Drawn(data)
    folder = BENCH.empty("notes")
    path = folder / drawn.pick(_NAMES[:4])
    path.write_bytes(drawn.rest())
    _import(path)


def note_seeds() -> list[bytes]:
    """Notes of our own format, of other programs, and Word files."""
    own = "---\nkind: salon\ntitle: 题\nid: 01ARZ3NDEKTSV4RRFFQ69G5FAV\ntags: [a]\nfields:\n  issue_no: 3\n"
    own += "  host: '[[甲]]'\nattachments:\n- {name: 图.png, file: ../图.png}\n---\n\n正文 #标签 ![](图.png)"
    other = "---\ncreated: 2024-01-01T00:00:00+08:00\naliases: [x]\n---\n#a/b [[链接]] ```\n#c\n```"
    return [b"\0" + own.encode(), b"\1" + other.encode("gb18030"), b"\2" + own.encode("utf-16"), b"\3" + _word()]


def word(data: bytes) -> None:
    """A Word file: its bytes, or one part of it replaced and the package packed anew."""
    drawn = Drawn(data)
    if drawn.below(4) == 0:
        package = drawn.rest()
    else:
        parts = mending.unzipped(_word())
        name = drawn.pick((*_PARTS, drawn.text()))
        parts[name] = _changed(parts.get(name, parts[_DOCUMENT]), drawn)
        package = mending.zipped(parts, packed=drawn.yes())
    path = BENCH.empty("notes") / "a.docx"
    path.write_bytes(package)
    try:
        found = read_word(path)
    except NotWordError:
        return
    assert sum(len(picture) for _name, picture in found.pictures) <= MOST_PICTURE_BYTES
    assert len(found.body) <= 8 * MAX_BODY


def word_seeds() -> list[bytes]:
    """A Word file as Word would write it."""
    return [b"\0" + _word(), *(bytes([1, part, way]) * 20 for part in range(7) for way in range(part % 6, 12, 6))]


def vault(data: bytes) -> None:
    """A folder with files of drawn names and contents, links among them, and histories beside them."""
    drawn = Drawn(data)
    folder = BENCH.empty("notes")
    for _file in range(1 + drawn.below(5)):
        name = drawn.pick((*_NAMES, "history/01ARZ3NDEKTSV4RRFFQ69G5FAV.loro", drawn.text().replace("\0", "")))
        with suppress(OSError, ValueError):
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(_content(name, drawn))
    if drawn.yes() and sys.platform != "win32":
        (folder / "around").symlink_to(folder, target_is_directory=True)
        (folder / "out.png").symlink_to("/etc/hostname")
        os.mkfifo(folder / "pipe.md")
    _import(folder)


def vault_seeds() -> list[bytes]:
    """Decisions for it."""
    return [bytes((n * step + 3) % 256 for n in range(200)) for step in range(1, 40)]


def _import(path: Path) -> None:
    number = BENCH.used()
    library = BENCH.library
    before = library.last_change()
    with suppress(AllianceError):
        report = import_paths(library, [path], kind="article" if number % 2 else "salon")
        records = library.read_many(list(report.ids))
        assert {each.id for each in records} == set(report.ids)
        str(report.skipped + report.remarks).encode()
        for record in records:
            library.history(record.id)
        again = import_paths(library, [path], kind="article" if number % 2 else "salon")
        assert again.added == 0, (report, again)
    if library.last_change() - before > 40 or number % 20 == 0:
        assert library.doctor().ok


def _content(name: str, drawn: Drawn) -> bytes:
    if name.startswith("history/"):
        return drawn.pick((plain_update(), drawn_update(drawn), drawn.raw(300)))
    if drawn.yes():
        return drawn.raw(2_000)
    header = "\n".join(f"{drawn.pick(_KEYS)}: {_spelled(drawn)}" for _key in range(drawn.below(8)))
    return f"---\n{header}\n---\n\n{drawn.text()} ![]({drawn.text()}) ![[{drawn.pick(_NAMES)}]]".encode(
        "utf-8", "replace"
    )


_KEYS = (
    *("kind", "title", "id", "version", "state", "trashed", "tags", "created", "fields", "attachments", "date", "标签"),
    *("created_by", "aliases", "starts_at", "issue_no", "host", "decisions"),
)


def _spelled(drawn: Drawn) -> str:
    plain = (
        "salon",
        "project",
        "shared",
        "[a, b]",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "{host: '[[甲]]', issue_no: 3}",
        "[图.png]",
    )
    told = drawn.pick((*plain, drawn.pick(NASTY_TEXTS), repr(drawn.value(3))))
    return told.replace("\n", " ")[:3_000]


def _changed(part: bytes, drawn: Drawn) -> bytes:
    """A part with a piece put in, taken out, or said many times over."""
    at = drawn.below(len(part) + 1)
    way = drawn.below(6)
    if way == 0:
        return drawn.rest()
    if way == 1:
        return part[:at] + drawn.raw(100) + part[at:]
    if way == 2:
        return part[:at] + part[at + drawn.below(200) :]
    if way == 3:
        start = part.find(b"<w:", at)
        end = part.find(b">", start) + 1
        return part[:start] + part[start:end] * drawn.below(2_000) + part[end:]
    piece = drawn.pick(_PIECES)
    return (
        part.replace(b"<w:p>", b"<w:p>" + piece * (1 + drawn.below(300)), 1)
        if way == 4
        else part.replace(b"w:val", piece, 1)
    )


_PIECES = (
    b"<w:r><w:t>x</w:t></w:r>",
    b'<w:footnoteReference w:id="1"/>',
    b'<w:gridSpan w:val="99999999"/>',
    b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    b'<w:hyperlink r:id="rId1"><w:r><w:t>a</w:t></w:r></w:hyperlink>',
    b'<w:bookmarkStart w:name="x"/>',
    b'<w:sym w:font="Wingdings" w:char="F0FFFFFF"/>',
    b'<w:numPr><w:ilvl w:val="99"/></w:numPr>',
    b"<mc:AlternateContent/>",
    b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    b"<!--x-->",
    b"<![CDATA[x]]>",
    b"&#0;",
    b"&x;",
)


@cache
def _word() -> bytes:
    made = docx.Document()
    made.add_heading("改善提案", 1)
    made.add_paragraph("先立基线", style="List Bullet")
    made.add_table(2, 2).cell(0, 0).text = "甲|乙"
    picture = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(picture, "PNG")
    made.add_picture(picture)
    out = io.BytesIO()
    made.save(out)
    parts = mending.unzipped(out.getvalue())
    kept = {
        name: content for name, content in parts.items() if not name.startswith(("docProps", "customXml", "word/theme"))
    }
    return mending.zipped(kept)
