"""Which indicators ask for evidence and have none."""

from alliance_app.alliance.stars import Assessment, Scored


def missing_evidence(assessment: Assessment) -> tuple[Scored, ...]:
    """What earned points and would lose them at a review for want of evidence; in the catalogue's order.

    A value that the library counts, too, has the records it was counted from as its evidence.
    """
    return tuple(each for each in assessment.scored.values() if lacks_evidence(each))


def lacks_evidence(scored: Scored) -> bool:
    """Whether one indicator earned points for which nothing can be shown."""
    indicator, answer = scored.indicator, scored.answer
    return bool(scored.points > 0 and indicator.evidence and not (answer.evidence or _borne_out(scored)))


def _borne_out(scored: Scored) -> bool:
    """Whether the records behind the library's own count bear out the star that a typed value reaches."""
    own = scored.answer.in_library
    return own is not None and bool(own.records) and scored.indicator.star_met(own.value) >= scored.star
