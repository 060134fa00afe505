"""One file read: what record it is to become, and which files go with it."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alliance_app.intake.dates import file_moment, named_day, stamped
from alliance_app.intake.decoding import NotTextError, decoded
from alliance_app.intake.finding import Candidate
from alliance_app.intake.headers import Meaning, dated, read_header
from alliance_app.intake.prose import files_named, inline_tags, spellings, without_code
from alliance_app.intake.word import NotWordError, read_word
from alliance_app.records.fields import LongText
from alliance_app.records.frontmatter import Header, parse
from alliance_app.records.given import Find
from alliance_app.records.kind import Kind
from alliance_app.records.text import MAX_BODY, MAX_TITLE, clean_file_name, is_visible, without_refused_characters
from alliance_app.records.values import Value
from alliance_app.words import _

PROPERTIES = "properties"
_MOST_PROPERTIES = 20_000


class UnreadableNoteError(ValueError):
    """A file cannot become a record; `str()` says why."""


@dataclass(frozen=True, slots=True)
class FileWanted:
    """A file that goes with a note: from `path`, or the bytes themselves."""

    name: str
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a file is to become."""

    kind: str
    title: str
    fields: dict[str, Value]
    tags: tuple[str, ...]
    body: str
    created_at: str
    files: tuple[FileWanted, ...]
    remarks: tuple[str, ...]
    version: str | None = None
    shared: bool = False
    trashed: bool = False


def read_note(candidate: Candidate, default: Kind, find: Find) -> Note:
    """The note in a file. Raises UnreadableNoteError."""
    path = candidate.path
    try:
        made = file_moment(path.stat().st_mtime)
        if path.suffix.lower() == ".docx":
            return _from_word(path, default, made)
        text = decoded(path.read_bytes())
    except (NotTextError, NotWordError) as error:
        raise UnreadableNoteError(str(error)) from error
    except OSError as error:
        raise UnreadableNoteError(error.strerror or str(error)) from error
    header, body = parse(text.text) if path.suffix.lower() != ".txt" else (Header(), text.text)
    meaning = read_header(header, default, path.stem, find)
    if text.cleaned:
        meaning.remarks.append(_("control characters were taken out"))
    files = _files(candidate, meaning, body)
    return _note(path, meaning, body, made, files)


def _from_word(path: Path, default: Kind, made: datetime) -> Note:
    word = read_word(path)
    files = tuple(FileWanted(name, data=data) for name, data in word.pictures)
    meaning = Meaning(default)
    if word.lost:
        said = _("{count} pictures are not in the file itself and were left out")
        meaning.remarks.append(said.format(count=word.lost))
    return _note(path, meaning, without_refused_characters(word.body, lines=True), made, files)


def _note(path: Path, meaning: Meaning, body: str, made: datetime, files: tuple[FileWanted, ...]) -> Note:
    day = named_day(path.stem)
    dated(meaning, day, made)
    body = _with_rest(meaning, body)
    if len(body) > MAX_BODY:
        raise UnreadableNoteError(_("its text is longer than {most} characters").format(most=MAX_BODY))
    tags = meaning.tags if meaning.own else meaning.tags + inline_tags(without_code(body))
    return Note(
        kind=meaning.kind.name,
        title=_title(meaning, path.stem),
        fields=meaning.fields,
        tags=tuple(sorted(set(tags))),
        body=body,
        created_at=stamped(meaning.created or day or made),
        files=files,
        remarks=tuple(meaning.remarks),
        version=meaning.version,
        shared=meaning.shared,
        trashed=meaning.trashed,
    )


def _title(meaning: Meaning, stem: str) -> str:
    """The header's title in our own format, else the file's name: links name notes by their files."""
    wanted = meaning.title or stem
    title = without_refused_characters(wanted).strip()
    if len(title) > MAX_TITLE:
        title = title[: MAX_TITLE - 1] + "…"
    if not is_visible(title):
        title = _("Untitled")
    if title != wanted.strip():
        meaning.remarks.append(_("its title was shortened or cleaned: “{title}”").format(title=title))
    return title


def _with_rest(meaning: Meaning, body: str) -> str:
    """Keep what the header says beyond the record: in `properties` where the kind has it, else at the body's end."""
    if not meaning.rest:
        return body
    declared = meaning.kind.by_name.get(PROPERTIES)
    if isinstance(declared, LongText) and len(meaning.rest) <= _MOST_PROPERTIES and PROPERTIES not in meaning.fields:
        meaning.fields[PROPERTIES] = meaning.rest
        return body
    longest = max((len(run) for run in re.findall(r"`{3,}", meaning.rest)), default=2)
    fence = "`" * (longest + 1)
    between = "" if not body or body.endswith("\n\n") else "\n" if body.endswith("\n") else "\n\n"
    return f"{body}{between}{fence}yaml\n{meaning.rest}\n{fence}\n"


def _files(candidate: Candidate, meaning: Meaning, body: str) -> tuple[FileWanted, ...]:
    """The files that go with a note: those its header lists, and those its body shows or links to."""
    wanted: dict[Path, FileWanted] = {}
    for name, file in meaning.attachments:
        found = candidate.source.file(candidate.path, file)
        if found is None:
            meaning.remarks.append(_("its attachment {name} is not there").format(name=name))
        else:
            wanted.setdefault(found, FileWanted(name, found))
    names = {each.name for each in wanted.values()}
    for reference in files_named(without_code(body)):
        if names.isdisjoint(clean_file_name(spelled) for spelled in spellings(reference)):
            found = candidate.source.file(candidate.path, reference)
            if found is not None and found != candidate.path:
                wanted.setdefault(found, FileWanted(found.name, found))
    candidate.source.used.update(wanted)
    return tuple(wanted.values())
