"""Libraries and a shared folder to try sync on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_app.library import Library


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """`make("A")` is a new library on a device of its own; all are closed at the end."""
    made: list[Library] = []

    def create(name: str) -> Library:
        library = Library.create(tmp_path / name, f"{name} 工会", author=f"{name} 主席", device_name=f"{name}-电脑")
        made.append(library)
        return library

    yield create
    for library in made:
        library.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty folder that all devices reach."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder
