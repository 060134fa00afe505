"""What can be wrong with a shared folder, in words a chair can act on."""

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_


class SyncError(AllianceError):
    """Sync stopped. Everything in this library is safe; nothing in the shared folder was taken away."""


class NoFolder(SyncError):
    """This library has not joined a shared folder."""

    message = N_("This library has no shared folder yet. Name one: alliance sync FOLDER")


class FolderGone(SyncError):
    """The folder, or the file that makes it an alliance, is not there: a drive is out or not connected."""

    message = N_(
        "The shared folder {folder} cannot be reached ({reason}). Everything here is safe and nothing was deleted; "
        "connect the drive or the share, then sync again."
    )


class NotAnAlliance(SyncError):
    """Other files are there, and nothing says that it is an alliance's folder."""

    message = N_(
        "{folder} is not an alliance's folder: it holds other files and no alliance.json. Nothing was written; "
        "choose an empty folder or the one your alliance uses."
    )


class OtherAlliance(SyncError):
    """The folder belongs to another alliance than the one this library has joined."""

    message = N_(
        "{folder} belongs to another alliance (“{name}”) than the one this library has joined. Nothing was written; "
        "choose your own alliance's folder, or make a new library for the other one."
    )


class FolderNewer(SyncError):
    """A newer program founded the folder."""

    message = N_(
        "The shared folder {folder} was made by a newer version of the program (format {found}). "
        "Nothing was written; update the program on this computer."
    )


class FolderUnreadable(SyncError):
    """The folder is there but cannot be read or understood."""

    message = N_(
        "The shared folder {folder} cannot be read: {reason}. Everything here is safe; if a sync program is still "
        "downloading the folder, wait for it, then sync again."
    )


class FolderReadOnly(SyncError):
    """The folder cannot be written."""

    message = N_(
        "Nothing can be written to the shared folder {folder} ({reason}). What came from it is kept, and your changes "
        "are safe here; ask for the right to write there, then sync again."
    )


class FolderFull(SyncError):
    """The disk of the folder is full."""

    message = N_(
        "The disk of the shared folder {folder} is full. Your changes are safe here; free some space, then sync again."
    )


class FolderBlocked(SyncError):
    """Something else is where a folder is wanted."""

    message = N_(
        "{path} must be a folder, but something else is there. Nothing was written; move it away or choose another "
        "folder, then sync again."
    )


class FolderBusy(SyncError):
    """Another program keeps a file of the folder open."""

    message = N_(
        "Another program (a virus scanner or a sync program) keeps {name} open in the shared folder {folder}. "
        "Your changes are safe here; sync again in a moment."
    )


class FolderInside(SyncError):
    """The folder lies inside the library, or the library inside the folder."""

    message = N_(
        "{folder} cannot be the shared folder: this library's own files are there. Choose a folder of its own."
    )


class PassphraseNeeded(SyncError):
    """The alliance is protected and its key is not on this computer."""

    message = N_(
        "The alliance “{name}” is protected by a passphrase. Nothing was read or written; give the passphrase to join "
        "(ask whoever set the alliance up)."
    )


class WrongPassphrase(SyncError):
    """The passphrase does not open the alliance's key."""

    message = N_(
        "This is not the passphrase of the alliance “{name}”. Nothing was read or written; mind upper and lower case "
        "and the input method, then try again."
    )


class WeakPassphrase(SyncError):
    """A passphrase that could be guessed."""

    message = N_(
        "This passphrase is too short: whoever copies the shared folder could guess it. Take {least} letters or more, "
        "or {least_chinese} Chinese characters or more. Nothing was changed."
    )


class NotProtected(SyncError):
    """A passphrase was given for an alliance without one."""

    message = N_(
        "The alliance “{name}” has no passphrase: everybody who can open the folder can read it. Nothing was written; "
        "join without a passphrase, or set up a protected alliance in an empty folder."
    )


class ProtectionLost(SyncError):
    """The folder of a protected alliance says that it is not protected."""

    message = N_(
        "The shared folder {folder} says that the alliance has no passphrase, but it has one. Somebody may have "
        "changed alliance.json. Nothing was read or written; ask whoever set the alliance up."
    )


class KeyMissing(SyncError):
    """The key file of a protected alliance is not in the folder, or damaged."""

    message = N_(
        "The key of the protected alliance is not in the shared folder {folder}. Nothing was read or written; if a "
        "sync program is still downloading the folder, wait for it, then sync again."
    )


class KeyRenewed(SyncError):
    """The alliance has a new key, and this device was not told of it."""

    message = N_(
        "The alliance has renewed its key and this device was left out. Everything here is safe. If that was not "
        "meant, join again with the new passphrase: alliance sync {folder}"
    )


class DeviceRemoved(SyncError):
    """A steward has removed this device from the alliance."""

    message = N_(
        "This device was removed from the alliance; nothing is exchanged any more. Everything here is safe. If that "
        "was not meant, ask whoever set the alliance up."
    )


class NotASteward(SyncError):
    """Only the devices that may do so remove members."""

    message = N_(
        "Only the device that set the alliance up, or one it has named, can do that: {stewards}. Nothing was changed."
    )


class UnknownDevice(SyncError):
    """No member's device is called so."""

    message = N_("No device of the alliance is called “{device}”. Devices: {known}. Nothing was changed.")


class PlaceSilent(FolderGone):
    """The server of a place does not answer, or no connection to it can be made."""

    message = N_(
        "{folder} does not answer ({reason}). Everything here is safe and nothing was deleted; look at the network "
        "connection, then sync again."
    )


class PlaceOverloaded(FolderBusy):
    """The server of a place wants to be left alone for a while: it counts requests, or is overloaded."""

    message = N_(
        "{folder} asks to wait ({reason}). Your changes are safe here and what was done counts; sync again in half "
        "an hour."
    )


class WrongPassword(SyncError):
    """The server of a place does not accept the user name or the password."""

    message = N_(
        "{folder} does not accept the user name or the password. Everything here is safe and nothing was written; "
        "enter the password again (alliance sync {folder} --password). Some services, 坚果云 among them, want an "
        "application password made for this."
    )


class NoPassword(WrongPassword):
    """The place wants a password and none is known on this computer."""

    message = N_(
        "{folder} wants a password, and none is known on this computer. Everything here is safe and nothing was "
        "written; enter it with: alliance sync {folder} --password"
    )


class PasswordInAddress(SyncError):
    """A password was written into an address, where it would be remembered and shown."""

    message = N_(
        "Write no password into the address: it would be remembered and shown. Nothing was done; use {place} and "
        "enter the password when asked (alliance sync {place} --password)."
    )


class AddressWrong(SyncError):
    """What was given looks like an address and is none of a place to share in."""

    message = N_(
        "{place} is no address of a shared place: {reason}. Nothing was done; write a folder, "
        "webdavs://server/folder or s3://bucket/folder."
    )


class PartMissing(SyncError):
    """The package that speaks to such places is not installed."""

    message = N_(
        "For {place} a part of the program is needed that is not here ({part}). Nothing was done; where the program "
        "was installed with pip: pip install \"{part}\". Else choose a folder or a webdavs:// place."
    )


class RecordTooLong(SyncError):
    """One change is larger than a segment can be."""

    message = N_(
        "A change of record {record_id} is too large to be shared ({size} MB). It is safe here; divide the record."
    )


def asks_somebody(error: Exception) -> bool:
    """Whether trying again is in vain until somebody has given a key or a password, or asked about it."""
    asking = PassphraseNeeded | KeyRenewed | KeyMissing | DeviceRemoved | ProtectionLost | WrongPassword
    return isinstance(error, asking)
