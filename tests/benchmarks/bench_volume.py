"""A volume of 100 records with 60 photographs as one document, and a list of 20,000 rows: time, memory, size.

Each is made in a process of its own, so that its memory is its own. The aim for Word and PDF: under 10 s and 500 MB.
Run it as a program; it judges nothing.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from alliance_app.app import App
from alliance_app.library import Listing
from alliance_app.records.values import NewRecord
from tests.benchmarks.machine import describe, peak_memory

RECORDS, PICTURES, ROWS = 100, 60, 20_000
FORMS = ("docx", "pdf", "html", "md")
SECTIONS = ("背景与问题", "主要做法", "取得成效", "经验启示")
SENTENCE = "分线能耗计量先立基线，再比改善，班组每班公示，职工代表现场核对，问题当日登记、当周回复。"


def photograph(path: Path, seed: int) -> None:
    """A picture as hard to compress as a photograph: soft shapes, edges and grain; 2000 × 1500 JPEG of about 1 MB."""
    dice = random.Random(seed)
    colours = [tuple(dice.randrange(256) for _ in range(3)) for _ in range(48)]
    small = Image.new("RGB", (8, 6))
    small.putdata(colours)
    base = small.resize((2000, 1500), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(base)
    for _ in range(60):
        left, top = dice.randrange(1900), dice.randrange(1400)
        box = (left, top, left + dice.randrange(20, 400), top + dice.randrange(20, 300))
        pen.rectangle(box, fill=dice.choice(colours))
    grain = Image.effect_noise((2000, 1500), 12).convert("RGB")
    ImageChops.add(base.filter(ImageFilter.GaussianBlur(1)), grain, 1, -128).save(path, "JPEG", quality=90)


def fill(app: App, folder: Path) -> None:
    """The records, two pages each or so; the photographs spread over them."""
    files = []
    for number in range(PICTURES):
        path = folder / f"现场{number:02}.jpg"
        photograph(path, number)
        files.append(app.library.keep_file(path))
    news = []
    for number in range(RECORDS):
        mine = tuple(files[number * PICTURES // RECORDS : (number + 1) * PICTURES // RECORDS])
        shown = "".join(f"\n![现场](attachment:{each.sha256})\n" for each in mine)
        table = "\n| 项目 | 改前 | 改后 |\n| --- | ---: | ---: |\n" + "| 空压站 | 12.5 | 9.8 |\n" * 6
        body = "\n".join(f"\n## {name}\n\n{SENTENCE * 5}\n\n{SENTENCE * 3}\n" for name in SECTIONS) + table + shown
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        news.append(
            NewRecord("activity", f"第 {number + 1} 次活动：节能改善", {"date": day}, body=body, attachments=mine)
        )
    app.library.add_all(news)


def fill_list(app: App) -> None:
    """Projects with every sort of field."""
    stages = {"proposed": {"on": "2025-01-02"}, "accepted": {"on": "2025-06-30"}}
    sums = {"baseline": {"number": 12.5, "unit": "kWh"}, "after": {"number": 9.8, "unit": "kWh"}, "volume": 5_000}
    fields = {"category": "reform", "leader": "王工", "team": ["李工", "周工"], "stage": "accepted", "unit_price": 1.2}
    for first in range(0, ROWS, 1_000):
        numbers = range(first, first + 1_000)
        whole = {**fields, **sums, "stage_dates": stages}
        app.library.add_all([NewRecord("project", f"第 {number + 1} 号项目", whole) for number in numbers])


def once(library: Path, form: str, path: Path) -> None:
    """One document or list; prints what it took."""
    from alliance_app.writeups import export
    from alliance_app.writeups.sheets import write_workbook

    with App.open(library) as app:
        ids = app.library.ids(Listing(order="date", descending=False))
        start, worked = perf_counter(), process_time()
        if form == "xlsx":
            made = write_workbook(app.library, ids, path)
        else:
            made = export(app.library, ids, form, path, layout="plain")
        took, work = perf_counter() - start, process_time() - worked
    size = made.path.stat().st_size / 1e6
    print(
        f"        {form:5} {took:6.1f} s, {work:6.1f} s of processor time, {peak_memory():5.0f} MB at most, "
        f"{size:5.1f} MB written, pages {made.pages or '-'}",
        flush=True,
    )


def main() -> None:
    """The whole benchmark."""
    print(describe(), flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        library = folder / "library"
        with App.create(library, "年度汇编") as app:
            fill(app, folder)
        print(f"        {RECORDS} records, {PICTURES} photographs of 2000 × 1500", flush=True)
        for form in FORMS:
            apart(library, form, folder)
        with App.create(folder / "list", "清单") as app:
            fill_list(app)
        print(f"        {ROWS:,} projects", flush=True)
        apart(folder / "list", "xlsx", folder)


def apart(library: Path, form: str, folder: Path) -> None:
    """One document or list in a process of its own."""
    arguments = [str(library), form, str(folder / f"out.{form}")]
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_volume", *arguments], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        once(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    else:
        main()
