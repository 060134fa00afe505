"""A document's commits as people read them, and the fields that concurrent edits left unsettled: both plain functions
of its history, the same on every device.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from alliance_app.records.lineage import MENDED, Id
from alliance_app.records.signing import Signature, signed, stamp_of
from alliance_app.records.values import Claim, Clash, Commit, Value

_FIELDS, _META = "cid:root-fields:Map", "cid:root-meta:Map"
_WATCHED_META = {"title"}
_DEEPEST = 20  # what fields hold is nested three deep


@dataclass(frozen=True, slots=True)
class Write:
    """One value written to one key: by whom, when, and where in the history (`lamport`: in the order of all)."""

    key: str
    value: Value
    by: Signature
    at: str
    lamport: int
    peer: int
    counter: int


class Step(NamedTuple):
    """One change as the engine keeps it, its version spelled: part of a commit, usually all of it."""

    lamport: int
    timestamp: int
    peer: int
    counter: int
    length: int
    message: str | None
    version: str


def clashes_of(history: Mapping[str, Value], saw: Callable[[Write, Write], bool]) -> tuple[Clash, ...]:
    """The keys whose newest writes did not see each other and differ. `saw(later, earlier)` asks causality.

    `history`: Loro's JSON updates. A later write that saw all of them settles the key.
    """
    by_key: dict[str, list[Write]] = {}
    for write in _writes(history):
        by_key.setdefault(write.key, []).append(write)
    found = []
    for key, writes in by_key.items():
        heads = _heads(writes, saw)
        if len({_comparable(head.value) for head in heads}) > 1:
            known = [write for write in writes if all(head is not write and saw(head, write) for head in heads)]
            claims = [Claim(head.by.author, head.value, head.by.device, head.at) for head in heads]
            claims.sort(key=lambda claim: (claim.at, claim.author, repr(claim.value)))
            found.append(Clash(key, tuple(claims), base=_winner(known), now=_winner(writes)))
    return tuple(sorted(found, key=lambda clash: clash.name))


def commits_of(steps: Iterable[Step]) -> list[Commit]:
    """Every commit, newest first. The engine keeps a large one as several changes, alike in time and message."""
    known = {(step.peer, step.counter): step for step in steps}  # a walk meets a shared ancestor twice
    found: list[tuple[tuple[int, int, int], Commit]] = []  # two in one second stand in one order on every device
    for step in known.values():
        following = known.get((step.peer, step.counter + step.length))
        if following is not None and (step.timestamp, step.message) == (following.timestamp, following.message):
            continue
        found.append(((step.lamport, step.timestamp, step.peer), commit_of(step)))
    return [commit for _order, commit in sorted(found, key=lambda each: each[0], reverse=True)]


def newest_commit(last: Iterable[Id], step_of: Callable[[Id], Step | None]) -> Commit | None:
    """The newest commit, `last` being every writer's last operation; a text that a device mended is nobody's edit."""
    newest: Step | None = None
    for peer, counter in last:
        step = step_of((peer, counter))
        while step is not None and signed(step.message).what == MENDED:
            step = step_of((peer, step.counter - 1)) if step.counter else None
        if step is not None and (newest is None or _age(step) > _age(newest)):
            newest = step
    return commit_of(newest) if newest else None


def commit_of(step: Step) -> Commit:
    """A change as a person reads it."""
    author, device, what = signed(step.message)
    return Commit(step.version, author, device, stamp_of(step.timestamp), what)


def written_to(history: Mapping[str, Value], root: str) -> Iterator[tuple[str, Value]]:
    """Every key and value there ever was in one of a document's maps. `history`: Loro's JSON updates."""
    for change in history.get("changes") or []:
        for op in change.get("ops") or []:
            content = op.get("content") or {}
            if op.get("container") == f"cid:root-{root}:Map":
                yield str(content.get("key")), content.get("value")


def _age(step: Step) -> tuple[int, int, int]:
    return step.timestamp, step.lamport, step.peer


def _heads(writes: list[Write], saw: Callable[[Write, Write], bool]) -> list[Write]:
    """Those that no other one has seen: newest first, so that comparing with those found is enough."""
    heads: list[Write] = []
    peers: set[int] = set()
    for write in sorted(writes, key=lambda each: (each.lamport, each.peer), reverse=True):
        if write.peer not in peers and not any(saw(head, write) for head in heads):
            heads.append(write)
        peers.add(write.peer)
    return heads


def _winner(writes: list[Write]) -> Value:
    """The value that holds after these writes; None when there are none."""
    newest = max(writes, key=lambda each: (each.lamport, each.peer), default=None)
    return newest.value if newest else None


def _writes(history: Mapping[str, Value]) -> Iterator[Write]:
    peers = history.get("peers") or []
    for change in history.get("changes") or []:
        for op in change.get("ops") or []:
            container = op.get("container", "")
            content = op.get("content") or {}
            key = content.get("key")
            if not isinstance(key, str) or not (container == _FIELDS or (container == _META and key in _WATCHED_META)):
                continue
            value = _shallow(content.get("value")) if content.get("type") == "insert" else None
            counter, first = int(op["counter"]), int(change["id"].partition("@")[0])
            by, at = signed(change.get("msg")), stamp_of(int(change.get("timestamp") or 0))
            lamport = int(change["lamport"]) + counter - first
            yield Write(key, value, by, at, lamport, _peer(change["id"], peers), counter)


def _peer(change_id: str, peers: list[str]) -> int:
    _counter, _at, number = change_id.partition("@")
    index = int(number)
    return int(peers[index]) if peers and index < len(peers) else index


def _shallow(value: Value, deep: int = 0) -> Value:
    """A value without what is in it deeper than any field goes, which people could not be shown."""
    if deep > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {key: _shallow(each, deep + 1) for key, each in value.items()}
    return [_shallow(each, deep + 1) for each in value] if isinstance(value, list | tuple) else value


def _comparable(value: Value) -> tuple[str, Hashable]:
    """What is equal for equal values, numbers by their measure, and no larger than the value however it is nested."""
    if isinstance(value, Mapping):
        return "map", tuple(sorted((str(key), _comparable(each)) for key, each in value.items()))
    if isinstance(value, list | tuple):
        return "list", tuple(_comparable(each) for each in value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "plain", repr(float(value) if is_number else value)
