"""What a document is called when nobody names it: 2025-03-18_沙龙纪要_企业简称_主题.docx"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import KINDS
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Record
from alliance_app.writeups.shelf import Shelf

# What a record of each kind is called as a document.
_DOCUMENT = {
    "salon": "沙龙纪要", "open_day": "开放日纪要", "project": "创新项目", "case": "案例材料", "member": "会员企业",
    "supply_demand": "供需信息", "activity": "活动纪实", "document": "制度台账", "assessment": "星级自评",
    "article": "学习资料", "step": "起步事项",
}  # fmt: skip
_COMPANY_TAIL = re.compile(
    r"(?:(?:股份)?有限(?:责任)?公司|集团|公司|实业|厂)*(?:工会(?:联合会|委员会)?|联合工会)?(?:（[^（）]*）|\([^()]*\))?$"
)
MAX_SUBJECT = 40


def file_name(record: Record, ending: str, owner_title: str = "") -> str:
    """The default name of a record's document, e.g. `2025-03-18_沙龙纪要_示范电子_绿色低碳.docx`; safe on every system.

    `owner_title`: the title of the enterprise the record belongs to.
    """
    parts = [day_of(record), _DOCUMENT.get(record.kind, record.kind), short_name(owner_title), subject(record.title)]
    stem = "_".join(part for part in parts if part)
    return clean_file_name(f"{stem}.{ending}")


def default_name(shelf: Shelf, ids: Sequence[str], ending: str) -> str:
    """The default name of a document of these records. Raises UnknownRecord."""
    first = shelf.read(ids[0])
    if len(ids) > 1:
        return clean_file_name(f"{day_of(first)}_资料汇编_{len(ids)}篇.{ending}")
    owner = owner_of(first.fields, first.kind)
    try:
        title = shelf.read(owner).title if owner else ""
    except AllianceError:
        title = ""
    return file_name(first, ending, title or str(first.fields.get("union") or ""))


def list_name(kinds: Sequence[str], count: int, ending: str = "xlsx") -> str:
    """The default name of a list: `2026-11-26_主席沙龙清单_18条.xlsx`; of several kinds `…_资料清单_…`."""
    named = KINDS[kinds[0]].zh if len(kinds) == 1 else "资料"
    return clean_file_name(f"{clock.today().isoformat()}_{named}清单_{count}条.{ending}")


def free_path(folder: Path, name: str) -> Path:
    """A place for a file called `name` where nothing is yet: `name`, else `name (2)` and so on."""
    stem, dot, ending = name.rpartition(".")
    number, tried = 1, folder / name
    while tried.exists() or tried.is_symlink():
        number += 1
        tried = folder / f"{stem} ({number}){dot}{ending}"
    return tried


def day_of(record: Record) -> str:
    """The day a record is dated by, ISO; the day it was made when it has none."""
    kind = KINDS.get(record.kind)
    value = record.fields.get(kind.dated_by) if kind and kind.dated_by else None
    return str(value or record.created_at)[:10]


def owner_of(fields: Mapping[str, object], kind_name: str) -> str | None:
    """The id of the enterprise that a record of this kind belongs to."""
    kind = KINDS.get(kind_name)
    value = fields.get(kind.owned_by) if kind and kind.owned_by else None
    return value if isinstance(value, str) else None


def short_name(title: str) -> str:
    """An enterprise's short name: 示范电子（深圳）有限公司工会 → 示范电子."""
    short = _COMPANY_TAIL.sub("", re.sub(r"[（(][^（）()]*[)）]", "", title)).strip()
    return _plain(short or title)[:12]


def subject(title: str) -> str:
    """A title's subject: what stands behind its colon, else the whole."""
    tail = re.split(r"[：:]", title)[-1].strip()
    return _plain(tail if len(tail) >= 4 else title)[:MAX_SUBJECT]


def _plain(text: str) -> str:
    return re.sub(r"[\s_/\\]+", " ", text).strip()
