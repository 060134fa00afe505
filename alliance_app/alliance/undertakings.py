"""What somebody undertakes in a salon's text: who, what, until when, read from open tasks and plain sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.due_days import deadlines
from alliance_app.records.markdown_text import plain_text, without_code

TASK = re.compile(r"(?m)^([ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(\][ \t]+)(\S[^\n]*)$")
_MOST = 500  # undertakings read from one body
_LONGEST = 400  # characters of one sentence
_SENTENCES = re.compile(r"[^。！？；!?;\n]{1,2000}")
_HINT = re.compile(r"负责|牵头|责任人|经办人|由|@|前|止|截|内|限|迟|晚于")
_NOT_SAID = re.compile(r"\s*(?:#{1,6}\s|\||!\[|\{\{)")
_SPOKEN = re.compile(r"^\s*(?:[-*+]\s+)?\*\*[^*\n]{1,80}\*\*[ \t]*(?:\d{1,2}[:：]\d{2})?[：:][ \t]*")
_NAME = r"[^，。；：,;:：（）()由\s]"
_WHO = (
    re.compile(rf"由\s*({_NAME}{{1,24}}?)\s*(?:牵头负责|牵头|负责)(?:落实|跟进)?"),
    re.compile(rf"由\s*({_NAME}{{1,24}}?)(?=落实|跟进|承办|整理|联系|对接|完成|提供|汇总|提交|组织|安排)"),
    re.compile(r"(?:负责人|责任人|牵头人|经办人)[为是：:\s]{1,3}([^，。；,;\s（）()：:]{1,20})"),
    re.compile(r"@([^\s，。；：,;:@（）()]{1,30})"),
    re.compile(r"[（(]\s*(?:由)?([^（）()，。；\d]{1,12}?)(?:牵头|负责)[)）]"),
)
_ENDING = re.compile(r"[（(]\s*([^（）()，。；,;\d]{1,12})\s*[)）][。.]?\s*$")
_WEAK = re.compile(rf"(?:^|(?<=[，。；,;：:]))\s*({_NAME}{{2,12}}?)(?:牵头)?负责")
_NOBODY = re.compile(r"大家|我们|你们|他们|谁|专人|不|要|也|都|没|共同|分别|各自|具体|主要|继续|的|是|会|请|再|待定|$")
_EDGES = " \t　，,、；;：:。.·-—~"


@dataclass(frozen=True, slots=True)
class Undertaking:
    """`due` is ISO text, empty where none is named; so is `who`. `task`: it stands as an open task in the body."""

    what: str
    who: str = ""
    due: str = ""
    task: bool = False

    @property
    def sure(self) -> bool:
        """Whether it is meant to be done by somebody, not only said of some day."""
        return self.task or bool(self.who)


def undertakings(body: str, on: date) -> tuple[Undertaking, ...]:
    """Open tasks, and sentences that say who sees to something or until when, in the order of the text.

    `on`: the day the salon was held, from which days without a year are counted.
    """
    found: dict[str, Undertaking] = {}
    for line in without_code(body).splitlines():
        for each in _of_line(line, on):
            found.setdefault(same_matter(each.what), each)
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def of_task(text: str, on: date) -> Undertaking:
    """What the words of one task say."""
    return _read(text, on, task=True) or Undertaking(_plain(text), task=True)


def same_matter(what: str) -> str:
    """A matter without blanks and signs: two that are spelled alike are the same."""
    return re.sub(r"[\W_]+", "", what).casefold()


def _of_line(line: str, on: date) -> Iterator[Undertaking]:
    task = TASK.match(line)
    if task is not None:
        if task[2] == " ":
            yield of_task(task[4], on)
        return
    if _NOT_SAID.match(line):
        return
    for sentence in _SENTENCES.findall(_SPOKEN.sub("", line[:20_000])):
        read = _read(sentence, on, task=False) if _HINT.search(sentence) else None
        if read is not None:
            yield read


def _read(sentence: str, on: date, *, task: bool) -> Undertaking | None:
    """Who, until when, and what is left of the sentence without them; None where it is no undertaking."""
    words = _plain(sentence)
    days = [*deadlines(words, on, loose=task)][:1]
    who, taken = _who(words, surely=not (task or days), ending=task)
    if not (who or days or task):
        return None
    what = words
    for start, end in sorted([*taken, *((day.start, day.end) for day in days)], reverse=True):
        parts = (what[:start].strip(_EDGES), what[end:].strip(_EDGES))
        what = "，".join(part for part in parts if part)
    due = days[0].day.isoformat() if days else ""
    return Undertaking(what if len(same_matter(what)) > 1 else words.strip(_EDGES), who, due, task)


def _who(words: str, *, surely: bool, ending: bool) -> tuple[str, list[tuple[int, int]]]:
    """The name and the places that only say who it is. `surely`: a mere 某某负责 does not count."""
    patterns = [*_WHO, *([_ENDING] if ending else []), *([] if surely else [_WEAK])]
    for pattern in patterns:
        found = pattern.search(words)
        name = found[1].strip(_EDGES) if found else ""
        if found is not None and name and not (pattern in (_WEAK, _ENDING) and _NOBODY.match(name)):
            return name, [found.span()]
    return "", []


def _plain(text: str) -> str:
    return plain_text(text[:_LONGEST])
