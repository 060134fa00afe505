"""Folders and files of notes become records: found, read, and written 200 to a transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from alliance_app.intake.deciding import Decision, Verdict, decide, difference
from alliance_app.intake.finding import Candidate, Findings, find
from alliance_app.intake.memory import Memory, Remembered, digest
from alliance_app.intake.notes import Note, UnreadableNoteError, read_note
from alliance_app.intake.report import IntakeReport, Remark, Skipped
from alliance_app.intake.survey import Survey
from alliance_app.library import Library
from alliance_app.library.errors import (
    AttachmentTooLarge,
    LibraryBusy,
    LibraryUnreadable,
    LibraryUnwritable,
    StorageFull,
    UnreadableFile,
)
from alliance_app.records.errors import AllianceError
from alliance_app.records.ids import new_id
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import kind_named
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.values import Attachment, Edit, NewRecord, Record
from alliance_app.words import _

BATCH = 200
# What no other file can mend: the import stops, and what was written before stays.
_STORAGE = (StorageFull, LibraryUnwritable, LibraryBusy, LibraryUnreadable)


def import_paths(
    library: Library,
    paths: Iterable[Path],
    *,
    kind: str = "article",
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> IntakeReport:
    """Take in folders of Markdown and single .md, .txt and .docx files; `kind` is for notes that name none.

    Importing again brings changed files up to date and makes no doubles. Raises UnknownKind, NothingThere,
    NotImportable (before anything is written), StorageFull, LibraryUnwritable.
    """
    run = _Import(library, kind_named(kind))
    return run.take(find(paths, cancelled), progress, cancelled)


@dataclass(slots=True)
class _Read:
    """One file of a batch, read: what it says, and what there was of it before."""

    candidate: Candidate
    note: Note
    new: NewRecord
    remembered: Remembered | None


@dataclass(slots=True)
class _Plan:
    """What one batch is to do."""

    adds: list[_Read] = field(default_factory=list)
    edits: list[tuple[_Read, Edit]] = field(default_factory=list)
    noted: dict[str, Remembered] = field(default_factory=dict)


class _Import:
    def __init__(self, library: Library, default: Kind) -> None:
        self._library = library
        self._default = default
        self._memory = Memory(library)
        self._survey = Survey(library, self._memory, default)
        self._added: list[str] = []
        self._updated: list[str] = []
        self._unchanged = 0
        self._skipped: list[Skipped] = []
        self._remarks: list[Remark] = []

    def take(self, findings: Findings, progress: Progress, cancelled: Cancelled) -> IntakeReport:
        self._skipped += findings.skipped
        self._survey.look(findings.candidates)
        candidates = [each for each in findings.candidates if each.path not in self._survey.attached]
        stopped = False
        for done in range(0, len(candidates), BATCH):
            if stopped := cancelled():
                break
            progress(Step(_("Importing"), done, len(candidates)))
            self._take_batch(candidates[done : done + BATCH])
        if not stopped:
            progress(Step(_("Importing"), len(candidates), len(candidates)))
            self._skipped += _left_over(findings)
        return IntakeReport(
            added=len(self._added),
            updated=len(self._updated),
            unchanged=self._unchanged,
            skipped=tuple(self._skipped),
            remarks=tuple(self._remarks),
            ids=(*self._added, *self._updated),
            cancelled=stopped,
        )

    def _take_batch(self, candidates: Sequence[Candidate]) -> None:
        batch = list(self._read_all(candidates))
        adopted = self._adopt(batch)
        present = {row.id for row in self._library.rows([str(each.new.id) for each in batch])}
        records = {each.id: each for each in self._library.read_many(sorted(present))}
        plan = _Plan()
        for read in batch:
            record = records.get(str(read.new.id))
            if record is not None and record.id in adopted:
                self._follow(read, record, plan)
            else:
                self._place(read, record, plan)
        self._write(plan)

    def _adopt(self, batch: Sequence[_Read]) -> set[str]:
        """Take in the records that come with their histories; they stay the records they were. Gives their ids."""
        histories = self._survey.histories
        coming = {str(each.new.id): each for each in batch if str(each.new.id) in histories}
        shared = [record_id for record_id, each in coming.items() if each.note.shared]
        try:
            known = {record_id: histories[record_id] for record_id in coming}
            fields = {record_id: each.new.fields for record_id, each in coming.items()}
            self._library.adopt(known, fields, shared=shared)
        except _STORAGE:
            raise
        except AllianceError:
            return {record_id for record_id, each in coming.items() if self._adopted_alone(record_id, each)}
        return set(coming)

    def _adopted_alone(self, record_id: str, read: _Read) -> bool:
        """Whether one record's history could be taken in; else the note becomes a record of its own."""
        try:
            history = {record_id: self._survey.histories[record_id]}
            shared = [record_id] if read.note.shared else []
            self._library.adopt(history, {record_id: read.new.fields}, shared=shared)
        except _STORAGE:
            raise
        except AllianceError as error:
            self._remarks.append(Remark(read.candidate.shown, str(error)))
            read.new = replace(read.new, id=new_id())
            return False
        return True

    def _follow(self, read: _Read, record: Record, plan: _Plan) -> None:
        """A record that came with its history says what its file says: the file may have been edited since."""
        self._added.append(record.id)
        version = record.version
        edit = difference(read.new, record) if record.trashed_at is None else None
        if edit is not None:
            version = self._library.write(edit).versions.get(record.id, version)
        plan.noted[read.candidate.key] = Remembered(record.id, digest(read.new), version)

    def _read_all(self, candidates: Sequence[Candidate]) -> Iterator[_Read]:
        for candidate in candidates:
            try:
                note = read_note(candidate, self._default, self._survey.find)
            except UnreadableNoteError as error:
                self._skipped.append(Skipped(candidate.shown, str(error)))
                continue
            self._remarks += [Remark(candidate.shown, what) for what in note.remarks]
            yield _Read(candidate, note, self._new(candidate, note), self._memory.get(candidate.key))

    def _new(self, candidate: Candidate, note: Note) -> NewRecord:
        return NewRecord(
            kind=note.kind,
            title=note.title,
            fields=note.fields,
            tags=note.tags,
            body=note.body,
            attachments=tuple(self._kept_files(candidate, note)),
            id=self._survey.id_of(candidate),
            created_at=note.created_at,
        )

    def _kept_files(self, candidate: Candidate, note: Note) -> Iterator[Attachment]:
        for file in note.files:
            try:
                if file.path is not None:
                    yield self._library.keep_file(file.path, file.name)
                elif file.data is not None:
                    yield self._library.keep_bytes(file.name, file.data)
            except (AttachmentTooLarge, UnreadableFile) as error:
                self._remarks.append(Remark(candidate.shown, str(error)))

    def _place(self, read: _Read, record: Record | None, plan: _Plan) -> None:
        remembered = read.remembered if read.remembered and read.remembered.record_id == read.new.id else None
        decision: Decision = decide(read.new, record, remembered, read.note.version)
        match decision.verdict:
            case Verdict.ADD:
                plan.adds.append(read)
            case Verdict.UPDATE if decision.edit is not None:
                plan.edits.append((read, decision.edit))
            case Verdict.SKIP:
                self._skipped.append(Skipped(read.candidate.shown, decision.said))
            case _:
                self._unchanged += 1
                self._leave(read, record, remembered, decision.said, plan)

    def _leave(self, read: _Read, record: Record | None, known: Remembered | None, said: str, plan: _Plan) -> None:
        if said:
            self._remarks.append(Remark(read.candidate.shown, said))
        elif record is not None and (known is None or not known.digest):
            plan.noted[read.candidate.key] = Remembered(record.id, digest(read.new), record.version)

    def _write(self, plan: _Plan) -> None:
        # The ids are noted first: a crash after the records are written must not make doubles next time.
        self._memory.note({each.candidate.key: Remembered(str(each.new.id)) for each in plan.adds})
        added = self._add(plan.adds, plan.noted)
        shared = [str(each.new.id) for each in added if each.note.shared]
        if shared:
            self._library.share(*shared)
        trashed = [str(each.new.id) for each in added if each.note.trashed]
        if trashed:
            self._library.delete(*trashed)
        self._edit(plan.edits, plan.noted)
        self._memory.note(plan.noted)

    def _add(self, reads: Sequence[_Read], noted: dict[str, Remembered]) -> list[_Read]:
        """Add what can be added; when one of them is refused, each is tried alone."""
        if not reads:
            return []
        try:
            versions = self._library.add_all([each.new for each in reads]).versions
        except _STORAGE:
            raise
        except AllianceError as error:
            if len(reads) > 1:
                return [added for each in reads for added in self._add([each], noted)]
            self._skipped.append(Skipped(reads[0].candidate.shown, str(error)))
            return []
        for each in reads:
            record_id = str(each.new.id)
            self._added.append(record_id)
            noted[each.candidate.key] = Remembered(record_id, digest(each.new), versions.get(record_id, ""))
        return list(reads)

    def _edit(self, edits: Sequence[tuple[_Read, Edit]], noted: dict[str, Remembered]) -> None:
        for read, edit in edits:
            try:
                version = self._library.write(edit).versions.get(edit.record_id, "")
            except _STORAGE:
                raise
            except AllianceError as error:
                self._skipped.append(Skipped(read.candidate.shown, str(error)))
                continue
            self._updated.append(edit.record_id)
            noted[read.candidate.key] = Remembered(edit.record_id, digest(read.new), version)


def _left_over(findings: Findings) -> Iterator[Skipped]:
    for source in findings.sources:
        for path in source.unused():
            yield Skipped(source.shown(path), _("it is no note, and no note uses it"))
