"""Good examples for a step of the first year: what three-star unions did for the indicators it serves."""

from collections.abc import Iterable

from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.first_year import StartingStep
from alliance_app.assessing.examples import Example, examples
from alliance_app.library import Library
from alliance_app.search import Finder

_MOST = 3


def step_examples(
    library: Library, finder: Finder, step: StartingStep, catalogue: Catalogue, *, without: str = ""
) -> tuple[Example, ...]:
    """Three at most, each once: those of the kind that the step asks for first, then in the order of its indicators.

    `without`: the member who asks.
    """
    served = [each for each in catalogue.indicators if each.code in step.serves]
    found: Iterable[Example] = (
        each for indicator in served for each in examples(library, finder, indicator, without=without, most=_MOST)
    )
    once = list({each.record_id: each for each in found}.values())
    return tuple(sorted(once, key=lambda each: each.kind != step.kind)[:_MOST])
