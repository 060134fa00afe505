"""What the person names must be there and readable; otherwise nothing at all is imported."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.intake import IntakeReport, NothingThere, NotImportable
from alliance_app.library import Library
from alliance_app.records.errors import UnknownKind

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., IntakeReport]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("二进制.md", b"\x00\x01\x02"),
        ("图.png", b"\x89PNG"),
        ("表.xlsx", b"PK"),
        ("坏.docx", b"PK\x03\x04"),
        ("空.docx", b""),
        ("半.txt", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_cannot_be_imported_stops_everything(
    write: Write, take: Import, library: Library, name: str, content: bytes
) -> None:
    good = write("好.md", "好")
    with pytest.raises(NotImportable, match=name):
        take(good, write(name, content))
    assert library.counts().total == 0


def test_a_path_that_leads_nowhere_stops_everything(take: Import, vault: Path, library: Library) -> None:
    for path in (vault / "没有.md", vault / "没有" / "..", Path("x" * 5000), Path("a\x00b")):
        with pytest.raises(NothingThere):
            take(path)
    assert library.counts().total == 0


def test_what_is_no_plain_file_is_turned_away(take: Import, vault: Path) -> None:
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(vault / "管.md")
    with pytest.raises(NotImportable, match="plain file"):
        take(vault / "管.md")
    assert [each.path for each in take().skipped] == ["管.md"]


def test_a_file_larger_than_a_record_can_be_is_not_even_read(take: Import, vault: Path) -> None:
    path = vault / "大.md"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(NotImportable, match="40 MB"):
        take(path)
    assert [each.path for each in take().skipped] == ["大.md"]


def test_an_unknown_kind_is_refused_before_anything(write: Write, take: Import, library: Library) -> None:
    with pytest.raises(UnknownKind, match="诗"):
        take(write("好.md", "好"), kind="诗")
    assert library.counts().total == 0


def test_an_empty_folder_is_no_fault(take: Import) -> None:
    assert take() == IntakeReport()
