"""What can go wrong when a document is written, in words a chair can act on."""

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_


class WriteupError(AllianceError):
    """A document could not be written. The library is as it was."""


class NothingToExport(WriteupError):
    """No record was named."""

    message = N_("Nothing was chosen to export. Name at least one record.")


class ExportStopped(WriteupError):
    """Somebody stopped the export. No half-done file is left."""

    message = N_("Stopped. The document was not written; what was there before is as it was.")


class UnknownFormat(WriteupError):
    """There is no such kind of document."""

    message = N_("“{format}” is no kind of document. Use one of: {known}.")


class UnknownLayout(WriteupError):
    """There is no such layout."""

    message = N_("“{layout}” is no layout. Use one of: {known}.")


class CannotWrite(WriteupError):
    """The file cannot be written. What was there before is as it was."""

    message = N_("{path} cannot be written: {reason}. Nothing there was changed; choose another place or name.")


class CannotTypeset(WriteupError):
    """The PDF could not be set."""

    message = N_("The PDF could not be made ({reason}). The records are unchanged; Word export may still work.")


class CannotPrint(WriteupError):
    """The printer does not take the pages."""

    message = N_("The printer does not answer or was switched off. Nothing is lost; look at it and print again.")


class NotEmpty(WriteupError):
    """Everything can only be written into a folder that holds nothing else."""

    message = N_("{path} is not empty. Choose a new or empty folder; nothing was written.")


class NoSuchSection(WriteupError):
    """The body has no such heading."""

    message = N_("There is no section “{section}”. Nothing was changed; look at the outline again.")


class NothingToPull(WriteupError):
    """The section of the source holds nothing."""

    message = N_("“{section}” of “{title}” holds nothing to take. Nothing was changed; choose another section.")


class AlreadyPulled(WriteupError):
    """The case holds a draft from this section already."""

    message = N_(
        "“{section}” of “{title}” is in this case already. Nothing was changed; it can be taken again on purpose."
    )
