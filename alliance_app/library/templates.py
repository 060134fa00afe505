"""The templates of each kind: those that came with the program, and the user's own, `templates/<kind>/<name>.md`.

The user's own are plain files in the library's folder: never synced, brought and taken away by copying them.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_app import places
from alliance_app.library.errors import TemplateTaken, UnknownTemplate
from alliance_app.library.storage import explained
from alliance_app.library.values import Identity
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError, InvalidTitle
from alliance_app.records.kinds import KINDS
from alliance_app.records.options import CASE_FORMS
from alliance_app.records.template import Filling, Template, read_template, start, write_template
from alliance_app.records.text import clean_file_name, clean_title
from alliance_app.records.values import NewRecord, Value
from alliance_app.words import _, language

if TYPE_CHECKING:
    from alliance_app.library.library import Library

FOLDER = "templates"
MOST_BYTES = 1_000_000
_MOST_FILES = 500
_ID = re.compile(r"\b[0-9A-Z]{26}\b")
# A form of one's own asks for no headings.
_CASE_BODIES = {"experience": "case", "federation": "case-federation"}


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A file among the templates that is none, and why."""

    kind: str
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to start from: the program's own first, then the user's, by name."""

    templates: tuple[Template, ...]
    left_aside: tuple[LeftAside, ...] = ()

    def of(self, kind: str) -> tuple[Template, ...]:
        """Those of one kind."""
        return tuple(each for each in self.templates if each.kind == kind)


def shelf(library: Path) -> Shelf:
    """Every template; files that hold none are named and left aside."""
    found: list[Template] = []
    left: list[LeftAside] = []
    for kind in KINDS:
        found += built_in(kind)
        folder = library / FOLDER / kind
        for path in sorted(folder.glob("*.md"))[:_MOST_FILES] if folder.is_dir() else ():
            try:
                found.append(read_template(_text_of(path), kind, path.stem))
            except AllianceError as error:
                left.append(LeftAside(kind, path, str(error)))
            except (OSError, ValueError) as error:
                left.append(LeftAside(kind, path, str(error)))
    return Shelf(tuple(found), tuple(left))


def built_in(kind: str) -> list[Template]:
    """What came with the program for a kind, its standard first."""
    folder = places.resources() / "templates"
    if kind == "case":
        standard = [
            Template(kind, CASE_FORMS[form][0 if language() == "zh" else 1], _body(name), fields={"form": form})
            for form, name in _CASE_BODIES.items()
        ]
    else:
        standard = [Template(kind, _("Standard"), _body(kind))]
    more = sorted((folder / "records" / kind).glob("*.md"))
    return standard + [read_template(path.read_text("utf-8"), kind, path.stem, own=False) for path in more]


def standard(kind: str) -> Template:
    """What a record of a kind starts from when nothing is chosen."""
    return built_in(kind)[0]


def named(library: Path, kind: str, name: str) -> Template:
    """The template of this name; the user's own before the program's. Raises UnknownTemplate."""
    return _among(shelf(library).of(kind), kind, name)


def own(library: Path, kind: str, name: str) -> Template:
    """The user's own template of this name. Raises UnknownTemplate."""
    return _among(tuple(each for each in shelf(library).of(kind) if each.own), kind, name)


def keep(library: Path, template: Template, *, over: bool = False) -> Path:
    """Write one of the user's own; gives its file. `over`: in place of the one of this name.

    Raises TemplateTaken, InvalidTitle for a name that none can have, LibraryUnwritable, StorageFull.
    """
    name = _usable(template.name)
    if not over and _is_taken(library, template.kind, name):
        raise TemplateTaken(name=name, kind=KINDS[template.kind].label)
    path = library / FOLDER / template.kind / f"{name}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(write_template(replace(template, name=name)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise explained(error, library) from error
    return path


def rewrite(library: Path, template: Template, text: str) -> Template:
    """Put a text in place of what one of the user's own says. Raises what `read_template` and `keep` raise."""
    changed = read_template(text, template.kind, template.name)
    keep(library, changed, over=True)
    return changed


def rename(library: Path, template: Template, name: str) -> Template:
    """Call one of the user's own something else. Raises what `keep` raises."""
    renamed = replace(template, name=_usable(name))
    if renamed.name == template.name:
        return template
    if renamed.name.casefold() != template.name.casefold() and _is_taken(library, template.kind, renamed.name):
        raise TemplateTaken(name=renamed.name, kind=KINDS[template.kind].label)
    try:
        path_of(library, template).rename(path_of(library, renamed))
    except OSError as error:
        raise explained(error, library) from error
    return renamed


def delete(library: Path, template: Template) -> None:
    """Take away one of the user's own. Raises LibraryUnwritable."""
    try:
        path_of(library, template).unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, library) from error


def path_of(library: Path, template: Template) -> Path:
    """The file of one of the user's own."""
    return library / FOLDER / template.kind / f"{template.name}.md"


def start_from(library: "Library", template: Template, title: str = "") -> NewRecord:
    """A new record of a template, ready to be added here; links to records that are gone are left out.

    Raises what `start` raises, InvalidTitle where neither gives a title.
    """
    made = start(template, filling(library.identity), title, library.by_title)
    ids = set(_ID.findall(str(made.fields)))
    gone = ids - {row.id for row in library.rows(sorted(ids))}
    fields = {name: _without(value, gone) for name, value in made.fields.items()}
    return replace(made, title=clean_title(made.title), fields=_present(fields))


def _present(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _without(value: Value, gone: set[str]) -> Value:
    if isinstance(value, list):
        return [kept for each in value if (kept := _without(each, gone)) not in (None, {})]
    if isinstance(value, Mapping):
        return {key: kept for key, each in value.items() if (kept := _without(each, gone)) is not None}
    return None if isinstance(value, str) and value in gone else value


def filling(identity: Identity) -> Filling:
    """What the words in 〔〕 become now, in this library."""
    return Filling(clock.now().astimezone().replace(tzinfo=None), identity.name, identity.author)


def _among(known: tuple[Template, ...], kind: str, name: str) -> Template:
    for each in reversed(known):
        if each.name.casefold() == name.strip().casefold():
            return each
    names = "、".join(each.name for each in known) or "—"
    raise UnknownTemplate(name=name, kind=KINDS[kind].label, known=names)


def _usable(name: str) -> str:
    cleaned = clean_file_name(clean_title(name)).removesuffix(".md").strip()
    if not cleaned or cleaned.startswith("."):
        raise InvalidTitle(reason=_("a file cannot be called that"))
    return cleaned


def _is_taken(library: Path, kind: str, name: str) -> bool:
    folder = library / FOLDER / kind
    present = [path.stem for path in folder.glob("*.md")] if folder.is_dir() else []
    known = [*present, *(each.name for each in built_in(kind))]
    return name.casefold() in (each.casefold() for each in known)


def _text_of(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        raise ValueError(_("it is no plain file"))
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(_("it is larger than {most} MB").format(most=MOST_BYTES // 1_000_000))
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ValueError(_("it is no text in UTF-8")) from None


def _body(name: str) -> str:
    return (places.resources() / "templates" / "body" / f"{name}.md").read_text("utf-8")
