"""Whoosh at work: its parser groups words, operators and fields; its tree becomes ours."""

import re
import warnings
from functools import cache

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than the rule against "\d" in plain strings
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import query as whoosh_query
    from whoosh.qparser import plugins, syntax
    from whoosh.qparser.default import QueryParser

from alliance_app.search.marks import AND, CLOSE, HYPHEN, NOT, OPEN, OR, QUOTED
from alliance_app.search.names import any_name
from alliance_app.search.tree import AllOf, AnyOf, Node, Wanted, Without

_STARTS = rf"(?<![^\s:\-{OPEN}])"


class _Quoted(whoosh_query.Term):
    """A text to be found as it stands."""


class _QuotedNode(syntax.TextNode):
    qclass = _Quoted


class _QuotePlugin(plugins.TaggingPlugin):
    expr = re.compile(QUOTED.format("q"))
    priority = -1

    def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.SyntaxNode:
        return _QuotedNode(match["qa"] or match["qb"] or match["qc"])


class _StartsPlugin(plugins.PrefixPlugin):
    """A word that ends in one `*`."""

    expr = re.compile(rf"{_STARTS}(?P<text>[^\s*{OPEN}{CLOSE}]+)[*](?=\s|$)")
    priority = 1


def parsed(mended: str) -> Node:
    """The tree of a mended query (see `language`)."""
    return _ours(_parser().parse(mended, normalize=False))


@cache
def _parser() -> QueryParser:
    own: list[plugins.Plugin] = [
        _QuotePlugin(),
        plugins.FieldsPlugin(rf"(?:(?<!\S)|(?<=(?<!\S)-))(?P<text>(?i:{any_name()})):\s*(?=\S)", remove_unknown=False),
        plugins.GroupPlugin(OPEN, CLOSE),
        plugins.OperatorsPlugin(
            And=AND, Or=OR, Not=rf"{NOT}|(?<!\S)-(?=[^\s\-])", AndNot=None, AndMaybe=None, Require=None
        ),
        _StartsPlugin(),
    ]
    return QueryParser("", None, plugins=own)


def _ours(found: whoosh_query.Query) -> Node:
    if isinstance(found, whoosh_query.Not):
        return Without(_ours(found.query))
    if isinstance(found, whoosh_query.Or):
        return AnyOf(tuple(_ours(part) for part in found.subqueries))
    if isinstance(found, whoosh_query.And):
        parts = tuple(_ours(part) for part in found.subqueries)
        return parts[0] if len(parts) == 1 else AllOf(parts)
    if isinstance(found, whoosh_query.Term | whoosh_query.Prefix):
        text = found.text.replace(HYPHEN, "-")
        field = (found.fieldname or "").casefold()
        return Wanted(text, field, isinstance(found, _Quoted), isinstance(found, whoosh_query.Prefix))
    return AllOf(())
