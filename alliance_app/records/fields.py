"""The types of field a kind is declared with.

Each type checks a stored value, reads what a person typed, and shows a value to a person. Forms, filters, columns,
Excel, export and search derive from these declarations.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from alliance_app import words
from alliance_app.records.errors import InvalidField
from alliance_app.records.text import clean_line
from alliance_app.records.values import Fields, Value
from alliance_app.words import _

MAX_ITEMS = 2_000
MAX_LINE = 2_000
MAX_NUMBER = 1e15
_ID = re.compile(r"[0-9A-Z]{26}")
_MAX_MOMENT = 100
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MOMENT = re.compile(r"(.+?)(?:(?:\s+|T|(?<=日))(\d{1,2})[:：](\d{2})(?::\d{2})?)?")


@dataclass(frozen=True)
class Field:
    """What every field has. `facet`: a filter; `personal`: masked in exports; `private`: never leaves the device.

    `ruled`: written by the alliance's own verbs and not typed, so that forms leave it out; its rows' names are for
    the program only.
    """

    name: str
    zh: str = ""
    en: str = ""
    required: bool = False
    facet: bool = False
    personal: bool = False
    private: bool = False
    ruled: bool = False
    default: Value = None

    many: ClassVar[bool] = False
    computed: ClassVar[bool] = False

    @property
    def label(self) -> str:
        return self.zh if words.language() == "zh" else self.en

    def starting_value(self) -> Value:
        """What a new record holds here: the default, asked for now when it is a function."""
        return self.default() if callable(self.default) else self.default

    def check(self, value: Value) -> Value:
        """The value as it is to be stored. Raises InvalidField."""
        raise self.refused(_("this field cannot hold a value"))

    def parse(self, text: str) -> Value:
        """What a person typed, as a value; empty text is None. Raises InvalidField."""
        stripped = text.strip()
        return self.check(self._read(stripped)) if stripped else None

    def show(self, value: Value) -> str:
        """The value as a person reads it."""
        return "" if value is None else str(value)

    def _read(self, text: str) -> Value:
        return text

    def refused(self, reason: str) -> InvalidField:
        return InvalidField(field=self.label or self.name, reason=reason)


@dataclass(frozen=True)
class Text(Field):
    """One line of text."""

    def check(self, value: Value) -> Value:
        if not isinstance(value, str):
            raise self.refused(_("a text is needed, not {value}").format(value=short(value)))
        return clean_line(value, self.label or self.name, MAX_LINE)


@dataclass(frozen=True)
class LongText(Field):
    """Several lines of text."""

    def check(self, value: Value) -> Value:
        if not isinstance(value, str):
            raise self.refused(_("a text is needed, not {value}").format(value=short(value)))
        return clean_line(value, self.label or self.name, 20_000, lines=True)


@dataclass(frozen=True)
class Phone(Text):
    """A telephone number: always personal."""

    personal: bool = True


@dataclass(frozen=True)
class Integer(Field):
    """A whole number."""

    least: int = 0
    most: int = 1_000_000_000

    def check(self, value: Value) -> Value:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refused(_("a whole number is needed, not {value}").format(value=short(value)))
        if not self.least <= value <= self.most:
            raise self.refused(
                _("{value} is not between {least} and {most}").format(value=value, least=self.least, most=self.most)
            )
        return value

    def _read(self, text: str) -> Value:
        number = _number(text)
        if number is None or not number.is_integer():
            raise self.refused(_("“{value}” is not a whole number").format(value=short(text)))
        return int(number)


@dataclass(frozen=True)
class Number(Field):
    """A number, with the unit it is counted in where there is one."""

    unit: str = ""

    def check(self, value: Value) -> Value:
        # compared so that not-a-number fails, and a number of a thousand digits is never made a float
        if isinstance(value, bool) or not isinstance(value, int | float) or not -MAX_NUMBER <= value <= MAX_NUMBER:
            raise self.refused(_("a number is needed, not {value}").format(value=short(value)))
        return value

    def show(self, value: Value) -> str:
        return "" if value is None else f"{_plain(value)} {self.unit}".strip()

    def _read(self, text: str) -> Value:
        number = _number(text.removesuffix(self.unit) if self.unit else text)
        if number is None:
            raise self.refused(_("“{value}” is not a number").format(value=short(text)))
        return int(number) if number.is_integer() and abs(number) < 2**53 else number


@dataclass(frozen=True)
class Quantity(Field):
    """A number with a unit of its own: {"number": 12.5, "unit": "kWh"}."""

    def check(self, value: Value) -> Value:
        if not isinstance(value, Mapping) or not set(value) <= {"number", "unit"} or "number" not in value:
            raise self.refused(_("a number with a unit is needed, such as “12.5 kWh”"))
        number = Number(self.name, self.zh, self.en).check(value["number"])
        unit = clean_line(str(value.get("unit") or ""), self.label or self.name, 40)
        return {"number": number, "unit": unit}

    def show(self, value: Value) -> str:
        return "" if value is None else f"{_plain(value['number'])} {value.get('unit', '')}".strip()

    def _read(self, text: str) -> Value:
        found = re.match(r"\s*([-+]?[\d,，]*\.?\d+)\s*(.*)$", _bounded(text, MAX_LINE))
        number = _number(found[1]) if found else None
        if found is None or number is None:
            raise self.refused(_("a number with a unit is needed, such as “12.5 kWh”"))
        return {"number": int(number) if number.is_integer() else number, "unit": found[2].strip()}


@dataclass(frozen=True)
class Flag(Field):
    """Yes or no."""

    _YES: ClassVar[frozenset[str]] = frozenset({"yes", "true", "1", "是", "√", "有"})
    _NO: ClassVar[frozenset[str]] = frozenset({"no", "false", "0", "否", "×", "无"})

    def check(self, value: Value) -> Value:
        if not isinstance(value, bool):
            raise self.refused(_("yes or no is needed, not {value}").format(value=short(value)))
        return value

    def show(self, value: Value) -> str:
        return "" if value is None else (_("yes") if value else _("no"))

    def _read(self, text: str) -> Value:
        folded = text.casefold()
        if folded not in self._YES | self._NO:
            raise self.refused(_("yes or no is needed, not {value}").format(value=short(text)))
        return folded in self._YES


@dataclass(frozen=True)
class Day(Field):
    """A date, stored as 2024-07-12."""

    def check(self, value: Value) -> Value:
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, str):
            raise self._wrong(value)
        return self._read(value)

    def _read(self, text: str) -> Value:
        found = _DAY.fullmatch(_bounded(text, _MAX_MOMENT))
        try:
            if found is None:
                raise ValueError(text)
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            raise self._wrong(text) from None

    def _wrong(self, value: Value) -> InvalidField:
        return self.refused(_("“{value}” is not a date such as 2024-07-12").format(value=short(value)))


@dataclass(frozen=True)
class Moment(Field):
    """A date with a time of day, local, stored as 2024-07-12T14:30; the time may be left out."""

    def check(self, value: Value) -> Value:
        if isinstance(value, datetime):
            return value.replace(tzinfo=None).isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, str):
            raise self._wrong(value)
        return self._read(value)

    def show(self, value: Value) -> str:
        return "" if value is None else str(value).replace("T", " ")

    def _read(self, text: str) -> Value:
        found = _MOMENT.fullmatch(_bounded(text, _MAX_MOMENT))
        if found is None:
            raise self._wrong(text)
        day = Day(self.name, self.zh, self.en).parse(found[1])
        if found[2] is None:
            return day
        hour, minute = int(found[2]), int(found[3])
        if hour > 23 or minute > 59:
            raise self._wrong(text)
        return f"{day}T{hour:02}:{minute:02}"

    def _wrong(self, value: Value) -> InvalidField:
        return self.refused(_("“{value}” is not a date and time such as 2024-07-12 14:30").format(value=short(value)))


@dataclass(frozen=True)
class Choice(Field):
    """One of a fixed set. `options` maps what is stored to (zh, en)."""

    options: Mapping[str, tuple[str, str]] | None = None

    def check(self, value: Value) -> Value:
        options = self.options or {}
        if isinstance(value, str):
            wanted = value.strip().casefold()
            for key, labels in options.items():
                if wanted in (key.casefold(), *(label.casefold() for label in labels)):
                    return key
        known = "、".join(self.show(key) for key in options)
        raise self.refused(_("“{value}” is not one of: {known}").format(value=short(value), known=known))

    def show(self, value: Value) -> str:
        if value is None:
            return ""
        labels = (self.options or {}).get(str(value))
        return str(value) if labels is None else labels[0 if words.language() == "zh" else 1]


@dataclass(frozen=True)
class Many(Field):
    """Several values of one type; a person types them with 、 or ; between."""

    of: Field = Text("item")
    many: ClassVar[bool] = True

    def check(self, value: Value) -> Value:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or len(items) > MAX_ITEMS:
            raise self.refused(_("a list is needed, not {value}").format(value=short(value)))
        try:
            return list(dict.fromkeys(self.of.check(item) for item in items))
        except InvalidField as error:
            raise self.refused(str(error.details["reason"])) from None

    def show(self, value: Value) -> str:
        return "、".join(self.of.show(item) for item in value or ())

    def _read(self, text: str) -> Value:
        return [part.strip() for part in re.split(r"[、;；\n]|,(?!\d{3})|，", text) if part.strip()]


@dataclass(frozen=True)
class Link(Field):
    """Another record, by its id. `to`: the kind it must have; None for any."""

    to: str | None = None

    def check(self, value: Value) -> Value:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.refused(_("“{value}” is not the id of a record").format(value=short(value)))
        return value


@dataclass(frozen=True)
class Links(Many):
    """Several other records, by their ids."""

    to: str | None = None
    of: Field = Link("item")


def _nothing(_fields: Fields) -> Value:
    return None


@dataclass(frozen=True)
class Computed(Field):
    """A value worked out from the others, never typed. `shown` formats it."""

    formula: Callable[[Fields], Value] = _nothing
    shown: Callable[[Value], str] = str
    computed: ClassVar[bool] = True

    def check(self, value: Value) -> Value:
        raise self.refused(_("this is computed from the other fields and cannot be typed"))

    def show(self, value: Value) -> str:
        return "" if value is None else self.shown(value)


def _bounded(text: str, most: int) -> str:
    """A text without blanks at its ends, nothing of one that is longer: patterns try all ways to part it."""
    stripped = text.strip()
    return stripped if len(stripped) <= most else ""


def _number(text: str) -> float | None:
    try:
        number = float(re.sub(r"(?<=\d)[,，](?=\d{3})", "", text.strip()))
    except ValueError:
        return None
    return number if abs(number) <= MAX_NUMBER else None


def _plain(number: Value) -> str:
    return f"{number:,.4f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,}"


def short(value: object) -> str:
    """A value as an error message quotes it."""
    shown = " ".join(str(value).split())
    return shown if len(shown) <= 40 else shown[:39] + "…"
