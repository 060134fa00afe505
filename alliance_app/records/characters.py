"""字数, as Chinese word processors count it."""

import re

_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[.,'’\-:/%][0-9A-Za-z\u00c0-\u024f]+)*%?|[^\s\x00-\x7f]")
_MARKS = re.compile(r"\]\([^()\s]{1,800}\)|^[ \t]{0,30}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)


def characters(body: str) -> int:
    """Each Chinese character and full-width sign counts one, each run of Latin letters or digits one; Markdown's own
    signs and addresses count nothing."""
    return sum(1 for _ in _WORD.finditer(_MARKS.sub(" ", body)))
