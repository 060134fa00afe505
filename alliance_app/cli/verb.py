"""What every verb has: --json and --library, before or after its arguments."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.words import _


class Verb(click.Command):
    """A verb that takes --json and --library like all others."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += common_options()


def verb(name: str, help: str, **settings: Any) -> Callable[[Callable[..., Any]], Verb]:
    """Make a function the verb called `name`; it gets the Session first."""

    def made(function: Callable[..., Any]) -> Verb:
        return click.command(name, cls=Verb, help=help, short_help=help, **settings)(click.pass_obj(function))

    return made


class Family(click.Group):
    """Verbs that belong together under one word; it takes --json and --library like all others."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += common_options()

    def verb(self, name: str, help: str, **settings: Any) -> Callable[[Callable[..., Any]], Verb]:
        """Make a function the verb `<family> name`; it gets the Session first."""

        def made(function: Callable[..., Any]) -> Verb:
            command = verb(name, help, **settings)(function)
            self.add_command(command)
            return command

        return made


def family(name: str, help: str, **settings: Any) -> Callable[[Callable[..., Any]], Family]:
    """Make a function the family called `name`; it gets the click context first, the Session as its `obj`."""

    def made(function: Callable[..., Any]) -> Family:
        found = click.command(name, cls=Family, help=help, short_help=help, **settings)(click.pass_context(function))
        assert isinstance(found, Family)
        return found

    return made


def common_options() -> list[click.Parameter]:
    """--json and --library DIR."""
    return [
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            expose_value=False,
            callback=_note_json,
            help=_("Answer with JSON on standard output."),
        ),
        click.Option(
            ["--library"],
            metavar="DIR",
            expose_value=False,
            callback=_note_library,
            help=_("The library's folder; else ALLIANCE_LIBRARY, else the last one used."),
        ),
    ]


def _note_json(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Session).json = True


def _note_library(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Session).folder = Path(value)
