"""What can go wrong with an import, in words a chair can act on."""

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_


class IntakeError(AllianceError):
    """Something named for import cannot be taken."""


class NothingThere(IntakeError):
    """The path leads nowhere."""

    message = N_("There is no file or folder {path}. Nothing was imported.")


class NotImportable(IntakeError):
    """A file cannot be imported: `reason` says why."""

    message = N_("{path} cannot be imported: {reason}. Nothing of it was taken.")
