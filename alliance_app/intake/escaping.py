"""Words as Markdown of these bodies that says them and nothing more: what would be markup is escaped, the rest left."""

import re

_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|$)|`|(?<![*])\*{1,3}(?![*])|(?<![_])_{1,3}(?![_])")
_BRACKET = re.compile(r"\[{2,}|\[(?=\^|[^\[\]\n]*\][\[(:])")
_PAIRS = re.compile(r"(?<!~)~~(?!~)|(?<!=)==(?!=)")
_ANGLE = re.compile(r"<(?=br ?/?>|[A-Za-z][A-Za-z0-9+.\-]*:)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(
    r"(?m)^([ \t]*)(?:(#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|>|[=-]+[ \t]*$|(?:[-_*][ \t]*){3,}$|[~`]{3})"
    r"|(\d{1,9})(?=\.(?:[ \t]|$)))"
)


def escaped(text: str) -> str:
    """`text` with a backslash, or an entity where that does nothing, before what would be markup within a line."""
    made = _ENTITY.sub("&amp;", text)
    made = _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), made)
    made = _BRACKET.sub(lambda found: "\\[" * len(found[0]), made)
    made = _PAIRS.sub(lambda found: f"&#{ord(found[0][0])};" * 2, made)
    return made.replace("<", "&lt;") if "@" in made else _ANGLE.sub("&lt;", made)


def beginning_nothing(text: str) -> str:
    """`text`, escaped already, whose lines begin no heading, list, quote, rule or code."""
    return _OPENING.sub(_opening, text)


def _opening(found: re.Match[str]) -> str:
    if found[3]:
        return f"{found[1]}{found[3]}\\"
    sign = found[2][0]
    return f"{found[1]}{f'&#{ord(sign)};' if sign in '=~' else f'{chr(92)}{sign}'}{found[2][1:]}"
