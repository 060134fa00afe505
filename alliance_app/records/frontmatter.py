"""The text above a body: YAML between two `---` lines. Reads anybody's; writes the library's open format.

Plain words stay words: only true, false, null and numbers written the shortest way are read as such, so that
dates, `no`, 12:30 and 007 are kept as they were typed (YAML 1.2's core schema, made strict).
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, Value

MAX_HEADER = 1_000_000
MAX_DEPTH = 20
_FENCE = re.compile(r"\ufeff?---[ \t]*\n(?:(.*?)\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# An anchor; or lines set in so far, or several list marks on one line, that blocks could be nested too deep.
_MAYBE_WILD = re.compile(r"&|^[ \t]{18}|[-?:][ \t]+[-?][ \t]", re.MULTILINE)
_TAG = "tag:yaml.org,2002:"
# What PyYAML is known to raise on tags that do not fit what stands behind them (`!!bool x`, `!!int ""`).
_READER_FAULTS = (yaml.YAMLError, ValueError, OverflowError, TypeError, LookupError, AttributeError)
_PLAIN = (
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), "tTfF"),
    ("int", re.compile(r"0|-?[1-9][0-9]{0,17}"), "-0123456789"),
    ("float", re.compile(r"-?[0-9]+(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"), "-0123456789"),
    ("null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stood above a body: its `values` by name, and the `text` as written, without the `---` lines.

    `starts`: where in the text each key's lines begin; empty when the keys do not each begin a line.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    starts: tuple[tuple[str, int], ...] = ()

    def without(self, taken: Collection[str]) -> str:
        """The text less the lines of the keys in `taken`; a key whose lines hold a comment stays."""
        if not self.starts:
            said = set(self.values) <= set(taken) and not _has_comment(self.text)
            return "" if said else self.text
        kept = [self.text[: self.starts[0][1]]]
        ends = [*(start for _name, start in self.starts[1:]), len(self.text)]
        for (name, start), end in zip(self.starts, ends, strict=True):
            lines = self.text[start:end]
            if name not in taken or _has_comment(lines):
                kept.append(lines)
        return "".join(kept).strip("\n")


class _Reader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own way to start without its guesses


class _Top(dict[str, Value]):
    """The header itself: a line for each key, however little they hold."""


class _Writer(yaml.CSafeDumper):
    yaml_implicit_resolvers = {}  # noqa: RUF012

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _has_comment(lines: str) -> bool:
    """Whether YAML lines say something beside their values; a # inside a text is none."""
    if not re.search(r"(?m)(?:^|\s)#", lines):
        return False
    try:
        texts = [each for each in yaml.scan(lines, Loader=_Reader) if isinstance(each, yaml.ScalarToken)]
    except yaml.YAMLError:
        return True
    ends = [0, *(each.end_mark.index for each in texts)]
    starts = [*(each.start_mark.index for each in texts), len(lines)]
    return any("#" in lines[end:start] for end, start in zip(ends, starts, strict=True))


def parse(text: str) -> tuple[Header, str]:
    """The header of `text`, and the body under it less one blank line between; line ends must be \\n.

    Without a header, or with one that cannot be read (no YAML mapping, over 1,000,000 characters, anchors
    used, deeper than 20), the header is empty and the body is the whole text: nothing is lost.
    """
    found = _FENCE.match(text, 0, MAX_HEADER + 20)
    if found is None:
        return Header(), text.removeprefix("\ufeff")
    header = _read(found[1] or "")
    if header is None:
        return Header(), text.removeprefix("\ufeff")
    return header, text[found.end() :].removeprefix("\n")


def compose(record: Record, files: Mapping[str, str] | None = None) -> str:
    """`record` in the open format: header, blank line, body. `parse` gives back exactly what went in.

    `files`: where an attachment's content lies, by sha256, as a path from this text's own folder; without one
    it lies under its name in `attachments/`. Computed fields are left out.
    """
    kind = KINDS.get(record.kind)
    computed = {each.name for each in kind.fields if each.computed} if kind else ()
    typed = {name: value for name, value in record.fields.items() if name not in computed}
    header = {
        "kind": record.kind,
        "title": record.title,
        "id": record.id,
        "version": record.version,
        "state": str(record.state),
        "trashed": record.trashed_at,
        "tags": list(record.tags),
        "created": record.created_at,
        "created_by": record.created_by,
        "updated": record.updated_at,
        "updated_by": record.updated_by,
        "fields": typed,
        "attachments": [_entry(each.name, (files or {}).get(each.sha256)) for each in record.attachments],
    }
    return written(header, record.body)


def written(header: Mapping[str, Value], body: str) -> str:
    """A header, blank line, body; what is empty in the header is left out."""
    present = _Top((name, value) for name, value in header.items() if value not in (None, [], {}, ""))
    lines = yaml.dump(
        present, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1 << 20
    )
    return f"---\n{lines}---\n\n{body}"


def _entry(name: str, file: str | None) -> Value:
    return name if file in (None, name, f"attachments/{name}") else {"name": name, "file": file}


def _read(text: str) -> Header | None:
    """The header's values and where each key's lines start; None when it cannot be read."""
    try:
        if not _is_tame(text):
            return None
        reader = _Reader(text)
        try:
            return _constructed(reader, text)
        finally:
            reader.dispose()
    except _READER_FAULTS:
        return None


def _is_tame(text: str) -> bool:
    # A few anchors used over and over spell gigabytes; a thousand brackets overflow the C stack.
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _MAYBE_WILD.search(text):
        return True
    depth = 0
    for event in yaml.parse(text, Loader=_Reader):
        if isinstance(event, yaml.AliasEvent):
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return False
    return True


def _constructed(reader: _Reader, text: str) -> Header | None:
    node = reader.get_single_node()
    if node is None:
        return Header({}, text)
    if not isinstance(node, yaml.MappingNode):
        return None
    values: dict[str, Value] = {}
    starts = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            return None
        values[key.value] = _plain(reader.construct_object(value, deep=True))
        starts.append((key.value, key.start_mark.index, key.start_mark.column))
    # Keys given twice, or not at the start of a line ({a: 1, b: 2}), cannot be taken out line by line.
    by_line = len(values) == len(starts) and all(column == 0 for _key, _index, column in starts)
    return Header(values, text, tuple((name, index) for name, index, _column in starts) if by_line else ())


def _plain(value: Any) -> Value:
    """`value` in JSON's shapes. Raises ValueError for anything else."""
    if isinstance(value, dict):
        return {_plain_key(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError(value)


def _plain_key(name: Any) -> str:
    if isinstance(name, str | int | float):
        return str(name)
    raise ValueError(name)


def _number(reader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Value:  # noqa: ARG001 - the shape PyYAML calls
    number = float(node.value)
    return number if repr(number) == node.value and math.isfinite(number) else str(node.value)


def _write_float(writer: yaml.CSafeDumper, number: float) -> yaml.ScalarNode:
    return writer.represent_scalar(f"{_TAG}float", repr(number))


def _write_top(writer: yaml.CSafeDumper, header: _Top) -> yaml.MappingNode:
    return writer.represent_mapping(f"{_TAG}map", header, flow_style=False)


def _write_text(writer: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar(f"{_TAG}str", text, style="|" if "\n" in text else None)


for _name, _pattern, _first in _PLAIN:
    for _each in (_Reader, _Writer):
        _each.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_pattern.pattern})\Z"), list(_first))
_Reader.add_constructor(f"{_TAG}float", _number)
_Writer.add_representer(float, _write_float)
_Writer.add_representer(str, _write_text)
_Writer.add_representer(_Top, _write_top)
