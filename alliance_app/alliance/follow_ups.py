"""What salons left to be done: rows of their decisions, and open tasks of their bodies that name a day.

Plain functions over records; a row is done when its result says so, a task when it is ticked.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from alliance_app.alliance.salon_notes import held_on
from alliance_app.alliance.undertakings import TASK, of_task, same_matter
from alliance_app.records.errors import AllianceError
from alliance_app.records.markdown_text import without_code
from alliance_app.records.values import Edit, Fields, Record
from alliance_app.words import N_, _

SOON = timedelta(days=7)
_UNDER_WAY = re.compile(r"\s*(?:正在|进行中|推进中|办理中|处理中|跟进中|未|待|等|延期|延后|暂缓|部分)")
_BOX = re.compile(r"\[[ xX]\][ \t]")
_UNION = re.compile(r"(?:企业)?工会(?:联合会|委员会)?$")


class Standing(Enum):
    """How urgent something is on a day."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    OPEN = "open"
    DONE = "done"


class NoSuchFollowUp(AllianceError):
    """The salon has nothing to be done under this number."""

    message = N_("“{title}” has no follow-up {number}. Known numbers: {known}.")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to be done. `number` names it within its salon: a row's own number, `t2` for the second task.

    `due` is ISO text, empty where no day is named; `held` is the salon's day, `salon` its title.
    """

    record_id: str
    salon: str
    held: str
    number: str
    what: str
    who: str = ""
    due: str = ""
    result: str = ""
    done: bool = False

    @property
    def is_task(self) -> bool:
        return self.number.startswith("t")

    def standing(self, today: date) -> Standing:
        """How urgent it is; a day not reached within a week is later."""
        if self.done:
            return Standing.DONE
        if not self.due:
            return Standing.OPEN
        if self.due < today.isoformat():
            return Standing.OVERDUE
        return Standing.SOON if self.due <= (today + SOON).isoformat() else Standing.LATER


def follow_ups(records: Iterable[Record]) -> tuple[FollowUp, ...]:
    """Everything that salons among these records left to be done, done or not, in order; nothing from the trash."""
    found = [each for record in records if record.trashed_at is None for each in of_salon(record)]
    return in_order(found)


def in_order(found: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Open ones first, the earliest due first, those without a day last; then what is done, the latest first."""
    ordered = sorted(found, key=lambda each: (each.due or "9999", each.held, each.record_id, _place(each.number)))
    done = [each for each in ordered if each.done]
    return (*(each for each in ordered if not each.done), *reversed(done))


def of_salon(record: Record) -> Iterator[FollowUp]:
    """What one salon left to be done; nothing from another kind of record."""
    if record.kind != "salon":
        return
    rows = record.fields.get("decisions") or ()
    on = held_on(record, date.fromisoformat(record.created_at[:10]))
    for number, row in zip(row_numbers(rows), rows, strict=True):
        what, result = str(row.get("what") or ""), str(row.get("result") or "")
        if what or row.get("who"):
            done = bool(result.strip()) and not _UNDER_WAY.match(result)
            yield FollowUp(record.id, record.title, on.isoformat(), number, what, str(row.get("who") or ""),
                           str(row.get("due") or ""), result, done)  # fmt: skip
    tasks = _tasks(record.body)
    held = {same_matter(str(row.get("what") or "")) for row in rows} if tasks else frozenset()
    for place, task in enumerate(tasks, 1):
        read = of_task(task[4], on)
        if read.due and same_matter(read.what) not in held:
            yield FollowUp(record.id, record.title, on.isoformat(), f"t{place}", read.what, read.who, read.due,
                           done=task[2] != " ")  # fmt: skip


def row_numbers(rows: Sequence[Fields]) -> list[str]:
    """What each row of a table of decisions is called: its own number where only it has that, else r and its place."""
    own = [str(row.get("no") or "") for row in rows]
    return [each if each and own.count(each) == 1 else f"r{place}" for place, each in enumerate(own, 1)]


def mark_done(record: Record, number: str, result: str = "") -> Edit:
    """One edit that marks a follow-up as done, with what came of it. Raises NoSuchFollowUp."""
    if number.startswith("t"):
        return _tick(record, number, ticked=True, result=result)
    return _with_result(record, number, result.strip() or _("done"))


def mark_open(record: Record, number: str, result: str = "") -> Edit:
    """One edit that takes that back: a row says `result` again. Raises NoSuchFollowUp."""
    if number.startswith("t"):
        return _tick(record, number, ticked=False, result="")
    return _with_result(record, number, result.strip())


def concerns(each: FollowUp, names: Collection[str]) -> bool:
    """Whether it is somebody's to do: one of the names is in who sees to it, or the other way about."""
    who = each.who.strip()
    return any(name in who or (len(who) > 1 and who in name) for name in names if len(name) > 1)


def names_of(member: Record) -> tuple[str, ...]:
    """What a member is called where somebody has to do something: its union, its enterprise, its chair."""
    chair = str(member.fields.get("chair") or "")
    return tuple(dict.fromkeys(name for name in (member.title, _UNION.sub("", member.title), chair) if len(name) > 1))


def _tasks(body: str) -> list[re.Match[str]]:
    return list(TASK.finditer(without_code(body))) if _BOX.search(body) else []


def _with_result(record: Record, number: str, result: str) -> Edit:
    rows = [dict(row) for row in record.fields.get("decisions") or ()]
    numbers = row_numbers(rows)
    if number not in numbers:
        raise _unknown(record, number)
    row = rows[numbers.index(number)]
    row["result"] = result
    if not result:
        del row["result"]
    return Edit(record.id, fields={"decisions": rows}, seen=record.version)


def _tick(record: Record, number: str, *, ticked: bool, result: str) -> Edit:
    tasks = _tasks(record.body)
    place = int(number[1:]) if number[1:].isdecimal() else 0
    if not 1 <= place <= len(tasks):
        raise _unknown(record, number)
    task = tasks[place - 1]
    body = record.body
    told = f" → {' '.join(result.split())}" if result.strip() else ""
    body = body[: task.start(2)] + ("x" if ticked else " ") + body[task.end(2) : task.end()] + told + body[task.end() :]
    return Edit(record.id, body=body, seen=record.version)


def _unknown(record: Record, number: str) -> NoSuchFollowUp:
    known = "、".join(each.number for each in of_salon(record)) or "—"
    return NoSuchFollowUp(title=record.title, number=number, known=known)


def _place(number: str) -> tuple[bool, int]:
    digits = number.lstrip("rt")
    return number.startswith("t"), int(digits) if digits.isdecimal() else 0
