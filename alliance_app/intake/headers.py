"""What a note's front matter means for its record: our own open format, Obsidian's, or anybody's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import yaml

from alliance_app.intake.dates import CREATED_KEYS, read_moment
from alliance_app.records.errors import AllianceError, UnknownKind
from alliance_app.records.fields import Day, Moment
from alliance_app.records.frontmatter import Header
from alliance_app.records.given import Find, given
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import kind_named
from alliance_app.records.text import MAX_TAG, without_refused_characters
from alliance_app.records.values import Value
from alliance_app.words import _

_OWN_KEYS = (
    *("kind", "title", "id", "version", "state", "trashed", "fields", "attachments"),
    *("created", "created_by", "updated", "updated_by"),
)
_TAG_KEYS = ("tags", "tag", "标签")
_ID = re.compile(r"[0-9A-Z]{26}")
# Kinds are dated by when they happened, except supply and demand, whose date is a promise.
_DATED = ("date", "starts_at")


@dataclass(slots=True)
class Meaning:
    """What a header says. `rest`: its text that found no place of its own; `remarks`: what a person should know."""

    kind: Kind
    own: bool = False
    title: str | None = None
    id: str | None = None
    version: str | None = None
    shared: bool = False
    trashed: bool = False
    created: datetime | None = None
    tags: tuple[str, ...] = ()
    fields: dict[str, Value] = field(default_factory=dict)
    attachments: tuple[tuple[str, str], ...] = ()
    rest: str = ""
    remarks: list[str] = field(default_factory=list)


def own_kind(header: Header) -> Kind | None:
    """The kind a header of the open format names; None for anybody else's header."""
    named = header.values.get("kind")
    try:
        return kind_named(named) if isinstance(named, str) else None
    except UnknownKind:
        return None


def read_header(header: Header, default: Kind, stem: str, find: Find) -> Meaning:
    """What `header`, above the note in the file named `stem`, means. `find` gives ids for titles."""
    kind = own_kind(header)
    meaning = Meaning(kind or default, own=kind is not None)
    taken: set[str] = set()
    if kind is not None:
        _read_own(header.values, meaning, taken)
    elif header.values.get("title") == stem:
        taken.add("title")
    _read_tags(header.values, meaning, taken)
    _read_created(header.values, meaning, taken)
    left = _read_fields(header.values, meaning, taken, find)
    meaning.rest = "\n".join(part for part in (header.without(taken), _written(left)) if part.strip())
    return meaning


def _read_own(values: Mapping[str, Value], meaning: Meaning, taken: set[str]) -> None:
    taken.update(_OWN_KEYS)
    title, record_id = values.get("title"), values.get("id")
    meaning.title = str(title) if isinstance(title, str | int | float) and str(title).strip() else None
    meaning.id = record_id if isinstance(record_id, str) and _ID.fullmatch(record_id) else None
    version = values.get("version")
    meaning.version = version if isinstance(version, str) else None
    meaning.shared = values.get("state") == "shared"
    meaning.trashed = bool(values.get("trashed"))
    meaning.attachments = tuple(_attachments(values.get("attachments")))


def _attachments(entries: Value) -> list[tuple[str, str]]:
    """(name, file) of each attachment: a name alone lies in `attachments/`."""
    listed = entries if isinstance(entries, list) else [entries]
    named = []
    for entry in listed:
        if isinstance(entry, str) and entry:
            named.append((entry, entry))
        elif isinstance(entry, Mapping) and isinstance(entry.get("name"), str):
            file = entry.get("file")
            named.append((entry["name"], file if isinstance(file, str) else entry["name"]))
    return named


def _read_tags(values: Mapping[str, Value], meaning: Meaning, taken: set[str]) -> None:
    found: list[str] = []
    for key in _TAG_KEYS:
        value = values.get(key)
        tags = re.split(r"[,，、;；\s]+", value) if isinstance(value, str) else value
        if key not in values or not isinstance(tags, list | None):
            continue
        cleaned = [_tag(tag) for tag in tags or ()]
        found += [tag for tag in cleaned if tag]
        if all(tag is not None for tag in cleaned):
            taken.add(key)
    meaning.tags = tuple(dict.fromkeys(found))


def _tag(tag: Value) -> str | None:
    """A tag as it is stored; empty when there is nothing in it, None when it cannot be one."""
    if tag is None:
        return ""
    if not isinstance(tag, str | int | float) or isinstance(tag, bool):
        return None
    cleaned = without_refused_characters(str(tag)).strip().lstrip("#").strip()
    return cleaned if len(cleaned) <= MAX_TAG else None


def _read_created(values: Mapping[str, Value], meaning: Meaning, taken: set[str]) -> None:
    for key in CREATED_KEYS:
        moment = read_moment(values.get(key))
        if moment is not None:
            meaning.created = moment
            taken.add(key)
            return


def _read_fields(values: Mapping[str, Value], meaning: Meaning, taken: set[str], find: Find) -> dict[str, Value]:
    """Put the values that belong to the kind's fields there; gives back those of our own that did not fit."""
    stated = values.get("fields") if meaning.own else None
    left: dict[str, Value] = {}
    if isinstance(stated, Mapping):
        for name, value in stated.items():
            _take(meaning, str(name), value, find, left)
        return left
    for name, value in values.items():
        if name not in taken and _names_field(meaning.kind, name):
            refused: dict[str, Value] = {}
            _take(meaning, name, value, find, refused)
            if not refused:
                taken.add(name)
    return left


def _names_field(kind: Kind, name: str) -> bool:
    return any(name in (each.name, each.zh, each.en) for each in kind.fields if not each.computed)


def _take(meaning: Meaning, name: str, value: Value, find: Find, left: dict[str, Value]) -> None:
    try:
        declared = meaning.kind.field(name)
        if declared.computed:  # worked out anew here
            return
        stored = given(declared, value, find)
    except (AllianceError, RecursionError) as error:
        left[name] = value
        if meaning.own:
            meaning.remarks.append(_("{reason} — kept as text").format(reason=error))
        return
    if stored is not None:
        meaning.fields[declared.name] = stored


def dated(meaning: Meaning, day: datetime | None, made: datetime) -> None:
    """Date the record by its header or file name; by when the file was made only where the kind asks for a date."""
    name = meaning.kind.dated_by
    if name not in _DATED or name in meaning.fields:
        return
    declared = meaning.kind.by_name[name]
    if meaning.version and not declared.required:  # export-all wrote it: what has no day there has none
        return
    known = meaning.created or day or (made.astimezone() if declared.required else None)
    if known is not None and isinstance(declared, Day | Moment):
        has_time = isinstance(declared, Moment) and (known.hour or known.minute)
        meaning.fields[name] = known.strftime("%Y-%m-%dT%H:%M" if has_time else "%Y-%m-%d")


def _written(values: Mapping[str, Value]) -> str:
    if not values:
        return ""
    return yaml.dump(dict(values), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).strip()
