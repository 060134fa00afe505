"""The ratings of a member over time: `stars` and `rated_on` are in force, `ratings` holds those before."""

from alliance_app.records.values import Fields, Value


def with_past(fields: Fields, new: Fields) -> list[Value] | None:
    """The earlier ratings of a member whose fields become `new` as well; None where none is to be added.

    A rating is past once one of a later day takes its place; other stars for the same day put a mistake right.
    """
    stars, on = fields.get("stars"), fields.get("rated_on")
    later = new.get("rated_on")
    if stars is None or not on or not later or str(later) <= str(on):
        return None
    past = [dict(each) for each in fields.get("ratings") or ()]
    rating = {"on": on, "stars": stars}
    return None if rating in past else sorted([*past, rating], key=lambda each: str(each.get("on") or ""))


def ratings_of(fields: Fields) -> tuple[tuple[str, int], ...]:
    """All ratings as (day, stars), the earliest first; one without a day, the one in force, stands last as ""."""
    found = {
        (str(each["on"]), int(each["stars"]))
        for each in fields.get("ratings") or ()
        if each.get("on") and each.get("stars") is not None
    }
    stars, on = fields.get("stars"), fields.get("rated_on")
    dated = sorted({*found, (str(on), int(stars))} if stars is not None and on else found)
    return (*dated, ("", int(stars))) if stars is not None and not on else tuple(dated)
