"""Figures in a case: those of the records as they are now, in every format; what there is none of says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from alliance_app.alliance.figures import figures
from alliance_app.records.benefit import annual_benefit
from alliance_app.records.markdown.marks import marks
from alliance_app.records.values import Record, Value
from alliance_app.writeups import FORMATS, export
from alliance_app.writeups.figures import Reckoning, figures_of
from tests.writeups.shelves import CASE, MEMBER, PROJECT, SALON, MemoryShelf, pdf_text, record, word_text

OTHER = "01ARZ3NDEKTSV4RRFFQ69G5FAE"
REFLOW: dict[str, Value] = {
    "stage": "accepted", "leader": "王工", "team": ["李工", "赵工"], "volume": 2_050, "unit_price": 0.82,
    "investment": 38_150, "baseline": {"number": 1_250, "unit": "kWh"}, "after": {"number": 1_100, "unit": "kWh"},
    "period": 12,
}  # fmt: skip


def project(record_id: str, title: str, fields: dict[str, Value]) -> Record:
    worked_out = annual_benefit(fields)
    return record(record_id, "project", title, fields={**fields, "annual_benefit": worked_out})


@pytest.fixture
def case(shelf: MemoryShelf) -> Record:
    shelf.keep(project(PROJECT, "回流焊节能：一号线", REFLOW))
    shelf.keep(project(OTHER, "余热回收", {**REFLOW, "stage": "doing", "team": ["李工"], "leader": "周工"}))
    shelf.keep(record(MEMBER, "member", "示范电子厂工会", fields={"phone": "13800001234", "stars": "3"}))
    shelf.keep(record(SALON, "supply_demand", "代工", fields={"amount": 5_000}))
    fields = {"sources": [{"record": PROJECT, "section": "改进效果"}, {"record": OTHER}, {"record": PROJECT}]}
    return record(CASE, "case", "案例", fields=fields)


def said(shelf: MemoryShelf, case: Record, text: str) -> list[str | None]:
    reckoning = Reckoning(shelf, case)
    found = [reckoning.figure(mark) for mark in marks(text)]
    return [figure.value if figure and figure.found else None for figure in found]


def test_totals_are_those_of_the_alliances_figures(shelf: MemoryShelf, case: Record) -> None:
    totals = figures_of(shelf, case)[:4]
    assert [(each.name, each.value, each.origin) for each in totals] == [
        ("Yearly benefit in all", "21.4 万元", "回流焊节能：一号线"),
        ("People trained", "4 people", "回流焊节能：一号线、余热回收"),
        ("Projects improved", "2 projects", "回流焊节能：一号线、余热回收"),
        ("Results accepted", "1 projects", "回流焊节能：一号线"),
    ]
    batches = figures([shelf.read(PROJECT), shelf.read(OTHER)]).batches
    assert (batches.people, batches.improved, batches.accepted, batches.benefit) == (4, 2, 1, 214_000.0)
    assert said(shelf, case, "{{年经济效益合计}}{{培训人数}}{{改良项目}}{{验收成果}}") == [
        each.value for each in totals
    ]


def test_each_number_of_a_source_can_be_put_in(shelf: MemoryShelf, case: Record) -> None:
    fields = [each for each in figures_of(shelf, case) if each.record_id == PROJECT]
    assert ("Yearly benefit", "21.4 万元") in [(each.name, each.value) for each in fields]
    for each in fields:
        assert each.found
        assert said(shelf, case, each.mark) == [each.value]


def test_fields_by_either_label_and_titles_with_a_colon(shelf: MemoryShelf, case: Record) -> None:
    texts = [
        "{{年经济效益：回流焊节能：一号线}}",
        "{{annual_benefit: 回流焊节能：一号线}}",
        "{{Stars：示范电子厂工会}}",
    ]
    assert said(shelf, case, "".join(texts)) == ["21.4 万元", "21.4 万元", "Three stars"]


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("{{没有的}}", "There is no figure of this name."),
        ("{{年经济效益：没有这条}}", "no record “没有这条”"),
        ("{{没有的：余热回收}}", "has no field “没有的”"),
        ("{{Amount：代工}}", "cannot be printed here"),
        ("{{Rated on：示范电子厂工会}}", "is empty"),
        ("{{Stage dates：余热回收}}", "cannot be printed here"),
    ],
)
def test_what_cannot_be_worked_out_says_so(shelf: MemoryShelf, case: Record, mark: str, reason: str) -> None:
    figure = Reckoning(shelf, case).figure(marks(mark)[0])
    assert figure is not None
    assert not figure.found
    assert reason in figure.origin
    assert figure.value.startswith("(")
    assert "no such figure" in figure.value


def test_totals_need_projects(shelf: MemoryShelf, case: Record) -> None:
    bare = replace(case, fields={"sources": [{"record": OTHER}, {"record": "01ARZ3NDEKTSV4RRFFQ69G5FAZ"}]})
    assert [each.found for each in figures_of(shelf, bare)[:4]] == [False, True, True, False]
    none = replace(case, fields={"sources": [{"record": MEMBER}]})
    assert {each.origin for each in figures_of(shelf, none)[:4]} == {"None of the sources is a project."}


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return word_text(path)
    return pdf_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")


@pytest.mark.parametrize("to", FORMATS)
def test_every_export_fills_them_in_anew(shelf: MemoryShelf, case: Record, tmp_path: Path, to: str) -> None:
    body = "年节约{{年经济效益合计}}，找{{Phone：示范电子厂工会}}，{{没有的}}，`{{培训人数}}`\n\n{{摘自：余热回收}}\n"
    shelf.keep(replace(case, body=body))

    def seen() -> str:
        return "".join(text_of(export(shelf, [CASE], to, tmp_path / f"a.{to}").path).split())

    text = seen()
    assert "年节约21.4万元" in text
    assert "13800001234" not in text
    assert "nosuchfigure" in text
    assert "{{培训人数}}" in text
    assert "摘自" not in text
    shelf.keep(project(PROJECT, "回流焊节能：一号线", {**REFLOW, "investment": 0}))
    assert "年节约25.2万元" in seen()
    warnings = export(shelf, [CASE], to, tmp_path / f"a.{to}").warnings
    assert "“没有的” could not be filled in. There is no figure of this name." in warnings


def test_words_filled_in_are_no_markup(shelf: MemoryShelf, case: Record, tmp_path: Path) -> None:
    shelf.keep(record(MEMBER, "member", "甲", fields={"address": "**一号** [楼](x) `门`"}))
    shelf.keep(replace(case, body="| 址 |\n|---|\n| {{Address：甲}} |\n\n- **{{Address：甲}}**\n", fields={}))
    for to, read in (("docx", word_text), ("pdf", pdf_text)):
        text = read(export(shelf, [CASE], to, tmp_path / f"a.{to}").path)
        assert "".join(text.split()).count("**一号**[楼](x)`门`") == 2


def test_elsewhere_only_marks_that_name_a_field_are_filled_in(shelf: MemoryShelf, case: Record, tmp_path: Path) -> None:
    shelf.keep(
        record(SALON, body="{{date}} {{培训人数}} {{别的：余热回收甲}} {{年经济效益：余热回收}} {{年经济效益：没有}}")
    )
    text = word_text(export(shelf, [SALON], "docx", tmp_path / "a.docx").path)
    assert "{{date}} {{培训人数}} {{别的：余热回收甲}} 21.4 万元 (没有: no such figure)" in text
