"""What a new union does in its first year: the steps, loaded from data, checked whole, frozen.

Source: resources/guide/first_year.yaml; illustrative, drafted for this program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import yaml

from alliance_app import places, words
from alliance_app.alliance.counting import counter_named
from alliance_app.records.errors import AllianceError
from alliance_app.records.ids import id_of
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Fields, Record
from alliance_app.words import N_, _


class GuideDamaged(AllianceError):
    """The steps of the first year do not hold together. Nothing was taken from them."""

    message = N_("The starting guide {name} cannot be used: {reason}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if words.language() == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Reach:
    """A count of the library that shows a step as done: a counter's name, and the value it has to reach."""

    counted: str
    value: float


@dataclass(frozen=True, slots=True)
class StartingStep:
    """One step. Due `months` after the start, or on the next `day` (month, day) of the year.

    `kind`, `title`, `template` and `fields`: what its record starts from, `mine` the field that makes it the union's;
    `serves`: codes of indicators; `after`: keys of steps that come first.
    """

    key: str
    what: Words
    how: Words
    kind: str
    serves: tuple[str, ...]
    months: int | None = None
    day: tuple[int, int] | None = None
    after: tuple[str, ...] = ()
    title: Words | None = None
    template: str = ""
    fields: Fields = field(default_factory=dict)
    mine: str = ""
    done: Reach | None = None


@dataclass(frozen=True, slots=True)
class FirstYear:
    """A whole guide: its steps in an order in which none stands before one it needs."""

    id: str
    version: str
    official: bool
    steps: tuple[StartingStep, ...]

    def step_of(self, record: Record) -> StartingStep | None:
        """The step that a record was made of: by its id, which stays what it is called; else by its title."""
        member = str(record.fields.get("member") or "")
        made = (each for each in self.steps if id_of("step", member, each.key) == record.id)
        titled = (each for each in self.steps if record.title in (each.what.zh, each.what.en))
        return next(made, None) or next(titled, None)


@cache
def standard() -> FirstYear:
    """The guide that comes with the program."""
    return load(places.resources() / "guide" / "first_year.yaml")


def load(path: Path) -> FirstYear:
    """Read and check a guide. Raises GuideDamaged, naming what is wrong."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
        steps = tuple(_step(each) for each in data["steps"])
        guide = FirstYear(str(data["id"]), str(data["version"]), bool(data["official"]), steps)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GuideDamaged(name=path.name, reason=" ".join(str(error).split())[:300]) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GuideDamaged(name=path.name, reason=_("a part is missing or wrong: {part}").format(part=error)) from error
    fault = next(_faults(guide), None)
    if fault is not None:
        raise GuideDamaged(name=path.name, reason=fault)
    return guide


def _step(data: Any) -> StartingStep:
    due, done, kind = data["due"], data.get("done"), str(data["kind"])
    return StartingStep(
        key=str(data["key"]),
        what=_words(data["what"]),
        how=_words(data["how"]),
        kind=kind,
        serves=tuple(str(each) for each in data["serves"]),
        months=int(due["months"]) if "months" in due else None,
        day=None if "months" in due else (int(due["month"]), int(due["day"])),
        after=tuple(str(each) for each in data.get("after", ())),
        title=_words(data["title"]) if "title" in data else None,
        template=str(data.get("template", "")),
        fields=dict(data.get("fields", {})),
        mine=str(data.get("mine", "") or KINDS[kind].owned_by or ""),
        done=None if done is None else Reach(str(done["counted"]), float(done["reach"])),
    )


def _words(data: Any) -> Words:
    return Words(str(data["zh"]), str(data["en"]))


def _faults(guide: FirstYear) -> Iterator[str]:
    """What does not hold together, in words."""
    needs: Mapping[str, tuple[str, ...]] = {each.key: each.after for each in guide.steps}
    if len(needs) < len(guide.steps):
        yield _("a step stands twice")
    for each in guide.steps:
        yield from _step_faults(each, needs)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        yield _("the steps {keys} wait for each other").format(keys="、".join(error.args[1]))


def _step_faults(step: StartingStep, needs: Mapping[str, object]) -> Iterator[str]:
    for needed in step.after:
        if needed not in needs:
            yield _("the step {key} comes after “{other}”, which there is not").format(key=step.key, other=needed)
    if not step.serves:
        yield _("the step {key} serves no indicator").format(key=step.key)
    if step.done is not None and counter_named(step.done.counted) is None:
        source = step.done.counted
        yield _("the step {key} is counted from “{source}”, which is not known").format(key=step.key, source=source)
    try:
        date(2001, *(step.day or (1, 1)))
        KINDS[step.kind].checked(step.fields)
    except (AllianceError, ValueError) as error:
        yield _("the step {key} cannot be used: {reason}").format(key=step.key, reason=error)
    if step.mine and step.mine not in KINDS[step.kind].by_name:
        yield _("the step {key} names a field that its kind has not").format(key=step.key)
    if step.months is not None and not 0 <= step.months <= 12:
        yield _("the step {key} is not due within the first year").format(key=step.key)
