"""A library for the rules that read one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_app.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "测试") as made:
        yield made
