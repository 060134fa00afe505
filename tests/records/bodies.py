"""Markdown bodies for tests: built of known words, and made to do harm."""

from dataclasses import dataclass

from hypothesis import strategies as st

# Words that no markup can be made of.
_LETTERS = "工会职星级联盟绿色低碳节能企业主席abcdefXYZ0123456789，。（）“”、："
WORDS = st.text(alphabet=_LETTERS, min_size=1, max_size=12).filter(lambda word: not word[0].isdigit())


def _styled(mark: str) -> st.SearchStrategy[tuple[str, list[str]]]:
    return WORDS.map(lambda word: (f" {mark}{word}{mark} ", [word]))


_PIECES = st.one_of(
    WORDS.map(lambda word: (word, [word])),
    _styled("**"),
    _styled("*"),
    _styled("~~"),
    _styled("=="),
    _styled("`"),
    WORDS.map(lambda word: (f"[{word}](https://example.org/a)", [word])),
    WORDS.map(lambda word: (f"[[标题|{word}]]", [word])),
    WORDS.map(lambda word: (f"[[{word}]]", [word])),
    WORDS.map(lambda word: (f"{word}  \n", [word])),
)
LINES = st.lists(_PIECES, min_size=1, max_size=5).map(
    lambda made: ("甲" + "".join(text for text, _ in made), ["甲", *(word for _, words in made for word in words)])
)
_ONE_LINE = LINES.map(lambda line: (line[0].replace("  \n", " "), line[1]))


def _set_in(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


def _listed(marker: str, deeper: bool) -> st.SearchStrategy[tuple[str, list[str]]]:
    def made(lines: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
        indents = ["  " * (number if deeper else 0) for number in range(len(lines))]
        text = "\n".join(f"{indent}{marker} {line[0]}" for indent, line in zip(indents, lines, strict=True))
        return text, [word for line in lines for word in line[1]]

    return st.lists(_ONE_LINE, min_size=1, max_size=4).map(made)


def _table(rows: list[list[str]]) -> tuple[str, list[str]]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]]), [word for row in rows for word in row]


_BLOCKS = st.one_of(
    LINES,
    st.tuples(st.integers(1, 6), _ONE_LINE).map(lambda made: ("#" * made[0] + " " + made[1][0], made[1][1])),
    _listed("-", deeper=False),
    _listed("-", deeper=True),
    _listed("- [ ]", deeper=False),
    _listed("1.", deeper=True),
    LINES.map(lambda line: (_set_in(line[0], "> "), line[1])),
    st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=4).map(_table),
    WORDS.map(lambda word: (f"```python\n{word}\n\n  {word}\n```", [word, word])),
    st.just(("---", [])),
)


def _body(blocks: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    return "\n\n".join(text for text, _ in blocks), [word for _, words in blocks for word in words]


BODIES = st.lists(_BLOCKS, max_size=6).map(_body)
"""A body, and the words a reader must see of it, in order."""

_EMOJI = st.sampled_from(
    ["😀", "🎉🎉", "👨‍👩‍👧", "🇨🇳", "✅", "⚠️", "1️⃣", "👍🏽", "𠮷", "ก็", "€", "①", "㎡", "☆", "é", "→"]
)
_LONG_WORDS = st.sampled_from(
    ["工会" * 150, "abcdef0123" * 12, "https://example.org/" + "ab-cd/" * 30, "one two three " * 20]
)
_RARE = st.one_of(
    _EMOJI.map(lambda word: (f" {word} ", [word])),
    _LONG_WORDS.map(lambda word: (f" {word} ", word.split())),
    WORDS.map(lambda word: (f"![{word}](none/{len(word)}.png)", [word])),
    _styled("***"),
    WORDS.map(lambda word: (f"**甲{word}** ", ["甲" + word])),
)
_RICH_LINES = st.lists(st.one_of(_PIECES, _RARE), min_size=1, max_size=5).map(
    lambda made: ("乙" + "".join(text for text, _ in made), ["乙", *(word for _, words in made for word in words)])
)
_RICH_LINE = _RICH_LINES.map(lambda line: (line[0].replace("  \n", " "), line[1]))
_CODES = st.lists(
    st.sampled_from(
        ["if a < b and c > d:", "    return '*_`|&amp;'", "", "\tx = [1, 2][0]  # 注释", "z" * 140, "😀 = $x$ #let"]
    ),
    min_size=1,
    max_size=5,
).filter(any)


def _nested(markers: list[tuple[int, str]], lines: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    """A list whose items step in by one level at most."""
    made, level = list[str](), -1
    for (deep, marker), line in zip(markers, lines, strict=False):
        level = min(deep, level + 1)
        made.append(f"{'    ' * level}{marker} {line[0]}")
    words = [word for _, line in zip(markers, lines, strict=False) for word in line[1]]
    return "\n".join(made), words


def _cells(rows: list[list[tuple[str, list[str]]]], align: list[str]) -> tuple[str, list[str]]:
    width = len(align)
    lines = ["| " + " | ".join(text for text, _ in row[:width]) + " |" for row in rows]
    words = [word for row in rows for _, said in row[:width] for word in said]
    return "\n".join([lines[0], "|" + "|".join(align) + "|", *lines[1:]]), words


_CELL = st.one_of(
    WORDS.map(lambda word: (word, [word])),
    _EMOJI.map(lambda word: (word, [word])),
    st.sampled_from(["abcdef0123" * 6, "一句比较长的话，" * 8]).map(lambda word: (word, [word])),
    WORDS.map(lambda word: (f"**{word}**", [word])),
)
_RICH_BLOCKS = st.one_of(
    _BLOCKS,
    _RICH_LINES,
    st.tuples(
        st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["-", "1.", "- [ ]", "- [x]"])), min_size=1, max_size=6),
        st.lists(_RICH_LINE, min_size=6, max_size=6),
    ).map(lambda made: _nested(*made)),
    st.tuples(
        st.lists(st.lists(_CELL, min_size=4, max_size=4), min_size=1, max_size=4),
        st.lists(st.sampled_from(["---", ":--", "--:", ":-:"]), min_size=1, max_size=4),
    ).map(lambda made: _cells(*made)),
    _CODES.map(
        lambda lines: ("\n".join(["~~~python", *lines, "~~~"]), [word for line in lines for word in line.split()])
    ),
    WORDS.map(lambda word: (f"> {word}\n>\n> - 丙\n>   1. 丁\n>\n> > 戊", [word, "丙", "丁", "戊"])),
)


@dataclass(frozen=True, slots=True)
class RichBody:
    """A body, the words of its text in order, and those of its footnotes."""

    source: str
    words: tuple[str, ...]
    noted: tuple[str, ...]


def _with_notes(blocks: list[tuple[str, list[str]]], notes: list[tuple[str, list[str]]]) -> RichBody:
    """Blocks of which some carry the mark of a footnote; a note nobody refers to stands at the end as well."""
    made = [text for text, _ in blocks]
    for number in range(min(len(made), len(notes))):
        if made[number].startswith(("甲", "乙")):
            made[number] += f"[^n{number}]"
    defined = [f"[^n{number}]: {text}" for number, (text, _) in enumerate(notes)]
    words = tuple(word for _, said in blocks for word in said)
    return RichBody("\n\n".join([*made, *defined]), words, tuple(word for _, said in notes for word in said))


RICH_BODIES = st.builds(_with_notes, st.lists(_RICH_BLOCKS, min_size=1, max_size=7), st.lists(_RICH_LINE, max_size=3))
"""Bodies with nested lists, tables, footnotes, code, emoji, long lines and pictures that are not there."""

_MARKS = [
    *("[", "]", "(", ")", "[[", "]]", "![", "![[", "*", "**", "_", "`", "```", "~~", "==", "|", "|-|-|", "\n", "\n\n"),
    *("  ", "- ", "1. ", "> ", "# ", "[^a]", "[^a]: ", "[ ] ", "---", "===", "<", ">", "&", "&lt;", "\\", "\t", ":"),
    *("http://x", "<script>", "\x1a", "\x020\x03", "\x1a0\x1a", "\ud800", "\ufffe", "\u202e", "\r", "工", "a", "1"),
]
MARKUP = st.lists(st.sampled_from(_MARKS), max_size=120).map("".join)
"""Markup in no order."""

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)><iframe src="//evil.example"></iframe>
<svg onload=alert(1)> <a href="javascript:alert(1)">x</a> <style>@import "http://evil.example"</style>
[一](javascript:alert(1)) [二](JaVaScRiPt:alert(1)) [三](java\tscript:alert(1)) [四](data:text/html,x) [五](vbscript:x)
[六](file:///etc/passwd) [七](\\\\\\\\host\\\\share) [八](//host/share) [九](/etc/passwd) [十](<javascript:alert(1)>)
![远](http://evil.example/x.png) ![近](file:///etc/passwd) ![共](\\\\\\\\host\\\\x.png)
![双](//host/x.png) ![上](../../x.png)
![数](data:text/html;base64,AAAA) ![矢](javascript:alert(1)) <javascript:alert(1)> <file:///etc/passwd>
[十一][r] ![[//host/x.png]] ![[\\\\\\\\host\\\\y.png]] [[javascript:alert(1)]]
[[x" onclick="alert(1)]] **"><img src=x>**
`<script>alert(2)</script>` [a"b](https://ok.example/"onmouseover=alert(1)) #let x = read("/etc/passwd") $x$ @ref

[r]: javascript:alert(1)
"""
"""Everything that must do nothing, in one body."""

PATHOLOGICAL = {
    "brackets": "[" * 5_000,
    "pictures": "![" * 5_000,
    "links": "[a](" * 5_000,
    "nested lists": "\n".join("  " * level + "- x" for level in range(300)),
    "lists in a line": "- " * 3_000 + "x",
    "quotes": ">" * 5_000 + "x",
    "quoted lists": "> - " * 3_000 + "x",
    "one long line": "字" * 1_000_000,
    "one long line of markup": "*a_`[~=<&" * 110_000,
    "stars": "**a " * 20_000,
    "ticks": "".join("`" * length + "a" for length in range(300)),
    "underlined": "a\n===\n" * 5_000,
    "rules": "---\n" * 5_000,
    "headings": "# a\n" * 5_000,
    "notes": "[^1]: x\n" * 5_000 + "[^1]" * 5_000,
    "spaces": " " * 300_000 + "x",
    "newlines": "\n" * 300_000,
    "table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 5_000,
    "wide table": "|a" * 700 + "\n" + "|-" * 700 + "\n" + "|x\n" * 3_000,
    "one long note": "[^1]: x\n" + "    y\n" * 100_000,
    "heading of blanks": "# " + " " * 20_000 + "\na",
    "unclosed table": "|" + " " * 50_000 + "\n" + "|-" * 5_000,
}
