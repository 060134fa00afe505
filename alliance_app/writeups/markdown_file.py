"""A document as Markdown: the open format for one record, one text with headings for several; files beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from alliance_app.records import frontmatter
from alliance_app.records.fields import Phone
from alliance_app.records.kinds import kind_named
from alliance_app.records.progress import Progress, Step, quietly
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Attachment, Record, Value
from alliance_app.words import _
from alliance_app.writeups.masking import masked_phone, masked_source, masked_text
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.writing import copy_whole, write_whole

FILES = "attachments"


def write_markdown(
    shelf: Shelf, ids: Sequence[str], path: Path, *, mask: bool, private: bool, progress: Progress = quietly
) -> tuple[str, ...]:
    """Write records as one Markdown file with their files in `attachments/` beside it; gives the warnings back.

    Raises UnknownRecord, CannotWrite.
    """
    warnings: list[str] = []
    texts = []
    records = shelf.read_many(list(ids))
    for number, record in enumerate(records):
        progress(Step(_("Writing “{title}”").format(title=record.title), number, len(records)))
        shown = _covered(record, mask, private)
        files = _copy_files(shelf, shown, path.parent / FILES, warnings)
        text = frontmatter.compose(shown, files)
        texts.append(text if len(records) == 1 else _headed(shown, text))
    write_whole(path, "\n\n".join(texts).encode())
    return tuple(warnings)


def _headed(record: Record, text: str) -> str:
    """One record among several: its title as a heading, its fields as a block of code, its body."""
    header, _rule, body = text.removeprefix("---\n").partition("\n---\n\n")
    return f"# {record.title}\n\n```yaml\n{header}\n```\n\n{body}"


def _covered(record: Record, mask: bool, private: bool) -> Record:
    kind = kind_named(record.kind)
    fields = {name: value for name, value in record.fields.items() if private or not kind.field(name).private}
    if not mask:
        return replace(record, fields=fields)
    phones = {each.name for each in kind.fields if isinstance(each, Phone)}
    return replace(
        record,
        title=masked_text(record.title),
        body=masked_source(record.body),
        tags=tuple(masked_text(tag) for tag in record.tags),
        fields={name: _covered_value(value, phone=name in phones) for name, value in fields.items()},
        attachments=tuple(replace(each, name=masked_text(each.name).replace("*", "×")) for each in record.attachments),
    )


def _covered_value(value: Value, *, phone: bool) -> Value:
    if isinstance(value, str):
        return masked_phone(value) if phone else masked_text(value)
    if isinstance(value, list | tuple):
        return [_covered_value(each, phone=phone) for each in value]
    if isinstance(value, Mapping):
        return {name: _covered_value(each, phone=phone) for name, each in value.items()}
    return value


def _copy_files(shelf: Shelf, record: Record, folder: Path, warnings: list[str]) -> dict[str, str]:
    """Copy a record's files; gives where each content lies, from the Markdown file's own folder."""
    files: dict[str, str] = {}
    for attachment in record.attachments:
        source = shelf.blob(attachment.sha256)
        if source is None:
            warnings.append(_("The file “{name}” is not here.").format(name=attachment.name))
            continue
        name = free_name(folder, attachment, source)
        if not (folder / name).exists():
            copy_whole(source, folder / name)
        files[attachment.sha256] = f"{FILES}/{name}"
    return files


def free_name(folder: Path, attachment: Attachment, source: Path) -> str:
    """A name for an attachment in a folder that takes no other file's place; its own when that is free or the same."""
    name = clean_file_name(attachment.name)
    stem, dot, ending = name.rpartition(".")
    for number in range(1, 10_000):
        tried = name if number == 1 else f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
        if not (folder / tried).exists() or _same(folder / tried, source):
            return tried
    return f"{attachment.sha256}{dot}{ending}"


def _same(there: Path, source: Path) -> bool:
    try:
        alike = there.is_file() and there.stat().st_size == source.stat().st_size
        return alike and there.read_bytes() == source.read_bytes()
    except OSError:
        return False
