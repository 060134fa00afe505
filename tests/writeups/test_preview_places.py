"""The live preview tells where the headings stand on its pages, in the order of the outline."""

import pytest

from alliance_app.writeups.preview import Preview
from alliance_app.writeups.sectioning import sections_of
from tests.writeups.shelves import CASE, MemoryShelf, record

BODY = "\n\n".join(f"## 第 {part} 部分\n\n" + "先立基线，再比改善。" * 60 for part in "甲乙丙丁")


@pytest.mark.parametrize("layout", ["official", "plain"])
def test_each_heading_has_its_place(shelf: MemoryShelf, layout: str) -> None:
    case = shelf.read(shelf.keep(record(CASE, "case", "案例", f"# 案例\n\n{BODY}", fields={"date": "2026-07-12"})))
    with Preview(shelf) as preview:
        drawn = preview.draw(case, preview.ask(), layout=layout)
        assert drawn is not None
        assert len(drawn.headings) == len(sections_of(case.body, case.title)) == 4
        assert list(drawn.headings) == sorted(drawn.headings)
        assert all(0 <= page < drawn.count and 50 < points < 842 for page, points in drawn.headings)
        assert drawn.headings[-1][0] > 0
