"""What a kind of record is: its name, its labels, its fields in the order a form shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from alliance_app import words
from alliance_app.records.errors import InvalidField, UnknownField
from alliance_app.records.fields import Computed, Field
from alliance_app.records.tables import Sheet
from alliance_app.records.values import Fields, Value
from alliance_app.words import _


@dataclass(frozen=True)
class Kind:
    """One kind of record. `dated_by`: the field that dates it; `owned_by`: the field that links its enterprise."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    dated_by: str | None = None
    owned_by: str | None = None
    short_zh: str = ""

    @property
    def label(self) -> str:
        return self.zh if words.language() == "zh" else self.en

    @property
    def short_label(self) -> str:
        """The label for a badge."""
        return (self.short_zh or self.zh) if words.language() == "zh" else self.en

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {each.name: each for each in self.fields}

    def field(self, name: str) -> Field:
        """The field called `name`, or labelled so in either language. Raises UnknownField."""
        found = self.by_name.get(name)
        if found is None:
            folded = name.strip().casefold()
            found = next((f for f in self.fields if folded in (f.name, f.zh.casefold(), f.en.casefold())), None)
        if found is None:
            known = ", ".join(self.by_name)
            raise UnknownField(kind=self.label, field=name, known=known)
        return found

    def checked(self, fields: Fields) -> dict[str, Value]:
        """`fields` as they are to be stored; None stays, to clear. Raises UnknownField, InvalidField, InvalidText."""
        stored: dict[str, Value] = {}
        for name, value in fields.items():
            known = self.field(name)
            if known.computed:
                known.check(value)
            stored[known.name] = None if value in (None, "", []) else known.check(value)
        return stored

    def completed(self, fields: Fields) -> dict[str, Value]:
        """`fields` of a new record, defaults laid under them, every required one present. Raises InvalidField."""
        whole = {f.name: f.starting_value() for f in self.fields if f.default is not None} | dict(fields)
        return self.kept(whole)

    def kept(self, fields: Fields) -> dict[str, Value]:
        """`fields`, refused when they would leave a required one empty. Raises InvalidField."""
        whole = dict(fields)
        missing = [f for f in self.fields if f.required and f.name in whole and whole[f.name] is None]
        if missing:
            raise InvalidField(field=missing[0].label, reason=_("this field must be filled"))
        return whole

    def computed(self, fields: Fields) -> dict[str, Value]:
        """The computed fields' values for `fields`."""
        worked_out = {f.name: f.formula(fields) for f in self.fields if isinstance(f, Computed)}
        return {name: value for name, value in worked_out.items() if value is not None}

    @cached_property
    def sheets(self) -> frozenset[str]:
        return frozenset(f.name for f in self.fields if isinstance(f, Sheet))
