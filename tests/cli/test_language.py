"""The command line speaks one language: also where the words are those of the library under it."""

import os
import subprocess
from pathlib import Path

import click
import pytest

from alliance_app.cli.borrowed import SAYINGS


def said(python: str, language: str, *arguments: str) -> str:
    """What a command line of its own process prints, on both streams."""
    command = [python, "-c", "from alliance_app.cli import main; main()", *arguments]
    environment = {**os.environ, "ALLIANCE_LANG": language}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("list", "--help"), ("nothing",), ("add",), ("add", "--wrong")])
def test_help_and_usage_errors_are_chinese_in_chinese_and_english_in_english(
    python: str, arguments: tuple[str, ...]
) -> None:
    chinese, english = (said(python, language, *arguments) for language in ("zh", "en"))
    for words in ("Usage", "Options:", "Show this", "Error", "Try '", "No such", "Missing"):
        assert words not in chinese
    assert "用法" in chinese
    assert "Usage" in english
    assert "用法" not in english


def test_the_borrowed_words_are_those_the_library_uses() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert [saying for saying in SAYINGS if f'"{saying}"' not in source] == []
