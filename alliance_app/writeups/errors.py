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


class NotEmpty(WriteupError):
    """Everything can only be written into a folder that holds nothing else."""

    message = N_("{path} is not empty. Choose a new or empty folder; nothing was written.")
