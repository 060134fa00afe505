"""The live preview of a case: from a change of its text to the pages in sight, drawn anew.

Run it as a program: `python -m tests.benchmarks.bench_case`. It judges nothing.

A usual case: about four pages with four photographs, a table, and figures that follow three projects. Each change types
one character into a paragraph: on the first page, in the middle, on the last; the pages are laid out anew, and those of
them that changed painted, two at most as in a window, by Qt as the window does.
"""

import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from PIL import Image, ImageFilter
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from alliance_app.library import Library
from alliance_app.records.values import NewRecord, Record
from alliance_app.writeups.checks import checks
from alliance_app.writeups.preview import Preview
from alliance_app.writeups.sectioning import sections_of
from tests.benchmarks.machine import describe, peak_memory

_TIMES = 60
_SENTENCE = "联盟以沙龙找问题、以开放日学做法、以创新项目见实效，推动企业先立能耗基线再比改善。"


def usual_case(library: Library) -> Record:
    """A case as chairs write it, with its sources."""
    projects = [
        library.add(
            NewRecord(
                "project", f"节能改善之{number}",
                {"stage": "accepted", "leader": f"王工{number}", "team": ["李工"], "volume": 300_000, "unit_price": 0.8,
                 "baseline": {"number": 1.2, "unit": "kWh"}, "after": {"number": 1.0, "unit": "kWh"}, "period": 12},
                body=f"## 改进效果\n\n{_SENTENCE * 3}\n",
            )
        ).only
        for number in range(3)
    ]  # fmt: skip
    photos = tuple(library.keep_bytes(f"现场{number}.jpg", _photo(number)) for number in range(4))
    shown = [f"![现场{number}](attachment:{photo.sha256})" for number, photo in enumerate(photos)]
    table = "表：改善前后\n\n| 指标 | 改善前 | 改善后 |\n|---|---:|---:|\n" + "| 单耗 | 1.2 | 1.0 |\n" * 5
    parts = [
        f"## 背景与问题\n\n{_SENTENCE * 6}\n\n{shown[0]}",
        f"## 主要做法\n\n### 找问题\n\n{_SENTENCE * 5}\n\n{shown[1]}\n\n### 学做法\n\n{_SENTENCE * 5}\n\n{shown[2]}",
        f"## 取得成效\n\n年节约{{{{年经济效益合计}}}}，培训{{{{培训人数}}}}。{_SENTENCE * 5}\n\n{table}\n\n{shown[3]}",
        f"## 经验启示\n\n{_SENTENCE * 5}\n\n{_SENTENCE * 3}",
    ]
    marks = "".join(f"\n\n{{{{摘自：节能改善之{number}#改进效果}}}}" for number in range(3))
    sources = [{"record": each, "section": "改进效果"} for each in projects]
    fields = {"form": "experience", "byline": "秘书组", "union": "示范区星级工会联盟", "sources": sources}
    case = NewRecord("case", "以工会之力推动绿色低碳转型", fields, body="\n\n".join(parts) + marks, attachments=photos)
    return library.read(library.add(case).only)


def _photo(seed: int) -> bytes:
    """Something as hard to shrink as a photograph."""
    noise = Image.effect_noise((640, 480), 40 + seed).filter(ImageFilter.GaussianBlur(2))
    out = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(90).resize(noise.size), noise)).resize((3200, 2400)).save(out, "JPEG")
    return out.getvalue()


def painted(page: bytes, wide: int) -> QImage:
    """A page as the window paints it."""
    renderer = QSvgRenderer(QByteArray(page))
    picture = QImage(wide, round(wide * 297 / 210), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    return picture


def measured(what: str, act: Callable[[int], object]) -> None:
    """Print what one call takes: by the clock, and of the processor."""
    taken, worked = [], []
    for number in range(_TIMES):
        start, busy = perf_counter(), process_time()
        act(number)
        taken.append((perf_counter() - start) * 1000)
        worked.append((process_time() - busy) * 1000)
    said = "  ".join(f"p50 {cut(each, 0.5):6.1f}  p95 {cut(each, 0.95):6.1f} ms" for each in (taken, worked))
    print(f"{what:34} {said} (processor)", flush=True)


def cut(taken: Sequence[float], share: float) -> float:
    """The value below which `share` of the figures lie."""
    return sorted(taken)[min(int(len(taken) * share), len(taken) - 1)]


def main() -> None:
    """Print the figures."""
    print(describe())
    with tempfile.TemporaryDirectory() as place, Library.create(Path(place) / "library", "Benchmark") as library:
        case = usual_case(library)
        with Preview(library) as preview:
            start = perf_counter()
            first = preview.draw(case, preview.ask())
            assert first is not None
            print(f"{first.count} pages, 4 pictures; the first time {(perf_counter() - start) * 1000:.0f} ms")
            for where, words in (("first page", "背景"), ("middle", "学做法"), ("last page", "经验启示")):
                at = case.body.index("。", case.body.index(words))

                def typed(number: int, at: int = at, sight: int = 2, wide: int = 794) -> None:
                    body = case.body[:at] + "改" * (number % 20 + 1) + case.body[at:]
                    drawn = preview.draw(replace(case, body=body), preview.ask())
                    assert drawn is not None
                    for page in drawn.changed[:sight]:
                        painted(drawn.pages[page], wide)

                measured(f"typing on the {where}", typed)
                measured("  on a screen of twice the dots", partial(typed, wide=1588))
                measured("  without the painting", partial(typed, sight=0))
        measured("the outline's rows", lambda number: sections_of(case.body + "改" * number, case.title))
        measured("the checks", lambda number: checks(library, replace(case, body=case.body + "改" * number)))
    print(f"memory {peak_memory():.0f} MB")


if __name__ == "__main__":
    main()
