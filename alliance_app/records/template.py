"""What a new record starts from: a body, and perhaps a title, tags and fields; made by hand or of a record.

A template is Markdown with a header (`kind`, `title`, `tags`, `fields`). Words in 〔〕 fill themselves when a record is
made: 〔日期〕 〔时间〕 〔年度〕 〔单位〕 〔记录人〕, or in English; any other 〔〕, as in 〔2025〕4 号, stays.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alliance_app.records.errors import BrokenTemplate
from alliance_app.records.fields import Choice, Field, Link, Links
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, kind_named
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.text import clean_body, clean_tags, clean_title
from alliance_app.records.values import Fields, NewRecord, Value
from alliance_app.words import _

_LINK = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_WORD = re.compile(r"〔([^〔〕\n]{1,10})〕")


Find = Callable[[str, str | None], str | None]


def _nowhere(_title: str, _kind: str | None) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Template:
    """A start for records of one kind. `own`: the user made it; else it came with the program."""

    kind: str
    name: str
    body: str = ""
    title: str = ""
    fields: Fields = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """What the words in 〔〕 become: when, for which union, by whom."""

    at: datetime
    union: str
    writer: str

    def words(self) -> Mapping[str, str]:
        """What stands for each word, in both languages."""
        day = f"{self.at.year}年{self.at.month}月{self.at.day}日"
        chinese = {
            "日期": day,
            "时间": f"{self.at:%H:%M}",
            "年度": str(self.at.year),
            "单位": self.union,
            "记录人": self.writer,
        }
        english = zip(("date", "time", "year", "union", "recorder"), chinese.values(), strict=True)
        return {**chinese, **dict(english), "date": self.at.date().isoformat()}


def read_template(text: str, kind: str, name: str, *, own: bool = True) -> Template:
    """The template in a file's text. Raises BrokenTemplate, and what checking its parts raises."""
    from alliance_app.records.frontmatter import parse  # brings YAML, which no start needs

    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header, body = parse(unified)
    if unified.startswith("---\n") and not header.values and body == unified:
        raise BrokenTemplate(name=name, reason=_("the lines between the two --- cannot be read"))
    told = header.values
    if kind_named(str(told.get("kind", kind))).name != kind:
        raise BrokenTemplate(name=name, reason=_("it is for another kind: {kind}").format(kind=told["kind"]))
    fields, tags = told.get("fields") or {}, told.get("tags") or []
    if not isinstance(fields, Mapping) or not isinstance(tags, list):
        raise BrokenTemplate(name=name, reason=_("its fields or tags are not written as they should be"))
    typed = [(KINDS[kind].field(str(name)), value) for name, value in fields.items()]
    made = Template(
        kind=kind,
        name=name,
        body=clean_body(body),
        title=str(told.get("title") or ""),
        fields={field.name: _key_of(field, value) for field, value in typed if is_taken(field)},
        tags=clean_tags(tuple(str(each) for each in tags)),
        own=own,
    )
    start(made, Filling(datetime(2026, 1, 1), name, name))  # what could not be started from is refused here
    return made


def write_template(template: Template) -> str:
    """The text of a template's file, in the words of the forms; `read_template` gives back what went in."""
    from alliance_app.records.frontmatter import written

    kind = KINDS[template.kind]
    typed = [(kind.by_name[name], value) for name, value in template.fields.items()]
    header = {
        "kind": kind.label,
        "title": template.title,
        "tags": list(template.tags),
        "fields": {_said(kind, field): _label_of(field, value) for field, value in typed},
    }
    return written(header, template.body)


def start(template: Template, filling: Filling, title: str = "", find: Find = _nowhere) -> NewRecord:
    """A new record of a template, its 〔〕 filled. `title` beats the template's own; both may be empty: the caller's
    to give then. `find(title, kind)` gives the id of a record that a field links to; links to none are left out.
    Raises InvalidField, UnknownField, InvalidTitle, InvalidText.
    """
    words, kind = filling.words(), KINDS[template.kind]
    named = title or filled(template.title, words)
    typed = {name: _filled_value(value, words) for name, value in template.fields.items()}
    fields = kind.checked({name: _linked(kind.field(name), value, find) for name, value in typed.items()})
    return NewRecord(
        template.kind,
        clean_title(named) if named else "",
        fields={name: value for name, value in fields.items() if value is not None},
        tags=template.tags,
        body=clean_body(filled(template.body, words)),
    )


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its 〔〕 filled; those that mean nothing here stay."""
    return _WORD.sub(lambda found: words.get(found[1].strip(), found[0]), text)


def is_taken(declared: Field) -> bool:
    """Whether a template may hold this field: not what is personal, private, worked out or written by rules."""
    return not (declared.personal or declared.private or declared.computed or declared.ruled)


def _said(kind: Kind, declared: Field) -> str:
    """A field as a form calls it, where that leads back to it."""
    return declared.label if kind.field(declared.label) is declared else declared.name


def _label_of(declared: Field, value: Value) -> Value:
    return declared.show(value) if isinstance(declared, Choice) and isinstance(value, str) else value


def _key_of(declared: Field, value: Value) -> Value:
    return declared.check(value) if isinstance(declared, Choice) and "〔" not in str(value) else value


def with_titles(declared: Field, value: Value, titles: Mapping[str, str]) -> Value:
    """A value whose links are written as a person would, `[[title]]`; those without a title are left out."""

    def title_of(link: Value, _kind: str | None) -> Value:
        return f"[[{titles[link]}]]" if link in titles else None

    return _each_link(declared, value, title_of)


def _linked(declared: Field, value: Value, find: Find) -> Value:
    """A value whose links, written as `[[title]]`, are ids."""

    def id_of(link: Value, kind: str | None) -> Value:
        found = _LINK.fullmatch(link) if isinstance(link, str) else None
        return find(found[1].strip(), kind) if found else link

    return _each_link(declared, value, id_of)


def _each_link(declared: Field, value: Value, change: Callable[[Value, str | None], Value]) -> Value:
    """A value with each of its links changed; those changed into nothing are left out."""
    if isinstance(declared, Link):
        return change(value, declared.to)
    if isinstance(declared, Links) and isinstance(value, list):
        return [kept for each in value if (kept := change(each, declared.to)) is not None]
    if isinstance(declared, Table) and isinstance(value, list):
        return [_row(declared, row, change) for row in value]
    if isinstance(declared, Sheet) and isinstance(value, Mapping):
        return {name: _row(declared, row, change) for name, row in value.items()}
    return value


def _row(declared: Table | Sheet, row: Value, change: Callable[[Value, str | None], Value]) -> Value:
    if not isinstance(row, Mapping):
        return row
    columns = {column.name: column for column in declared.columns}
    return {name: _each_link(columns[name], cell, change) if name in columns else cell for name, cell in row.items()}


def _filled_value(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return filled(value, words)
    if isinstance(value, list):
        return [_filled_value(each, words) for each in value]
    if isinstance(value, Mapping):
        return {key: _filled_value(each, words) for key, each in value.items()}
    return value
