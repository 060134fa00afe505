"""Which concurrent edits nobody has settled: a function of a document's history, the same on every device."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alliance_app.records.text import without_refused_characters
from alliance_app.records.values import Clash, Value

_CONTAINERS = {"cid:root-fields:Map": "", "cid:root-meta:Map": "meta:"}
_WATCHED_META = {"title"}


@dataclass(frozen=True, slots=True)
class Write:
    """One value written to one key: by whom, and where in the history."""

    key: str
    value: Value
    author: str
    peer: int
    counter: int


def clashes_of(history: Mapping[str, Value], saw: Callable[[Write, Write], bool]) -> tuple[Clash, ...]:
    """The keys whose newest writes did not see each other and differ. `saw(later, earlier)` asks causality.

    `history`: Loro's JSON updates. A later write that saw all of them settles the key.
    """
    newest: dict[str, dict[int, Write]] = {}
    for write in _writes(history):
        known = newest.setdefault(write.key, {}).get(write.peer)
        if known is None or write.counter > known.counter:
            newest[write.key][write.peer] = write
    found = []
    for key, by_peer in newest.items():
        if len(by_peer) < 2:
            continue
        heads = _heads(list(by_peer.values()), saw)
        if len({_comparable(head.value) for head in heads}) > 1:
            choices = tuple(sorted(((head.author, head.value) for head in heads), key=repr))
            found.append(Clash(key, choices))
    return tuple(sorted(found, key=lambda clash: clash.name))


def _heads(writes: list[Write], saw: Callable[[Write, Write], bool]) -> list[Write]:
    return [write for write in writes if not any(saw(other, write) for other in writes if other is not write)]


def _writes(history: Mapping[str, Value]) -> list[Write]:
    peers = history.get("peers") or []
    found = []
    for change in history.get("changes") or []:
        author = _author(change.get("msg"))
        owner = _peer(change["id"], peers)
        for op in change.get("ops") or []:
            prefix = _CONTAINERS.get(op.get("container", ""))
            content = op.get("content") or {}
            key = content.get("key")
            if prefix is None or not isinstance(key, str) or (prefix and key not in _WATCHED_META):
                continue
            value = content.get("value") if content.get("type") == "insert" else None
            found.append(Write(key, value, author, owner, int(op["counter"])))
    return found


def _peer(change_id: str, peers: list[str]) -> int:
    _counter, _at, number = change_id.partition("@")
    index = int(number)
    return int(peers[index]) if peers and index < len(peers) else index


def _author(message: str | None) -> str:
    found = re.search(r'"a":\s*"((?:[^"\\]|\\.)*)"', message or "")
    return found[1] if found else ""


def _comparable(value: Value) -> str:
    if isinstance(value, Mapping):
        return repr(sorted((str(key), _comparable(each)) for key, each in value.items()))
    if isinstance(value, list | tuple):
        return repr([_comparable(each) for each in value])
    return repr(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)


def signed(message: str | None) -> tuple[str, str, str]:
    """Who made a commit, on which device, and what was done, from its message; empty where it does not say."""
    try:
        signed = json.loads(message or "{}")
    except (ValueError, RecursionError):
        return "", "", ""
    if not isinstance(signed, dict):
        return "", "", ""
    return _text(signed.get("a"))[:200], _text(signed.get("d"))[:200], _text(signed.get("w"))[:40]


def _text(value: object) -> str:
    return without_refused_characters(value) if isinstance(value, str) else ""
