"""`python -m alliance_app`, and what the built program starts with."""

import multiprocessing
import os
import sys

from alliance_app.cli import main


def give_streams() -> None:
    """A program without a console (`alliance-window` on Windows) has no streams; what is written goes nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the process ends
    if sys.stderr is None:
        sys.stderr = sys.stdout


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the built program starts itself where it needs a process beside this one
    give_streams()
    main()
