"""The words of a summary: plain sentences around its numbers."""

from alliance_app.alliance.yearly import BANDS, Happened, Year
from alliance_app.records.benefit import YUAN_PER_WAN
from alliance_app.words import _
from alliance_app.writeups.charts import number


def wan(yuan: float) -> str:
    """Yuan in units of ten thousand, up to two decimals."""
    return number(round(yuan / YUAN_PER_WAN, 2))


def percent(share: float) -> str:
    """A share from 0 to 1 with one decimal at most."""
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def compared(now: float, before: float) -> str:
    """How a number stands to that of the year before, as a clause."""
    if now == before:
        return _("as many as the year before")
    much = number(round(abs(now - before), 2))
    return (_("{much} more than the year before") if now > before else _("{much} fewer than the year before")).format(
        much=much
    )


def overview(this: Year, last: Year, whose: str) -> list[str]:
    """What the year was, in two paragraphs."""
    salons, days, activities = (this.happened[kind] for kind in ("salon", "open_day", "activity"))
    before = [last.happened[kind].count for kind in ("salon", "open_day", "activity")]
    took_place = _(
        "In {year}, {whose} held {salons} salons ({salons_compared}), attended by {salon_people} people; {days} open "
        "days ({days_compared}) with {day_people} visitors; and {activities} union activities ({activities_compared}) "
        "with {activity_people} participants."
    ).format(
        year=this.year,
        whose=whose,
        salons=salons.count,
        salons_compared=compared(salons.count, before[0]),
        salon_people=number(salons.headcount),
        days=days.count,
        days_compared=compared(days.count, before[1]),
        day_people=number(days.headcount),
        activities=activities.count,
        activities_compared=compared(activities.count, before[2]),
        activity_people=number(activities.headcount),
    )
    return [took_place, innovation(this) + (benefit(this) if this.projects.accepted else "")]


def innovation(this: Year) -> str:
    """The three batches."""
    batch = this.projects
    return _(
        "In innovation, {people} people were trained through projects, {improved} projects were approved and "
        "{accepted} results accepted."
    ).format(people=batch.people, improved=batch.improved, accepted=batch.accepted)


def benefit(this: Year) -> str:
    """The benefit of the accepted projects, and what of it stands on firm ground."""
    batch = this.projects
    said = _(
        " The accepted ones bring a yearly benefit of {benefit} (10,000 yuan), of which finance confirmed {confirmed}, "
        "that is {share}."
    ).format(benefit=wan(batch.benefit), confirmed=wan(batch.confirmed), share=percent(batch.share))
    if batch.unknown:
        said += _(" For {count} of them the data are not complete, and no benefit is counted.").format(
            count=batch.unknown
        )
    return said


def bands(this: Year) -> str:
    """How many projects fall into each band of benefit."""
    low, middle, high = (this.bands.get(band, 0) for band in BANDS)
    return _(
        "By yearly benefit, {high} accepted projects are above 500,000 yuan, {middle} between 100,000 and 500,000, "
        "{low} below 100,000."
    ).format(high=high, middle=middle, low=low)


def busiest(happened: list[Happened]) -> str:
    """Which months had the most; nothing where nothing took place."""
    sums = [sum(months) for months in zip(*(each.by_month for each in happened), strict=True)]
    most = max(sums)
    if not most:
        return ""
    named = _(", ").join(month(at) for at, count in enumerate(sums) if count == most)
    return _("Most took place in {months}: {count} each month.").format(months=named, count=most)


def month(at: int) -> str:
    """The name of a month, counted from 0."""
    return _("{month}/12").format(month=at + 1)


def how_counted() -> list[str]:
    """How everything was counted, so that others can count it again."""
    return [
        _("Salons, open days and activities count in the month of their date and with the enterprise that hosts them."),
        _(
            "People trained are the leaders and members of projects under way in the year, each once an enterprise. "
            "A project counts as approved or accepted in the month it reached that stage."
        ),
        _(
            "The yearly benefit is volume × (baseline − after) × unit price, less investment, of projects accepted in "
            "the year; it is computed from the records, not typed."
        ),
    ]
