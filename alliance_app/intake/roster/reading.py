"""What a cell means for its field, as people write it: ★★★, 三星级, 2024年3月5日, １２８人, 供销、运输."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from alliance_app.intake.roster.workbook import Cell
from alliance_app.records.errors import AllianceError, InvalidField
from alliance_app.records.fields import Choice, Day, Field, Flag, Integer, Many, Phone
from alliance_app.records.values import Value
from alliance_app.words import _

_EMPTY = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "没有", "n/a", "na", "none", "不详", "空"})
_YES = frozenset({"有", "具备", "已办", "已办理", "已取得", "取得", "y", "√", "✓", "✔", "☑", "对", "已登记"})
_NO = frozenset({"无", "没有", "未办", "未办理", "未取得", "不具备", "n", "×", "x", "✗", "✘", "☐", "-", "—", "/", "未登记"})
# What else the fixed sets are called in rosters: field → folded text → what is stored.
_CALLED: Mapping[str, Mapping[str, str]] = {
    "stars": {
        "无": "0", "没有": "0", "未评": "0", "未评定": "0", "未定": "0", "无星": "0", "零星": "0", "-": "0", "—": "0", "/": "0",
        "一": "1", "二": "2", "三": "3", "1星": "1", "2星": "2", "3星": "3", "两星": "2", "none": "0", "one": "1", "two": "2",
        "three": "3", "一星": "1", "二星": "2", "三星": "3", "1star": "1", "2stars": "2", "3stars": "3",
    },
    "stage": {
        "制造": "production", "生产制造": "production", "供应": "supply", "销售": "supply", "采购": "supply", "供货": "supply",
        "贸易": "supply", "物流": "transport", "运输物流": "transport", "物流运输": "transport", "仓储物流": "transport",
        "配送": "transport", "加工制造": "processing", "深加工": "processing", "研发": "technology", "技术研发": "technology",
        "技术服务": "technology", "配套服务": "service",
    },
    "committee": {
        "经审": "funds", "经审会": "funds", "经费审查委员会": "funds", "经费审查": "funds", "女工": "women", "女工委": "women",
        "女职工": "women", "女职委": "women", "女工委员会": "women", "劳动争议": "disputes", "劳调委": "disputes",
        "劳动争议调解": "disputes", "调解委员会": "disputes", "劳动争议委员会": "disputes",
    },
}  # fmt: skip
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DAY = re.compile(r"(\d{4})[-/.年。](\d{1,2})[-/.月。](\d{1,2})日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?")
_DAY_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"\d{4}[-/.年]\d{1,2}月?|\d{4}年?")
_APART = re.compile(r"[、,，;；/／|｜\n和及]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_COVERED = re.compile(r"[*＊×]{3,}")
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
MOST_LETTERS = 32_767


class Unreadable(ValueError):
    """A cell does not say what its field holds; `str()` says why."""


def said(cell: Cell) -> str:
    """A cell as it reads: whole numbers without a point, dates as 2024-03-05."""
    match cell.value:
        case bool() as flag:
            return "1" if flag else "0"
        case float() as number if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        case datetime() as moment if moment.time() == time():
            return moment.date().isoformat()
        case datetime() as moment:
            return moment.isoformat(" ", "minutes")
        case _:
            return str(cell.value).strip()


def is_empty(field: Field, cell: Cell) -> bool:
    """Whether a cell says nothing: a dash is nothing, but for a flag and stars, where it says no."""
    text = _folded(said(cell))
    return text == "" or (text in _EMPTY and not isinstance(field, Flag) and field.name != "stars")


def is_covered(text: str) -> bool:
    """Whether a text has numbers covered, as in an exported list: it must never take the place of what it covers."""
    return _COVERED.search(text) is not None


def covers(text: str, value: str) -> bool:
    """Whether `text` is `value`, or `value` with some of its digits covered, or as much of it as a cell can hold."""
    if len(text) >= MOST_LETTERS and text.endswith("…"):
        text, value = text[:-1], value[: len(text) - 1]
    return len(text) == len(value) and all(
        one == other or (one == "*" and (other.isdigit() or other in "xXＸ"))
        for one, other in zip(text, value, strict=True)
    )


def read(field: Field, cell: Cell, *, from_1904: bool = False) -> Value:
    """The value of a cell for a field. Raises Unreadable."""
    if cell.formula:
        raise Unreadable(_("a formula stands here, not a value: copy it and paste it as a value"))
    if cell.fault:
        raise Unreadable(_("Excel shows an error here ({value})").format(value=cell.value))
    try:
        match field:
            case Day():
                return field.check(_day(cell, from_1904))
            case Integer():
                return field.check(_whole(said(cell)))
            case Flag():
                return _flag(said(cell))
            case Choice():
                return field.check(_option(field.name, said(cell)))
            case Many() if isinstance(field.of, Choice):
                return field.check([_option(field.of.name, part) for part in _parts(said(cell))])
            case Many():
                return field.check([" ".join(part.split()) for part in re.split(r"[、;；\n，,]", said(cell)) if part.strip()])
            case Phone():
                return field.check(_one_line(_phone(cell)))
            case _:
                return field.check(_one_line(said(cell)))
    except InvalidField as error:
        raise Unreadable(str(error.details["reason"])) from error
    except AllianceError as error:
        raise Unreadable(str(error)) from error


def _day(cell: Cell, from_1904: bool) -> str:
    found = _found_day(cell, from_1904)
    if not _FIRST <= found < _LAST:
        raise Unreadable(_("{day} cannot be right: years run from 1900 to 2199").format(day=found.isoformat()))
    return found.isoformat()


def _found_day(cell: Cell, from_1904: bool) -> date:
    match cell.value:
        case datetime() as moment:
            return moment.date()
        case date() as day:
            return day
        case bool() | time() | timedelta():
            raise _no_day(cell)
        case int() | float() as number:
            text = said(cell)
            return _serial(number, from_1904) if not _DAY_TOGETHER.fullmatch(text) else _written_day(cell, text)
        case _:
            text = unicodedata.normalize("NFKC", str(cell.value)).strip()
            if re.fullmatch(r"\d{5}(?:\.0+)?", text):
                return _serial(float(text), from_1904)
            return _written_day(cell, text)


def _serial(number: float, from_1904: bool) -> date:
    """A day as Excel counts them; a bare year is none."""
    if not 367 <= number < 110_000:
        raise Unreadable(_("{value} is not a whole date: year, month and day are needed").format(value=f"{number:g}"))
    if 1900 <= number <= 2200:
        raise Unreadable(_("only a year stands here: month and day are needed"))
    return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=int(number))


def _written_day(cell: Cell, text: str) -> date:
    plain = re.sub(r"\s*([-/.年月日])\s*", r"\1", " ".join(text.split()))
    found = _DAY.fullmatch(plain) or _DAY_TOGETHER.fullmatch(plain)
    if found is None:
        if _MONTH.fullmatch(plain):
            raise Unreadable(_("“{value}” has no day: write for example 2024-03-05").format(value=_short(text)))
        raise _no_day(cell)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(_("there is no such day as {value}").format(value=_short(text))) from None


def _no_day(cell: Cell) -> Unreadable:
    return Unreadable(_("“{value}” is not a date such as 2024-03-05").format(value=_short(said(cell))))


def _whole(text: str) -> int:
    plain = re.sub(r"\s|(?<=\d)[,](?=\d{3})|[人名家个年]$", "", unicodedata.normalize("NFKC", text))
    if plain in _NUMERALS:
        return _NUMERALS[plain]
    if not re.fullmatch(r"[-+]?\d{1,15}(?:\.0+)?", plain):
        raise Unreadable(_("“{value}” is not a whole number").format(value=_short(text)))
    return int(plain.partition(".")[0])


def _flag(text: str) -> bool:
    folded = _folded(text)
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    found: bool = Flag("flag").parse(folded)
    return found


def _option(name: str, text: str) -> str:
    folded = _folded(text)
    if name == "stars" and re.fullmatch(r"[★☆⭐✩✪*]+", folded):
        return str(folded.count("★") + folded.count("⭐") + folded.count("*"))
    if name == "stars":
        folded = re.sub(r"(?<=[0-3一二两三星])(?:级|星级)?(?:企业工会|工会)?$", "", folded)
    known = _CALLED.get(name, {}).get(folded)
    return known or (folded if name == "stars" and not folded.isascii() or folded.isdecimal() else text.strip())


def _parts(text: str) -> list[str]:
    return [part for part in (each.strip() for each in _APART.split(text)) if part]


def _phone(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", said(cell))


def _one_line(text: str) -> str:
    return " ".join(text.split()) if re.search(r"[\r\n\t]", text) else text.strip()


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 30 else shown[:29] + "…"
