"""What a source says of itself on its card, read from the library. For reader threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from alliance_app.library import Library
from alliance_app.library.errors import UnknownRecord
from alliance_app.records.benefit import in_wan
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, State, Value
from alliance_app.writeups.pulling import is_pulled


@dataclass(frozen=True, slots=True)
class Material:
    """A source as its card shows it. `sections`: what is taken, none being the whole; `kind` "": it is not here."""

    id: str
    kind: str
    title: str
    sections: tuple[str, ...]
    lines: tuple[str, ...]
    draft: bool = False
    pulled: bool = False


def materials(library: Library, case: Record) -> list[Material]:
    """The sources of a case, in its order, each once."""
    taken: dict[str, list[str]] = {}
    for row in case.fields.get("sources") or ():
        if row.get("record"):
            taken.setdefault(str(row["record"]), []).append(str(row.get("section") or ""))
    return [_material(library, case, record_id, sections) for record_id, sections in taken.items()]


def _material(library: Library, case: Record, record_id: str, sections: Sequence[str]) -> Material:
    chosen = tuple(each for each in sections if each)
    try:
        record = library.read(record_id)
    except UnknownRecord:
        text = QCoreApplication.translate("Case", "This record is not in this library")
        return Material(record_id, "", QCoreApplication.translate("Case", "(record not here)"), chosen, (text,))
    pulled = any(is_pulled(case, record, each) for each in (*chosen, ""))
    draft = record.state is State.DRAFT
    return Material(record_id, record.kind, record.title, chosen, tuple(_lines(record, chosen, pulled)), draft, pulled)


def _lines(record: Record, sections: Sequence[str], pulled: bool) -> list[str]:
    """What is taken from it; then how far it is, its pictures, and whether others can see it."""
    told = []
    if sections:
        names = "、".join(QCoreApplication.translate("Case", "“{section}”").format(section=each) for each in sections)
        told.append(QCoreApplication.translate("Case", "takes {sections}").format(sections=names))
    pictures = sum(each.is_picture for each in record.attachments)
    facts = [
        *_standing(record.kind, record.fields),
        QCoreApplication.translate("Case", "{count} pictures").format(count=pictures) if pictures else "",
        QCoreApplication.translate("Case", "in the text") if pulled else "",
        QCoreApplication.translate("Case", "not shared yet") if record.state is State.DRAFT else "",
        QCoreApplication.translate("Case", "in the trash") if record.trashed_at else "",
    ]
    second = " · ".join(each for each in facts if each)
    return [*told, *([second] if second else [])]


def _standing(kind_name: str, fields: Mapping[str, Value]) -> list[str]:
    """A project's stage and what it saves; else the day."""
    kind = KINDS.get(kind_name)
    if kind is None:
        return []
    if kind_name == "project":
        stage, benefit = fields.get("stage"), fields.get("annual_benefit")
        saved = QCoreApplication.translate("Case", "{amount} a year").format(amount=in_wan(benefit)) if benefit else ""
        return [kind.by_name["stage"].show(stage) if stage else "", saved]
    day = fields.get(kind.dated_by) if kind.dated_by else None
    return [str(day)[:10]] if day else []
