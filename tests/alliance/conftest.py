"""A library for the rules that read one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import NewRecord


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "测试") as made:
        yield made


@pytest.fixture(scope="module")
def one_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all examples of a law, with a member."""
    with Library.create(tmp_path_factory.mktemp("law") / "library", "测试") as made:
        made.add(NewRecord("member", "示例精密"))
        yield made
