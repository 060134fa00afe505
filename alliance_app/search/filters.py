"""Filters: what a field with a value means, looked up among the values the library has."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from alliance_app.records.fields import Choice, Flag, Link, Links, Many
from alliance_app.records.kinds import KINDS
from alliance_app.search import plan
from alliance_app.search.folding import fold
from alliance_app.search.names import declared_facets
from alliance_app.search.plan import Plan

TRASHED = plan.Plan(None, plan.Condition("e.place < 0"), plan.Condition("e.place < 0"))
_MOST_VALUES = 2000
_IS = {
    "draft": ("draft", "drafts", "草稿", "未共享"),
    "shared": ("shared", "共享", "已共享"),
    "trashed": ("trashed", "trash", "deleted", "回收站", "已删除"),
}
_HAS = {
    "picture": ("picture", "pictures", "photo", "photos", "image", "图", "图片", "照片"),
    "attachment": ("attachment", "attachments", "file", "files", "附件", "文件"),
}
_YES, _NO = ("true", "yes", "是", "有", "√"), ("false", "no", "否", "无", "×")
_COMPARED = re.compile(r"(>=|<=|≥|≤|>|<|=)?(.*)", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})?(?:[-/.月](\d{1,2})?日?)?)?")
_BETWEEN = re.compile(r"\.\.+|…|~|至|到|--")


def read_filter(connection: sa.Connection, names: Sequence[str], text: str) -> Plan | None:
    """What one of these fields with this value means; None when the value cannot be one of theirs."""
    found = [each for each in (_one(connection, name, text.strip()) for name in names) if each is not None]
    return plan.either(found) if found else None


def exactly(connection: sa.Connection, name: str, values: Sequence[str]) -> Plan:
    """Entries with one of these very values, as facets give them; dates, `is` and `has` are read as in a query."""
    if name == "state":
        return plan.states(values)
    if name in ("date", "is", "has"):
        found = [_one(connection, name, value) for value in values]
        return plan.either([each or plan.NOTHING for each in found])
    known = {value: number for number, value, _folded in _values(connection, name)}
    return plan.facet([known[value] for value in values if value in known])


def _one(connection: sa.Connection, name: str, text: str) -> Plan | None:
    if name == "title":
        return plan.literal(text, titles_only=True)
    if name == "date":
        return _dates(text)
    if text == "*":
        return plan.facet([number for number, _value, _folded in _values(connection, name)])
    if name == "is":
        return _state(text)
    if name == "has":
        return _chosen(connection, "has", _labelled(_HAS, fold(text)))
    if name == "kind":
        labels = {each.name: (each.name, each.zh, each.short_zh, each.en) for each in KINDS.values()}
        return _chosen(connection, "kind", _labelled(labels, fold(text)))
    if name == "stars":
        return _numbers(connection, "stars", _stars(text))
    if name == "year":
        return _numbers(connection, "year", text) or _dates(text)
    if name == "member":
        return _linked(connection, "member", "member", text)
    return _declared(connection, name, text)


def _declared(connection: sa.Connection, name: str, text: str) -> Plan | None:
    if name == "tag":
        return _worded(connection, name, text)
    plans: list[Plan | None] = []
    for declared in declared_facets().get(name, ()):
        item = declared.of if isinstance(declared, Many) else declared
        if isinstance(declared, Link | Links):
            plans.append(_linked(connection, name, declared.to, text))
        elif isinstance(item, Choice | Flag):
            plans.append(_chosen(connection, name, _labelled(_labels(item), fold(text))))
        else:
            plans.append(_worded(connection, name, text))
    found = [each for each in plans if each is not None]
    return plan.either(found) if found else None


def _labels(declared: Choice | Flag) -> dict[str, tuple[str, ...]]:
    if isinstance(declared, Choice):
        return {key: (key, *shown) for key, shown in (declared.options or {}).items()}
    return {"true": _YES, "false": _NO}


def _state(text: str) -> Plan | None:
    meant = _labelled(_IS, fold(text))
    if meant == ["trashed"]:
        return TRASHED
    return plan.states(meant) if meant else None


def _labelled(labels: Mapping[str, tuple[str, ...]], text: str) -> list[str]:
    """The keys whose labels are `text`; failing that, those whose labels begin with it, or hold it."""
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label == text,
        lambda label: label.startswith(text),
        lambda label: text in label,
    )
    for test in tests if text else ():
        found = [key for key, names in labels.items() if any(test(fold(name)) for name in names if name)]
        if found:
            return found
    return []


def _chosen(connection: sa.Connection, field: str, keys: Sequence[str]) -> Plan | None:
    if not keys:
        return None
    return plan.facet([number for number, value, _folded in _values(connection, field) if value in keys])


def _worded(connection: sa.Connection, field: str, text: str) -> Plan:
    """Values that are this text; failing that, those that hold it."""
    wanted = fold(text)
    known = _values(connection, field)
    same = [number for number, _value, folded in known if folded == wanted]
    return plan.facet(same or [number for number, _value, folded in known if wanted in folded][:_MOST_VALUES])


def _linked(connection: sa.Connection, field: str, kind: str | None, text: str) -> Plan:
    """Links to records with this text in their titles."""
    query = "SELECT e.record_id FROM search_entries e JOIN search_texts x USING (place) WHERE e.place > 0 AND "
    named = plan.literal(text, titles_only=True)
    of_kind = _chosen(connection, "kind", [kind] if kind else list(KINDS)) or plan.NOTHING
    wanted = plan.both([named, of_kind]).whole
    ids = {str(each) for each in connection.exec_driver_sql(query + wanted.sql, wanted.parameters).scalars()}
    ids.add(text.upper())
    return plan.facet([number for number, value, _folded in _values(connection, field) if value in ids][:_MOST_VALUES])


def _numbers(connection: sa.Connection, field: str, text: str) -> Plan | None:
    """Values compared as numbers: 2, >=2, 1..3."""
    bounds = _bounds(text, _number)
    if bounds is None:
        return None
    low, high = bounds
    found = [(number, _number(value)) for number, value, _folded in _values(connection, field)]
    return plan.facet([number for number, value in found if value is not None and low <= value[0] <= high])


def _dates(text: str) -> Plan | None:
    bounds = _bounds(text, _day_range)
    return None if bounds is None else plan.days(int(bounds[0]), int(bounds[1]))


def _bounds(text: str, read: Callable[[str], tuple[float, float] | None]) -> tuple[float, float] | None:
    """The least and the greatest value that `text` allows; what is left open is as wide as can be."""
    parts = _BETWEEN.split(text.strip(), maxsplit=1)
    if len(parts) == 2:
        low, high = (read(part) for part in parts)
        if (low is None and parts[0].strip()) or (high is None and parts[1].strip()) or low is high is None:
            return None
        return (low[0] if low else 0.0, high[1] if high else 99999999.0)
    found = _COMPARED.fullmatch(text.strip())
    value = read(found[2]) if found else None
    if found is None or value is None:
        return None
    sign = found[1] or "="
    return {
        ">": (value[1] + 1, 99999999.0), ">=": (value[0], 99999999.0), "≥": (value[0], 99999999.0),
        "<": (0.0, value[0] - 1), "<=": (0.0, value[1]), "≤": (0.0, value[1]), "=": value,
    }[sign]  # fmt: skip


def _number(text: str) -> tuple[float, float] | None:
    stripped = text.strip()
    if not re.fullmatch(r"\d{1,7}", stripped):
        return None
    return float(stripped), float(stripped)


def _day_range(text: str) -> tuple[float, float] | None:
    """The first and the last day of 2024, 2024-07 or 2024-07-12, as 20240712."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not 1 <= year <= 9999 or month > 12 or (month and day > monthrange(year, month)[1]):
        return None
    first = year * 10000 + max(month, 1) * 100 + max(day, 1)
    last_month = month or 12
    last = year * 10000 + last_month * 100 + (day or monthrange(year, last_month)[1])
    return float(first), float(last)


def _stars(text: str) -> str:
    """Stars as a number: ★★ and 二星 are 2."""
    counted = re.sub("★+☆*", lambda found: str(found[0].count("★")), text)
    spoken = re.sub("[星级颗]", "", counted).translate(str.maketrans("零一二两三", "01223"))
    return "0" if "未评" in spoken else spoken


def _values(connection: sa.Connection, field: str) -> list[tuple[int, str, str]]:
    rows = connection.exec_driver_sql("SELECT number, value, folded FROM search_values WHERE field = ?", (field,))
    return [(int(number), str(value), str(folded)) for number, value, folded in rows]
