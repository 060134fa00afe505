"""Errors a person can understand: whose fault, what is safe, what to do next.

Every error that a user can cause derives from AllianceError. Its `message` is an English template kept in the
catalogue; `str()` gives it in the language spoken now, on one line.
"""

from typing import ClassVar

from alliance_app.words import N_, _


class AllianceError(Exception):
    """Something went wrong that the user can understand and act on."""

    message: ClassVar[str] = N_("The program could not do that.")

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        shown = {name: " ".join(str(value).split()) for name, value in self.details.items()}
        return " ".join(_(self.message).format(**shown).split())

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.details))


def _again(kind: type[AllianceError], details: dict[str, object]) -> AllianceError:
    return kind(**details)


class UnknownKind(AllianceError):
    """No kind of record has this name."""

    message = N_("There is no kind of record called “{kind}”. Known kinds: {known}.")


class UnknownField(AllianceError):
    """The kind has no such field."""

    message = N_("A {kind} has no field “{field}”. Its fields: {known}.")


class InvalidField(AllianceError):
    """A value does not fit its field."""

    message = N_("{field}: {reason}")


class InvalidTitle(AllianceError):
    """The title is empty, too long or holds control characters."""

    message = N_("Title: {reason}")


class InvalidText(AllianceError):
    """A text holds characters that cannot be stored, or is too long."""

    message = N_("{place}: {reason}")


class DamagedDocument(AllianceError):
    """The bytes of a record's document cannot be decoded. Nothing was applied."""

    message = N_("The stored history of record {record_id} cannot be read ({reason}). Nothing was changed.")


class BrokenTemplate(AllianceError):
    """A template's file does not hold a template."""

    message = N_("The template “{name}” cannot be used: {reason}")
