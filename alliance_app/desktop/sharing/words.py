"""How sync stands, in words and colours: for the card, the page, the banner."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from alliance_app.desktop.sharing.syncing import Syncing, Trouble
from alliance_app.desktop.theme import Colours
from alliance_app.desktop.widgets.attachments import size_text
from alliance_app.records.progress import Step
from alliance_app.sync import Pending, Reason, Seen, SyncReport
from alliance_app.sync.errors import (
    FolderBlocked,
    FolderFull,
    FolderGone,
    FolderNewer,
    FolderReadOnly,
    FolderUnreadable,
    OtherAlliance,
)

Mood = Literal["busy", "waiting", "alone", "well"]
_MOST_ALIKE = 20  # of things waited for for the same reason
translate = QCoreApplication.translate
_SEGMENT = re.compile(r"(\d+)-(\d+)-[0-9a-f]{32}\.seg")
_PASSWORD = re.compile(r"(://[^/@:]*):[^/@]*@")
_ONE_NUMBER = re.compile(r"^(\d+)–\1$")
_CLOCKS_DIFFER = timedelta(hours=1)  # more than that ahead is a clock that is wrong


def mood(syncing: Syncing) -> tuple[Mood, str]:
    """How sync stands: for the colour, and in a few words."""
    if syncing.stopping:
        return "busy", translate("Sync", "Stopping…")
    if syncing.busy:
        return "busy", translate("Sync", "Syncing")
    if syncing.place is None:
        return "alone", translate("Sync", "Not shared yet")
    if syncing.trouble is not None:
        return "waiting", translate("Sync", "Sync is waiting")
    if syncing.report is None:
        return "alone", translate("Sync", "Not synced yet")
    if syncing.report.cancelled:
        return "waiting", translate("Sync", "Sync was stopped")
    if syncing.report.pending:
        return "waiting", translate("Sync", "Synced in part")
    return "well", translate("Sync", "Synced")


def mood_colour(how: Mood, colours: Colours) -> str:
    """The colour of a mood's dot and words."""
    return {"busy": colours.blue, "waiting": colours.gold_ink, "alone": colours.faint, "well": colours.green}[how]


def moved(report: SyncReport) -> str:
    """What a sync moved, in one line."""
    came, went = _things(report.pulled, report.files_in), _things(report.pushed, report.files_out)
    parts = []
    if came:
        parts.append(translate("Sync", "Received {what}").format(what=came))
    if went:
        parts.append(translate("Sync", "Sent {what}").format(what=went))
    return translate("Sync", "; ").join(parts) or translate("Sync", "Nothing new on either side")


def _things(changes: int, files: int) -> str:
    parts = []
    if changes:
        parts.append(translate("Sync", "{count} changes").format(count=f"{changes:,}"))
    if files:
        parts.append(translate("Sync", "{count} attachments").format(count=f"{files:,}"))
    return translate("Sync", " and ").join(parts)


def progress(step: Step | None) -> str:
    """How far a sync is, in one line."""
    if step is None:
        return translate("Sync", "Looking into the folder")
    parts = [step.what]
    if step.total:
        parts.append(f"{step.done:,} / {step.total:,}")
    if step.bytes:
        parts.append(size_text(step.bytes))
    return " · ".join(parts)


def folder_name(place: str) -> str:
    """What people call a shared folder: the last part of its path or address."""
    return Path(place.rstrip("/\\")).name or place


def shown_place(place: str) -> str:
    """A place as it may be shown: a password in an address is left out."""
    return _PASSWORD.sub(r"\1@", place)


def stuck(trouble: Trouble, place: str) -> str:
    """What is wrong with the folder, in a few words; the error itself says the rest."""
    texts: dict[type[Exception], str] = {
        FolderGone: translate("Sync", "The shared folder “{folder}” cannot be reached"),
        FolderReadOnly: translate("Sync", "Nothing can be written to the shared folder “{folder}”"),
        FolderFull: translate("Sync", "The disk of the shared folder “{folder}” is full"),
        FolderNewer: translate("Sync", "The shared folder “{folder}” needs a newer version of the program"),
        FolderUnreadable: translate("Sync", "The shared folder “{folder}” cannot be read"),
        FolderBlocked: translate("Sync", "Something is in the way in the shared folder “{folder}”"),
        OtherAlliance: translate("Sync", "The shared folder “{folder}” belongs to another alliance now"),
    }
    text = texts.get(type(trouble.error))
    return trouble.words if text is None else text.format(folder=folder_name(place))


# -- when ----------------------------------------------------------------------------------------------------------


def clock(moment: datetime) -> str:
    """A moment as people say it: the time today, the day before that."""
    now, moment = datetime.now().astimezone(), moment.astimezone()
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    if moment.date() == (now - timedelta(days=1)).date():
        return translate("Sync", "yesterday {time}").format(time=f"{moment:%H:%M}")
    return f"{_day(moment, now)} {moment:%H:%M}"


def ago(moment: datetime) -> str:
    """How long ago a moment was."""
    now = datetime.now().astimezone()
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 2:
        return translate("Sync", "just now")
    if minutes < 60:
        return translate("Sync", "{count} min ago").format(count=minutes)
    days = (now.date() - moment.date()).days
    if days == 0:
        return translate("Sync", "{count} h ago").format(count=max(1, minutes // 60))
    if days == 1:
        return translate("Sync", "yesterday")
    return translate("Sync", "{count} days ago").format(count=days) if days < 60 else _day(moment, now)


def seen_at(device: Seen) -> datetime | None:
    """When a device last gave something: by its own clock, else (its clock runs ahead) by when it came here."""
    latest = datetime.now().astimezone() + _CLOCKS_DIFFER
    moments = (_read(device.changed_at), _read(device.taken_at))
    return next((each for each in moments if each is not None and each <= latest), None)


def _day(moment: datetime, now: datetime) -> str:
    pattern = translate("Sync", "MMMM d") if moment.year == now.year else translate("Sync", "MMMM d, yyyy")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def _read(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone() if moment.tzinfo is not None else None


# -- what is waited for ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is waited for. `advice`: what to do, below the last of several of a kind."""

    text: str
    advice: str = ""
    heading: bool = False


def waiting_lines(pending: Sequence[Pending]) -> list[Line]:
    """What is waited for, grouped by the device it is to come from; what is alike is told of a few and counted."""
    groups: dict[str, list[Pending]] = {}
    for each in sorted(pending, key=lambda each: (each.device == "", each.device)):
        groups.setdefault(each.device or _from_somewhere(each), []).append(each)
    lines: list[Line] = []
    for name, group in groups.items():
        heading = translate("Sync", "{name} · {count}").format(name=name, count=len(group))
        lines.append(Line(heading, heading=True))
        by_reason: dict[Reason, list[Pending]] = {}
        for each in group:
            by_reason.setdefault(each.reason, []).append(each)
        for alike in by_reason.values():
            lines += _alike(alike)
    return lines


def _alike(pending: Sequence[Pending]) -> list[Line]:
    """Things waited for for the same reason."""
    texts = [_plain(each) for each in pending[:_MOST_ALIKE]]
    if len(pending) > _MOST_ALIKE:
        more = translate("Sync", "… and {count} more of the same kind")
        texts.append(more.format(count=len(pending) - _MOST_ALIKE))
    return [*map(Line, texts[:-1]), Line(texts[-1], pending[0].advice)]


def _from_somewhere(pending: Pending) -> str:
    return translate("Sync", "Attachments") if pending.reason is Reason.ATTACHMENT else translate("Sync", "Records")


def _plain(pending: Pending) -> str:
    """The reason in words below its device's name, a segment called by the changes in it rather than by its file."""
    name, found = pending.name, _SEGMENT.fullmatch(pending.name)
    if found is not None:
        changes = found[1] if found[1] == found[2] else f"{found[1]}–{found[2]}"
        name = translate("Sync", "the file with changes {numbers}").format(numbers=changes)
    device = translate("Sync", "this device") if pending.device else ""
    detail = _ONE_NUMBER.sub(r"\1", pending.detail)
    told = str(replace(pending, name=name, device=device, detail=detail))
    return told[:1].upper() + told[1:]
