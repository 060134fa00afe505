"""Self-assessment over a library: one union's year rated, how three-star unions did it, and the form for handing in."""

from alliance_app.assessing.examples import Example, examples
from alliance_app.assessing.rated import Rated, rate, rated_years

__all__ = ["Example", "Rated", "examples", "rate", "rated_years"]
