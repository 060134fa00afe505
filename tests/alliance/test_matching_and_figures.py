"""Matching says why; figures add up."""

from dataclasses import replace
from datetime import date
from typing import Any

from alliance_app.alliance.figures import figures
from alliance_app.alliance.matching import matches
from alliance_app.records.values import Record
from tests.alliance.records_of import record

TODAY = date(2026, 6, 1)


def test_the_right_partner_comes_first_with_the_reasons_in_words() -> None:
    factory, maker, carrier = record("member"), record("member"), record("member")
    processing: dict[str, Any] = {"chain_stage": "processing", "per": "月", "qualifications": ["ISO 13485"]}
    wanted = {**processing, "quantity": {"number": 50000, "unit": "件"}, "area": "坪山、龙岗", "what": "精密注塑件"}
    given = {**processing, "quantity": {"number": 80000, "unit": "件"}, "area": "坪山", "what": "注塑代工"}
    need = record("supply_demand", "精密注塑代工", side="need", owner=factory.id, **wanted)
    good = record("supply_demand", "精密注塑，富余产能", side="offer", owner=maker.id, **given)
    other = record("supply_demand", "冷链运输", side="offer", what="冷藏车", chain_stage="transport", owner=carrier.id)
    own = record("supply_demand", "精密注塑代工", side="offer", what="精密注塑件", owner=factory.id)
    closed = record("supply_demand", "精密注塑代工", side="offer", what="精密注塑件", owner=maker.id, status="closed")
    past = record("supply_demand", "精密注塑代工", side="offer", owner=maker.id, valid_until="2026-05-31")
    found = matches([need, other, own, closed, past, good], TODAY)
    assert [(each.need.id, each.offer.id) for each in found] == [(need.id, good.id)]
    told = " ".join(found[0].reasons)
    for reason in ("注塑", "Processing", "80,000 件/月 ≥ the 50,000 件/月 needed", "坪山", "ISO 13485"):
        assert reason in told
    assert 60 < found[0].score <= 100


def test_too_little_capacity_and_a_missing_qualification_lower_the_score_and_are_said() -> None:
    need = record("supply_demand", "危化品运输", side="need", what="锂电池运输", quantity={"number": 10, "unit": "车"},
                  qualifications=["危化品运输资质"], owner=record("member").id)  # fmt: skip
    offer = record("supply_demand", "锂电池危化品运输", side="offer", quantity={"number": 2, "unit": "车"},
                   qualifications=["普通货运"], owner=record("member").id)  # fmt: skip
    (match,) = matches([need, offer], TODAY)
    assert match.doubts == ("capacity 2 车 is less than the 10 车 needed", "危化品运输资质 is to be confirmed")


def moulding(side: str, number: int, per: str = "月", **fields: Any) -> Record:
    """A need or an offer of so many moulded parts."""
    return record(
        "supply_demand", "精密注塑", side=side, what="注塑件", chain_stage="processing", per=per,
        quantity={"number": number, "unit": "件"}, owner=record("member").id, **fields,
    )  # fmt: skip


def agreed(need: Record, offer: Record, says: str = "agreed") -> tuple[Record, Record]:
    """The two after the need's union has said so."""
    row = {"with": offer.id, "partner": offer.fields["owner"], "standing": says, "on": "2026-05-01"}
    return replace(need, fields={**need.fields, "dealings": {offer.id: row}}), offer


def test_what_an_offer_has_agreed_to_give_is_not_offered_to_others() -> None:
    offer, asking = moulding("offer", 80_000), moulding("need", 50_000)
    taker, offer = agreed(moulding("need", 14_000, "周"), offer)
    told = {each.need.id: each for each in matches([offer, asking, taker], TODAY, settled=True)}
    lacking = "capacity 20,000 件/月 left of 80,000 件/月 is less than the 50,000 件/月 needed"
    assert told[asking.id].doubts == (lacking,)
    assert any("80,000 件/月 ≥ the 14,000 件/周 needed" in each for each in told[taker.id].reasons)
    free = next(iter(matches([offer, asking], TODAY)))
    assert free.score > told[asking.id].score
    smaller = moulding("need", 20_000)
    assert next(iter(matches([offer, smaller, taker], TODAY))).doubts == ()


def test_nothing_is_taken_off_that_is_only_talked_of_over_or_not_to_be_compared() -> None:
    offer, asking = moulding("offer", 80_000), moulding("need", 80_000)
    for said in ("talking", "intent", "closed", "unsuitable"):
        taker, _offer = agreed(moulding("need", 50_000), offer, said)
        assert not next(each for each in matches([offer, asking, taker], TODAY) if each.need.id == asking.id).doubts
    for taker in (moulding("need", 50_000, "一次"), replace_unit(moulding("need", 50_000), "套")):
        held, _offer = agreed(taker, offer)
        assert not next(each for each in matches([offer, asking, held], TODAY) if each.need.id == asking.id).doubts


def test_an_offer_given_away_twice_over_has_nothing_left() -> None:
    offer, asking = moulding("offer", 10_000), moulding("need", 1_000)
    takers = [agreed(moulding("need", 9_000), offer)[0] for _ in range(2)]
    (match,) = (each for each in matches([offer, asking, *takers], TODAY) if each.need.id == asking.id)
    assert match.doubts == ("capacity 0 件/月 left of 10,000 件/月 is less than the 1,000 件/月 needed",)


def replace_unit(need: Record, unit: str) -> Record:
    """The same number of something else."""
    return replace(need, fields={**need.fields, "quantity": {**need.fields["quantity"], "unit": unit}})


def test_what_only_the_specifications_share_is_named_and_nothing_shared_is_not_claimed() -> None:
    technology: dict[str, Any] = {"chain_stage": "technology", "area": "坪山"}
    need = record("supply_demand", "误判辅导", side="need", spec="AOI 半天", owner=record("member").id, **technology)
    spec = record("supply_demand", "上料改造", side="offer", spec="AOI 出图", owner=record("member").id, **technology)
    none = record("supply_demand", "模具维修", side="offer", owner=record("member").id, **technology)
    reasons = {each.offer.id: each.reasons for each in matches([need, spec, none], TODAY)}
    assert reasons[spec.id][0] == "both in “Technology › AOI”"
    assert not reasons.get(none.id)


def test_the_three_batches_add_up() -> None:
    one, two = record("member"), record("member")
    saving: dict[str, Any] = {
        "baseline": {"number": 2, "unit": "h"},
        "after": {"number": 1, "unit": "h"},
        "volume": 1000,
        "unit_price": 10,
        "category": "reform",
    }
    projects = [
        record("project", owner=one.id, stage="accepted", leader="王工", team=["张师傅", "王工"], **saving),
        record("project", owner=one.id, stage="confirmed", leader="王工", finance_confirmed=True, **saving),
        record("project", owner=two.id, stage="doing", leader="王工", category="low_carbon"),
        record("project", owner=two.id, stage="rejected", rejection_reason="成本过高"),
        record("project", owner=two.id, stage="accepted", created_at="2024-01-01T00:00:00Z",
               stage_dates={"accepted": {"on": "2025-02-01"}}),
    ]  # fmt: skip
    found = figures([one, two, *projects, record("salon", starts_at="2026-02-01", present=14)])
    assert (found.batches.people, found.batches.projects) == (3, 5)
    assert (found.batches.improved, found.batches.accepted) == (4, 3)
    assert (found.batches.benefit, found.batches.confirmed_benefit) == (20000.0, 10000.0)
    assert found.by_enterprise[one.id].benefit == 20000.0
    assert found.by_category["low_carbon"].improved == 1
    assert found.by_year["2025"].accepted == 1
    assert found.headcount == {"salon": 14}
    assert figures([*projects], year=2025).batches.projects == 1
