"""The command line, called as a shell calls it, on a library of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from alliance_app.cli.program import run


@dataclass(frozen=True)
class Said:
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer; nothing but JSON may stand on standard output."""
        assert self.code == 0, self.err
        assert self.err == ""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line of a refusal, which changed nothing."""
        assert self.code == 1, (self.code, self.out, self.err)
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.strip()


class Alliance:
    """Calls the program on one library."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Said:
        self._capsys.readouterr()
        code = run(["--library", str(self.folder), *arguments])
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def json(self, *arguments: str) -> Any:
        """The JSON answer of a command line that must succeed."""
        return self(*arguments, "--json").json

    def add(self, kind: str, title: str, *more: str) -> str:
        """Add a record; gives its id."""
        record_id: str = self.json("add", kind, "--title", title, *more)["id"]
        return record_id

    def state(self) -> Any:
        """Everything a refusal must not change."""
        listed = self.json("list")["records"], self.json("trash")["records"]
        kept = sorted(str(path) for path in (self.folder / "attachments").rglob("*"))
        return listed, kept


@pytest.fixture
def nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Alliance:
    """The program where there is no library yet."""
    return Alliance(tmp_path / "library", capsys)


@pytest.fixture
def alliance(nothing: Alliance) -> Alliance:
    """The program with an empty library."""
    assert nothing("init", str(nothing.folder), "--name", "测试资料库", "--author", "李主席").code == 0
    return nothing


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Write a file; gives its path."""

    def written(name: str, content: str | bytes) -> str:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return written
