"""Which indicators ask for evidence and have none."""

from alliance_app.alliance.stars import Assessment, Scored


def missing_evidence(assessment: Assessment) -> tuple[Scored, ...]:
    """What earned points and would lose them at a review for want of evidence; in the catalogue's order.

    A value counted from the library has the records it was counted from as its evidence.
    """
    return tuple(each for each in assessment.scored.values() if lacks_evidence(each))


def lacks_evidence(scored: Scored) -> bool:
    """Whether one indicator earned points for which nothing can be shown."""
    return bool(scored.points > 0 and scored.indicator.evidence and not scored.answer.evidence)
