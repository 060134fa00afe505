"""Whether the parts of a catalogue are of the kinds they must be, so that nothing that rates by it can break."""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from alliance_app.words import _

if TYPE_CHECKING:
    from alliance_app.alliance.catalogue import Catalogue, Named

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,19}")  # names a row of a self-assessment
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,59}")
_LAST_YEAR = 2200


def shape_faults(catalogue: "Catalogue") -> Iterator[str]:
    """What is not of its kind, in words; to be asked before anything else is looked at."""
    if not _NAME.fullmatch(catalogue.id):
        yield _("“{name}” cannot be its id").format(name=catalogue.id[:40])
    if not _NAME.fullmatch(catalogue.version):
        yield _("“{name}” cannot be its version").format(name=catalogue.version[:40])
    if catalogue.first_year and not 1990 <= catalogue.first_year <= _LAST_YEAR:
        yield _("“{year}” cannot be its first year").format(year=catalogue.first_year)
    for part in _parts(catalogue):
        if not _texts(part.code, part.zh, part.en) or not _CODE.fullmatch(part.code) or not part.zh:
            yield _("a part has no code or no name: {part}").format(part=str(part.code)[:40])
    yield from _amount_faults(catalogue)
    if list(catalogue.fractions.values()) != sorted(catalogue.fractions.values()):
        yield _("the fractions do not rise from star to star")


def _parts(catalogue: "Catalogue") -> "Iterator[Named]":
    yield from catalogue.rules
    for cls in catalogue.classes:
        yield cls
        for item in cls.items:
            yield item
            yield from item.indicators
    yield from (*catalogue.bonus, *catalogue.deductions, *catalogue.vetoes)


def _amount_faults(catalogue: "Catalogue") -> Iterator[str]:
    """Amounts that are none, are below nothing, or more than the whole."""
    for rule in catalogue.rules:
        if not (_amount(rule.star) and _amount(rule.min_total) and _share(rule.min_class_fraction)):
            yield _("an amount of {code} is wrong").format(code=rule.code)
    extras = (*catalogue.bonus, *catalogue.deductions)
    amounts: list[tuple[str, tuple[float, ...]]] = [(each.code, (each.points, each.cap)) for each in extras]
    amounts += [(cls.code, (cls.points, *(item.points for item in cls.items))) for cls in catalogue.classes]
    amounts += [(each.code, (each.points,)) for each in catalogue.indicators]
    amounts.append((catalogue.id, (catalogue.most_bonus, catalogue.most_deducted)))
    for code, those in amounts:
        if not all(map(_amount, those)):
            yield _("an amount of {code} is wrong").format(code=code)
    if not all(map(_share, catalogue.fractions.values())):
        yield _("an amount of {code} is wrong").format(code=catalogue.id)
    for each in catalogue.indicators:
        if not all(target is None or math.isfinite(target) for target in each.targets.values()):
            yield _("an amount of {code} is wrong").format(code=each.code)
        rule_there = each.not_applicable
        if rule_there is None:
            continue
        credit, value = rule_there.credit, rule_there.value
        if (credit is None) == (value is None) or not (credit is None or _share(credit)) or not _number(value or 0):
            yield _("what {code} earns where it does not apply is wrong").format(code=each.code)


def _texts(*values: Any) -> bool:
    return all(isinstance(each, str) for each in values)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _amount(value: Any) -> bool:
    return _number(value) and 0 <= value < math.inf


def _share(value: Any) -> bool:
    return _amount(value) and bool(value <= 1)
