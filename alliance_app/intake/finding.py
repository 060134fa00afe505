"""Which files an import is about: those named, and those found in the folders named, never outside of them."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from alliance_app.intake.errors import NothingThere, NotImportable
from alliance_app.intake.prose import spellings
from alliance_app.intake.report import Skipped
from alliance_app.records.progress import Cancelled
from alliance_app.words import _

NOTE_ENDINGS = (".md", ".markdown", ".txt", ".docx")
MOST_BYTES = 40 * 1024 * 1024
ATTACHMENTS = "attachments"
HISTORY, HISTORY_ENDING = "history", ".loro"  # what export-all writes beside the notes


@dataclass(slots=True)
class Source:
    """A folder named for import (or the folder of a file named): what attachments are looked for in.

    `others`: the files that are no notes, by name without case; `used`: those that some note took along.
    """

    root: Path
    name: str
    others: dict[str, list[Path]] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)

    def file(self, note: Path, reference: str) -> Path | None:
        """The file a note means: from the note's folder, its `attachments/`, the top, or by name anywhere below."""
        for spelled in spellings(reference.replace("\\", "/")):
            for folder in (note.parent, note.parent / ATTACHMENTS, self.root):
                found = self._inside(folder / spelled)
                if found is not None:
                    return found
            named = self.others.get(spelled.rsplit("/", 1)[-1].casefold(), ())
            if named:
                return named[0]
        return None

    def history(self, record_id: str) -> bytes | None:
        """The history that export-all wrote of a record, where it lies in `history/` at the top of this folder."""
        path = self._inside(self.root / HISTORY / f"{record_id}{HISTORY_ENDING}")
        if path is None or path.stat().st_size > MOST_BYTES:
            return None
        self.used.add(path)
        return path.read_bytes()

    def unused(self) -> Iterator[Path]:
        """The files that no note took along."""
        return (path for paths in self.others.values() for path in paths if path not in self.used)

    def shown(self, path: Path) -> str:
        """`path` as a report shows it: from the folder named."""
        return _printable(path.relative_to(self.root) if path.is_relative_to(self.root) else path)

    def _inside(self, path: Path) -> Path | None:
        """`path` when it is a plain file below the top, hidden neither itself nor by a folder."""
        try:
            real = path.resolve()
            if not real.is_file() or not real.is_relative_to(self.root):
                return None
        except (OSError, ValueError, RuntimeError):
            return None
        hidden = any(part.startswith(".") for part in real.relative_to(self.root).parts)
        return None if hidden else real


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be imported. `key` names it again at the next import, wherever the folder lies then."""

    source: Source
    path: Path
    key: str
    named: bool

    @property
    def shown(self) -> str:
        return self.source.shown(self.path)


@dataclass(slots=True)
class Findings:
    """What the paths named hold."""

    sources: list[Source] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def find(paths: Iterable[Path], cancelled: Cancelled) -> Findings:
    """The files below `paths`. Raises NothingThere, NotImportable; links that lead out of a folder are not followed."""
    findings = Findings()
    for path in paths:
        try:
            real = path.resolve(strict=True)
            is_folder = real.is_dir()
        except (OSError, ValueError, RuntimeError):
            raise NothingThere(path=_printable(path)) from None
        if is_folder:
            _find_below(real, findings, cancelled)
        else:
            _take_named(real, path, findings)
    return findings


def _take_named(real: Path, path: Path, findings: Findings) -> None:
    source = Source(real.parent, real.parent.name)
    if not real.is_file():
        raise NotImportable(path=_printable(path), reason=_("it is not a plain file"))
    if real.suffix.lower() not in NOTE_ENDINGS:
        raise NotImportable(path=_printable(path), reason=_("only .md, .txt and .docx files are read"))
    if real.stat().st_size > MOST_BYTES:
        raise NotImportable(path=_printable(path), reason=_too_large())
    findings.sources.append(source)
    findings.candidates.append(Candidate(source, real, _key(source, real), named=True))


def _find_below(root: Path, findings: Findings, cancelled: Cancelled) -> None:
    source = Source(root, root.name)
    findings.sources.append(source)

    def unreadable(error: OSError) -> None:
        if error.filename == str(root):
            raise NotImportable(path=root, reason=error.strerror or str(error))
        findings.skipped.append(Skipped(source.shown(Path(error.filename)), error.strerror or str(error)))

    for folder, below, names in os.walk(root, onerror=unreadable):
        if cancelled():
            return
        here = Path(folder)
        below[:] = [name for name in sorted(below) if _enters(here / name, source, findings)]
        for name in sorted(names):
            _sort_in(here / name, source, findings)


def _enters(folder: Path, source: Source, findings: Findings) -> bool:
    if folder.name.startswith("."):
        findings.skipped.append(Skipped(source.shown(folder), _("a hidden folder")))
        return False
    if folder.is_symlink():
        findings.skipped.append(Skipped(source.shown(folder), _("a link to another folder")))
        return False
    return True


def _sort_in(path: Path, source: Source, findings: Findings) -> None:
    """A file found below: a note to take, a file some note may want, or one to leave, with the reason."""
    reason = _refusal(path, source.root)
    if reason:
        findings.skipped.append(Skipped(source.shown(path), reason))
    elif path.suffix.lower() in NOTE_ENDINGS:
        findings.candidates.append(Candidate(source, path, _key(source, path), named=False))
    else:
        source.others.setdefault(path.name.casefold(), []).append(path)


def _refusal(path: Path, root: Path) -> str:
    if path.name.startswith(("~$", ".")):
        return _("a hidden or temporary file")
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return _("a link that leads out of the folder")
        facts = path.stat()
    except (OSError, RuntimeError) as error:
        return getattr(error, "strerror", None) or str(error)
    if not S_ISREG(facts.st_mode):
        return _("it is not a plain file")
    if path.suffix.lower() in NOTE_ENDINGS and facts.st_size > MOST_BYTES:
        return _too_large()
    return ""


def _key(source: Source, path: Path) -> str:
    return _printable(Path(source.name) / path.relative_to(source.root))


def _printable(path: Path) -> str:
    """A path as text that can be stored and shown, whatever bytes its name is made of."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _too_large() -> str:
    return _("it is larger than {most} MB").format(most=MOST_BYTES // (1024 * 1024))
