"""Self-assessment over a library: one union's year rated, how three-star unions did it, and the form for handing in."""

from alliance_app.assessing.examples import Example, examples
from alliance_app.assessing.rated import (
    Rated,
    UnknownIndicator,
    indicator_named,
    rate,
    rated_years,
    whose_year,
)
from alliance_app.assessing.writing import FORM_FORMATS, form_name, write_form

__all__ = [
    "FORM_FORMATS",
    "Example",
    "Rated",
    "UnknownIndicator",
    "examples",
    "form_name",
    "indicator_named",
    "rate",
    "rated_years",
    "whose_year",
    "write_form",
]
