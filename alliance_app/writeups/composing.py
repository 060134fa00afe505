"""A case's body as the sections of its form: completed, moved, renamed. No verb loses text."""

from collections.abc import Sequence

from alliance_app.records.markdown import without_code
from alliance_app.records.text import MAX_TITLE, clean_line
from alliance_app.records.values import Edit, Record
from alliance_app.words import _
from alliance_app.writeups.errors import NoSuchSection
from alliance_app.writeups.forms import headings_of_form, known_headings
from alliance_app.writeups.sectioning import Section, key_of, sections_of

_SIGNS = 2
_FENCES = tuple(sign * length for length in range(3, 12) for sign in "`~")


def with_form(case: Record, form: str) -> Edit:
    """The case in another form: the headings it lacks are added in order, and empty ones of other forms go."""
    wanted = headings_of_form(form)
    body = _without_unused(case, wanted) if wanted else case.body
    return Edit(
        case.id, fields={"form": form}, body=_completed(body, case.title, wanted) if wanted else None, seen=case.version
    )


def add_section(case: Record, heading: str, after: int | None = None) -> Edit:
    """The case with a new heading behind row `after` of its outline and at its level; None is the end.

    Raises NoSuchSection, InvalidText.
    """
    sections = sections_of(case.body, case.title)
    before = None if after is None else section_at(sections, after)
    signs = before.signs if before else _top(sections)
    return _edit(case, _put(case.body, before.end if before else len(case.body), _headed(signs, heading)))


def rename_section(case: Record, place: int, heading: str) -> Edit:
    """The case with row `place` of its outline called otherwise. Raises NoSuchSection, InvalidText."""
    section = section_at(sections_of(case.body, case.title), place)
    line_end = "\n" if case.body[: section.text].endswith("\n") else ""
    renamed = _headed(section.signs, heading) + line_end
    return _edit(case, case.body[: section.start] + renamed + case.body[section.text :])


def move_section(case: Record, place: int, before: int | None) -> Edit:
    """The case with row `place`, and all under it, standing before row `before`; None is the end.

    Where `before` is deeper, it goes before the section of its own level that row belongs to. Raises NoSuchSection.
    """
    body, sections = case.body, sections_of(case.body, case.title)
    moved = section_at(sections, place)
    target = len(body) if before is None else _level_with(sections, moved, section_at(sections, before)).start
    if moved.start <= target <= moved.end:
        return _edit(case, body)
    piece = body[moved.start : moved.end]
    if target > moved.end:
        first, rest = body[: moved.start], _put(body[moved.end :], target - moved.end, piece)
    else:
        first, rest = _put(body[: moved.start], target, piece), body[moved.end :]
    return _edit(case, joined(first, rest))


def section_at(sections: Sequence[Section], place: int) -> Section:
    """Row `place` of an outline. Raises NoSuchSection."""
    if not 0 <= place < len(sections):
        raise NoSuchSection(section=place + 1)
    return sections[place]


def joined(*pieces: str) -> str:
    """Pieces of Markdown under each other, a blank line between; a fence left open in one does not swallow the next."""
    kept = [piece.strip("\n") for piece in pieces if piece.strip("\n")]
    closed = [*(_closed(piece) for piece in kept[:-1]), *kept[-1:]]
    return "\n\n".join(closed) + ("\n" if closed else "")


def _edit(case: Record, body: str) -> Edit:
    return Edit(case.id, body=None if body == case.body else body, seen=case.version)


def _put(body: str, at: int, piece: str) -> str:
    return joined(body[:at], piece, body[at:])


def _headed(signs: int, heading: str) -> str:
    words = clean_line(heading, _("Heading"), MAX_TITLE) or _("New section")
    return f"{'#' * signs} {words}"


def _top(sections: Sequence[Section]) -> int:
    return min((each.signs for each in sections), default=_SIGNS)


def _level_with(sections: Sequence[Section], moved: Section, target: Section) -> Section:
    """The section at the level of `moved`, or above it, that `target` is or belongs to."""
    around = [each for each in sections if each.start <= target.start < each.end and each.level <= moved.level]
    return around[-1] if around else target


def _completed(body: str, title: str, headings: Sequence[str]) -> str:
    """A body with those of `headings` that it lacks, each behind the one before it in the list."""
    previous: str | None = None
    for heading in headings:
        sections = sections_of(body, title)
        if not any(key_of(each.heading) == key_of(heading) for each in sections):
            body = _put(body, _place_for(sections, previous, headings, body), _headed(_top(sections), heading))
        previous = heading
    return body


def _place_for(sections: Sequence[Section], previous: str | None, headings: Sequence[str], body: str) -> int:
    """Where a missing heading goes: behind the one before it, else before the first of the list that is there."""
    if previous is not None:
        return next(each.end for each in sections if key_of(each.heading) == key_of(previous))
    known = {key_of(each) for each in headings}
    return next((each.start for each in sections if key_of(each.heading) in known), len(body))


def _without_unused(case: Record, wanted: Sequence[str]) -> str:
    """The body without empty headings that only another form asks for."""
    unused = {key_of(each) for each in known_headings()} - {key_of(each) for each in wanted}
    body = case.body
    for section in reversed(sections_of(body, case.title)):
        if section.blank and key_of(section.heading) in unused:
            body = joined(body[: section.start], body[section.end :])
    return body


def _closed(piece: str) -> str:
    """A piece whose last fence is closed: what follows it is no code."""
    for ending in ("", *(f"\n{fence}" for fence in _FENCES)):
        if without_code(f"{piece}{ending}\n\nx").endswith("x"):
            return piece + ending
    return piece
