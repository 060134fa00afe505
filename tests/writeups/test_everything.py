"""Everything out of a real library, and nothing of it lost."""

import json
from pathlib import Path

import pytest

from alliance_app.library import Library, Listing
from alliance_app.records import frontmatter
from alliance_app.records.values import NewRecord
from alliance_app.writeups import export, export_all
from alliance_app.writeups.errors import CannotWrite, NotEmpty
from tests.writeups.shelves import picture


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.create(tmp_path / "library", "示范工会", author="李主席")
    photo = made.keep_bytes("现场.png", picture())
    other = made.keep_bytes("现场.png", picture(30, 30))
    member = made.add(NewRecord("member", "示范电子厂工会", {"phone": "000-0000-0000"})).only
    made.add(
        NewRecord("salon", "第 18 期：绿色/低碳", {"starts_at": "2024-07-12T14:30", "host": member}, ("节能",),
                  "# 开头\n\n![图](现场.png)\n\n---\n结尾\n", (photo,))
    )  # fmt: skip
    made.add(NewRecord("supply_demand", "代工", {"side": "offer", "amount": 5_000}, attachments=(photo,)))
    made.add(NewRecord("salon", "第 18 期：绿色/低碳", {"starts_at": "2024-07-12"}, attachments=(other,)))
    gone = made.add(NewRecord("article", "旧文", body="旧")).only
    made.delete(gone)
    return made


def test_every_record_comes_out_whole(library: Library, tmp_path: Path) -> None:
    with library:
        exported = export_all(library, tmp_path / "out")
        ids = [*library.ids(Listing()), *library.ids(Listing(trashed=True))]
        assert (exported.records, exported.trashed, exported.files, exported.warnings) == (5, 1, 3, ())
        whole = json.loads((tmp_path / "out" / "records.json").read_text(encoding="utf-8"))
        by_id = {each["id"]: each for each in whole["records"]}
        assert set(by_id) == set(ids)
        files = {path.stem[-26:]: path for path in (tmp_path / "out").rglob("*.md")}
        assert set(files) == set(ids)
        for each in ids:
            record = library.read(each)
            header, body = frontmatter.parse(files[each].read_text(encoding="utf-8"))
            assert body == record.body == by_id[each]["body"]
            assert header.values["title"] == record.title
            assert dict(header.values.get("fields") or {}) == dict(record.fields) == by_id[each]["fields"]
            assert ("trash" in files[each].parts) == (record.trashed_at is not None)
            for attachment, entry in zip(record.attachments, header.values.get("attachments") or (), strict=True):
                place = entry["file"] if isinstance(entry, dict) else f"attachments/{entry}"
                blob = library.blob(attachment.sha256)
                assert blob is not None
                assert (files[each].parent / place).read_bytes() == blob.read_bytes()
        assert any(each["fields"].get("amount") == 5_000 for each in whole["records"])


def test_the_longest_names_fit_any_file_system(tmp_path: Path) -> None:
    long = "题" * 200
    with Library.create(tmp_path / "library", "示范工会", author="李主席") as library:
        files = tuple(library.keep_bytes(f"{long}{number}.png", picture(30 + number, 30)) for number in range(2))
        for _twice in range(2):
            library.add(NewRecord("salon", long, {"starts_at": "2024-07-12T14:30"}, attachments=files))
        exported = export_all(library, tmp_path / "out")
        assert (exported.records, exported.files, exported.warnings) == (2, 4, ())
        ids = library.ids(Listing())
        assert sorted(path.stem[-26:] for path in (tmp_path / "out").rglob("*.md")) == sorted(ids)
        for form in ("md", "html"):
            (tmp_path / form).mkdir()
            assert export(library, ids[:1], form, tmp_path / form).path.suffix == f".{form}"


def test_it_writes_only_into_an_empty_folder(library: Library, tmp_path: Path) -> None:
    with library:
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "mine.txt").write_text("mine")
        with pytest.raises(NotEmpty, match="nothing was written"):
            export_all(library, tmp_path / "full")
        assert [each.name for each in (tmp_path / "full").iterdir()] == ["mine.txt"]
        with pytest.raises(CannotWrite):
            export_all(library, tmp_path / "full" / "mine.txt")


def test_it_can_be_cancelled(library: Library, tmp_path: Path) -> None:
    with library:
        answers = iter([False, False, True])
        assert export_all(library, tmp_path / "out", cancelled=lambda: next(answers)).records == 2


def test_a_library_is_a_shelf(library: Library, tmp_path: Path) -> None:
    with library:
        ids = library.ids(Listing(kinds=("salon",)))
        for to in ("docx", "pdf", "html", "md"):
            assert export(library, ids, to, tmp_path / f"a.{to}").path.is_file()
