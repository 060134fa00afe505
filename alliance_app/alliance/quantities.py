"""Amounts of supply and demand made comparable where that is safe. Source: resources/matching/quantities.yaml."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from alliance_app import places, words
from alliance_app.records.values import Fields

_MONTH = 30.0
_PREFIX = re.compile(r"^[/／]?(?:每|按|一个|个)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` of `unit` (the first of its line in the table, else as written) in `days`; 0 days is once in all."""

    number: float
    unit: str
    days: float

    def over(self, days: float) -> float:
        """How many come in so many days, whole periods at least; of what is there once, all."""
        return self.number * max(1.0, days / self.days) if self.days else self.number


@dataclass(frozen=True, slots=True)
class _Units:
    factors: Mapping[str, tuple[str, float]]
    many: Mapping[str, float]
    periods: Mapping[str, float]
    once: frozenset[str]


def amount(fields: Fields) -> Amount | None:
    """What a record's quantity and period say; None where they say nothing that can be compared."""
    quantity = fields.get("quantity")
    if not isinstance(quantity, Mapping) or not quantity.get("unit"):
        return None
    known, per = _units(), _folded(str(fields.get("per") or ""))
    unit, factor = _unit(_folded(str(quantity["unit"])), known)
    number = float(quantity["number"] * factor)
    days = 0.0 if per in known.once or not per else known.periods.get(_PREFIX.sub("", per), known.periods.get(per))
    return None if days is None or number <= 0 else Amount(number, unit, days)


def part_met(need: Amount, offer: Amount, today: date, needed_by: str | None) -> float | None:
    """Which part of a need an offer can meet, 1.0 for all of it or more; None where the two cannot be compared.

    What is needed once is met by what an offer gives until `needed_by`, one period of it at least.
    """
    if need.unit != offer.unit or (need.days and not offer.days):
        return None
    if need.days:
        return (offer.number * need.days) / (need.number * offer.days)
    left = (date.fromisoformat(needed_by) - today).days if needed_by else 0
    return offer.over(float(left)) / need.number


def shown(fields: Fields) -> str:
    """A record's quantity and period as a person reads them: 8 万件／月."""
    quantity, per = fields.get("quantity"), str(fields.get("per") or "")
    if not isinstance(quantity, Mapping):
        return ""
    number, unit, chinese = quantity["number"], str(quantity.get("unit") or ""), words.language() == "zh"
    large = chinese and number >= 10_000 and not unit.startswith(("万", "千"))
    told = f"{number / 10_000:,g} 万{unit}" if large else f"{number:,g} {unit}"
    period = _PREFIX.sub("", per)
    return told.strip() if not period or per in _units().once else f"{told.strip()}{'／' if chinese else '/'}{period}"


def _unit(written: str, known: _Units) -> tuple[str, float]:
    found = known.factors.get(written)
    if found is not None:
        return found
    for prefix, factor in known.many.items():
        if written.startswith(prefix) and len(written) > 1:
            unit, inner = known.factors.get(written[1:], (written[1:], 1.0))
            return unit, inner * factor
    return written, 1.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


@cache
def _units() -> _Units:
    data: Any = yaml.safe_load((places.resources() / "matching" / "quantities.yaml").read_text("utf-8"))
    factors = {
        _folded(name): (next(iter(line)), float(factor)) for line in data["units"] for name, factor in line.items()
    }
    return _Units(factors, data["many"], data["periods"], frozenset(data["once"]))
