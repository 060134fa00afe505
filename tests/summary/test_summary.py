"""The summary of a year as a document: its numbers are the library's, in every format."""

import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from alliance_app import words
from alliance_app.app import App
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord
from alliance_app.summary import Asked, figures_of, write_summary
from alliance_app.writeups import FORMATS
from alliance_app.writeups.errors import ExportStopped, UnknownFormat, UnknownLayout
from tests.writeups.shelves import pdf_text, word_text, word_xml
from tests.writeups.test_batch import stop_at

PLANT, MOULD = "示范电子厂工会", "精工|模具工会 [新]"


@pytest.fixture
def app(tmp_path: Path) -> App:
    made = App.create(tmp_path / "library", "示例联盟", author="李主席")
    plant, mould = new_id(), new_id()
    benefit = {"baseline": {"number": 3, "unit": "h"}, "after": {"number": 1, "unit": "h"}, "volume": 1000}
    dates = {"approved": {"on": "2025-02-01"}, "accepted": {"on": "2025-06-01"}}
    made.library.add_all(
        [
            NewRecord("member", PLANT, id=plant),
            NewRecord("member", MOULD, id=mould),
            NewRecord("salon", "第 18 期", {"starts_at": "2025-03-18T14:30", "present": 14, "host": plant}),
            NewRecord("salon", "第 17 期", {"starts_at": "2024-03-18T14:30", "present": 9, "host": plant}),
            NewRecord("activity", "慰问", {"date": "2025-01-20", "headcount": 33, "owner": mould, "type": "visit"}),
            NewRecord(
                "project",
                "回流焊",
                {"stage": "accepted", "stage_dates": dates, "owner": mould, "category": "reform", "leader": "王工",
                 "unit_price": 100, "finance_confirmed": True, **benefit},
            ),
        ]
    )  # fmt: skip
    return made


def said(path: Path) -> str:
    if path.suffix == ".pdf":
        return pdf_text(path)
    text = word_text(path) if path.suffix == ".docx" else path.read_text("utf-8")
    return "".join(text.split())


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_tells_the_numbers_and_shows_the_charts(to: str, app: App, tmp_path: Path) -> None:
    with app, words.speaking("zh"):
        path = write_summary(app.library, Asked(2025), to, tmp_path / f"a.{to}").path
    text = said(path)
    for told in (
        "2025年，示例联盟共举办主席沙龙1期（与上年持平），到会14人次",
        "开展工会活动1次（比上年增加1），参加33人次",
        "培养创新人才1人，改良（立项）创优项目1项，验收创效成果1项",
        "年经济效益合计20万元，其中经财务确认20万元，占100%",
        "统计口径",
    ):
        assert told in text
    pictures = {
        "docx": lambda: len([name for name in zipfile.ZipFile(path).namelist() if name.endswith(".png")]),
        "pdf": lambda: len(re.findall("图[1-9]各", text)),
        "html": lambda: text.count('src="data:image/png;base64,'),
        "md": lambda: len(list((tmp_path / "attachments").glob("a-*.svg"))),
    }
    assert pictures[to]() == 5


def test_charts_in_word_have_words_for_those_who_cannot_see_them(app: App, tmp_path: Path) -> None:
    with app, words.speaking("zh"):
        path = write_summary(app.library, Asked(2025), "docx", tmp_path).path
    assert path.name == "2025_年度汇总_示例联盟.docx"
    drawn = [each.get("descr") or "" for each in word_xml(path).iter() if each.tag.endswith("}docPr")]
    assert len(drawn) == 5
    assert "6月 20" in next(alt for alt in drawn if alt.startswith("各月验收项目年经济效益"))


def test_the_pdf_has_the_headings_as_bookmarks(app: App, tmp_path: Path) -> None:
    with app, words.speaking("zh"):
        path = write_summary(app.library, Asked(2025), "pdf", tmp_path / "a.pdf", layout="official").path
    titles = [str(each["/Title"]) for each in PdfReader(path).outline if not isinstance(each, list)]
    assert [title[:2] for title in titles] == ["一、", "二、", "三、", "四、", "五、"]


def test_one_member_alone_and_a_year_without_anything(app: App, tmp_path: Path) -> None:
    with app, words.speaking("zh"):
        plant = app.library.find_id(PLANT)
        found = figures_of(app.library, Asked(2025, (plant,)))
        assert (found.whose, found.this.projects.accepted, found.last.happened["salon"].count) == (PLANT, 0, 1)
        path = write_summary(app.library, Asked(1999), "md", tmp_path / "a.md").path
    assert "本年度还没有活动记录" in said(path)
    assert not (tmp_path / "attachments").exists()


def test_titles_with_marks_stay_words_in_markdown(app: App, tmp_path: Path) -> None:
    with app, words.speaking("zh"):
        text = write_summary(app.library, Asked(2025), "md", tmp_path / "a.md").path.read_text("utf-8")
    rows = [line for line in text.splitlines() if "模具" in line and line.startswith("|")]
    assert rows
    assert all(re.fullmatch(r"\| 精工\\\|模具工会 \\\[新\\\] (\| [\d.]+ )+\|", row) for row in rows)


def test_a_stopped_summary_leaves_nothing_and_wrong_wishes_are_refused(app: App, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with app:
        for asked in range(3):
            for to in FORMATS:
                with pytest.raises(ExportStopped):
                    write_summary(app.library, Asked(2025), to, out / f"a.{to}", cancelled=stop_at(asked))
        with pytest.raises(UnknownFormat):
            write_summary(app.library, Asked(2025), "odt", out)
        with pytest.raises(UnknownLayout):
            write_summary(app.library, Asked(2025), "pdf", out, layout="fancy")
    assert list(out.iterdir()) == []
