"""What a cell means for its field, as people write it: ★★★, 三星级, １２８人, 供销、运输."""

import re
import unicodedata
from datetime import datetime, time

from alliance_app.intake.roster.days import NoDayError, read_day
from alliance_app.intake.roster.wordings import CALLED, EMPTY, NO, NUMERALS, YES
from alliance_app.intake.roster.workbook import Cell
from alliance_app.records.errors import AllianceError, InvalidField
from alliance_app.records.fields import Choice, Day, Field, Flag, Integer, Many, Phone
from alliance_app.records.values import Value
from alliance_app.words import _

_OPTIONS_APART = re.compile(r"[、,，;；/／|｜\n和及]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_TEXTS_APART = re.compile(r"[、;；\n，,]")
_COVERED = re.compile(r"[*＊×]{3,}")
_STARS = re.compile(r"[★☆⭐✩✪*]+")
_RANK = re.compile(r"(?<=[0-3一二两三星])(?:级|星级)?(?:企业工会|工会)?$")
MOST_LETTERS = 32_767


class UnreadableCellError(ValueError):
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
    return text == "" or (text in EMPTY and not isinstance(field, Flag) and field.name != "stars")


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
    """The value of a cell for a field. Raises UnreadableCellError."""
    if cell.formula:
        raise UnreadableCellError(_("a formula stands here, not a value: copy it and paste it as a value"))
    if cell.fault:
        raise UnreadableCellError(_("Excel shows an error here ({value})").format(value=cell.value))
    try:
        return field.check(_meant(field, cell, from_1904))
    except NoDayError as error:
        raise UnreadableCellError(str(error)) from error
    except InvalidField as error:
        raise UnreadableCellError(str(error.details["reason"])) from error
    except AllianceError as error:
        raise UnreadableCellError(str(error)) from error


def _meant(field: Field, cell: Cell, from_1904: bool) -> Value:
    text = said(cell)
    match field:
        case Day():
            return read_day(cell.value, from_1904=from_1904)
        case Integer():
            return _whole(text)
        case Flag():
            return _flag(field, text)
        case Choice():
            return _option(field.name, text)
        case Many() if isinstance(field.of, Choice):
            parts = (each.strip() for each in _OPTIONS_APART.split(text))
            return [_option(field.of.name, part) for part in parts if part]
        case Many():
            return [" ".join(part.split()) for part in _TEXTS_APART.split(text) if part.strip()]
        case Phone():
            return " ".join(unicodedata.normalize("NFKC", text).split())
        case _:
            return " ".join(text.split()) if re.search(r"[\r\n\t]", text) else text


def _whole(text: str) -> int:
    plain = re.sub(r"\s|(?<=\d)[,](?=\d{3})|[人名家个年]$", "", unicodedata.normalize("NFKC", text))
    if plain in NUMERALS:
        return NUMERALS[plain]
    if not re.fullmatch(r"[-+]?\d{1,15}(?:\.0+)?", plain):
        raise UnreadableCellError(_("“{value}” is not a whole number").format(value=" ".join(text.split())[:30]))
    return int(plain.partition(".")[0])


def _flag(field: Flag, text: str) -> Value:
    folded = _folded(text)
    return True if folded in YES else False if folded in NO else field.parse(folded)


def _option(name: str, text: str) -> str:
    folded = _folded(text)
    if name == "stars" and _STARS.fullmatch(folded):
        return str(sum(folded.count(each) for each in "★⭐*"))
    if name == "stars":
        folded = _RANK.sub("", folded)
    return CALLED.get(name, {}).get(folded) or (folded if folded.isdecimal() else text.strip())


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
