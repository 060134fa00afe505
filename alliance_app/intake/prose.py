"""What a body says about itself: its #tags, and the files it shows or links to. Code is not looked at."""

import re
from urllib.parse import unquote

from alliance_app.records.text import MAX_TAG

_CODE = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(r"(?<![^\s(（,，、。；;])#([^\W_][\w/\-]*)")
_EMBED = re.compile(r"!?\[\[([^\[\]|#\n]{1,400})(?:[#|][^\[\]\n]{0,400})?\]\]")
_LINK = re.compile(
    r"!?\[[^\[\]\n]{0,400}\]\(\s*"
    r"(?:<([^<>\n]{1,1000})>|([^()\s]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?))"
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,400}\]\(([^()\n]{1,1000})\)")
_ELSEWHERE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.\-]+:|#|//|\\\\)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_NOTE_ENDINGS = (".md", ".markdown", ".canvas")
MOST_TAGS = 200
MOST_FILES = 500


def without_code(body: str) -> str:
    """`body` with its code blocks and code words taken out."""
    return _CODE.sub(" ", body)


def inline_tags(prose: str) -> tuple[str, ...]:
    """The #tags in a text without code, in order; a number alone (#12) is none."""
    found = (tag.rstrip("/-") for tag in _TAG.findall(prose))
    kept = dict.fromkeys(tag for tag in found if tag and len(tag) <= MAX_TAG and not tag.isdecimal())
    return tuple(kept)[:MOST_TAGS]


def files_named(prose: str) -> tuple[str, ...]:
    """The files a text without code shows or links to, as it names them; no notes, no web addresses."""
    targets = _EMBED.findall(prose)
    targets += [angled or bare for angled, bare in _LINK.findall(prose)]
    targets += _PICTURE.findall(prose)
    named: dict[str, None] = {}
    for target in targets:
        name = target.strip()
        if _ENDING.search(name) and not _ELSEWHERE.match(name) and not name.lower().endswith(_NOTE_ENDINGS):
            named[name] = None
    return tuple(named)[:MOST_FILES]


def spellings(name: str) -> tuple[str, ...]:
    """The names a reference may mean: as written, and with %20 and its like read."""
    return tuple(dict.fromkeys((name, unquote(name))))
