"""Whether the parts of a catalogue fit together: codes, sums, targets, what is counted and by what."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alliance_app.alliance.counting import counter_named
from alliance_app.words import _

if TYPE_CHECKING:
    from alliance_app.alliance.catalogue import Catalogue, Indicator, Named

_EFFORTS = range(1, 6)
_LEAST = 1e-9  # points that make a sum another one


def faults(catalogue: "Catalogue") -> Iterator[str]:
    """What does not fit together, in words; asked of a catalogue whose parts are what they must be."""
    yield from _doubled(catalogue)
    yield from _sums(catalogue)
    for indicator in catalogue.indicators:
        yield from _indicator(indicator)
    yield from _rules(catalogue)


def _doubled(catalogue: "Catalogue") -> Iterator[str]:
    codes: set[str] = set()
    parts: list[Named] = [*catalogue.classes, *catalogue.indicators, *catalogue.bonus, *catalogue.deductions]
    parts += [*catalogue.vetoes, *(item for cls in catalogue.classes for item in cls.items)]
    for part in parts:
        if part.code in codes:
            yield _("the code {code} stands twice").format(code=part.code)
        codes.add(part.code)


def _sums(catalogue: "Catalogue") -> Iterator[str]:
    """Indicators add up to their item, items to their class, classes to the whole."""
    for cls in catalogue.classes:
        if not cls.items:
            yield _("{code} has no parts").format(code=cls.code)
        if abs(sum(item.points for item in cls.items) - cls.points) > _LEAST:
            yield _("the items of {code} do not add up to its points").format(code=cls.code)
        for item in cls.items:
            if not item.indicators:
                yield _("{code} has no parts").format(code=item.code)
            if abs(sum(each.points for each in item.indicators) - item.points) > _LEAST:
                yield _("the indicators of {code} do not add up to its points").format(code=item.code)
    if abs(catalogue.base_points - catalogue.whole) > _LEAST:
        yield _("the classes add up to {points:g} points, not to {whole:g}").format(
            points=catalogue.base_points, whole=catalogue.whole
        )


def _indicator(indicator: "Indicator") -> Iterator[str]:
    code, targets = indicator.code, indicator.targets
    asked = [target for target in targets.values() if target is not None]
    if not asked or asked != sorted(asked, reverse=indicator.lower_is_better):
        yield _("the targets of {code} do not rise from star to star").format(code=code)
    if not indicator.required_for <= targets.keys():
        yield _("{code} is required for a star there is not").format(code=code)
    elif any(targets[star] is None for star in indicator.required_for):
        yield _("{code} is required for a star that has no target for it").format(code=code)
    if indicator.effort not in _EFFORTS:
        yield _("the effort of {code} is not from 1 to 5").format(code=code)
    if indicator.counted and counter_named(indicator.counted) is None:
        yield _("{code} is counted from “{source}”, which is not known").format(code=code, source=indicator.counted)


def _rules(catalogue: "Catalogue") -> Iterator[str]:
    if tuple(rule.star for rule in catalogue.rules) != tuple(catalogue.fractions):
        yield _("the rules for one, two and three stars are not all there")
    for asked in ([rule.min_total for rule in catalogue.rules], [each.min_class_fraction for each in catalogue.rules]):
        if asked != sorted(asked):
            yield _("what is asked for does not rise from star to star")
    if any(rule.min_total > catalogue.whole for rule in catalogue.rules):
        yield _("a star asks for more points than there are")
