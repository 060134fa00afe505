"""Counting what documents show: minutes, sets of papers, contracts in force, audits, mentoring.

A document says by its type, title and tags what it is. Words are the catalogue's own: `minutes:职代会|职工大会`.
"""

from alliance_app.alliance.scope import Counted, Scope, counted, named_in
from alliance_app.records.values import Record

_CONTRACTS = {"女职工": "women", "工资": "wages"}
_COLLECTIVE = ("集体合同", "集体协商", "工资专项", "女职工专项")
_FUNDS = ("经费", "财务", "收支", "决算", "预算")
_MENTORING = ("帮带", "结对")
_GUIDANCE = "指导"
_GUIDED_TWICE = 2


def minutes(scope: Scope, words: str) -> Counted:
    """Minutes of the year with one of these words in title or tags: `|` between them, `-` before unwanted ones."""
    wanted = words.split("|")
    return counted(each for each in _dated(scope, "minutes") if named_in(each, wanted))


def yearly_set(scope: Scope, words: str) -> Counted | None:
    """How many of a set of papers there are for the year: groups of words with `/` between them; None for none."""
    return _set([each for each in scope.of("document") if scope.in_year(each.fields.get("date"))], words)


def standing_set(scope: Scope, words: str) -> Counted | None:
    """How many of a set of papers there are and hold, whenever they were made; None for none."""
    return _set([each for each in scope.of("document") if scope.in_force(each)], words)


def contracts_in_force(scope: Scope) -> Counted:
    """Collective agreements in force on the last day, one each of general, wages, women workers."""
    found: dict[str, Record] = {}
    for each in scope.of("document"):
        agreement = each.fields.get("type") == "contract" and named_in(each, _COLLECTIVE)
        if agreement and _holds(scope, each):
            about = next((kind for word, kind in _CONTRACTS.items() if named_in(each, (word,))), "general")
            found.setdefault(about, each)
    return counted(found.values())


def audits(scope: Scope) -> Counted:
    """Audits of the funds or their disclosures to the members, whichever are fewer."""
    made = list(_dated(scope, "audit"))
    told = [each for each in _dated(scope, "disclosure") if _about_funds(each)]
    number = min(len(made), len(told))
    return Counted(float(number), counted([*made[:number], *told[:number]]).records)


def founding(scope: Scope) -> Counted:
    """The founding approval, and legal personality: two papers."""
    approvals = [each for each in scope.of("document") if each.fields.get("type") == "approval"][:1]
    legal = [scope.member] if scope.member is not None and scope.member.fields.get("legal_person") else []
    return counted([*approvals, *legal])


def mentored(scope: Scope) -> Counted:
    """Mentoring agreements in force with at least two records of guidance each.

    An agreement that has the records attached needs no others; of the rest, one counts for every two records.
    """
    papers = [each for each in scope.of("document") if named_in(each, _MENTORING)]
    agreements = [each for each in papers if each.fields.get("type") == "contract" and _holds(scope, each)]
    shown = [each for each in agreements if any(_GUIDANCE in file.name for file in each.attachments)]
    others = [each for each in agreements if each not in shown]
    guidance = [each for each in scope.records if each not in agreements and _guides(scope, each)]
    guided = others[: len(guidance) // _GUIDED_TWICE]
    behind = [*shown, *guided, *guidance[: len(guided) * _GUIDED_TWICE]]
    return Counted(float(len(shown) + len(guided)), counted(behind).records)


def _dated(scope: Scope, type_: str) -> list[Record]:
    found = [each for each in scope.of("document") if each.fields.get("type") == type_]
    return [each for each in found if scope.in_year(each.fields.get("date"))]


def _set(papers: list[Record], groups: str) -> Counted | None:
    firsts = [next((each for each in papers if named_in(each, group.split("|"))), None) for group in groups.split("/")]
    found = [each for each in firsts if each is not None]
    if not found:
        return None
    return Counted(float(len(found)), tuple(dict.fromkeys(each.id for each in found)))


def _holds(scope: Scope, paper: Record) -> bool:
    """Whether an agreement is in force; one that names no end is so for the year of its date."""
    if paper.fields.get("valid_until") is None:
        return scope.in_year(paper.fields.get("date"))
    return scope.in_force(paper)


def _about_funds(paper: Record) -> bool:
    return named_in(paper, _FUNDS) or any(word in paper.body for word in _FUNDS)


def _guides(scope: Scope, record: Record) -> bool:
    if record.kind not in ("activity", "document", "salon") or not named_in(record, (*_MENTORING, _GUIDANCE)):
        return False
    return scope.in_year(record.fields.get("starts_at") or record.fields.get("date"))
