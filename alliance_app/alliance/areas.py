"""Which area lies in which. Source: resources/matching/areas.yaml."""

import re
import unicodedata
from functools import cache

import yaml

from alliance_app import places

_BETWEEN = re.compile(r"[、/，,;；\s]+|(?<=\S)[至到和及与](?=\S)")
_AROUND = re.compile(r"(?:及其?)?(?:周边|附近|一带)(?:地区)?$")
_RANK = re.compile(r"(?<=..)(?:新区|街道|地区|[市区镇县省])$")


def areas(text: str) -> frozenset[str]:
    """The areas that a line names: 坪山区、龙岗及周边 is 坪山 and 龙岗."""
    parts = _BETWEEN.split(_AROUND.sub("", unicodedata.normalize("NFKC", text).strip()))
    return frozenset(_known_by(name) for name in (_AROUND.sub("", part) for part in parts) if name)


def _known_by(name: str) -> str:
    """坪山区 is 坪山; what is not in the table stays as it is written."""
    plain = _RANK.sub("", name)
    return plain if plain in _names() else name


def around(some: frozenset[str]) -> frozenset[str]:
    """The areas that any of these lies in, itself not among them."""
    return frozenset(outer for each in some for outer in _around(each))


def nested(some: frozenset[str], others: frozenset[str]) -> dict[str, str]:
    """The first pair of which one lies in the other, as `inner` and `outer`; nothing where there is none."""
    for one in sorted(some):
        for other in sorted(others):
            for inner, outer in ((one, other), (other, one)):
                if outer in _around(inner):
                    return {"inner": inner, "outer": outer}
    return {}


@cache
def _around(inner: str) -> frozenset[str]:
    found: set[str] = set()
    wanted = [inner]
    while wanted:
        outer = _outer().get(wanted.pop(), ())
        wanted += [each for each in outer if each not in found]
        found.update(outer)
    return frozenset(found)


@cache
def _names() -> frozenset[str]:
    return frozenset(_outer()) | {outer for outers in _outer().values() for outer in outers}


@cache
def _outer() -> dict[str, tuple[str, ...]]:
    inside = yaml.safe_load((places.resources() / "matching" / "areas.yaml").read_text("utf-8"))["in"]
    found: dict[str, list[str]] = {}
    for outer, parts in inside.items():
        for part in parts:
            found.setdefault(part, []).append(outer)
    return {part: tuple(outers) for part, outers in found.items()}
