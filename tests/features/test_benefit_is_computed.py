"""A typed-in benefit is impossible: whichever door it comes through, what is shown is what was worked out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import loro
import pytest

from alliance_app.cli.program import run
from alliance_app.intake import import_paths
from alliance_app.library import Incoming, Library, Listing, templates
from alliance_app.records.errors import AllianceError, InvalidField
from alliance_app.records.values import Clash, Edit, NewRecord
from alliance_app.writeups import export_all

# 100 hours × (2 − 1) × 50 yuan = 5,000 yuan
PARTS: dict[str, Any] = {
    "baseline": {"number": 2, "unit": "h"},
    "after": {"number": 1, "unit": "h"},
    "volume": 100,
    "unit_price": 50,
}
WORKED_OUT, TYPED = 5_000.0, 9_999_999.0


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "甲工会", author="王工") as made:
        yield made


@pytest.fixture
def project(library: Library) -> str:
    return library.add(NewRecord("project", "小夹具", PARTS)).only


def benefit(library: Library, record_id: str) -> tuple[object, object]:
    fields = library.read(record_id).fields
    return fields.get("annual_benefit"), fields.get("benefit_band")


@pytest.mark.parametrize("name", ["annual_benefit", "benefit_band", "年经济效益", "Yearly benefit", "效益档"])
def test_the_library_refuses_it_in_new_records_and_in_edits(library: Library, project: str, name: str) -> None:
    with pytest.raises(InvalidField, match="computed"):
        library.add(NewRecord("project", "新", {**PARTS, name: TYPED}))
    for value in (TYPED, None, ""):
        with pytest.raises(InvalidField, match="computed"):
            library.write(Edit(project, fields={name: value}))
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")


def test_the_command_line_refuses_it(library: Library, project: str, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--library", str(library.folder)]
    for verb in (["add", "project", "--title", "新"], ["edit", project], ["move", project, "评审"]):
        assert run([*here, *verb, "--set", "annual_benefit=9999999"]) == 1
        assert "computed" in capsys.readouterr().err
        assert run([*here, *verb, "--set", "年经济效益=9999999"]) == 1
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")
    assert library.ids(Listing()) == [project]


@pytest.mark.parametrize("where", ["fields:\n  annual_benefit: 9999999\n", "annual_benefit: 9999999\nfields: {}\n"])
def test_front_matter_cannot_bring_it(library: Library, tmp_path: Path, where: str) -> None:
    note = tmp_path / "笔记.md"
    note.write_text(f"---\nkind: project\ntitle: 从外面来\n{where}---\n正文\n", encoding="utf-8")
    assert import_paths(library, [note]).added == 1
    (made,) = library.ids(Listing())
    assert benefit(library, made) == (None, None)


def test_a_foreign_note_cannot_bring_it_by_its_label(library: Library, tmp_path: Path) -> None:
    note = tmp_path / "笔记.md"
    note.write_text("---\ntitle: 从外面来\n年经济效益: 9999999\n效益档: '>50 万元'\n---\n正文\n", encoding="utf-8")
    assert import_paths(library, [note], kind="project").added == 1
    (made,) = library.ids(Listing())
    assert benefit(library, made) == (None, None)


def test_what_export_all_wrote_and_somebody_changed_cannot_bring_it(
    library: Library, project: str, tmp_path: Path
) -> None:
    export_all(library, tmp_path / "out")
    (page,) = (tmp_path / "out").rglob("小夹具*.md")
    assert "annual_benefit" not in page.read_text("utf-8")
    page.write_text(page.read_text("utf-8").replace("fields:\n", "fields:\n  annual_benefit: 9999999\n", 1), "utf-8")
    assert "annual_benefit" in page.read_text("utf-8")
    import_paths(library, [tmp_path / "out"])
    with Library.create(tmp_path / "new", "乙工会") as new:
        import_paths(new, [tmp_path / "out"])
        assert [benefit(new, each) for each in new.ids(Listing())] == [(WORKED_OUT, "<10 万元")]
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")


def forged(history: bytes) -> bytes:
    """A project's history in which somebody wrote the benefit past all that the program checks."""
    engine = loro.LoroDoc()
    engine.import_(history)
    before = engine.oplog_vv
    for name, value in (("annual_benefit", TYPED), ("benefit_band", ">50 万元"), ("年经济效益", TYPED)):
        engine.get_map("fields").insert(name, value)
    engine.commit_with(None, 1_767_225_600, None, None)
    return engine.export(loro.ExportMode.Updates(before))


def test_another_device_cannot_send_it(library: Library, project: str) -> None:
    library.share(project)
    library.receive("forger", 1, [Incoming(project, forged(library.history_of(project)), "2026-01-01T00:00:00Z")])
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")
    assert library.doctor(rebuild=True).ok
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")


def test_a_history_from_another_library_cannot_hold_it(library: Library, project: str, tmp_path: Path) -> None:
    engine = loro.LoroDoc()
    engine.import_(library.history_of(project))
    engine.import_(forged(library.history_of(project)))
    whole = engine.export(loro.ExportMode.Updates(loro.VersionVector()))
    with Library.create(tmp_path / "new", "乙工会") as new:
        new.adopt({project: whole}, {project: {"annual_benefit": TYPED}})
        assert benefit(new, project) == (WORKED_OUT, "<10 万元")


def test_a_decision_cannot_be_about_it(library: Library, project: str) -> None:
    for shown in (None, Clash("annual_benefit", ())):
        with pytest.raises(AllianceError):
            library.decide(project, "annual_benefit", TYPED, shown)
    assert benefit(library, project) == (WORKED_OUT, "<10 万元")


def test_a_template_cannot_bring_it(library: Library) -> None:
    file = library.folder / templates.FOLDER / "project" / "夹具类.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\nfields:\n  annual_benefit: 9999999\n  category: reform\n---\n## 现状\n", encoding="utf-8")
    new = templates.start_from(library, templates.named(library.folder, "project", "夹具类"), "新")
    assert benefit(library, library.add(new).only) == (None, None)
