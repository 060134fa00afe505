"""The three batches of innovation (三个一批): people trained, projects improved and accepted. Source: fields.md."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliance_app.records.values import Record

IMPROVED = ("approved", "doing", "checking", "accepted", "confirmed", "promoted", "archived")
ACCEPTED = ("accepted", "confirmed", "promoted", "archived")


@dataclass(frozen=True, slots=True)
class Batches:
    """The three batches. Benefit in yuan, of accepted projects; `confirmed_benefit` is what finance confirmed of it."""

    people: int
    projects: int
    improved: int
    accepted: int
    benefit: float
    confirmed_benefit: float


def batches(projects: Iterable[Record]) -> Batches:
    """The three batches of these projects: people trained through them, improved, accepted."""
    known = list(projects)
    people = {
        (each.fields.get("owner"), name)
        for each in known
        for name in (each.fields.get("leader"), *(each.fields.get("team") or ()))
        if name
    }
    accepted = [each for each in known if each.fields.get("stage") in ACCEPTED]
    confirmed = [each for each in accepted if each.fields.get("finance_confirmed")]
    return Batches(
        people=len(people),
        projects=len(known),
        improved=sum(each.fields.get("stage") in IMPROVED for each in known),
        accepted=len(accepted),
        benefit=round(sum(each.fields.get("annual_benefit") or 0.0 for each in accepted), 2),
        confirmed_benefit=round(sum(each.fields.get("annual_benefit") or 0.0 for each in confirmed), 2),
    )
