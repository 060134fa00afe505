"""The names a query may use for fields: the declared facets by name and label, and a few of search's own."""

import re
from functools import cache

from alliance_app.records.fields import Day, Field, Moment
from alliance_app.records.kinds import KINDS

# Search's own fields; a declared facet of the same name or label is asked as well.
_OWN = {
    "kind": ("kind", "type", "类型", "种类"),
    "tag": ("tag", "tags", "标签"),
    "member": ("member", "enterprise", "企业", "会员", "会员企业"),
    "stars": ("stars", "star", "星级"),
    "date": ("date", "日期"),
    "year": ("year", "年度", "年份"),
    "is": ("is", "state", "状态"),
    "has": ("has", "含有", "附有"),
    "title": ("title", "标题", "题目"),
}


@cache
def fields_named() -> dict[str, tuple[str, ...]]:
    """What each name or label stands for, search's own fields first."""
    found: dict[str, dict[str, None]] = {}
    for own, aliases in _OWN.items():
        for alias in aliases:
            found.setdefault(alias, {})[own] = None
    for kind in KINDS.values():
        for declared in kind.fields:
            if declared.facet:
                meant = "date" if isinstance(declared, Day | Moment) else declared.name
                for alias in (declared.name, declared.zh, declared.en):
                    if alias and not re.search(r"\s", alias):
                        found.setdefault(alias.casefold(), {})[meant] = None
    return {alias: tuple(meant) for alias, meant in found.items()}


@cache
def declared_facets() -> dict[str, tuple[Field, ...]]:
    """The declarations behind each facet's name; several kinds may use one name."""
    found: dict[str, list[Field]] = {}
    for kind in KINDS.values():
        for declared in kind.fields:
            if declared.facet and not isinstance(declared, Day | Moment):
                found.setdefault(declared.name, []).append(declared)
    return {name: tuple(fields) for name, fields in found.items()}


@cache
def any_name() -> str:
    """A regular expression for every field's name, the longest first."""
    return "|".join(re.escape(name) for name in sorted(fields_named(), key=len, reverse=True))
