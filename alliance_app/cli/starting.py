"""`alliance` without a verb, `alliance demo` and `alliance completion`."""

import os
import sys
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from alliance_app.cli.errors import PartMissing, WindowMissing
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.words import _

_SHELLS = ("bash", "zsh", "fish")


def open_window(session: Session) -> int:
    """Open the window on the library named. Raises WindowMissing."""
    if _has_no_display():
        raise WindowMissing(reason=_("there is no display"))
    # By name: this face of the program must start, and pass its tests, where the other one is not installed.
    try:
        window = import_module("alliance_app.desktop.main")
    except ImportError as error:
        raise WindowMissing(reason=error) from error
    return int(window.run(session.folder))


@verb("demo", _("Show the main job, step by step, without hands: note, find, share, merge, write a case, export it."))
@click.option("--shots", "folder", metavar="DIR", help=_("Where its files and pictures go."))
def demo(session: Session, folder: str | None) -> int:
    """In a library of its own: yours is not touched."""
    try:
        guided = import_module("alliance_app.demo")
    except ModuleNotFoundError as error:
        raise PartMissing(part=error.name) from error
    return int(guided.run(Path(folder) if folder else None, as_json=session.json))


@verb("completion", _("Print what makes SHELL (bash, zsh, fish) complete verbs; add it to the shell's start file."))
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(session: Session, shell: str) -> None:
    """The shell then asks the program itself what fits."""
    found = get_completion_class(shell)
    assert found is not None
    root = click.get_current_context().find_root().command
    source = found(root, {}, "alliance", "_ALLIANCE_COMPLETE").source()
    session.answer({"shell": shell, "source": source}, source)


def _has_no_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return False
    return not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
