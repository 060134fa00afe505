"""The forms of a case: the headings each one asks for, as the templates have them."""

import re
from collections.abc import Mapping
from functools import cache

from alliance_app import places

# An own form asks for nothing: its headings are those of the body.
_TEMPLATES: Mapping[str, str] = {"experience": "case.md", "federation": "case-federation.md"}
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


@cache
def headings_of_form(form: str) -> tuple[str, ...]:
    """The headings that a form of case asks for, in order; none for an own form, or one nobody here knows."""
    template = _TEMPLATES.get(form)
    if template is None:
        return ()
    text = (places.resources() / "templates" / "body" / template).read_text(encoding="utf-8")
    return tuple(_HEADING.findall(text))


def known_headings() -> frozenset[str]:
    """Every heading that some form asks for."""
    return frozenset(heading for form in _TEMPLATES for heading in headings_of_form(form))
