"""A shelf in memory, records for it, and readers of what was written."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from PIL import Image
from pypdf import PdfReader

from alliance_app.library.errors import UnknownRecord
from alliance_app.records.text import title_key
from alliance_app.records.values import Attachment, Record, State, Value

MEMBER, SALON, CASE, PROJECT = ("01ARZ3NDEKTSV4RRFFQ69G5FA" + letter for letter in "ABCD")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

RICH = """## 背景与问题

联盟 14 家企业中 **9 家**没有*分线*能耗计量，~~旧办法~~ ==先立基线== `a < b`，见[通知](https://example.org/a?b=1&c=2)[^1]。
另起一行，联系王工 000-0000-0000。

## 主要做法

### 沙龙找问题

1. 立基线
   - 空表发到各企业
     - 小厂照着填
2. 算账本

   第二段

- [x] 纳入台账
- [ ] 申请验收 ☆

> 先立基线，再比改善。
> > 深一层

![职工代表在车间](attachment:PHOTO) 图后的话 ![没有的](none.png)

## 取得成效

| 项目 | 年效益（万元） |
| :--- | ---: |
| 回流焊[^2] | 21.4 |
| [[标题|余热]] | `38.6` |

```python
def saved(before, after):
    return before - after
```

---

## 经验启示

[^1]: 内部文件 **第 3 号**。
[^2]: 按六周试运行推算。
[^9]: 无人提起的注。
"""


@dataclass
class MemoryShelf:
    """Records and files by name."""

    folder: Path
    records: dict[str, Record] = field(default_factory=dict)

    def read(self, record_id: str, /) -> Record:
        if record_id not in self.records:
            raise UnknownRecord(record_id=record_id)
        return self.records[record_id]

    def read_many(self, ids: Sequence[str], /) -> list[Record]:
        return [self.read(each) for each in ids]

    def by_title(self, title: str, /) -> str | None:
        key = title_key(title)
        return next((each.id for each in self.records.values() if title_key(each.title) == key), None)

    def blob(self, sha256: str, /) -> Path | None:
        path = self.folder / sha256
        return path if path.is_file() else None

    def keep(self, record: Record) -> str:
        self.records[record.id] = record
        return record.id

    def keep_file(self, name: str, data: bytes, media_type: str = "image/png") -> Attachment:
        """Keep a file under a made-up content name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sha256 = name.encode().hex().ljust(64, "0")[:64]
        (self.folder / sha256).write_bytes(data)
        return Attachment(name, sha256, len(data), media_type)


def record(
    record_id: str = SALON,
    kind: str = "salon",
    title: str = "第 18 期沙龙：绿色低碳",
    body: str = "",
    *,
    fields: dict[str, Value] | None = None,
    attachments: tuple[Attachment, ...] = (),
    tags: tuple[str, ...] = (),
    state: State = State.SHARED,
    trashed_at: str | None = None,
) -> Record:
    """A record as a library would give it."""
    moment = "2026-03-18T06:20:11Z"
    return Record(
        record_id, kind, title, fields or {}, tags, body, attachments, state, moment, "李主席", moment, "李主席", "v1",
        trashed_at,
    )  # fmt: skip


def picture(width: int = 60, height: int = 40, kind: str = "PNG", orientation: int = 0) -> bytes:
    """A picture, blue on its left half."""
    made = Image.new("RGB", (width, height), "white")
    made.paste((20, 60, 160), (0, 0, width // 2, height))
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    made.save(out, kind, exif=exif)
    return out.getvalue()


def rich_case(shelf: MemoryShelf) -> str:
    """A case with everything a body can hold, two sources, and an attachment."""
    photo = shelf.keep_file("现场 (1).png", picture(1200, 800))
    sheet = shelf.keep_file("能耗基线表.xlsx", b"sheet", "application/octet-stream")
    shelf.keep(record(MEMBER, "member", "示范电子厂工会", fields={"phone": "000-0000-1111", "stars": "2"}))
    salon = "# 开头\n\n```\n不取\n```\n\n## 二、可借鉴做法\n\n先立基线[^a]\n\n## 遗留\n\n也不取\n\n[^a]: 附注\n"
    shelf.keep(record(SALON, body=salon, fields={"host": MEMBER, "starts_at": "2026-03-18T14:30"}))
    shelf.keep(record(PROJECT, "project", "回流焊节能", "## 改进效果\n\n省电 12%\n", state=State.DRAFT))
    fields = {
        "form": "experience", "byline": "秘书组", "union": "示范区星级工会联盟", "date": "2026-07-12",
        "layout": "official", "abstract": "先立基线，再比改善。",
        "sources": [{"record": SALON, "section": "可借鉴做法"}, {"record": PROJECT}],
    }  # fmt: skip
    body = RICH.replace("PHOTO", photo.sha256)
    case = record(CASE, "case", "以工会之力推动低碳", body, fields=fields, attachments=(photo, sheet), tags=("低碳",))
    return shelf.keep(case)


def word_xml(path: Path, part: str = "word/document.xml") -> etree._Element:
    """A part of a Word file."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(part))


def word_text(path: Path) -> str:
    """What a reader of a Word file sees, the footnotes last."""
    with zipfile.ZipFile(path) as package:
        parts = [name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()]
        return "\n".join(_paragraphs(etree.fromstring(package.read(name))) for name in parts)


def _paragraphs(root: etree._Element) -> str:
    return "\n".join("".join(_said(each)) for each in root.iter(f"{W}p"))


def _said(paragraph: etree._Element) -> Iterator[str]:
    for each in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield each.text or "" if each.tag == f"{W}t" else "\n"


def pdf_text(path: Path) -> str:
    """The text layer of a PDF without white space and page numbers."""
    pages = (page.extract_text() for page in PdfReader(path).pages)
    return "".join("".join(re.sub(r"\n(?:—\s*\d+\s*—|\d+)\s*$", "", text).split()) for text in pages)
