"""Trying out in a process of its own what may kill this one: updates made to abort the merging engine exist.

What died may have been killed from outside, by the power or by the user: only a second death, in the child, tells.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError

_SECONDS = 120
_MOST_MEMORY = 3 * 2**30


def survives(library: Library, entries: Sequence[tuple[str, bytes]]) -> bool:
    """Whether merging these updates, (record id, payload), leaves a process alive. Takes a second at least."""
    import multiprocessing  # hardly ever needed: not at every start

    # a fork would take over this process's threads and locks, and half its memory
    child = multiprocessing.get_context("spawn").Process(target=_try, args=(library.folder, entries), daemon=True)
    child.start()
    child.join(_SECONDS)
    alive = child.exitcode == 0
    if child.exitcode is None:
        child.kill()
        child.join()
    return alive


def _try(folder: Path, entries: Sequence[tuple[str, bytes]]) -> None:
    """What the child does. Refused bytes are no death."""
    _bound_memory()
    with Library.open(folder, read_only=True) as library:
        for record_id, payload in entries:
            with suppress(AllianceError):
                library.try_merge(record_id, payload)


def _bound_memory() -> None:
    """Let an allocation beyond all reason fail here, where the system can do that, before it takes the computer's."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
