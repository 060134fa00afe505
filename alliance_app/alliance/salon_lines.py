"""Where a salon's lines go while it is held: topics as headings, each speaker on a line of his own, below 发言要点.

Pure functions from a body to the one change of it; places count characters.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from alliance_app.records.markdown_text import without_code
from alliance_app.words import _

_HEADING = re.compile(r"(?m)^ {0,3}(#{1,6})[ \t]([^\n]+)$")
_SAYINGS = re.compile(r"(?:[一二三四五六七八九十]+、|\d+[.、]\s*)?(?:发言|讨论要点|what was said)", re.IGNORECASE)
_AFTERWARDS = re.compile(r"(?:[一二三四五六七八九十]+、|\d+[.、]\s*)?(?:共性问题|可借鉴|可复制|遗留问题|跟进|小结)")
_SPEAKER = re.compile(
    r"(?m)^[ \t]*(?:[-*+][ \t]+)?\*\*([^*\n]{1,80})\*\*(?:[ \t]*(\d{1,2})[:：](\d{2}))?[：:][ \t]*(\S?)"
)
_EMPTY_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[ \])?[ \t]*")
_LONGEST_AGO = 12 * 3_600  # s: a start longer ago is that of another sitting


@dataclass(frozen=True, slots=True)
class Put:
    """`text` comes in place of `body[start:end]`; then the cursor stands at `cursor` of the new body."""

    start: int
    end: int
    text: str
    cursor: int

    def into(self, body: str) -> str:
        """The body with it."""
        return body[: self.start] + self.text + body[self.end :]


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and the place of what stands below it."""

    name: str
    level: int
    head: int
    start: int
    end: int


def speak(body: str, speaker: str, at: time, topic: str = "") -> Put:
    """Begin a line for who speaks now, at the end of the topic's section, else of 发言要点.

    A line nobody has said anything on yet is taken over by the new speaker.
    """
    line = f"**{_bare(speaker)}** {at:%H:%M}："
    return _at_end(body, topic, line, _nothing_said)


def take_up(body: str, topic: str) -> Put:
    """Begin a topic: its heading below 发言要点; where it stands already, the cursor goes to the end of its section."""
    if _named(_sections(body), topic) is not None:
        return go_on(body, topic)
    return _at_end(body, "", f"### {_bare(topic)}\n\n", _nothing_said)


def go_on(body: str, topic: str = "") -> Put:
    """Where writing goes on, nothing changed: at the end of the topic's section, else of 发言要点, else of the body."""
    sections = _sections(body)
    home = _named(sections, topic) or next((each for each in sections if _SAYINGS.match(each.name)), None)
    end = len(body) if home is None else home.start + len(body[home.start : home.end].rstrip("\n"))
    return Put(end, end, "", end)


def topic_at_hand(body: str, topics: Sequence[str]) -> str:
    """The topic whose heading stands last in the body; empty where none was taken up."""
    wanted = {_bare(topic): topic for topic in topics}
    found = [wanted[each.name] for each in _sections(body) if each.name in wanted]
    return found[-1] if found else ""


def taken_up(body: str, topics: Sequence[str]) -> frozenset[str]:
    """The topics whose headings stand in the body."""
    names = {each.name for each in _sections(body)}
    return frozenset(topic for topic in topics if _bare(topic) in names)


def speakers_in(body: str) -> tuple[str, ...]:
    """Who has spoken, each once, in order: the bold names at the starts of lines, with a time or below 发言要点."""
    plain = _without_fences(body)
    said = next((each for each in _sections(body) if _SAYINGS.match(each.name)), None)
    found = {
        match[1].strip(): None
        for match in _SPEAKER.finditer(plain)
        if match[2] or (said is not None and said.start <= match.start() < said.end)
    }
    return tuple(name for name in found if name)


def without_speakers(body: str) -> str:
    """What was said, without the names of those who said it."""
    return _SPEAKER.sub(lambda found: found[4], body)


def last_spoken_at(body: str) -> time | None:
    """The latest time of day at which somebody began to speak."""
    times = [(int(match[2]), int(match[3])) for match in _SPEAKER.finditer(_without_fences(body)) if match[2]]
    return max((time(hour, minute) for hour, minute in times if hour < 24 and minute < 60), default=None)


def began(starts_at: str, opened: datetime) -> datetime:
    """From when a salon's clock counts: its start where that was within twelve hours, else when its page was opened.

    Both are local times without zone. A start of the same minute is the page's opening: starts are kept to the minute.
    """
    try:
        start = datetime.fromisoformat(starts_at)
    except ValueError:
        return opened
    within = "T" in starts_at and 60 <= (opened - start).total_seconds() < _LONGEST_AGO
    return start if within else opened


def _sections(body: str) -> list[_Section]:
    heads = list(_HEADING.finditer(_without_fences(body)))
    made = []
    for place, head in enumerate(heads):
        level = len(head[1])
        end = next((after.start() for after in heads[place + 1 :] if len(after[1]) <= level), len(body))
        made.append(_Section(head[2].strip(" \t#"), level, head.start(), min(head.end() + 1, len(body)), end))
    return made


def _named(sections: Sequence[_Section], name: str) -> _Section | None:
    bare = _bare(name)
    return next((each for each in sections if each.name == bare), None) if bare else None


def _at_end(body: str, topic: str, text: str, gives_way: Callable[[str], bool]) -> Put:
    """`text` at the end of the topic's section, else of 发言要点, which is made where there is none."""
    sections = _sections(body)
    home = _named(sections, topic) or next((each for each in sections if _SAYINGS.match(each.name)), None)
    if home is None:
        end = next((each.head for each in sections if _AFTERWARDS.match(each.name)), len(body))
        return _between(body, len(body[:end].rstrip()), end, f"## {_('What was said')}\n\n{text}")
    kept = body[home.start : home.end].rstrip()
    last = kept.rsplit("\n", 1)[-1]
    if kept and (_EMPTY_ITEM.fullmatch(last) or gives_way(last)):
        kept = kept[: -len(last)].rstrip()
    return _between(body, home.start + len(kept), home.end, text)


def _between(body: str, start: int, end: int, text: str) -> Put:
    """`text` in place of the blanks `body[start:end]`, a blank line before and after it."""
    before = body[:start]
    gap = "\n" * (2 - min(len(before) - len(before.rstrip("\n")), 2)) if before else ""
    return Put(start, end, gap + text + ("\n\n" if end < len(body) else ""), start + len(gap) + len(text))


def _without_fences(body: str) -> str:
    """A body with blanks where fenced code stands; most have none, and are what they are."""
    return without_code(body) if "```" in body or "~~~" in body else body


def _nothing_said(line: str) -> bool:
    """Whether a line names a speaker and nothing behind it."""
    found = _SPEAKER.fullmatch(line)
    return found is not None and not found[4]


def _bare(name: str) -> str:
    """A name without the signs that would end its marks, on one line."""
    return " ".join(re.sub(r"[*`#\[\]\n]+", " ", name).split())
