"""A catalogue's YAML as plain data, whoever wrote it: no aliases, nothing deep, endless, doubled or odd.

Read in two passes: events first, one after the other, so that nothing is built of a file that would swell or nest.
"""

import math
from typing import Any

import yaml

from alliance_app.records.text import without_refused_characters
from alliance_app.words import _

MAX_FILE = 400_000
_DEEPEST = 12
_MOST_PARTS = 40_000
_LONGEST = 4_000
_LARGEST = 1e9
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotPlain(ValueError):
    """The text is no plain data; the message says why, in the language spoken now."""


def data_of(raw: bytes) -> Any:
    """The data in a catalogue's file: mappings by text or number, lists, texts, finite numbers. Raises NotPlain."""
    if len(raw) > MAX_FILE:
        raise NotPlain(_("it is too large"))
    try:
        text = raw.decode("utf-8-sig")
        _refuse_bombs(text)
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the quick one where there is one
    except yaml.YAMLError as error:
        raise NotPlain(" ".join(str(error).split())[:300]) from error
    except (ValueError, RecursionError, OverflowError, TypeError, AttributeError) as error:
        raise error if isinstance(error, NotPlain) else NotPlain(_("it is not written as YAML")) from error
    _check(data)
    return data


def _refuse_bombs(text: str) -> None:
    """Raises NotPlain. A mapping's keys are looked at for doubles: the last would silently hold."""
    keys: list[set[str] | None] = []  # per open collection, the keys so far; None for a list
    at_key: list[bool] = []
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain(_("it refers to parts of itself"))
        if count > _MOST_PARTS or len(keys) > _DEEPEST:
            raise NotPlain(_("it is too large"))
        if isinstance(event, yaml.CollectionEndEvent):
            keys.pop()
            at_key.pop()
        elif isinstance(event, yaml.NodeEvent):
            _note_node(event, keys, at_key)


def _note_node(event: yaml.NodeEvent, keys: list[set[str] | None], at_key: list[bool]) -> None:
    within = keys[-1] if keys else None
    if within is not None:
        if at_key[-1]:
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None or key in within or key == "<<":
                raise NotPlain(_("“{key}” stands twice in one place").format(key=str(key)[:40]))
            within.add(key)
        at_key[-1] = not at_key[-1]
    if isinstance(event, yaml.CollectionStartEvent):
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        keys.append(set() if is_mapping else None)
        at_key.append(is_mapping)


def _check(data: Any) -> None:
    """Raises NotPlain."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(key, bool) or not isinstance(key, str | int):
                raise NotPlain(_("“{key}” is no name of a part").format(key=str(key)[:40]))
            _check(value)
    elif isinstance(data, list):
        for value in data:
            _check(value)
    else:
        _check_single(data)


def _check_single(value: Any) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if len(value) > _LONGEST or value != without_refused_characters(value, lines=True):
            raise NotPlain(_("a text is too long or holds characters that cannot be shown"))
    elif not isinstance(value, int | float):
        raise NotPlain(_("“{key}” is neither text nor number").format(key=str(value)[:40]))
    elif not (math.isfinite(value) and abs(value) <= _LARGEST):
        raise NotPlain(_("{number} is no number to count with").format(number=str(value)[:40]))
