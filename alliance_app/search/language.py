"""The query language, read with Whoosh's parser.

    绿色低碳 改善          both words           "第 18 期"            exactly this
    节能 OR 降耗, 或        one of them          -草稿, NOT, 非        not this
    inno*                  a word begins so      (节能 OR 降耗) 改善   brackets
    类型:沙龙  标签:节能  企业:精工  阶段:验收  星级:>=2  日期:2024-01..2024-06  is:draft  has:picture

Whoosh drops what it cannot place, so a query is mended first: brackets, quotes and operators that cannot be meant as
such become plain text or go, and the reading says that it was mended. Reading never fails.
"""

import re
from collections.abc import Callable
from functools import cache

from alliance_app.search.marks import AND, CLOSE, END, HYPHEN, NOT, OPEN, OR, QUOTED
from alliance_app.search.names import any_name
from alliance_app.search.tree import AllOf, Reading, Wanted, leaves

MOST_CHARACTERS = 500
_MOST_WORDS = 64
_DEEPEST = 12

_MARKS = re.compile("[\ue0f0-\ue0f6]")
_HALF = re.compile("[\ud800-\udfff]")

# What a Chinese keyboard types for the same sign. Folding makes them one as well, so no literal is changed by it.
_WIDE = str.maketrans("：（）＂－＊　", ':()"-* ')
_QUOTED = re.compile(QUOTED.format("q"))
_OPERATORS = {"AND": AND, "且": AND, "OR": OR, "或": OR, "NOT": NOT, "非": NOT}
_JOINING = (AND, OR)
_SIGNS = re.compile(r'["“”「」()*\s]+')


def readings(query: str) -> tuple[Reading, ...]:
    """The ways to read a query, the likeliest first: the next one is for when nothing is found."""
    text = _HALF.sub("\N{REPLACEMENT CHARACTER}", _MARKS.sub(" ", query)).translate(_WIDE)
    cut = text[:MOST_CHARACTERS].strip()
    if not cut:
        return (Reading(AllOf(())),)
    from alliance_app.search.whoosh_tree import parsed

    mended, doubtful = _mended(cut)
    first = Reading(parsed(mended), doubtful or len(cut) < len(text.strip()))
    plainer = _SIGNS.sub(" ", cut).strip()
    if mended.startswith(HYPHEN):
        plainer = NOT + cut[1:]
    elif not plainer or not any(_has_signs(each) for each in leaves(first.tree)):
        return (first,)
    return first, Reading(parsed(_mended(plainer)[0]), doubtful=True)


def _has_signs(wanted: Wanted) -> bool:
    return not wanted.quoted and not wanted.field and _SIGNS.search(wanted.text) is not None


def _mended(text: str) -> tuple[str, bool]:
    """`text` with marks for the syntax that can be meant as such, and whether something had to go."""
    bracketed, unclosed = _with_brackets(text)
    tokens = _tokens(bracketed)
    if len(tokens) == 1:
        # a lone word is what it is, even if it reads OR, -5 or (1)
        lone = tokens[0]
        field = re.match(rf"-?(?:{any_name()}):\S", lone, re.IGNORECASE)
        return (re.sub("^-", HYPHEN, lone) if field is None else lone), unclosed
    marked = [_OPERATORS.get(token, token) for token in tokens[: _MOST_WORDS * 2]]
    kept = _placed(marked)
    return " ".join(kept), unclosed or kept != [_OPERATORS.get(token, token) for token in tokens]


def _tokens(text: str) -> list[str]:
    """The parts of `text` between blanks; what is quoted stays whole."""
    return [match[0] for match in re.finditer(rf"(?:{QUOTED.format('q')}|\S)+", text)]


def _placed(tokens: list[str]) -> list[str]:
    """Operators and field names that have nothing beside them to work on go; so do empty brackets."""
    kept: list[str] = []
    for token in (*tokens, END):
        joining = token in _JOINING
        excluding = token == NOT or re.match(r"-[^\s-]", token) is not None
        if joining or excluding or token in (CLOSE, END):
            _drop_while(kept, _is_bare_field)
        if token in (CLOSE, END):
            _drop_while(kept, lambda last: last in (*_JOINING, NOT) or _is_bare_field(last))
            if kept and kept[-1].endswith(OPEN):
                kept.pop()
                continue
        before = kept[-1] if kept else OPEN
        if joining and (before in (*_JOINING, NOT) or before.endswith(OPEN)):
            continue
        if before == NOT and excluding:
            kept.pop()
        kept.append(token)
    return kept[:-1]


def _drop_while(kept: list[str], dangles: Callable[[str], bool]) -> None:
    while kept and dangles(kept[-1]):
        kept.pop()


def _is_bare_field(token: str) -> bool:
    return re.fullmatch(rf"-?(?:{any_name()}):", token, re.IGNORECASE) is not None


@cache
def _may_open() -> re.Pattern[str]:
    """What may stand before a bracket that groups: a blank, another bracket, a minus, a field's name."""
    return re.compile(rf"(?:^|[\s(])-?(?:(?:{any_name()}):\s*)?$", re.IGNORECASE)


def _with_brackets(text: str) -> tuple[str, bool]:
    """`text` with marks for the brackets that group several words; whether one was never closed."""
    inside = [match.span() for match in _QUOTED.finditer(text)]
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, sign in enumerate(text):
        if any(start <= at < end for start, end in inside):
            continue
        if sign == "(" and len(opened) < _DEEPEST and re.search(_may_open(), text[:at]):
            opened.append(at)
        elif sign == ")" and opened and (at + 1 == len(text) or text[at + 1] in " \t)"):
            pairs.append((opened.pop(), at))
    unclosed = [at for at in opened if re.search(r"\s", text[at:])]
    pairs.extend((at, len(text)) for at in unclosed)
    marked = [*text, ""]
    for start, end in pairs:
        if re.search(r"\s", text[start + 1 : end].strip()):
            marked[start] = f"{OPEN} "
            marked[end] = f" {CLOSE} {marked[end]}" if end == len(text) else f" {CLOSE} "
    return "".join(marked), bool(unclosed)
