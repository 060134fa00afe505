"""What a shell offers for an argument."""

import click
from click.shell_completion import CompletionItem

from alliance_app.records.kinds import KINDS


def complete_kinds(_context: click.Context, _argument: click.Parameter, start: str) -> list[CompletionItem]:
    """The kinds of record, by name or Chinese label."""
    return [
        CompletionItem(kind.name, help=kind.zh)
        for kind in KINDS.values()
        if kind.name.startswith(start) or kind.zh.startswith(start)
    ]
