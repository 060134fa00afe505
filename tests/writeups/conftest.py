"""A shelf for each test."""

from pathlib import Path

import pytest

from tests.writeups.shelves import MemoryShelf


@pytest.fixture
def shelf(tmp_path: Path) -> MemoryShelf:
    return MemoryShelf(tmp_path / "blobs")
