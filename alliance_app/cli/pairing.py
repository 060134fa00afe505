"""`alliance match`: offers for needs with the reasons, and how a need and an offer stand."""

from collections.abc import Mapping
from typing import Any

import click

from alliance_app.alliance import marketplace, matching
from alliance_app.alliance.dealings import dealing
from alliance_app.alliance.matching import Match
from alliance_app.cli.session import Session
from alliance_app.cli.verb import Verb, family
from alliance_app.records import clock
from alliance_app.records.options import DEALINGS
from alliance_app.records.values import Record
from alliance_app.words import _, language

_PER_NEED, _PER_CHOSEN = 5, 20
_SAYS = {
    "talk": _("Begin talks about NEED and OFFER."),
    "intend": _("Note an intent about NEED and OFFER."),
    "agree": _("Note an agreement about NEED and OFFER."),
    "close": _("Note NEED as met by OFFER; the offer stays open to others."),
    "unsuitable": _("OFFER does not suit NEED: propose the two no more."),
    "reopen": _("Take back what this union said of NEED and OFFER."),
}


@family("match", _("Find offers for the open needs, the best first, with the reasons."), invoke_without_command=True)
@click.option("--need", metavar="ID", help=_("Only for this need, and more of them."))
@click.option("--new", is_flag=True, help=_("Only good ones nobody has looked at or talked about."))
@click.option("--limit", type=click.IntRange(min=0), default=0, help=_("How many at most; 0 is all."))
def match(context: click.Context, need: str | None, new: bool, limit: int) -> None:
    """Over the supply and demand records that are open today."""
    if context.invoked_subcommand is not None:
        return
    session = context.ensure_object(Session)
    with session.open() as app:
        records = marketplace.read(app.library)
        wanted = app.library.find_id(need) if need else None
        seen, own = app.library.seen("match"), marketplace.own_members(app.library)
    found = matching.matches(records, clock.today(), per_need=_PER_CHOSEN if wanted else _PER_NEED)
    if new:
        found = matching.unseen(found, seen, own)
    found = [each for each in found if wanted in (None, each.need.id)][: limit or None]
    titles = {each.id: each.title for each in records}
    lines = [line for each in found for line in _lines(each)]
    session.answer(
        {"matches": [_json(each, titles) for each in found]}, *(lines or [_("No offer fits an open need yet.")])
    )


def _saying(name: str) -> Verb:
    @match.verb(name, _SAYS[name])
    @click.argument("need", metavar="NEED")
    @click.argument("offer", metavar="OFFER")
    def say(session: Session, need: str, offer: str) -> None:
        """Said in this union's own record, or in the need where neither is its own."""
        with session.open() as app:
            ids = [app.library.find_id(each) for each in (need, offer)]
            marketplace.say(app.library, name, *ids)
            pair = app.library.read_many(ids)
        found = dealing(*pair)
        value: dict[str, Any] = {
            "need": {"id": ids[0], "says": found.need_says},
            "offer": {"id": ids[1], "says": found.offer_says},
            "standing": found.standing,
        }
        session.answer(value, f"{pair[0].title}  ←  {pair[1].title}: {_shown(found.standing)}")

    return say


for _name in _SAYS:
    _saying(_name)


def _json(each: Match, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "need": _side(each.need, titles),
        "offer": _side(each.offer, titles),
        "score": round(each.score, 1),
        "reasons": list(each.reasons),
        "doubts": list(each.doubts),
        "standing": each.standing,
    }


def _side(record: Record, titles: Mapping[str, str]) -> dict[str, Any]:
    owner = record.fields.get("owner")
    return {"id": record.id, "title": record.title, "owner": {"id": owner, "title": titles.get(str(owner), "")}}


def _lines(each: Match) -> list[str]:
    standing = f"  [{_shown(each.standing)}]" if each.standing else ""
    return [f"{each.score:5.1f}  {each.need.title}  ←  {each.offer.title}{standing}", f"       {each.told}"]


def _shown(standing: str | None) -> str:
    return DEALINGS[standing][0 if language() == "zh" else 1] if standing else _("open")
