"""What the review asks about one clash: what was there before, and what could hold from now on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from alliance_app import words
from alliance_app.library import Library, Span
from alliance_app.library.history import text_difference
from alliance_app.records.both import both_of
from alliance_app.records.fields import Field, Link, Links
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, row_links, shown_row, titled_row
from alliance_app.records.values import Clash, Record, Value

_ALIKE = 0.3  # two texts that share less of the shorter one are two texts: what went need not be shown in the other


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could hold: what somebody wrote, both together, or what the record says now.

    `spans`: how it reads, against what was there before. `who`, `device` and `at` are there for what somebody wrote.
    """

    kind: Literal["claim", "both", "now"]
    value: Value
    spans: tuple[Span, ...]
    who: str = ""
    device: str = ""
    at: str = ""

    @property
    def text(self) -> str:
        """How it reads."""
        return "".join(span.text for span in self.spans if span.kind != "removed")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the clash, what it is about, how that read before, and the options."""

    clash: Clash
    label: str
    before: str
    options: tuple[Option, ...]

    @property
    def claims(self) -> tuple[Option, ...]:
        """What people wrote, the earliest first."""
        return tuple(each for each in self.options if each.kind == "claim")


def ask(library: Library, record: Record) -> list[Asked]:
    """The questions about a record. For a reader thread. Raises UnknownRecord."""
    kind = KINDS[record.kind]
    clashes = library.clashes(record.id)
    ids = {each for clash in clashes for value in _values(clash) for each in _linked(kind, clash, value)}
    titles = {row.id: row.title for row in library.rows(sorted(ids))}
    return [_asked(kind, clash, titles) for clash in clashes]


def _asked(kind: Kind, clash: Clash, titles: dict[str, str]) -> Asked:
    def shown(value: Value) -> str:
        return _shown(kind, clash.name, value, titles)

    before = shown(clash.base)
    options: list[Option] = []
    for claim in clash.claims:
        same = next((each for each in options if each.value == claim.value), None)
        if same is None:
            spans = _spans(before, shown(claim.value))
            options.append(Option("claim", claim.value, spans, claim.author, claim.device, claim.at))
        elif claim.author not in same.who.split("、"):
            joined = Option("claim", same.value, same.spans, f"{same.who}、{claim.author}", same.device, same.at)
            options[options.index(same)] = joined
    both = both_of(kind, clash)
    if both is not None:
        options.append(Option("both", both, (Span("same", shown(both)),)))
    if all(each.value != clash.now for each in options) and clash.now is not None:
        options.append(Option("now", clash.now, _spans(before, shown(clash.now))))
    return Asked(clash, label_of(kind, clash), before, tuple(options))


def label_of(kind: Kind, clash: Clash) -> str:
    """What a clash is about, as a form calls it."""
    name, _slash, row = clash.name.partition("/")
    declared = kind.by_name.get(name)
    if isinstance(declared, Sheet) and row and not declared.ruled:
        labels = (declared.rows or {}).get(row, (row, row))
        return f"{declared.label} · {labels[0 if words.language() == 'zh' else 1]}"
    if declared is not None:
        return declared.label
    known = {
        "title": QCoreApplication.translate("Review", "Title"),
        "body": QCoreApplication.translate("Review", "Text"),
    }
    return known.get(name, clash.name)


def _spans(before: str, text: str) -> tuple[Span, ...]:
    spans = text_difference(before, text)
    kept = sum(len(span.text) for span in spans if span.kind == "same")
    if not spans:
        return (Span("same", text),)
    if text and kept < _ALIKE * min(len(before), len(text)):
        return (Span("added", text),)
    return spans


def _shown(kind: Kind, name: str, value: Value, titles: dict[str, str]) -> str:
    field, _slash, row = name.partition("/")
    declared = kind.by_name.get(field)
    if value is None or declared is None:
        return "" if value is None else str(value)
    if isinstance(declared, Sheet) and row:
        return shown_row(declared.columns, titled_row(declared.columns, value, titles))
    if isinstance(declared, Link | Links):
        return "、".join(titles.get(each, "…") for each in ([value] if isinstance(value, str) else value))
    return declared.show(value)


def _values(clash: Clash) -> Iterator[Value]:
    yield from (clash.base, clash.now, *(claim.value for claim in clash.claims))


def _linked(kind: Kind, clash: Clash, value: Value) -> Sequence[str]:
    name, _slash, row = clash.name.partition("/")
    declared: Field | None = kind.by_name.get(name)
    if isinstance(declared, Sheet) and row and isinstance(value, Mapping):
        return [*row_links(declared.columns, value)]
    if not value or not isinstance(declared, Link | Links):
        return ()
    return [value] if isinstance(value, str) else [each for each in value if isinstance(each, str)]
