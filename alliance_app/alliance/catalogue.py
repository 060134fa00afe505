"""The indicator catalogue: loaded from data, checked whole, frozen. Source: resources/indicators/catalogue.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from alliance_app import places, words
from alliance_app.alliance.catalogue_faults import faults
from alliance_app.alliance.catalogue_shape import shape_faults
from alliance_app.alliance.catalogue_text import MAX_FILE, NotPlain, data_of
from alliance_app.records.errors import AllianceError
from alliance_app.words import N_, _

STARS = (1, 2, 3)
WHOLE = 100.0  # points of all indicators, where a catalogue says nothing else
USUAL_EFFORT = 3  # of an indicator whose catalogue says nothing


class CatalogueDamaged(AllianceError):
    """An indicator catalogue does not hold together. Nothing was taken from it."""

    message = N_("The indicator catalogue {name} cannot be used: {reason}. Nothing was changed.")


@dataclass(frozen=True)
class Named:
    """What every part of a catalogue has."""

    code: str
    zh: str
    en: str

    @property
    def label(self) -> str:
        return self.zh if words.language() == "zh" else self.en


@dataclass(frozen=True)
class Wording:
    """One thing said in both languages."""

    zh: str
    en: str

    @property
    def said(self) -> str:
        return self.zh if words.language() == "zh" else self.en


@dataclass(frozen=True)
class NotApplicable:
    """What a union earns that an indicator does not apply to: a credit of its points, or a value counted instead."""

    zh: str
    credit: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Indicator(Named):
    """One indicator. `targets`: star → the value asked for, None where nothing is; `counted`: how it is counted.

    `effort`: what a rung costs a union, 1 to 5; `todo`: what to do for it, `look_for`: how records
    call it, where the catalogue says so.
    """

    number: str
    unit: str
    lower_is_better: bool
    points: float
    targets: Mapping[int, float | None]
    required_for: frozenset[int]
    measure: str
    evidence: tuple[str, ...]
    not_applicable: NotApplicable | None = None
    counted: str = ""
    personal: bool = False
    effort: int = USUAL_EFFORT
    todo: Wording | None = None
    look_for: tuple[str, ...] = ()

    def meets(self, value: float, star: int) -> bool:
        """Whether `value` reaches the target of `star`; a target of None asks nothing."""
        target = self.targets[star]
        return target is None or (value <= target if self.lower_is_better else value >= target)

    def star_met(self, value: float) -> int:
        """The highest star whose target there is and `value` reaches; 0 for none."""
        return max((star for star in STARS if self.targets[star] is not None and self.meets(value, star)), default=0)


@dataclass(frozen=True)
class Item(Named):
    """One item of a class."""

    points: float
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class IndicatorClass(Named):
    """One class of indicators."""

    points: float
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Extra(Named):
    """A bonus or a deduction: points each time, at most `cap` in all."""

    points: float
    cap: float
    per: str


@dataclass(frozen=True)
class StarRule(Named):
    """What a star asks for beside its required indicators."""

    star: int
    min_total: float
    min_class_fraction: float


@dataclass(frozen=True)
class Catalogue:
    """A whole catalogue. `first_year`: from which year on it holds, 0 where its file does not say.

    `whole`: what all indicators together are worth.
    """

    id: str
    version: str
    official: bool
    fractions: Mapping[int, float]
    rules: tuple[StarRule, ...]
    classes: tuple[IndicatorClass, ...]
    bonus: tuple[Extra, ...]
    most_bonus: float
    deductions: tuple[Extra, ...]
    most_deducted: float
    vetoes: tuple[Named, ...]
    first_year: int = 0
    whole: float = WHOLE

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(each for cls in self.classes for item in cls.items for each in item.indicators)

    @cached_property
    def base_points(self) -> float:
        return sum(each.points for each in self.classes)


@cache
def standard() -> Catalogue:
    """The catalogue that comes with the program: illustrative, not an official standard."""
    return load(standard_file())


def standard_file() -> Path:
    """Where the program's own catalogue lies."""
    return places.resources() / "indicators" / "catalogue.yaml"


def load(path: Path, name: str = "") -> Catalogue:
    """Read and check a catalogue, called `name` where that is another than its file's. Raises CatalogueDamaged."""
    name = name or path.name
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        raise CatalogueDamaged(name=name, reason=error.strerror or str(error)) from error
    return read(raw, name)


def read(raw: bytes, name: str) -> Catalogue:
    """The catalogue in `raw`, which may come from anyone. Raises CatalogueDamaged, naming what is wrong."""
    try:
        catalogue = _catalogue(data_of(raw))
        fault = next(chain(shape_faults(catalogue), faults(catalogue)), None)
    except NotPlain as error:
        raise CatalogueDamaged(name=name, reason=error) from error
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise CatalogueDamaged(
            name=name, reason=_("a part is missing or wrong: {part}").format(part=str(error)[:100])
        ) from error
    if fault is not None:
        raise CatalogueDamaged(name=name, reason=fault)
    return catalogue


def _catalogue(data: Any) -> Catalogue:
    return Catalogue(
        id=str(data["id"]),
        version=str(data["version"]),
        official=bool(data["official"]),
        fractions={star: float(data["fractions"][star]) for star in STARS},
        rules=tuple(
            StarRule(
                str(each["star"]), each["zh"], each["en"], each["star"], each["min_total"], each["min_class_fraction"]
            )
            for each in data["stars"]
        ),
        classes=tuple(_class(each) for each in data["classes"]),
        bonus=tuple(_extra(each) for each in data["bonus"]["items"]),
        most_bonus=float(data["bonus"]["most"]),
        deductions=tuple(_extra(each) for each in data["deductions"]["items"]),
        most_deducted=float(data["deductions"]["most"]),
        vetoes=tuple(Named(each["code"], each["zh"], each["en"]) for each in data["vetoes"]),
        first_year=int(data.get("first_year", 0)),
        whole=float(data.get("base_points", WHOLE)),
    )


def _class(data: Any) -> IndicatorClass:
    items = tuple(_item(each) for each in data["items"])
    return IndicatorClass(data["code"], data["zh"], data["en"], float(data["points"]), items)


def _item(data: Any) -> Item:
    indicators = tuple(_indicator(each) for each in data["indicators"])
    return Item(data["code"], data["zh"], data["en"], float(data["points"]), indicators)


def _indicator(data: Any) -> Indicator:
    na, todo = data.get("na"), data.get("todo")
    targets = {star: data["targets"][star] for star in STARS}
    return Indicator(
        code=str(data["code"]),
        zh=str(data["zh"]),
        en=str(data["en"]),
        number=str(data["number"]),
        unit=str(data["unit"]),
        lower_is_better={"lower": True, "higher": False}[data["better"]],
        points=float(data["points"]),
        targets={star: None if target is None else float(target) for star, target in targets.items()},
        required_for=frozenset(int(star) for star in data["required_for"]),
        measure=str(data["measure"]),
        evidence=_listed(data["evidence"]),
        not_applicable=None if na is None else NotApplicable(str(na["zh"]), na.get("credit"), na.get("value")),
        counted=str(data.get("counted", "")),
        personal=bool(data.get("personal", False)),
        effort=int(data.get("effort", USUAL_EFFORT)),
        todo=None if todo is None else Wording(str(todo["zh"]), str(todo["en"])),
        look_for=_listed(data.get("look_for", [])),
    )


def _listed(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise TypeError(str(data))  # a text would come apart into its letters
    return tuple(str(each) for each in data)


def _extra(data: Any) -> Extra:
    points = float(data["points"])
    return Extra(data["code"], data["zh"], data["en"], points, float(data.get("cap", 1e9)), str(data.get("per", "")))
