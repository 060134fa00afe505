"""The ranking set as records, and how well a ranking does on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from alliance_app.alliance.matching import Match, matches
from alliance_app.records.values import Record
from tests.alliance.records_of import record

HERE = Path(__file__).parent
FIRST = 3


@dataclass(frozen=True)
class RankingSet:
    """Records of the set; `good`: need → offers, by the set's own names; `parts`: need → tune or measure."""

    today: date
    records: tuple[Record, ...]
    names: dict[str, str]
    good: dict[str, tuple[str, ...]]
    parts: dict[str, str]

    def ranked(self) -> dict[str, list[Match]]:
        """The matches of each need, best first, by the set's own names."""
        found: dict[str, list[Match]] = {name: [] for name in self.good}
        for each in matches(self.records, self.today, per_need=10):
            found[self.names[each.need.id]].append(each)
        return found

    def recall(self, ranked: dict[str, list[Match]], part: str) -> float:
        """Which share of the good partners stands among the first three, over the needs of one part."""
        needs = [name for name, its in self.parts.items() if its == part]
        return sum(self.share(ranked, name) for name in needs) / len(needs)

    def precision(self, ranked: dict[str, list[Match]], part: str) -> float:
        """Stricter: which share of as many first places as there are good partners they hold."""
        needs = [name for name, its in self.parts.items() if its == part]
        return sum(self.share(ranked, name, len(self.good[name])) for name in needs) / len(needs)

    def share(self, ranked: dict[str, list[Match]], need: str, first_places: int = FIRST) -> float:
        """Which share of one need's good partners stands in the first places."""
        first = {self.names[each.offer.id] for each in ranked[need][:first_places]}
        return len(first & set(self.good[need])) / len(self.good[need])


@cache
def ranking_set() -> RankingSet:
    """The set as it is written."""
    needs = yaml.safe_load((HERE / "needs.yaml").read_text("utf-8"))
    offers = yaml.safe_load((HERE / "offers.yaml").read_text("utf-8"))["offers"]
    owners = dict.fromkeys(each["owner"] for each in (*needs["needs"], *offers))
    members = {name: record("member", f"{name}工会") for name in owners}
    made = {each["id"]: _made("need", each, members) for each in needs["needs"]}
    made |= {each["id"]: _made("offer", each, members) for each in offers}
    salons = [_salon(title, [members[name].id for name in there]) for title, there in needs["salons"].items()]
    return RankingSet(
        today=needs["today"],
        records=(*members.values(), *salons, *made.values()),
        names={each.id: name for name, each in made.items()},
        good={each["id"]: tuple(each["good"]) for each in needs["needs"]},
        parts={each["id"]: each["part"] for each in needs["needs"]},
    )


def _made(side: str, each: dict[str, Any], members: dict[str, Record]) -> Record:
    number, unit = each["q"].split(maxsplit=1)
    fields = {
        "side": side,
        "owner": members[each["owner"]].id,
        "chain_stage": each["stage"],
        "what": each["what"],
        "spec": each["spec"],
        "quantity": {"number": float(number), "unit": unit},
        "per": each["per"],
        "area": each["area"],
        "qualifications": each.get("quals", []),
        "needed_by": each.get("by"),
        "valid_until": each.get("until"),
        "status": each.get("status", "published"),
    }
    return record("supply_demand", each["title"], **fields)


def _salon(title: str, members: Iterable[str]) -> Record:
    kind, there = ("open_day", "visitors") if "开放日" in title else ("salon", "participants")
    return record(kind, title, **{there: list(members)})
