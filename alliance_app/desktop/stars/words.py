"""How the page says it: numbers, targets, what is missing to a star."""

from PySide6.QtCore import QCoreApplication

from alliance_app.alliance.catalogue import STARS, Indicator
from alliance_app.alliance.stars import Assessment


def number(value: float | None) -> str:
    """A number without needless zeros; empty where there is none."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """Points, to two places where they are needed."""
    return f"{round(value + 1e-9, 2):g}"


def aim(stars: int) -> int:
    """The star that is aimed at next; three stays three."""
    return min(stars + 1, STARS[-1])


def star_name(star: int) -> str:
    """A star as one says it."""
    return {
        1: QCoreApplication.translate("Stars", "one star"),
        2: QCoreApplication.translate("Stars", "two stars"),
        3: QCoreApplication.translate("Stars", "three stars"),
    }.get(star, QCoreApplication.translate("Stars", "no star"))


def stars_in_words(stars: int) -> str:
    """For a screen reader."""
    return QCoreApplication.translate("Stars", "Reached: {stars}").format(stars=star_name(stars))


def target(indicator: Indicator, star: int) -> str:
    """What a star asks for, such as ≥ 6; the next higher one that asks for something where it asks for nothing."""
    asked = indicator.targets[star]
    if asked is None:
        return "—"
    return f"{'≤' if indicator.lower_is_better else '≥'} {number(asked)}"


def gap_in_words(found: Assessment, colour: str) -> str:
    """What is missing to the next star, its numbers in a colour; HTML."""
    return _gap(found, f"<b style='color:{colour}'>", "</b>")


def plain_gap(found: Assessment) -> str:
    """What is missing to the next star, plain text."""
    return _gap(found, "", "")


def _gap(found: Assessment, before: str, after: str) -> str:
    if found.stars == STARS[-1]:
        return QCoreApplication.translate("Stars", "Everything three stars ask for is there.")
    star = aim(found.stars)
    rule = next(each for each in found.catalogue.rules if each.star == star)
    indicators = {each.code for each in found.catalogue.indicators}
    needed = sum(each.code in indicators for each in found.blockers)
    floors = sum(bool(each.code) and each.code not in indicators for each in found.blockers)
    missing = rule.min_total - found.total
    parts = []
    if missing > 1e-9:
        shown = f"{before}{max(missing, 0.1):.1f}{after}"
        parts.append(QCoreApplication.translate("Stars", "{points} points").format(points=shown))
    for count, text in (
        (needed, QCoreApplication.translate("Stars", "{count} required indicators")),
        (floors, QCoreApplication.translate("Stars", "{count} classes below their floor")),
        (len(found.vetoes), QCoreApplication.translate("Stars", "{count} vetoes in force")),
    ):
        if count:
            parts.append(text.format(count=f"{before}{count}{after}"))
    said = QCoreApplication.translate("Stars", "Missing to {star}: {parts}")
    between = QCoreApplication.translate("Stars", ", ")
    return said.format(star=star_name(star), parts=between.join(parts))


def change_since(found: Assessment, before: Assessment | None) -> str:
    """Last year's points, and how far this year is above or below."""
    if before is None:
        return ""
    by = round(found.shown_total - before.shown_total, 1)
    sign = "▲" if by > 0 else "▼" if by < 0 else "＝"
    said = QCoreApplication.translate("Stars", "Last year {points} {stars} {change}")
    change = f"{sign} {abs(by):.1f}" if by else sign
    return said.format(points=f"{before.shown_total:.1f}", stars="★" * before.stars, change=change)
