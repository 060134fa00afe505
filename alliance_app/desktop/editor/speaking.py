"""Who speaks, in a salon's notes: `- **王工·示范电子厂工会**：`, as under the heading 发言要点（人·单位）. Pure."""

import re

from alliance_app.desktop.editor.changes import Change, line_at
from alliance_app.desktop.editor.lines import LISTS, read_line
from alliance_app.desktop.editor.splices import Splice

_SPOKE = re.compile(r"^[ \t]*[-*+][ \t]+\*\*([^*\n]{1,80})\*\*[：:]", re.MULTILINE)


def speakers_in(body: str) -> list[str]:
    """Who has spoken in a body, the last one first."""
    return list(dict.fromkeys(reversed(_SPOKE.findall(body))))


def speaker_line(text: str, end: int, name: str, *, choose: bool = False) -> Change:
    """The line for a new speaker: here when the line is empty, else below. `choose`: the name is to be typed over."""
    first, line_text = line_at(text, end)
    line = read_line(line_text)
    empty = not line_text[line.content if line.kind in LISTS else 0 :].strip()
    marker = "- **"
    if empty:
        at, until, put_in = first, first + len(line_text), marker
    else:
        at = until = first + len(line_text)
        put_in = "\n" + marker
    begin = at + len(put_in)
    put_in += f"{name}**："
    after = at + len(put_in)
    splice = Splice(at, until, put_in)
    return Change((splice,), begin, begin + len(name)) if choose else Change((splice,), after, after)
