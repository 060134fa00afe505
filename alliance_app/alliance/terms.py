"""What a need and an offer speak of: product terms, drawn together where chairs use several words for one thing.

Source: resources/matching/terms.yaml. A term is a concept (its first word), a word of a concept as it was written, a
word of another script, or a pair of Chinese characters of what is left.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from alliance_app import places

_STOP = frozenset("的和与及年月日个我需求供应可能提要找有长期业务合作万千百第一二三四五六七八九十")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.±]+")
_CONCEPT = "≡"
_LITERAL, _PAIR = 0.5, 0.4  # what a word, and a pair of characters, weighs beside a concept


@dataclass(frozen=True, slots=True)
class _Lexicon:
    concepts: Mapping[str, tuple[str, ...]]  # a word → the concepts it stands for
    spelled: Mapping[str, tuple[str, ...]]  # … and the other way about
    words: re.Pattern[str]
    empty: frozenset[str]
    near: frozenset[frozenset[str]]


def terms(told: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The terms of texts with the weight of each; `told`: texts, with the weight of what each says."""
    found: dict[str, float] = {}
    for text, weight in told:
        for term, share in _of_text(fold(text)):
            found[term] = max(found.get(term, 0.0), weight * share)
    return found


def near(stage: str, other: str) -> bool:
    """Whether what is meant may stand at either of two stages."""
    return frozenset((stage, other)) in _lexicon().near


def readable(need_text: str, shared: Mapping[str, float]) -> list[str]:
    """Shared terms as a person reads them: concepts first, the weightiest first; pairs drawn together.

    A concept is called by the word both wrote, where there is one.
    """
    lexicon = _lexicon().spelled
    named: dict[str, str] = {}
    spelled: set[str] = set()
    for term in sorted(shared, key=lambda each: (-shared[each], each)):
        if term[0] == _CONCEPT:
            both = [word for word in lexicon[term[1:]] if word in shared]
            spelled.update(both)
            named[term] = max(both, key=lambda word: (len(word), word), default=term[1:])
    names = [*named.values()]
    others = [
        term for term in _joined(fold(need_text), shared.keys() - spelled) if not any(term in name for name in names)
    ]
    return [word.upper() if word.isascii() else word for word in dict.fromkeys([*names, *others])]


def fold(text: str) -> str:
    """Wide and narrow, large and small alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def _of_text(text: str) -> Iterator[tuple[str, float]]:
    lexicon, rest, end = _lexicon(), [], 0
    for found in lexicon.words.finditer(text):
        rest.append(text[end : found.start()])
        end = found.end()
        for concept in lexicon.concepts.get(found[0], ()):
            yield _CONCEPT + concept, 1.0
        if found[0] not in lexicon.empty:
            yield found[0], _LITERAL
    for run in _RUN.findall(" ".join([*rest, text[end:]])):
        if not "\u3400" <= run[0] <= "\u9fff":
            if not re.fullmatch(r"[\d.±]+", run) and len(run) > 1:
                yield run, _LITERAL
            continue
        for first, second in pairwise(run):
            if first not in _STOP and second not in _STOP:
                yield first + second, _PAIR


def _joined(text: str, shared: Collection[str]) -> list[str]:
    """The shared words and pairs that are no concepts, the longest first; pairs in a row are drawn together."""
    found = sorted(term for term in shared if term.isascii())
    run = ""
    for pair in (*map("".join, pairwise(text)), ""):
        if pair in shared:
            run = run + pair[-1] if run else pair
        elif run:
            found.append(run)
            run = ""
    unique = sorted(dict.fromkeys(found), key=len, reverse=True)
    return [word for place, word in enumerate(unique) if not any(word in longer for longer in unique[:place])]


@cache
def _lexicon() -> _Lexicon:
    data: Any = yaml.safe_load((places.resources() / "matching" / "terms.yaml").read_text("utf-8"))
    concepts: dict[str, tuple[str, ...]] = {}
    for line in data["same"]:
        for word in line:
            held = concepts.get(fold(word), ())
            concepts[fold(word)] = (*held, line[0])
    empty = frozenset(fold(word) for word in data["empty"])
    spelled = sorted({*concepts, *empty}, key=lambda word: (-len(word), word))
    spelling = {line[0]: tuple(map(fold, line)) for line in data["same"]}
    return _Lexicon(
        concepts,
        spelling,
        re.compile("|".join(map(re.escape, spelled))),
        empty,
        frozenset(map(frozenset, data["near"])),
    )
