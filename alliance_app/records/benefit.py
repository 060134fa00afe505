"""The yearly benefit of an innovation project: computed, never typed. Source: fields.md, project."""

from alliance_app.records.values import Fields, Value

YUAN_PER_WAN = 10_000
MONTHS_AT_MOST = 12


def annual_benefit(fields: Fields) -> float | None:
    """Yuan over the period: volume × (baseline − after) × unit price, less investment; None while a part is missing.

    `volume` is the quantity over the whole period; `baseline` and `after` must be in the same unit.
    """
    baseline, after = fields.get("baseline"), fields.get("after")
    volume, unit_price, months = fields.get("volume"), fields.get("unit_price"), fields.get("period")
    if not baseline or not after or volume is None or unit_price is None:
        return None
    if baseline.get("unit", "") != after.get("unit", "") or (months is not None and months > MONTHS_AT_MOST):
        return None
    saved = volume * (baseline["number"] - after["number"]) * unit_price
    return round(float(saved - (fields.get("investment") or 0)), 2)


def benefit_band(fields: Fields) -> Value:
    """Which band the yearly benefit falls in: below 100,000 yuan, to 500,000, above."""
    benefit = annual_benefit(fields)
    if benefit is None:
        return None
    in_wan = benefit / YUAN_PER_WAN
    return "<10 万元" if in_wan < 10 else "10–50 万元" if in_wan <= 50 else ">50 万元"


def in_wan(yuan: Value, decimals: int = 2) -> str:
    """Yuan as 万元 with up to so many decimals, one at least."""
    return f"{yuan / YUAN_PER_WAN:,.{decimals}f}".rstrip("0").rstrip(".") + " 万元"
