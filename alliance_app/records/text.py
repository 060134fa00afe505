"""What text may be stored: bounded, without control characters or broken surrogates."""

import re
import unicodedata

from alliance_app.records.errors import InvalidText, InvalidTitle
from alliance_app.words import _

MAX_TITLE = 200
MAX_TAG = 60
MAX_BODY = 4_000_000
MAX_NAME_BYTES = 200  # of the 255 most file systems allow: room for a number and a temporary ending
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_SAID = re.compile(r"!\[\[[^\]]*\]\]|!\[[^\]]*\]\([^)]*\)|^(?:#+ .*|[ |:\-]*--[ |:\-]*)$", re.MULTILINE)
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]|\[([^\]]*)\]\([^)]*\)")
_BEGINNING = re.compile(r"^\s*(?:(?:[-*+]|\d+\.)\s+(?:\[[ xX]\]\s*)?|>\s?)", re.MULTILINE)
_MARKS = re.compile(r"[*`]+|~~|==|\b_|_\b")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?=\.|$)", re.IGNORECASE)


def clean_title(title: str) -> str:
    """A title as it is to be stored: one line, 1 to 200 characters. Raises InvalidTitle."""
    if not isinstance(title, str):
        raise InvalidTitle(reason=_("a text is needed"))
    stripped = title.strip()
    reason = _fault(stripped, MAX_TITLE, lines=False)
    if not is_visible(stripped):
        reason = _("it is empty")
    if reason:
        raise InvalidTitle(reason=reason)
    return stripped


def is_visible(text: str) -> bool:
    """Whether anything of `text` can be seen: not only blanks, joiners, marks of direction."""
    return any(unicodedata.category(each)[0] not in "CZ" for each in text)


def clean_line(text: str, place: str, most: int, lines: bool = False) -> str:
    """Text for a field named `place`, at most `most` characters. Raises InvalidText."""
    reason = _fault(text, most, lines)
    if reason:
        raise InvalidText(place=place, reason=reason)
    return text.strip() if not lines else text


def clean_body(body: str) -> str:
    """A Markdown body: line ends become \\n. Raises InvalidText."""
    if not isinstance(body, str):
        raise InvalidText(place=_("Body"), reason=_("a text is needed"))
    unified = body.replace("\r\n", "\n").replace("\r", "\n")
    return clean_line(unified, _("Body"), MAX_BODY, lines=True)


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags without # and blanks at the ends, each once, sorted. Raises InvalidText."""
    cleaned = {clean_line(tag.strip().lstrip("#"), _("Tag"), MAX_TAG) for tag in tags}
    return tuple(sorted(cleaned - {""}))


def clean_file_name(name: str) -> str:
    """The last part of `name`, without what a file system refuses; never empty, never a path, at most 200 bytes."""
    last = _SURROGATE.sub("", _BIDI.sub("", _CONTROL.sub("", name))).replace("\\", "/").rsplit("/", 1)[-1]
    kept = re.sub(r'[<>:"|?*\r\n\t]', "_", last.strip()).strip(" .")
    kept = _RESERVED.sub(r"\g<0>_", kept, count=1) if _RESERVED.match(kept) else kept
    if len(kept.encode()) > MAX_NAME_BYTES:
        stem, dot, ending = kept.rpartition(".")
        tail = f".{ending}" if dot and len(ending.encode()) <= 12 else ""
        kept = within_bytes(stem if tail else kept, MAX_NAME_BYTES - len(tail)).rstrip(" .") + tail
    return kept or "file"


def within_bytes(text: str, most: int) -> str:
    """The start of `text` that takes at most `most` bytes as UTF-8: file systems count those, not characters."""
    return text.encode()[:most].decode(errors="ignore")


def without_refused_characters(text: str, lines: bool = False) -> str:
    """Text from elsewhere with what may not be stored taken out."""
    kept = _SURROGATE.sub("", _CONTROL.sub("", text))
    return kept if lines else re.sub(r"[\r\n\t]+", " ", kept)


def title_key(title: str) -> str:
    """What two titles share when a person would call them the same: links find their record by it."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def excerpt(body: str, most: int = 160) -> str:
    """The start of a body as plain text on one line, without headings and pictures: cheap, for a list row."""
    plain = _plain(body[: most * 3])
    if len(plain) <= most < len(body) / 3:  # more than half of it was markup
        plain = _plain(body[: most * 6])
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _plain(start: str) -> str:
    said = _LINK.sub(r"\1\2", _NOT_SAID.sub(" ", start))
    return " ".join(_MARKS.sub("", _BEGINNING.sub("", said).replace("|", " ")).split())


def _fault(text: str, most: int, lines: bool) -> str:
    if len(text) > most:
        return _("{count} characters are too many; {most} are allowed").format(count=len(text), most=most)
    if _SURROGATE.search(text):
        return _("it holds half a character (a lone surrogate) that cannot be stored")
    if _CONTROL.search(text) or (not lines and re.search(r"[\r\n\t]", text)):
        return _("it holds control characters")
    return ""
