"""A library to import into, and a folder to fill."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_app.intake import IntakeReport, import_paths
from alliance_app.library import Library, Listing
from alliance_app.records.values import Record

Import = Callable[..., IntakeReport]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "测试资料库", author="李主席", device_name="办公室") as made:
        yield made


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "笔记"
    folder.mkdir()
    return folder


@pytest.fixture
def write(vault: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the vault."""

    def written(name: str, content: str | bytes) -> Path:
        path = vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return written


@pytest.fixture
def take(library: Library, vault: Path) -> Import:
    """Import the vault, or the paths given."""

    def taken(*paths: Path, kind: str = "article") -> IntakeReport:
        return import_paths(library, paths or (vault,), kind=kind)

    return taken


@pytest.fixture
def titled(library: Library) -> Callable[[str], Record]:
    """The one record with a title, in the trash or not."""

    def found(title: str) -> Record:
        everything = [*library.ids(Listing()), *library.ids(Listing(trashed=True))]
        (record,) = [each for each in library.read_many(everything) if each.title == title]
        return record

    return found
