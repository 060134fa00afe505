"""One verb for very many records, a piece at a time: others write in between, and it can be stopped."""

from collections.abc import Callable, Sequence

from alliance_app.library.values import Changed
from alliance_app.records.chunks import chunks
from alliance_app.records.progress import Cancelled, Progress, Step

# In about the time in which one autosave may wait. Fewer are one transaction: all or none.
AT_ONCE = 100


def piecewise(
    verb: Callable[..., Changed], ids: Sequence[str], what: str, progress: Progress, cancelled: Cancelled
) -> Changed:
    """Share, delete or restore records, `what` as progress says it; those that are done when it is stopped stay done.

    Raises what the verb raises.
    """
    done: set[str] = set()
    through = 0
    for count, some in enumerate(chunks(ids, AT_ONCE)):
        if cancelled():
            break
        progress(Step(what, count * AT_ONCE, len(ids)))
        changed = verb(*some)
        done |= changed.ids
        through = changed.through
    return Changed(frozenset(done), through)
