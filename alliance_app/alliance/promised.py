"""What an offer has left: its capacity less what it has agreed to give others, where that can be told safely."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from alliance_app.alliance import quantities
from alliance_app.alliance.dealings import Standing, dealing, spoken_of
from alliance_app.alliance.fitting import Asked
from alliance_app.alliance.quantities import Amount
from alliance_app.records.values import Fields, Record
from alliance_app.words import _

Promises = Mapping[str, Mapping[str, Amount]]  # by the offer's id, by the need's


def promised(pairs: Iterable[Record]) -> Promises:
    """What the offers among these records have agreed to give, out of date needs among them: an agreement holds."""
    known = {each.id: each for each in pairs}
    found: dict[str, dict[str, Amount]] = {}
    for record in known.values():
        for other in map(known.get, spoken_of(record)):
            if other is None:
                continue
            need, offer = (record, other) if record.fields.get("side") == "need" else (other, record)
            amount = quantities.amount(need.fields)
            if amount is not None and dealing(need, offer).standing is Standing.AGREED:
                found.setdefault(offer.id, {})[need.id] = amount
    return found


def left_for(need_id: str, asked: Asked, fields: Fields, taken: Mapping[str, Amount]) -> Asked:
    """What an offer gives a need besides what others have agreed to take of it. `fields`: the offer's."""
    whole = asked.amount
    gone = sum(_of(whole, each) for other, each in taken.items() if other != need_id) if whole is not None else 0.0
    if whole is None or not gone:
        return asked
    left = max(0.0, whole.number - gone)
    quantity = fields["quantity"]
    number = round(float(quantity["number"]) * left / whole.number, 2)
    shown = quantities.shown({**fields, "quantity": {**quantity, "number": number}})
    told = _("{left} left of {whole}").format(left=shown, whole=asked.shown_amount)
    return replace(asked, amount=replace(whole, number=left), shown_amount=told)


def _of(offer: Amount, need: Amount) -> float:
    """How much of an offer a need takes, in the offer's period; nothing where the two cannot be compared.

    What is needed once is not taken off what is given again and again: it is over when it was delivered.
    """
    if offer.unit != need.unit or bool(offer.days) != bool(need.days):
        return 0.0
    return need.number * offer.days / need.days if need.days else need.number
