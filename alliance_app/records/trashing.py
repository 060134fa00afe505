"""Whether a record is in the trash: only while every operation in it was seen by somebody who deleted it."""

import re
from collections.abc import Callable, Mapping

from alliance_app.records.history import Step
from alliance_app.records.lineage import MENDED, Id, Seen
from alliance_app.records.signing import signed
from alliance_app.records.values import Value


def trashed_at(
    marks: Mapping[str, Value],
    ends: Seen,
    read: Callable[[str], Seen | None],
    step_of: Callable[[Id], Step | None],
) -> str | None:
    """When it went into the trash; None when it is not there.

    `marks`: what each deleter wrote, by writer's number. `ends`: what there is. `read` reads the version a mark names,
    `step_of` tells the change an operation belongs to: a text that a device mended is nobody's edit and brings
    nothing back.
    """
    if not marks:
        return None
    covered: dict[int, int] = {}
    latest = ""
    for peer_text, mark in marks.items():
        if not isinstance(mark, Mapping) or not re.fullmatch(r"\d{1,20}", peer_text):
            continue
        seen = read(_text(mark.get("seen")))
        if seen is None:
            continue
        peer = int(peer_text)
        for each, end in {**seen, peer: seen.get(peer, 0) + 1}.items():  # the mark itself is an operation
            covered[each] = max(end, covered.get(each, 0))
        latest = max(latest, _text(mark.get("at"))[:20])
    everything = all(_only_mended(peer, covered.get(peer, 0), end, step_of) for peer, end in ends.items())
    return latest if latest and everything else None


def _only_mended(peer: int, start: int, end: int, step_of: Callable[[Id], Step | None]) -> bool:
    """Whether a writer did nothing from `start` to `end` but mend texts."""
    while start < end:
        step = step_of((peer, start))
        if step is None or signed(step.message).what != MENDED:
            return False
        start = step.counter + step.length
    return True


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
