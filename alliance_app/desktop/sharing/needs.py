"""What sync wants of a person before it can go on, and errors in the window's own words.

Some errors name a command to give at a terminal; whoever sits before the window is told which button to press instead.
"""

from typing import Literal

from PySide6.QtCore import QCoreApplication

from alliance_app.desktop.desk import in_words
from alliance_app.sync.errors import (
    KeyRenewed,
    NoPassword,
    PassphraseNeeded,
    PasswordInAddress,
    SyncError,
    WrongPassphrase,
    WrongPassword,
)

Need = Literal["passphrase", "password", ""]
translate = QCoreApplication.translate


def need_of(error: Exception) -> Need:
    """What somebody has to give for sync to go on; nothing where no dialog of ours would help."""
    if isinstance(error, PassphraseNeeded | KeyRenewed | WrongPassphrase):
        return "passphrase"
    return "password" if isinstance(error, WrongPassword) else ""


def verb_of(need: Need) -> str:
    """What the button that leads to the dialog says."""
    if need == "passphrase":
        return translate("Sync", "Enter the passphrase…")
    return translate("Sync", "Enter the password…") if need == "password" else translate("Sync", "Try again")


def kept_for_now() -> str:
    """What is said of a password that no keyring keeps."""
    return translate(
        "Sync",
        "This computer has no keyring: the password is known until the program ends, and asked for again after that.",
    )


def told(error: Exception) -> str:
    """An error as it is said in the window: what happened, what is safe, what to do next."""
    texts: dict[type[Exception], str] = {
        PassphraseNeeded: translate(
            "Sync",
            "The alliance “{name}” is protected, and its key is not on this computer. Everything here is safe; enter "
            "the passphrase once, and sync goes on.",
        ),
        KeyRenewed: translate(
            "Sync",
            "The alliance has a new passphrase, and this computer was not told of it. Everything here is safe; ask "
            "somebody in the alliance for it and enter it once, and sync goes on.",
        ),
        NoPassword: translate(
            "Sync",
            "{folder} wants a password, and none is known on this computer. Everything here is safe and nothing was "
            "written; enter it, and sync goes on.",
        ),
        WrongPassword: translate(
            "Sync",
            "{folder} does not accept the user name or the password. Everything here is safe and nothing was written; "
            "enter it again. Some services, 坚果云 among them, want an application password made for this.",
        ),
        PasswordInAddress: translate(
            "Sync",
            "A password does not belong into the address: it would be remembered and shown. It was taken out, and "
            "nothing was done; go on, and enter it when you are asked for it.",
        ),
    }
    text = texts.get(type(error))
    if text is None or not isinstance(error, SyncError):
        return in_words(error)
    return text.format(**{name: str(value) for name, value in error.details.items()})
