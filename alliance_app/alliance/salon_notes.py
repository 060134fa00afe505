"""What is proposed when a salon is closed: title, tags, end, how many came, and what was undertaken.

Plain functions over the record; nothing is changed before somebody agrees.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alliance_app.alliance.salon_lines import last_spoken_at, speakers_in, without_speakers
from alliance_app.alliance.undertakings import Undertaking, same_matter, undertakings
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown_text import plain_text
from alliance_app.records.text import MAX_TAG, MAX_TITLE
from alliance_app.records.values import Edit, Fields, Record, Value
from alliance_app.words import _

_MOST_TAGS = 6
_LONGEST_TAG = 12  # characters: a longer topic is a sentence
_UNTITLED = re.compile(r"\s*(?:未命名|无标题|untitled)", re.IGNORECASE)
_PRESENT = re.compile(r"(?:实到|实际到会|到会|参会人数|出席)[^\d\n。；]{0,6}(\d{1,4})\s*(?:人|名|位|家)")
_LONGEST = 24 * 3_600  # s


@dataclass(frozen=True, slots=True)
class Closing:
    """What is proposed, or agreed to; None or nothing where there is nothing to say.

    `titled`: the record has no title of its own yet, so the proposed one is wanted. `counted`: why `present` is
    believed, "said" in the text or "named" speakers and enterprises. `ends_at` is local ISO text.
    """

    title: str | None = None
    tags: tuple[str, ...] = ()
    ends_at: str | None = None
    present: int | None = None
    follow_ups: tuple[Undertaking, ...] = ()
    titled: bool = False
    counted: str = ""


def propose(record: Record, known_tags: Iterable[str], now: datetime) -> Closing:
    """What to propose for a salon whose notes are done. `now`: local time without zone."""
    title = proposed_title(record.fields, record.body)
    present, counted = proposed_present(record.fields, record.body)
    return Closing(
        title=title if title != record.title else None,
        tags=proposed_tags(record, known_tags),
        ends_at=proposed_end(record.fields, record.body, now),
        present=present,
        follow_ups=new_follow_ups(record, now.date()),
        titled=bool(_UNTITLED.match(record.title)),
        counted=counted,
    )


def proposed_title(fields: Fields, body: str) -> str | None:
    """A title from the issue and the topics, such as 第 18 期星级工会主席沙龙：绿色低碳生产; None without either."""
    number = fields.get("issue_no")
    topics = [topic for topic in fields.get("topics") or () if topic.strip()] or _headings(body)
    theme = _("{first} and more").format(first="、".join(topics[:2])) if len(topics) > 2 else "、".join(topics)
    if number is None and not theme:
        return None
    salon = _("Chairs' salon") if number is None else _("Chairs' salon no. {number}").format(number=number)
    return (_("{salon}: {theme}").format(salon=salon, theme=theme) if theme else salon)[:MAX_TITLE]


def proposed_tags(record: Record, known: Iterable[str]) -> tuple[str, ...]:
    """Tags the record has not got: its short topics, then tags in use that its title or body says, most said first."""
    topics = [each for each in record.fields.get("topics") or () if 1 < len(each) <= _LONGEST_TAG]
    words = f"{record.title}\n{plain_text(without_speakers(record.body))}".casefold()
    said = {tag: _times(tag.casefold(), words) for tag in known if 1 < len(tag) <= MAX_TAG}
    often = sorted((tag for tag, times in said.items() if times), key=lambda tag: (-said[tag], tag))
    have = {tag.casefold() for tag in record.tags}
    fresh = {each.casefold(): each for each in (*topics, *often) if each.casefold() not in have}
    return tuple(fresh.values())[:_MOST_TAGS]


def proposed_end(fields: Fields, body: str, now: datetime) -> str | None:
    """When it ended: now on the day itself, afterwards the time the last speaker began; None where that is known."""
    start = _moment(fields.get("starts_at"))
    if fields.get("ends_at") or start is None:
        return None
    if start.date() == now.date():
        end = now
    else:
        last = last_spoken_at(body)
        if last is None:
            return None
        end = datetime.combine(start.date(), last)
    return end.isoformat(timespec="minutes") if 0 < (end - start).total_seconds() < _LONGEST else None


def proposed_present(fields: Fields, body: str) -> tuple[int | None, str]:
    """How many came, and where that is from: said in the text, else as many as spoke or as enterprises took part."""
    if fields.get("present") is not None:
        return None, ""
    said = _PRESENT.search(plain_text(body))
    if said is not None:
        return int(said[1]), "said"
    named = max(len(speakers_in(body)), len(fields.get("participants") or ()))
    return (named, "named") if named else (None, "")


def new_follow_ups(record: Record, today: date) -> tuple[Undertaking, ...]:
    """What the body says is to be done and the decisions do not hold yet, as of the salon's own day."""
    held = {same_matter(str(row.get("what") or "")) for row in record.fields.get("decisions") or ()}
    return tuple(
        each for each in undertakings(record.body, held_on(record, today)) if same_matter(each.what) not in held
    )


def held_on(record: Record, otherwise: date) -> date:
    """The day a salon was held; `otherwise` where that is not known."""
    start = _moment(record.fields.get("starts_at"))
    return otherwise if start is None else start.date()


def closing_edit(record: Record, agreed: Closing) -> Edit:
    """One edit that does all that was agreed to; what was undertaken goes to the end of the decisions."""
    fields: dict[str, Value] = {}
    if agreed.ends_at is not None:
        fields["ends_at"] = agreed.ends_at
    if agreed.present is not None:
        fields["present"] = agreed.present
    if agreed.follow_ups:
        fields["decisions"] = with_decisions(record.fields.get("decisions") or (), agreed.follow_ups)
    tags = tuple(dict.fromkeys((*record.tags, *agreed.tags))) if agreed.tags else None
    return Edit(record.id, title=agreed.title, fields=KINDS["salon"].checked(fields), tags=tags, seen=record.version)


def with_decisions(rows: Sequence[Fields], more: Iterable[Undertaking]) -> list[dict[str, Value]]:
    """The rows of the decisions with more below them, numbered on."""
    made = [dict(row) for row in rows]
    for each in more:
        number = max([len(made), *(row["no"] for row in made if row.get("no"))]) + 1
        cells = {"no": number, "what": each.what, "who": each.who, "due": each.due}
        made.append({name: value for name, value in cells.items() if value})
    return made


def _headings(body: str) -> list[str]:
    return [each.strip() for each in re.findall(r"(?m)^### +(\S[^\n]{0,40})$", body)]


def _times(tag: str, words: str) -> int:
    if tag.isascii() and tag.isalnum():  # QC is not in QCD
        return len(re.findall(rf"(?<![a-z0-9]){re.escape(tag)}(?![a-z0-9])", words))
    return words.count(tag)


def _moment(value: Value) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
