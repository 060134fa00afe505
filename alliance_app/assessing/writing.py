"""From the library to the self-assessment form, in Excel or Word."""

from pathlib import Path
from typing import Literal, get_args

from alliance_app.assessing.form import Form, form_of
from alliance_app.assessing.rated import Rated, rate
from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.statements import Witness
from alliance_app.records.text import clean_file_name
from alliance_app.words import _
from alliance_app.writeups.errors import UnknownFormat
from alliance_app.writeups.exporting import Exported
from alliance_app.writeups.sheets.covering import Covering
from alliance_app.writeups.writing import write_whole

FormFormat = Literal["xlsx", "docx"]
FORM_FORMATS: tuple[FormFormat, ...] = get_args(FormFormat)


def write_form(
    library: Library,
    witness: Witness,
    member_id: str | None,
    year: int,
    path: Path,
    *,
    to: str | None = None,
    mask: bool = True,
) -> Exported:
    """Write a year's form; `path` is the file or a folder for one; `to` xlsx or docx, else as the file's ending says.

    `witness`: `App.witness()`. `mask` covers phone, identity and card numbers in titles and remarks. The file appears
    whole or not at all. Raises UnknownFormat, CannotWrite.
    """
    wanted = to or path.suffix.lower().removeprefix(".") or FORM_FORMATS[0]
    if wanted not in FORM_FORMATS:
        raise UnknownFormat(format=wanted, known=", ".join(FORM_FORMATS))
    rated = rate(library, witness, member_id, year)
    covering = Covering(mask)
    form = form_in(library, rated, covering)
    target = path / form_name(rated, wanted) if path.is_dir() else path
    write_whole(target, _bytes(form, wanted, library.identity.author))
    told = _("{count} phone, identity or card numbers were covered.").format(count=covering.count)
    return Exported(target, None, (told,) if covering.count else ())


def form_in(library: Library, rated: Rated, covering: Covering) -> Form:
    """The form of a rated year, with the titles of its evidence; of records in the trash, too."""
    answers = [each.answer for each in rated.assessment.scored.values()]
    answers += rated.assessment.extras.values()
    ids = dict.fromkeys(each for answer in answers for each in answer.evidence)
    titles = {row.id: row.title for row in library.rows(list(ids))}
    return form_of(rated, titles, library.identity.name, covering.said)


def form_name(rated: Rated, ending: str) -> str:
    """The default name of a form: `2025_星级自评表_示范电子厂工会.xlsx`."""
    whose = f"_{rated.member.title[:30]}" if rated.member is not None else ""
    return clean_file_name(f"{rated.year}_星级自评表{whose}.{ending}")


def _bytes(form: Form, to: str, author: str) -> bytes:
    if to == "xlsx":
        from alliance_app.assessing.form_sheet import sheet_bytes

        return sheet_bytes(form)
    from alliance_app.assessing.form_document import document_bytes

    return document_bytes(form, author, clock.now().isoformat(timespec="seconds"))
