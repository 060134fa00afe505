"""Counting: what the catalogue counts, from which records, up to which day; and the records that nearly count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alliance_app import words
from alliance_app.alliance.catalogue import standard
from alliance_app.alliance.counting import COUNTERS, Counted, count, counter_named, scope_of, scopes_of
from alliance_app.alliance.evidence import lacks_evidence, missing_evidence
from alliance_app.alliance.nearly import LOOKERS, nearly_there
from alliance_app.alliance.stars import Answer, assess, assessment_of
from alliance_app.records.values import Attachment, Record, State
from tests.alliance.records_of import record

CATALOGUE = standard()
SOURCES = {each.code: each.counted for each in CATALOGUE.indicators if each.counted}
TODAY = date(2026, 11, 26)


def counted(records: Sequence[Record], member: Record, year: int = 2026, today: date = TODAY) -> dict[str, Counted]:
    return count(SOURCES, scope_of([member, *records], member.id, year, today))


def value(code: str, records: Sequence[Record], member: Record, **when: Any) -> float | None:
    found = counted(records, member, **when).get(code)
    return None if found is None else found.value


@pytest.fixture
def member() -> Record:
    return record(
        "member", "示范工会", workers=200, members=190, founded_on="2015-01-01", committees=["funds", "women"]
    )


def test_every_counter_of_the_catalogue_is_known_and_the_other_indicators_are_rates_no_record_holds() -> None:
    assert all(counter_named(source) for source in SOURCES.values())
    uncounted = {each.code for each in CATALOGUE.indicators if not each.counted}
    assert uncounted == {
        "I03", "I05", "I12", "I14", "I16", "I20", "I21", "I22", "I26", "I27", "I29", "I30", "I32", "I34", "I35",
        "I37", "I38", "I39", "I40", "I41", "I45",
    }  # fmt: skip


def test_a_counter_needs_a_known_name_and_worded_ones_their_words() -> None:
    assert counter_named("minutes:职代会") is not None
    assert [counter_named(source) for source in ("minutes", "minutes:", "minutes:|", "weather", "weather:雨", "")] == (
        [None] * 6
    )


@pytest.mark.parametrize("part", ["host", "co_host", "participants"])
def test_a_salon_counts_for_whoever_hosts_it_helps_or_takes_part(member: Record, part: str) -> None:
    fields: dict[str, Any] = {part: member.id if part == "host" else [member.id]}
    salon = record("salon", starts_at="2026-05-01T09:00", **fields)
    assert counted([salon], member)["I53"] == Counted(1, (salon.id,))


def test_a_visitor_of_an_open_day_is_concerned_by_it_but_hosts_nothing(member: Record) -> None:
    visited = record("open_day", date="2026-05-01", visitors=[member.id])
    assert visited in scope_of([member, visited], member.id, 2026, TODAY).records
    assert value("I54", [visited], member) == 0


def test_what_is_planned_for_later_has_not_been_done_yet(member: Record) -> None:
    salons = [record("salon", starts_at=f"2026-{day}T09:00", participants=[member.id]) for day in ("11-26", "12-11")]
    assert value("I53", salons, member) == 1
    assert value("I53", salons, member, today=date(2027, 1, 5)) == 2


def test_one_pass_gives_every_members_scope_as_if_made_alone(member: Record) -> None:
    other = record("member", "别家")
    records = [
        member, other,
        record("salon", starts_at="2026-05-01T09:00", host=member.id, participants=[member.id, other.id]),
        record("project", owner=other.id),
        replace(record("project", owner=other.id), trashed_at="2026-01-01T00:00:00Z"),
    ]  # fmt: skip
    together = scopes_of(records, 2026, TODAY)
    assert together == {each.id: scope_of(records, each.id, 2026, TODAY) for each in (member, other)}


@pytest.mark.parametrize(
    ("code", "title", "others"),
    [
        ("I01", "党支部专题研究工会工作会议纪要", ("党工联席会议纪要（党支部）",)),
        ("I02", "第三季度党工联席会议纪要", ("工会委员会会议纪要",)),
        ("I04", "共建领导小组会议纪要", ("党工联席会议纪要",)),
        ("I09", "工会干部学习研讨纪要", ("工会委员会会议纪要",)),
        ("I19", "工会委员会第二次会议纪要", ("共建领导小组（工会委员会）会议纪要",)),
        ("I25", "三届二次职代会纪要", ("职代会筹备会纪要",)),
        ("I31", "主席述职测评会纪要", ("职代会纪要",)),
    ],
)
def test_minutes_count_by_what_their_title_says(member: Record, code: str, title: str, others: tuple[str, ...]) -> None:
    meant = record("document", title, type="minutes", date="2026-03-01", owner=member.id)
    last_year = record("document", title, type="minutes", date="2025-03-01", owner=member.id)
    a_rule = record("document", title, type="rule", date="2026-03-01", owner=member.id)
    rest = [record("document", each, type="minutes", date="2026-03-01", owner=member.id) for each in others]
    assert counted([meant, last_year, a_rule, *rest], member)[code] == Counted(1, (meant.id,))


def test_a_tag_says_as_much_as_a_title(member: Record) -> None:
    plain = record("document", "纪要（第 2 号）", type="minutes", date="2026-03-01", owner=member.id)
    assert value("I25", [replace(plain, tags=("职代会",))], member) == 1


def test_sets_of_papers_count_the_papers_there_are(member: Record) -> None:
    papers = [
        record("document", title, type="rule", date=day, owner=member.id)
        for title, day in [
            ("2026 年工会工作计划", "2026-01-10"), ("半年检查记录", "2026-07-01"), ("半年检查补充", "2026-07-02"),
            ("性骚扰防治制度", "2024-03-01"), ("女职工休息室管理办法", "2023-03-01"),
        ]
    ]  # fmt: skip
    found = counted(papers, member)
    assert found["I06"] == Counted(2, (papers[0].id, papers[1].id))
    assert found["I42"].value == 2
    assert "I24" not in found
    expired = record(
        "document", "哺乳期工时安排", type="rule", date="2024-01-01", valid_until="2025-01-01", owner=member.id
    )
    assert value("I42", [*papers, expired], member) == 2


def test_collective_agreements_count_once_a_kind_while_they_hold(member: Record) -> None:
    def contract(title: str, until: str | None, day: str = "2025-04-01") -> Record:
        return record("document", title, type="contract", date=day, valid_until=until, owner=member.id)

    holding = [
        contract("集体合同", "2028-03-31"),
        contract("工资专项集体合同", "2026-12-31"),
        contract("女职工专项集体合同", "2028-01-01"),
    ]
    assert value("I33", holding, member) == 3
    assert value("I33", [*holding, contract("集体合同（补充）", "2028-03-31")], member) == 3
    assert value("I33", [contract("集体合同", "2026-11-25"), contract("结对帮带协议", "2028-01-01")], member) == 0
    assert value("I33", [contract("集体合同", None)], member) == 0
    assert value("I33", [contract("集体合同", None, "2026-04-01")], member) == 1


def test_audits_count_as_often_as_they_were_disclosed_too(member: Record) -> None:
    def paper(type_: str, title: str) -> Record:
        return record("document", title, type=type_, date="2026-02-01", owner=member.id)

    audits = [paper("audit", "经费审查报告"), paper("audit", "下半年经费审查报告")]
    assert value("I23", audits, member) == 0
    assert value("I23", [*audits, paper("disclosure", "工会经费收支公开")], member) == 1
    assert value("I23", [*audits, paper("disclosure", "第一季度厂务公开")], member) == 0


def test_the_three_committees_are_the_unions_own_and_those_for_funds_and_women() -> None:
    for fields, number in (
        ({"committees": ["funds", "women", "disputes"], "founded_on": "2015-01-01"}, 3),
        ({"committees": ["disputes"], "founded_on": "2015-01-01"}, 1),
        ({"committees": ["funds", "women"]}, 2),
    ):
        assert value("I17", [], record("member", **fields)) == number


def test_a_coverage_is_that_of_the_best_attended_activity_or_of_its_headcount(member: Record) -> None:
    told = record("activity", type="lecture", date="2026-02-01", owner=member.id, coverage=55.5)
    heads = record("activity", type="lecture", date="2026-03-01", owner=member.id, headcount=120)
    assert counted([told, heads], member)["I08"] == Counted(60.0, (heads.id,))
    assert value("I08", [told], member) == 55.5
    assert value("I08", [], member) is None
    crowd = record("activity", type="culture", date="2026-03-01", owner=member.id, headcount=999)
    assert value("I11", [crowd], member) == 100


def test_days_overdue_are_those_up_to_today_or_the_years_end() -> None:
    member = record("member", term_from="2023-06-01", term_years=3)
    assert value("I18", [], member, today=date(2026, 5, 1)) == 0
    assert value("I18", [], member, today=date(2026, 6, 11)) == 10
    assert value("I18", [], member, today=date(2028, 1, 1)) == 213


def test_the_confirmed_benefit_is_that_of_projects_accepted_in_the_year(member: Record) -> None:
    def project(accepted: str, confirmed: bool) -> Record:
        return record(
            "project", owner=member.id, stage="confirmed", finance_confirmed=confirmed, confirmed_on="2026-01-20",
            stage_dates={"accepted": {"on": accepted}}, baseline={"number": 3, "unit": "h"},
            after={"number": 1, "unit": "h"}, volume=50000, unit_price=1,
        )  # fmt: skip

    mine = project("2026-01-05", True)
    found = counted([mine, project("2025-12-20", True), project("2026-01-06", False)], member)
    assert found["I51"] == Counted(10.0, (mine.id,))


def test_suggestions_count_as_carried_out_from_the_stage_of_doing_on(member: Record) -> None:
    stages = ("proposed", "review", "approved", "doing", "accepted", "rejected")
    projects = [
        record("project", owner=member.id, stage=stage, stage_dates={"proposed": {"on": "2026-02-01"}})
        for stage in stages
    ]
    found = counted(projects, member)
    assert found["I47"].value == pytest.approx(6 / 200)
    assert found["I48"] == Counted(33.33, (projects[3].id, projects[4].id))


def post(owner: Record, **fields: Any) -> Record:
    whole = {"side": "need", "chain_stage": "supply", "what": "周转箱", "area": "示范区", "spec": "大号"}
    return record("supply_demand", owner=owner.id, **{**whole, **fields})


def test_only_whole_and_shared_posts_are_published(member: Record) -> None:
    draft = replace(post(member), state=State.DRAFT)
    assert value("I56", [post(member), post(member, area=None), draft], member) == 1
    assert value("I56", [post(record("member"), partner=member.id)], member) == 0


def test_a_match_that_both_sides_noted_counts_once(member: Record) -> None:
    other = record("member")
    mine = post(member, status="agreed", partner=other.id)
    theirs = post(other, side="offer", status="intent", partner=member.id)
    both = counted([mine, theirs], member)["I57"]
    assert (both.value, set(both.records)) == (1, {mine.id, theirs.id})
    third = post(member, status="closed", partner=other.id, what="外套")
    assert value("I57", [mine, theirs, third], member) == 2
    assert value("I57", [post(member, status="talking", partner=other.id), post(member, status="agreed")], member) == 0


def test_a_mentoring_agreement_counts_with_its_records_of_guidance(member: Record) -> None:
    agreement = record(
        "document", "结对帮带协议", type="contract", date="2025-06-10", valid_until="2027-06-09", owner=member.id
    )
    visits = [
        record("activity", f"帮带指导第 {number} 次", type="training", date=f"2026-0{number}-01", owner=member.id)
        for number in (1, 2)
    ]
    assert value("I55", [agreement], member) == 0
    assert value("I55", [agreement, visits[0]], member) == 0
    assert value("I55", [agreement, *visits], member) == 1
    shown = replace(agreement, attachments=(Attachment("结对帮带指导记录.docx", "0" * 64, 1, "application/msword"),))
    assert counted([shown], member)["I55"] == Counted(1, (shown.id,))


def test_a_typed_value_comes_first_and_the_counted_one_stays_visible_beside_it(member: Record) -> None:
    salons = [record("salon", starts_at=f"2026-0{month}-01T09:00", host=member.id) for month in range(1, 7)]
    typed = record("assessment", year=2026, member=member.id, indicators={"I53": {"value": 5}})
    answer = assessment_of([member, *salons, typed], CATALOGUE, member.id, 2026, TODAY).scored["I53"].answer
    assert (answer.value, answer.counted) == (5, False)
    assert answer.in_library == Counted(6, tuple(each.id for each in salons))
    counted_only = assessment_of([member, *salons], CATALOGUE, member.id, 2026, TODAY).scored["I53"].answer
    assert (counted_only.value, counted_only.counted, len(counted_only.evidence)) == (6, True, 6)


def test_what_earns_points_without_anything_to_show_lacks_evidence() -> None:
    answers = {
        "I01": Answer(2),
        "I02": Answer(2, evidence=("a",)),
        "I04": Answer(0),
        "I53": Answer(6, in_library=Counted(6, ("a",))),
        "I54": Answer(2, in_library=Counted(1, ("a",))),
        "I10": Answer(6, counted=True, evidence=("a",)),
    }
    found = assess(CATALOGUE, answers)
    assert [each.indicator.code for each in missing_evidence(found)] == ["I01", "I54"]
    assert not lacks_evidence(found.scored["I04"])


def test_records_that_nearly_count_are_named_with_what_they_lack(member: Record) -> None:
    checking = record("project", "回流焊节能改善", owner=member.id, stage="checking")
    worth = record(
        "project", "余热回收", owner=member.id, stage="accepted", stage_dates={"accepted": {"on": "2026-03-01"}},
        baseline={"number": 3, "unit": "h"}, after={"number": 1, "unit": "h"}, volume=60000, unit_price=1,
    )  # fmt: skip
    coming = record("salon", "第 35 期", starts_at="2026-12-11T14:30", participants=[member.id])
    other = record("salon", "第 36 期", starts_at="2026-12-01T14:30")
    draft = replace(post(member), state=State.DRAFT, title="周转箱")
    talks = post(member, status="talking", partner=record("member").id)
    ended = record(
        "document", "集体合同", type="contract", date="2023-05-01", valid_until="2026-04-30", owner=member.id
    )
    planned = record("open_day", "走进示范", date="2026-12-20", host=member.id)
    records = [
        member,
        checking,
        worth,
        coming,
        other,
        draft,
        talks,
        ended,
        planned,
        record("project", stage="checking"),
    ]
    found = nearly_there(records, CATALOGUE, member.id, 2026, TODAY)
    assert {code: [each.record_id for each in near] for code, near in found.items()} == {
        "I33": [ended.id], "I50": [checking.id], "I51": [worth.id], "I52": [worth.id],
        "I53": [coming.id, other.id], "I54": [planned.id], "I56": [draft.id], "I57": [talks.id],
    }  # fmt: skip
    with words.speaking("zh"):
        said = nearly_there(records, CATALOGUE, member.id, 2026, TODAY)
    assert said["I50"][0].lacks == "已到效果检查，只差验收"
    assert said["I53"][0].lacks == "将于 2026-12-11 召开，请到会签到"


def test_nothing_is_looked_for_that_is_not_counted() -> None:
    assert set(LOOKERS) <= set(COUNTERS)
