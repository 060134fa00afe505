"""From a reading of a query to plans: filters looked up among the library's values, pinyin among its titles."""

from dataclasses import dataclass, field

import sqlalchemy as sa

from alliance_app.search import pinyin, plan
from alliance_app.search.filters import TRASHED, read_filter
from alliance_app.search.folding import fold
from alliance_app.search.grams import Space, matched
from alliance_app.search.names import fields_named
from alliance_app.search.plan import Plan
from alliance_app.search.tree import AllOf, AnyOf, Node, Wanted, Without, leaves

_MOST_SOUNDING = 5000


@dataclass(slots=True)
class Planner:
    """Plans one reading on one connection. Notes what it could not take as it was meant."""

    connection: sa.Connection
    in_trash: bool = False
    misread: set[Wanted] = field(default_factory=set)
    sounded: dict[Wanted, Plan] = field(default_factory=dict)
    filters: dict[Wanted, Plan | None] = field(default_factory=dict)

    def prepare(self, tree: Node) -> None:
        """Find out what depends on the whole library: the trash, filters that make no sense, words in pinyin."""
        for wanted in leaves(tree):
            if wanted.field and self._filter(wanted) == TRASHED:
                self.in_trash = True
        for wanted in dict.fromkeys(leaves(tree)):
            self._sound_out(wanted)

    def plan(self, node: Node, *, titles_only: bool = False) -> Plan:
        """The entries that satisfy `node`; with `titles_only` its words must stand in the title."""
        if isinstance(node, AllOf):
            return plan.both([self.plan(part, titles_only=titles_only) for part in node.parts])
        if isinstance(node, AnyOf):
            return plan.either([self.plan(part, titles_only=titles_only) for part in node.parts])
        if isinstance(node, Without):
            return plan.without(self.plan(node.part))
        if node.field:
            found = self._filter(node)
            if found is not None:
                return found
            self.misread.add(node)
        return self.sounded.get(node) or plan.literal(node.text, titles_only=titles_only, starts=node.starts)

    def texts(self, tree: Node) -> list[Wanted]:
        """The words that are looked for in the text."""
        return [each for each in leaves(tree) if not each.field or each in self.misread]

    def sources(self, found: Plan) -> tuple[str, tuple[object, ...]]:
        """FROM and WHERE for the entries of a plan, without or within the trash."""
        side = "<" if self.in_trash else ">"
        texts = " CROSS JOIN search_texts x ON x.place = e.place" if found.left and "x." in found.left.sql else ""
        left = f" AND ({found.left.sql})" if found.left else ""
        parameters = found.left.parameters if found.left else ()
        if found.match is None:
            return f"FROM search_entries e{texts} WHERE e.place {side} 0{left}", parameters
        sql = (
            f"FROM search_terms CROSS JOIN search_entries e ON e.place = search_terms.rowid{texts} "
            f"WHERE search_terms MATCH ? AND search_terms.rowid {side} 0{left}"
        )
        return sql, (found.match, *parameters)

    def _filter(self, wanted: Wanted) -> Plan | None:
        if wanted not in self.filters:
            names = fields_named().get(wanted.field, (wanted.field,))
            self.filters[wanted] = read_filter(self.connection, names, wanted.text)
        return self.filters[wanted]

    def _sound_out(self, wanted: Wanted) -> None:
        """A Latin word that stands nowhere as it was typed is taken as pinyin."""
        letters = fold(wanted.text)
        if wanted.field or wanted.quoted or wanted.starts or not pinyin.is_spelling(letters):
            return
        literally, parameters = self.sources(plan.literal(wanted.text))
        if self.connection.exec_driver_sql(f"SELECT 1 {literally} LIMIT 1", parameters).first() is not None:
            return
        pairs = pinyin.pairs(letters)
        match = f"({matched(pairs, Space.INITIALS)}) OR ({matched(pairs, Space.SPELLING)})"
        candidates = self.connection.exec_driver_sql(
            "SELECT place, lattice FROM search_terms JOIN search_extras ON place = search_terms.rowid "
            "WHERE search_terms MATCH ? LIMIT ?",
            (match, _MOST_SOUNDING),
        )
        places = [place for place, lattice in candidates if pinyin.sounds_like(lattice, letters)]
        if places:
            self.sounded[wanted] = plan.places(places)
