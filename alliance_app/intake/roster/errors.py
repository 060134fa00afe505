"""What can go wrong with a roster as a whole; what is wrong with one row is a Fault of the preview."""

from alliance_app.intake.errors import IntakeError
from alliance_app.words import N_


class NotAWorkbook(IntakeError):
    """The file cannot be read as an Excel workbook: `reason` says why."""

    message = N_("{path} cannot be read as an Excel roster: {reason}. Nothing was changed.")


class NoRosterThere(IntakeError):
    """No sheet has a heading row with the name of the enterprise."""

    message = N_(
        "No list of enterprises was found in {path}: a heading such as “企业名称” and one more are needed. "
        "Nothing was changed; take the template and copy your list into it."
    )


class NoSuchSheet(IntakeError):
    """The workbook has no sheet of this name."""

    message = N_("There is no sheet “{sheet}”. The workbook has: {known}. Nothing was changed.")


class UnknownAnswer(IntakeError):
    """A row was given a member that is not among those in question."""

    message = N_("Row {row}: {answer} is none of the members it could be. Nothing was changed; look at the list again.")


class RosterHasFaults(IntakeError):
    """Some rows are wrong or ask something, and nobody agreed to leave them out."""

    message = N_(
        "{count} rows are wrong or ask which member is meant, the first in row {row}: {reason}. Nothing was changed; "
        "put them right in the sheet, or leave them out on purpose."
    )


class RosterOutdated(IntakeError):
    """The library changed since the list was looked at."""

    message = N_("The members changed since this list was looked at. Nothing was taken in; look at the list again.")
