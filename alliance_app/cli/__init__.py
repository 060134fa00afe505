"""The command line: `alliance VERB …`. Every verb, its options and its JSON are described in docs/cli.md."""

import sys


def main() -> None:
    """What the `alliance` command runs."""
    from alliance_app.cli.program import run

    raise SystemExit(run(sys.argv[1:]))
