"""Goes through the main job step by step, says what it did, and leaves the files to look at."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from alliance_app import words
from alliance_app.demo.camera import Camera
from alliance_app.demo.place import fresh
from alliance_app.demo.story import Story
from alliance_app.words import _


@dataclass(slots=True)
class Told:
    """What the demo did: one line a step, and every file it left."""

    steps: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def run(folder: Path | None, *, as_json: bool = False) -> int:
    """Run the demo into `folder` (a new one when None). Returns the exit code. Raises FolderNotOurs."""
    place = fresh(folder)
    told = Told()

    def say(line: str) -> None:
        told.steps.append(line)
        if not as_json:
            click.echo(line)

    camera = _camera(place, say)
    try:
        told.files = [str(path) for path in Story(place, say, camera).tell()]
    finally:
        if camera is not None:
            camera.close()
    if as_json:
        click.echo(json.dumps({**asdict(told), "folder": str(place)}, ensure_ascii=False, indent=2))
    else:
        click.echo(_("Everything is in {folder}:").format(folder=place))
        for path in told.files:
            click.echo(f"  {Path(path).relative_to(place)}")
    return 0


def _camera(place: Path, say: Callable[[str], None]) -> Camera | None:
    """The real window, where Qt is installed."""
    try:
        studio: Any = import_module("alliance_app.desktop.shots")
    except ImportError as error:
        say(_("No pictures of the window: {reason}").format(reason=error))
        return None
    with words.speaking("zh"):  # as the sample is
        camera: Camera = studio.Studio(place)
    return camera


if __name__ == "__main__":
    sys.exit(run(None))
