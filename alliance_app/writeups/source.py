"""A document that was drawn up here, as Markdown: headings, paragraphs, tables, and pictures in a folder beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from alliance_app.records.markdown.block import Block, Heading, Line, Paragraph, Picture, TableBlock, text_of
from alliance_app.records.markdown.block import text_of_line as plain
from alliance_app.records.progress import Progress, Step, quietly
from alliance_app.words import _
from alliance_app.writeups.markdown_file import FILES, taken_back
from alliance_app.writeups.naming import free_path
from alliance_app.writeups.outline import Part, Writeup
from alliance_app.writeups.writing import write_whole

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def write_source(writeup: Writeup, target: Path, progress: Progress = quietly) -> None:
    """Write the document as Markdown with its pictures in `attachments/`: all of it or nothing. Raises CannotWrite."""
    with taken_back(target.parent / FILES):
        text = _with_files(writeup, target)
        progress(Step(_("Writing the file"), 1, 1))
        write_whole(target, text.encode())


def _with_files(writeup: Writeup, target: Path) -> str:
    places: dict[str, str] = {}
    for key, picture in writeup.pictures.items():
        ending = "jpg" if picture.kind == "jpeg" else picture.kind
        path = free_path(target.parent / FILES, f"{target.stem}-{len(places) + 1}.{ending}")
        write_whole(path, picture.data)
        places[key] = f"{FILES}/{path.name}"
    return "\n\n".join(said for part in writeup.parts for said in _part(part, writeup, places)) + "\n"


def _part(part: Part, writeup: Writeup, places: dict[str, str]) -> Iterator[str]:
    yield f"# {_escaped(part.title)}"
    if part.subtitle:
        yield _escaped(part.subtitle)
    for block in part.blocks:
        yield _block(block, writeup, places)


def _block(block: Block, writeup: Writeup, places: dict[str, str]) -> str:
    match block:
        case Heading():
            return f"{'#' * min(block.level + 1, 6)} {_line(block.line)}"
        case Paragraph():
            return _AT_START.sub(r"\1\\\2", _line(block.line))
        case TableBlock():
            sides = {"right": "---:", "center": ":---:"}
            rule = [sides.get(side, "---") for side in block.align]
            rows = [[_line(cell) for cell in row] for row in (block.head, *block.rows)]
            return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
        case Picture():
            alt = writeup.pictures[block.ref].alt or block.caption
            return f"![{_escaped(alt)}](<{places[block.ref]}>)"
        case _:
            return _escaped(text_of((block,)))


def _line(line: Line) -> str:
    return _escaped(plain(line)).replace("\n", " ")


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
