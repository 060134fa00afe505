"""What can be wrong with a command line that is well formed."""

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_


class UnreadableText(AllianceError):
    """A text file named on the command line cannot be read."""

    message = N_("{path} cannot be read: {reason}. Nothing was changed.")


class UnknownAttachment(AllianceError):
    """The record has no such attachment."""

    message = N_("The record has no attachment “{name}”. It has: {known}.")


class WindowMissing(AllianceError):
    """The window's part of the program is not installed."""

    message = N_("The window cannot open: {reason}. The verbs work without it; see: alliance --help")


class PartMissing(AllianceError):
    """A part of the program is not installed."""

    message = N_("This part of the program is not installed: {part}.")
