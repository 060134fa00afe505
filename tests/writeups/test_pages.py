"""Pages as pictures: nothing leaves the margins, in our PDF and in what LibreOffice makes of our Word files."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from alliance_app.records.values import Attachment
from alliance_app.writeups import LAYOUTS, export, outline
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.pdf import page_pictures
from tests.writeups.shelves import CASE, MEMBER, PROJECT, SALON, MemoryShelf, pdf_text, picture, record, rich_case

INCH = 25.4
DOTS = 60
ROOM = 1.5
FOOT = 17
LONG = "https://example.org/" + "/".join(["energy-baseline"] * 12)
WIDE = (
    "| "
    + " | ".join("一二三四五六七八九")
    + " |\n"
    + "|---" * 9
    + "|\n| "
    + " | ".join([LONG, *"二三四五六七八", "九" * 60])
    + " |"
)
FULL = f"""{LONG} {"工会" * 200}

`{LONG}`

```
{LONG}
```

{WIDE}

1. {LONG}
   - {LONG}
     - {LONG}

> {LONG}

![长图](高.png)

![宽图](宽.png)

[^1]: {LONG}

注[^1]
"""


DOCUMENTS = {"case": [CASE], "full": [SALON], "many": [CASE, SALON, MEMBER, PROJECT]}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> MemoryShelf:
    shelf = MemoryShelf(tmp_path_factory.mktemp("pages") / "blobs")
    rich_case(shelf)
    files: tuple[Attachment, ...] = (
        shelf.keep_file("高.png", picture(300, 2400)),
        shelf.keep_file("宽.png", picture(2400, 300)),
    )
    fields = {"place": LONG, "topics": ["长" * 90, LONG], "moderator": "甲"}
    shelf.keep(record(SALON, "salon", "题" * 60, FULL, fields=fields, attachments=files))
    return shelf


def within(page: Image.Image, layout: Layout, dots: float) -> bool:
    """Whether all ink lies between the margins, page number aside."""
    grey = page.convert("L")
    ink = ImageChops.invert(grey).point(lambda value: 255 if value > 40 else 0).getbbox()
    if ink is None:
        return True
    left, top, right, bottom = (edge / dots * INCH for edge in ink)
    across = left > layout.left - ROOM and right < 210 - layout.right + ROOM
    return across and top > layout.top - ROOM and bottom < 297 - layout.bottom + FOOT


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("which", DOCUMENTS)
def test_nothing_leaves_the_margins_of_our_pages(written: MemoryShelf, layout: str, which: str) -> None:
    pages = page_pictures(outline(written, DOCUMENTS[which], LAYOUTS[layout]), DOTS)
    for number, data in enumerate(pages, 1):
        with Image.open(io.BytesIO(data)) as page:
            assert within(page, LAYOUTS[layout], DOTS), number


@pytest.fixture
def opened(written: MemoryShelf, tmp_path: Path) -> Path:
    """What LibreOffice makes of every file, all of them in one call."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here (Debian: libreoffice-writer-nogui)")
    names = [
        export(written, ids, "docx", tmp_path / f"{layout}-{name}.docx", layout=layout).path
        for layout in LAYOUTS
        for name, ids in DOCUMENTS.items()
    ]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, names)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return tmp_path


def test_libreoffice_opens_our_word_files(written: MemoryShelf, opened: Path) -> None:
    """It sets them in as many pages as we do, give or take its fonts, says the same words, and cuts nothing off."""
    for layout in LAYOUTS:
        for name, ids in DOCUMENTS.items():
            writeup = outline(written, ids, LAYOUTS[layout])
            path = opened / f"{layout}-{name}.pdf"
            numbers = numbered(path)
            pages = len(numbers)
            assert numbers == [f"—{at}—" if layout == "official" else str(at) for at in range(1, pages + 1)]
            assert abs(pages - len(page_pictures(writeup, 20))) <= max(1, pages // 4)
            text = pdf_text(path)
            wanted = ["".join(part.title.split()) for part in writeup.parts]
            wanted += ["能耗计量", "小厂照着填", "内部文件", "无人提起的注"] if name != "full" else []
            assert [words for words in wanted if words not in text] == []
            outside = [at for at, page in enumerate(rendered(path), 1) if not within(page, LAYOUTS[layout], DOTS)]
            assert outside == []


def numbered(path: Path) -> list[str]:
    """The page numbers as they are printed."""
    found = (re.findall(r"(?m)^\s*(—\s*\d+\s*—|\d+)\s*$", page.extract_text()) for page in PdfReader(path).pages)
    return ["".join(each[-1].split()) if each else "" for each in found]


def rendered(path: Path) -> list[Image.Image]:
    """The pages of a PDF as pictures, by poppler."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("poppler is not installed here (Debian: poppler-utils)")
    target = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", str(path), str(target)], check=True, capture_output=True)
    pages = []
    for file in sorted(path.parent.glob(f"{target.name}-*.pgm")):
        with Image.open(file) as page:
            pages.append(page.copy())
    return pages
