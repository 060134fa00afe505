"""The live preview: the pages of the export, and which of them a change touches."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from alliance_app.records.values import Record
from alliance_app.writeups import export, outline
from alliance_app.writeups import preview as module
from alliance_app.writeups.errors import CannotTypeset, UnknownLayout
from alliance_app.writeups.pictures import FitPicture, fit
from alliance_app.writeups.preview import Drawn, Preview
from tests.writeups.shelves import CASE, MemoryShelf, picture, record, rich_case

LONG = "\n\n".join(f"## 第 {part} 部分\n\n" + "先立基线，再比改善。" * 60 for part in "甲乙丙丁")


@pytest.fixture
def case(shelf: MemoryShelf) -> Record:
    return shelf.read(
        shelf.keep(record(CASE, "case", "案例", LONG, fields={"layout": "official", "date": "2026-07-12"}))
    )


def drawn(preview: Preview, case: Record, **options: bool | str) -> Drawn:
    layout, mask = options.get("layout"), options.get("mask", True)
    made = preview.draw(case, preview.ask(), layout=str(layout) if layout else None, mask=bool(mask))
    assert made is not None
    return made


@pytest.mark.parametrize("layout", ["official", "plain"])
def test_its_pages_are_those_of_the_export(shelf: MemoryShelf, tmp_path: Path, layout: str) -> None:
    case = shelf.read(rich_case(shelf))
    exported = export(shelf, [CASE], "pdf", tmp_path / "a.pdf", layout=layout)
    with Preview(shelf) as preview:
        pages = drawn(preview, case, layout=layout)
        assert pages.count == exported.pages
        assert pages.warnings == exported.warnings
    printed = ["".join(each.extract_text().replace("\u200b", "").split()) for each in PdfReader(exported.path).pages]
    letters = [len(re.findall(rb"<use ", page)) for page in pages.pages]
    assert letters == [len(each) for each in printed]


def test_only_what_a_change_touches_is_named(shelf: MemoryShelf, case: Record) -> None:
    with Preview(shelf) as preview:
        first = drawn(preview, case)
        assert first.changed == tuple(range(first.count))
        assert first.count >= 4
        assert drawn(preview, case).changed == ()
        (page,) = drawn(preview, replace(case, body=case.body + "末")).changed
        assert page > 0
        shorter = drawn(preview, replace(case, body=case.body[:400]))
        assert shorter.count < first.count
        assert drawn(preview, case).changed[-1] == first.count - 1


def test_an_outdated_request_draws_nothing(shelf: MemoryShelf, case: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    with Preview(shelf) as preview:
        older, newer = preview.ask(), preview.ask()
        assert preview.draw(case, older) is None
        assert preview.draw(case, newer) is not None

        def overtaken(*arguments: object, **options: object) -> object:
            preview.ask()
            return outline(shelf, [CASE])

        monkeypatch.setattr(module, "outline", overtaken)
        assert preview.draw(case, preview.ask()) is None


def test_what_was_overtaken_counts_as_not_seen(shelf: MemoryShelf, case: Record) -> None:
    with Preview(shelf) as preview:
        before = drawn(preview, case)
        preview.ask()
        assert preview.draw(replace(case, title="别的题"), 1) is None
        assert drawn(preview, replace(case, title="别的题")).changed[0] == 0
        assert before.count >= 1


def test_a_picture_is_read_once_and_small(shelf: MemoryShelf, case: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = shelf.keep_file("现场.png", picture(1_600, 1_200))
    seen: list[Path] = []

    def counted(path: Path) -> FitPicture | None:
        seen.append(path)
        return fit(path)

    monkeypatch.setattr(module, "fit", counted)
    with_photo = replace(case, body=f"![现场](attachment:{photo.sha256})\n\n文", attachments=(photo,))
    with Preview(shelf) as preview:
        first = drawn(preview, with_photo)
        again = drawn(preview, replace(with_photo, body=with_photo.body + "改"))
        assert len(seen) == 1
        monkeypatch.setattr(preview, "_fit", fit)
        whole = drawn(preview, with_photo).pages[0]
    assert (len(first.changed), len(again.changed)) == (first.count, 1)
    place = re.compile(rb"<image[^>]* width=\"([\d.]+)\" height=\"([\d.]+)\"")
    assert sizes(place, first.pages[0]) == pytest.approx(sizes(place, whole), abs=0.6)


def sizes(place: re.Pattern[bytes], page: bytes) -> list[float]:
    found = place.search(page)
    assert found is not None
    return [float(found[1]), float(found[2])]


def test_masking_is_that_of_the_export(shelf: MemoryShelf, case: Record) -> None:
    with_number = replace(case, body="找 13800001234")
    with Preview(shelf) as preview:
        covered = drawn(preview, with_number)
        readable = drawn(preview, with_number, mask=False)
    assert any("covered" in each for each in covered.warnings)
    assert not any("covered" in each for each in readable.warnings)
    assert readable.changed == (0,)


def test_any_thread_may_draw(shelf: MemoryShelf, case: Record) -> None:
    with Preview(shelf) as preview, ThreadPoolExecutor(3) as pool:
        serial = preview.ask()
        made = list(pool.map(lambda _number: preview.draw(case, serial), range(3)))
        assert {len(each.pages) for each in made if each is not None} == {made[0].count if made[0] else 0}


def test_what_goes_wrong_is_said(shelf: MemoryShelf, case: Record) -> None:
    preview = Preview(shelf)
    with pytest.raises(UnknownLayout):
        preview.draw(case, preview.ask(), layout="gothic")
    preview.close()
    with pytest.raises(CannotTypeset):
        preview.draw(case, preview.ask())
