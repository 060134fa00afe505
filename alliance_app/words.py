"""The words the core says to people: English in the source, zh_CN from the gettext catalogue.

The window uses Qt's own catalogue; both follow the one language chosen here.
"""

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from alliance_app import places

Language = Literal["zh", "en"]

_current: Language = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def system_language() -> Language:
    """Chinese when the system speaks Chinese, English otherwise. `ALLIANCE_LANG=zh|en` decides before the system."""
    for name in ("ALLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    named = locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def use(language: Language) -> None:
    """Speak `language` from now on, in the whole process."""
    global _current, _catalogue
    _current = language
    if language == "en":
        _catalogue = gettext.NullTranslations()
    else:
        folder = places.resources() / "translations"
        _catalogue = gettext.translation("alliance", folder, ["zh_CN"], fallback=True)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak `language` inside the block: for documents whose language is not the reader's."""
    before = _current
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> Language:
    """The language spoken now."""
    return _current


def _(text: str) -> str:
    """`text` in the language spoken now; the English source when the catalogue lacks it."""
    return _catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `text` for the catalogue without translating it yet."""
    return text
