"""The yearly benefit of an innovation project: computed, never typed. Source: fields.md, project.

The rule of the period: `volume` is what was made, used or served in the period itself, which is a year at most. A
shorter period is not stretched to a year: what is counted is what was saved, not what might be.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from alliance_app.records.values import Fields, Value
from alliance_app.words import _

YUAN_PER_WAN = 10_000
MONTHS_AT_MOST = 12
PARTS = ("baseline", "after", "volume", "unit_price")
_FEN = Decimal("0.01")
_DIGITS = 80  # the largest numbers a field holds, multiplied, keep every digit


def annual_benefit(fields: Fields) -> float | None:
    """Yuan over the period: volume × (baseline − after) × unit price, less investment; None while a part is missing.

    Worked out in decimals and rounded to the fen, half up. `baseline` and `after` must be in the same unit.
    """
    if not is_whole(fields):
        return None
    before, after = fields["baseline"]["number"], fields["after"]["number"]
    with localcontext() as context:
        context.prec = _DIGITS
        saved = _exact(fields["volume"]) * (_exact(before) - _exact(after)) * _exact(fields["unit_price"])
        benefit = (saved - _exact(fields.get("investment") or 0)).quantize(_FEN, ROUND_HALF_UP)
    return float(benefit) + 0.0  # a loss of less than half a fen is nothing, not minus nothing


def is_whole(fields: Fields) -> bool:
    """Whether everything is there that the benefit is computed from, and fits together."""
    months = fields.get("period")
    return (
        all(fields.get(part) is not None for part in PARTS)
        and same_unit(fields)
        and (months is None or months <= MONTHS_AT_MOST)
    )


def same_unit(fields: Fields) -> bool:
    """Whether the values before and after are in the same unit, as far as both are there."""
    baseline, after = fields.get("baseline"), fields.get("after")
    return not baseline or not after or baseline.get("unit", "") == after.get("unit", "")


def benefit_band(fields: Fields) -> Value:
    """Which band the yearly benefit falls in: below 100,000 yuan; from there to 500,000, both counted in; above."""
    benefit = annual_benefit(fields)
    if benefit is None:
        return None
    in_wan = benefit / YUAN_PER_WAN
    return "<10 万元" if in_wan < 10 else "10–50 万元" if in_wan <= 50 else ">50 万元"


def formula_in_words(fields: Fields) -> str:
    """The benefit as it is worked out, with its numbers: “12,000 × (3.2 − 2.1) 元/件 × 1 元 = …”; "" without one."""
    benefit = annual_benefit(fields)
    if benefit is None:
        return ""
    unit = fields["baseline"].get("unit", "")
    parts = _("{volume} × ({baseline} − {after}) {unit} × {price} yuan").format(
        volume=plain(fields["volume"]),
        baseline=plain(fields["baseline"]["number"]),
        after=_bracketed(fields["after"]["number"]),
        unit=unit,
        price=_bracketed(fields["unit_price"]),
    )
    if fields.get("investment"):
        parts += _(" − investment {investment} yuan").format(investment=_bracketed(fields["investment"]))
    said = _("{parts} = {benefit} yuan").format(parts=" ".join(parts.split()), benefit=plain(benefit))
    months = fields.get("period")
    return said + (_(" (over {months} months)").format(months=months) if months else "")


def in_wan(yuan: Value, decimals: int = 2) -> str:
    """Yuan as 万元 with up to so many decimals, one at least."""
    return f"{yuan / YUAN_PER_WAN:,.{decimals}f}".rstrip("0").rstrip(".") + " 万元"


def plain(number: float) -> str:
    """A number as a person writes it: thousands parted, no zeros at the end, never in powers of ten."""
    exact = f"{_exact(number):,f}"
    return exact.rstrip("0").rstrip(".") if "." in exact else exact


def _bracketed(number: float) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)


def _exact(number: float) -> Decimal:
    return Decimal(str(number))
