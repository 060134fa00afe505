"""Which filters a shelf offers, and their values with counts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import Question, look
from alliance_app.desktop.widgets.chips import Facet
from alliance_app.desktop.widgets.pick import Option
from alliance_app.records.fields import Day, Integer, Link, Links, Moment
from alliance_app.records.kinds import KINDS

_MOST = 8


def facets_of(question: Question) -> list[Facet]:
    """The filters for what is looked at: the general ones, and a single kind's own."""
    shelf = question.shelf
    kinds = shelf.kinds if len(shelf.kinds) == 1 else question.filters.get("kind", ())
    own = [] if len(shelf.kinds) == 1 else [Facet("kind", QCoreApplication.translate("Facets", "Kind"))]
    dated = Facet("date", QCoreApplication.translate("Facets", "Date"))
    member = Facet("member", QCoreApplication.translate("Facets", "Enterprise"))
    stars = Facet("stars", QCoreApplication.translate("Facets", "Stars"))
    tags = Facet("tag", QCoreApplication.translate("Facets", "Tags"))
    chain = Facet("chain_stage", QCoreApplication.translate("Facets", "Chain stage"))
    if len(kinds) != 1:
        return [*own, dated, member, stars, tags, chain]
    declared = [
        Facet(field.name, field.label)
        for field in KINDS[kinds[0]].fields
        if field.facet and not isinstance(field, Day | Moment | Integer | Link | Links) and field.name != "stars"
    ]
    general = [dated] if KINDS[kinds[0]].dated_by else []
    linked = [] if kinds[0] == "member" else [member]
    return [*own, *general, *linked, stars, *declared, tags][:_MOST]


def ask_facet(
    desk: Desk, question: Question, name: str, owner: QObject, then: Callable[[Sequence[Option]], None]
) -> None:
    """Read the values of a facet among what the question finds when that filter is left out."""
    others = {each: values for each, values in question.filters.items() if each != name}
    open_question = replace(question, filters=others)

    def read() -> list[Option]:
        app = desk.app
        answer = look(app, open_question, searched=True)
        assert answer.found is not None
        counts = app.finder.facets(answer.found).get("year" if name == "date" else name, [])
        options = [Option(each.value, each.label, each.count) for each in counts]
        return sorted(options, key=lambda each: each.value, reverse=True) if name in ("date", "stars") else options

    desk.tasks.read(read, then, owner=owner, lane="facet")
