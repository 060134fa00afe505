"""What one command line works with: the library it names, and how it answers."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alliance_app.records.progress import Progress, Step, quietly

if TYPE_CHECKING:
    from alliance_app.app import App


@dataclass(slots=True)
class Session:
    """`json`: answer with JSON on standard output, and nothing else there. `folder`: the library named."""

    json: bool = False
    folder: Path | None = None

    def open(self) -> "App":
        """The library this command line is about. Raises NotALibrary, LibraryTooNew, LibraryUnreadable."""
        from alliance_app.app import App

        app = App.open(self.library_folder())
        app.look_after()
        return app

    def library_folder(self) -> Path:
        """Where that library is, or would be."""
        from alliance_app.app import library_folder

        return library_folder(self.folder)

    def answer(self, value: Mapping[str, Any], *lines: str) -> None:
        """Give the answer: `value` as JSON when asked for, else `lines`."""
        if self.json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                click.echo(line)

    def answer_many(self, name: str, values: Iterable[Mapping[str, Any]]) -> None:
        """Give a long JSON list piece by piece, so that memory holds only a part of it."""
        sys.stdout.write(f'{{"{name}": [')
        for place, value in enumerate(values):
            sys.stdout.write((",\n" if place else "\n") + json.dumps(value, ensure_ascii=False))
        sys.stdout.write("\n]}\n")

    @contextmanager
    def watched(self) -> Iterator[Progress]:
        """Progress for long work: a bar on standard error where that is a terminal."""
        if not sys.stderr.isatty():
            yield quietly
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)

            def show(step: Step) -> None:
                bar.update(task, description=step.what, completed=step.done, total=step.total)

            yield show
