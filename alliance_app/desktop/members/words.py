"""Words that the directory and the page of a member share."""

from PySide6.QtCore import QCoreApplication

from alliance_app.records.kinds import MEMBER
from alliance_app.records.options import CHAIN

FULL, OPEN = "★", "☆"


def stars_drawn(stars: int | None) -> str:
    """Two of three stars: ★★☆; nothing where none is told."""
    return "" if stars is None else FULL * stars + OPEN * (3 - stars)


def stars_said(stars: int | None) -> str:
    """Stars in words."""
    return MEMBER.by_name["stars"].show(None if stars is None else str(stars))


def chain_said(stages: tuple[str, ...]) -> str:
    """Places in the chain in words, in the chain's order."""
    declared = MEMBER.by_name["chain_stage"]
    return declared.show([each for each in CHAIN if each in stages])


def ratings_said(ratings: tuple[tuple[str, int], ...]) -> str:
    """Ratings in words, the earliest first."""
    return "；".join(f"{day} {stars_said(stars)}".strip() for day, stars in ratings)


def happened_said(this_year: int, last_seen: str) -> str:
    """What a member did this year, and when last."""
    if not last_seen:
        return QCoreApplication.translate("Members", "nothing noted yet")
    text = QCoreApplication.translate("Members", "{count} this year · last on {day}")
    return text.format(count=this_year, day=last_seen)
