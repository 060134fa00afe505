"""What can go wrong with a library, in words a chair can act on."""

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_


class LibraryError(AllianceError):
    """Something is wrong with the library on this computer."""


class NotALibrary(LibraryError):
    """The folder holds no library."""

    message = N_("There is no library in {folder}. Make one with: alliance init {folder}")


class FolderTaken(LibraryError):
    """A library cannot be made where something else is."""

    message = N_("A library cannot be made in {folder}: {reason}. Choose an empty folder.")


class LibraryTooNew(LibraryError):
    """A newer program wrote this library. Nothing was changed."""

    message = N_(
        "The library in {folder} was written by a newer version of the program (schema {found}). "
        "Nothing was changed; update the program on this computer."
    )


class LibraryUnreadable(LibraryError):
    """The library file cannot be read. Nothing was changed."""

    message = N_("The library in {folder} cannot be read ({reason}). Nothing was changed; a backup can be restored.")


class LibraryUnwritable(LibraryError):
    """The library cannot be written. What was saved before is safe."""

    message = N_("The library cannot be written ({reason}). Everything saved before is safe.")


class StorageFull(LibraryError):
    """The disk is full. What was saved before is safe."""

    message = N_("The disk is full. Everything saved before is safe; free some space and try again.")


class LibraryBusy(LibraryError):
    """Another program held the library too long."""

    message = N_("Another program is using the library. Nothing was changed; try again in a moment.")


class UnknownRecord(LibraryError):
    """No record has this id."""

    message = N_("There is no record “{record_id}”.")


class AmbiguousRecord(LibraryError):
    """Several records fit what was given."""

    message = N_("“{text}” fits {count} records. Use an id: {ids}.")


class RecordExists(LibraryError):
    """A record with this id is already there."""

    message = N_("There is already a record with the id {record_id}.")


class RecordErased(LibraryError):
    """The record was erased for everybody and is not taken in again."""

    message = N_("The record with the id {record_id} was erased for good; it is not taken in again.")


class RecordInTrash(LibraryError):
    """The record is in the trash and cannot be edited there."""

    message = N_("“{title}” is in the trash. Restore it first: alliance restore {record_id}")


class UnknownVersion(LibraryError):
    """The record's history has no such version."""

    message = N_("The history of this record has no version “{version}”.")


class NothingToDecide(LibraryError):
    """What was to be decided is not open any more, or is not what it was."""

    message = N_("Nothing there waits for a decision as it was shown. Nothing was changed; look at the record again.")


class WhichPlace(LibraryError):
    """Several places of a body wait for a decision."""

    message = N_("Several places in the text wait for a decision: {places}. Nothing was changed; say which one.")


class WrongLink(LibraryError):
    """A link points to a record of the wrong kind."""

    message = N_("{field}: “{title}” is a {found}, but a {wanted} is needed.")


class UnreadableFile(LibraryError):
    """A file cannot be read."""

    message = N_("The file {path} cannot be read: {reason}.")


class AttachmentTooLarge(LibraryError):
    """A file is too large to be attached."""

    message = N_("{name} is {size} MB; attachments can be {most} MB at most. Nothing was changed.")


class WrongContent(LibraryError):
    """A file's content is not what its name says. It was not taken."""

    message = N_("The attachment {sha256} arrived damaged and was not taken. It is tried again at the next sync.")


class UnknownBackup(LibraryError):
    """There is no such backup."""

    message = N_("There is no backup “{name}”. Backups: {known}.")


class UnknownTemplate(LibraryError):
    """The kind has no template of this name."""

    message = N_("There is no template “{name}” for {kind}. Templates: {known}.")


class TemplateTaken(LibraryError):
    """There is a template of this name already, or one that came with the program."""

    message = N_("There is already a template “{name}” for {kind}. Nothing was changed; choose another name.")
