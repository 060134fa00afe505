"""Pinyin: finding a title or a name by what it sounds like, spelled out (lvse) or by initials (lsdt).

Every reading of a character counts, whatever the word (重: zhong, chong). A text becomes a lattice: its Chinese
characters in order, each with its readings. The index holds the neighbouring letters of all ways through the lattice;
they give candidates, and `sounds_like` decides.
"""

import os
from functools import cache, lru_cache

LEAST = 2
MOST = 40
_READINGS = 4

# One lattice is text: readings of a character parted by "/", characters by " ", runs of characters by ";".
Lattice = tuple[tuple[tuple[str, ...], ...], ...]


def lattice(text: str) -> str:
    """The readings of the Chinese characters in a folded text; empty where there are none."""
    runs: list[list[str]] = [[]]
    for character in text:
        readings = _readings(character) if character >= "\u3400" else ()
        if readings:
            runs[-1].append("/".join(readings))
        elif runs[-1]:
            runs.append([])
    return ";".join(" ".join(run) for run in runs if run)


def grams(written: str) -> tuple[set[str], set[str]]:
    """Pairs of neighbouring letters in a lattice: of the initials, and of the syllables spelled out."""
    initials: set[str] = set()
    spelling: set[str] = set()
    for run in written.split(";") if written else ():
        characters = run.split(" ")
        for readings, following in zip(characters, (*characters[1:], ""), strict=True):
            some_initials, some_spelling = _neighbours(readings, following)
            initials |= some_initials
            spelling |= some_spelling
    return initials, spelling


@lru_cache(10_000)
def _neighbours(readings: str, following: str) -> tuple[frozenset[str], frozenset[str]]:
    """The pairs of letters within one character of a lattice and on to the next; the same two stand in many titles."""
    ways = readings.split("/")
    after = {each[0] for each in following.split("/") if each}
    within = (pair for each in ways for pair in pairs(each))
    return (
        frozenset(each[0] + letter for each in ways for letter in after),
        frozenset((*within, *(each[-1] + letter for each in ways for letter in after))),
    )


def pairs(letters: str) -> set[str]:
    """The neighbouring letters of what was typed."""
    return set(map(str.__add__, letters, letters[1:]))


def is_spelling(word: str) -> bool:
    """Whether a word can be pinyin: two letters or more, a to z and nothing else."""
    return LEAST <= len(word) <= MOST and word.isascii() and word.isalpha() and word.islower()


def sounds_like(written: str, letters: str, least: int = 2) -> bool:
    """Whether neighbours are read so, `least` or more: by initials, or spelled out, the last one as far as typed."""
    return any(
        _by_initials(run[start:], letters) or _spelled(run[start:], letters, least) > 0
        for run in _read(written)
        for start in range(len(run))
    )


def heard(folded: str, letters: str) -> set[str]:
    """The pieces of a folded text that `sounds_like` would find: what to mark."""
    found: set[str] = set()
    for start in range(len(folded)):
        run: list[tuple[str, ...]] = []
        for character in folded[start : start + len(letters)]:
            readings = _readings(character) if character >= "\u3400" else ()
            if not readings:
                break
            run.append(readings)
        if _by_initials(tuple(run), letters):
            found.add(folded[start : start + len(letters)])
        elif count := _spelled(tuple(run), letters, LEAST):
            found.add(folded[start : start + count])
    return found


def _by_initials(run: tuple[tuple[str, ...], ...], letters: str) -> bool:
    return len(run) >= len(letters) and all(
        any(reading[0] == letter for reading in readings) for readings, letter in zip(run, letters, strict=False)
    )


def _spelled(run: tuple[tuple[str, ...], ...], letters: str, least: int) -> int:
    """With how many characters the letters are spelled, the last one as far as typed; 0 when they are not."""
    reached = {0}
    for place, readings in enumerate(run):
        following: set[int] = set()
        for rest in (letters[at:] for at in reached):
            for reading in readings:
                if place + 1 >= least and reading.startswith(rest):
                    return place + 1
                if len(reading) < len(rest) and rest.startswith(reading):
                    following.add(len(letters) - len(rest) + len(reading))
        reached = following
        if not reached:
            return 0
    return 0


def _read(written: str) -> Lattice:
    if not written:
        return ()
    return tuple(tuple(tuple(each.split("/")) for each in run.split(" ")) for run in written.split(";"))


@cache
def _readings(character: str) -> tuple[str, ...]:
    # pypinyin's table of phrases takes ten times as long to load and would only hide readings
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin

    found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    plain = (each for each in (found[0] if found else ()) if each.isascii() and each.isalpha())
    return tuple(dict.fromkeys(plain))[:_READINGS]
