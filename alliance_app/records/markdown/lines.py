"""The first pass over a Markdown body: lines made regular, so that the parser meets no surprise.

It takes out fenced code and footnotes, brings list items to two spaces a level, sets blank lines where a reader sees
a new block, and bounds how deep and how long things may become.
"""

import re
from dataclasses import dataclass, field

INDENT = 2
MAX_LEVELS = 12
MAX_CHUNK = 16_000
MAX_TABLE_RULE = 2_000
CODE_MARK = "\x1a"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_FENCE = re.compile(r"^(\s*)(`{3,}(?=[^`]*$)|~{3,})\s*(.*)$")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.\-]{0,30}(?:[ \t]+(?:\{[ -~]*\}|[A-Za-z]+=[!-~]+))*")
_ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)( +|$)(.*)$")
_RULE = re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+) *$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S")
_TABLE_RULE = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:?)?|\|? *:?-+:? *\|")
_WIKI_PIPE = re.compile(r"\[\[[^\[\]\n|]{1,300}?(?<!\\)\|[^\[\]\n]{0,300}\]\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s\[^]{1,60})\]:[ \t]*(.*)$")
_MARKERS = re.compile(rf"^ *(?:(?:>|[-*+] |\d{{1,9}}\. ) *){{{MAX_LEVELS}}}")


@dataclass(slots=True)
class Prepared:
    """A body ready to be parsed: `chunks` of Markdown, the codes they point to, and the footnotes by label."""

    chunks: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def prepare(body: str) -> Prepared:
    """`body` made regular and cut into chunks of about 16,000 characters."""
    made = Prepared()
    source = _CONTROL.sub("\ufffd", body.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    lines = _without_notes(_without_fences(source, made), made)
    made.chunks = _chunks(_regular(lines, made, 0))
    return made


def _regular(lines: list[str], made: Prepared, depth: int) -> list[str]:
    """Lines made regular; what stands in quotes is made regular for itself."""
    regular = _Regular()
    place = 0
    while place < len(lines):
        quoted = place
        while quoted < len(lines) and lines[quoted].startswith(">"):
            quoted += 1
        if quoted > place and depth < MAX_LEVELS:
            inside = [line[1:].removeprefix(" ") for line in lines[place:quoted]]
            regular.quote(_regular(_without_fences(inside, made), made, depth + 1))
            place = quoted
        else:
            regular.one(_shortened(lines[place]), lines[place + 1] if place + 1 < len(lines) else "")
            place += 1
    return regular.out


def _without_fences(lines: list[str], made: Prepared) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(lines):
        opening = _FENCE.match(lines[place])
        if opening is None:
            kept.append(lines[place])
            place += 1
            continue
        place, code = _fenced(lines, place + 1, opening)
        info = opening[3].strip()
        if not _LANGUAGE.fullmatch(info):
            code.insert(0, info)
            info = ""
        made.codes.append(("\n".join(code), info.split()[0] if info else ""))
        kept += ["", f"{_spaces(opening[1])}{CODE_MARK}{len(made.codes) - 1}{CODE_MARK}", ""]
    return kept


def _fenced(lines: list[str], place: int, opening: re.Match[str]) -> tuple[int, list[str]]:
    """The line after the fence that `opening` opened, and the code in it; a fence nobody closed ends with the body."""
    closing = re.compile(rf"^\s*{re.escape(opening[2][0])}{{{len(opening[2])},}}\s*$")
    code: list[str] = []
    margin = len(opening[1])
    while place < len(lines) and not closing.match(lines[place]):
        line = lines[place]
        blank = len(line) - len(line.lstrip())
        code.append(line[min(margin, blank) :])
        place += 1
    return place + 1, code


def _without_notes(lines: list[str], made: Prepared) -> list[str]:
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    note: list[str] | None = None
    for number, line in enumerate(lines):
        opening = _NOTE.match(line)
        if opening:
            before = notes.get(opening[1])
            note = notes.setdefault(opening[1], [])
            note += [opening[2]] if before is None else ["", opening[2]]
        elif note is not None and _goes_on(lines, number):
            note.append(line[4:] if line.startswith("    ") else line.lstrip())
        else:
            note = None
            kept.append(line)
    made.notes.update((label, "\n".join(its)) for label, its in notes.items())
    return kept


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether a line inside a footnote still belongs to it: it follows at once, or is set in."""
    line = lines[number]
    if line.strip():
        return line.startswith(("  ", "\t")) or bool(lines[number - 1].strip())
    return number + 1 < len(lines) and lines[number + 1].startswith(("    ", "\t"))


class _Regular:
    """Lines on their way through: what the one before was, and which list items are open."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[int] = []
        self.ordered: dict[int, bool] = {}
        self.in_table = False
        self.torn = 0

    def quote(self, lines: list[str]) -> None:
        """Lines that were regular inside a quote."""
        self._leave_lists("")
        self._blank()
        self.out += ["> " + line if line else ">" for line in lines]

    def one(self, line: str, following: str) -> None:
        """The next line."""
        if not line.strip():
            self.in_table = False
            self._blank()
            return
        item = None if _RULE.match(line) else _ITEM.match(line)
        if item:
            self._item(item)
        elif "|" in line and (self.in_table or self._opens_table(line, following)):
            self._table_row(line)
        else:
            self._other(line)

    def _item(self, item: re.Match[str]) -> None:
        indent, marker, _gap, rest = item.groups()
        interrupts = marker in "-*+" or marker == "1."
        if not self.open and self.out and self.out[-1] and not interrupts:
            self._other(item[0])
            return
        while self.open and len(indent) < self.open[-1] + INDENT:
            self.open.pop()
        level = len(self.open)
        changed = self.ordered.get(level) not in (None, marker not in "-*+")
        after_more = bool(self.out) and self.out[-1].startswith(" ") and not _ITEM.match(self.out[-1])
        # behind a list within an item that began after a blank line, the lists around go on after one only
        back = 0 < self.torn > level
        # an empty item is read as the underline of a heading when it follows another line
        if (level == 0 and not self.ordered) or changed or back or after_more or (marker == "-" and not rest):
            self._blank()
        apart = changed or (level > 0 and not self.out[-1])
        self.torn = level if apart else 0 if back else self.torn
        self.ordered = {at: kind for at, kind in self.ordered.items() if at < level}
        self.ordered[level] = marker not in "-*+"
        if level < MAX_LEVELS:
            self.open.append(len(indent))
        self.in_table = False
        self.out.append(f"{' ' * INDENT * level}{marker} {rest}")

    def _opens_table(self, line: str, following: str) -> bool:
        opens = len(following) < MAX_TABLE_RULE and bool(_TABLE_RULE.fullmatch(following.strip()))
        if opens:
            self._leave_lists(line)
            self._blank()
        return opens

    def _table_row(self, line: str) -> None:
        self.in_table = True
        self.out.append(self._set_in(_WIKI_PIPE.sub(lambda found: found[0].replace("|", "\\|"), line)))

    def _other(self, line: str) -> None:
        if self.in_table:
            self.in_table = False
            self._blank()
        self._leave_lists(line)
        alone = bool(_HEADING.match(line))
        if alone or (_RULE.match(line) and (self.open or self._after_quote())):
            self._blank()
        self.out.append(self._set_in(line))
        if alone or _UNDERLINE.match(line) or _RULE.match(line):
            self._blank()

    def _leave_lists(self, line: str) -> None:
        """Close what a line that is not set in, after a blank one, no longer belongs to."""
        after_blank = not self.out or not self.out[-1]
        if not line.startswith(" ") and (after_blank or _HEADING.match(line) or _RULE.match(line)):
            self.open.clear()
            self.ordered.clear()

    def _set_in(self, line: str) -> str:
        """`line` set in by two spaces for each open item it lies under."""
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        level = sum(1 for at in self.open if at + INDENT <= indent)
        if self.open or indent < 4:
            return " " * INDENT * level + bare
        return " " * 4 + line[4:44].lstrip(" ") + line[44:] if indent > 44 else line

    def _after_quote(self) -> bool:
        return bool(self.out) and self.out[-1].lstrip().startswith((">", "|"))

    def _blank(self) -> None:
        if self.out and self.out[-1]:
            self.out.append("")


def _shortened(line: str) -> str:
    """A line with its tabs at two spaces, and with so many markers in front only that lists stay shallow."""
    bare = line.lstrip()
    line = _spaces(line[: len(line) - len(bare)]) + bare
    deep = _MARKERS.match(line)
    return f"{line[: deep.end()]}\\{line[deep.end() :]}" if deep else line


def _spaces(blank: str) -> str:
    return "".join(" " * INDENT if each == "\t" else " " if each == " " else each for each in blank)


def _chunks(lines: list[str]) -> list[str]:
    """Lines joined to chunks that end at blank lines where they can, so that no parse takes long."""
    chunks: list[str] = []
    chunk: list[str] = []
    size = 0
    for number, line in enumerate(lines):
        torn = number + 1 < len(lines) and lines[number + 1].startswith(" ")
        good_place = not line and not torn and size > MAX_CHUNK
        if good_place or size > 4 * MAX_CHUNK or (chunk and len(line) > MAX_CHUNK):
            chunks.append("\n".join(chunk))
            chunk, size = [], 0
        chunk.append(line)
        size += len(line) + 1
    chunks.append("\n".join(chunk))
    return chunks
