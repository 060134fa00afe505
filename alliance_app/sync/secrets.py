"""Passwords and keys in the system's keyring: Windows' and macOS's own, Secret Service on a Linux desktop.

Where there is none (a Linux without a desktop), nothing is kept and nothing is found; nothing fails.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def get(service: str, name: str) -> str | None:
    """The secret kept under this name; None when there is none, no keyring, or it is locked."""
    from keyring.errors import KeyringError

    keyring = _keyring()
    try:
        return keyring.get_password(service, name) if keyring else None
    except KeyringError:
        return None


def put(service: str, name: str, secret: str) -> bool:
    """Keep a secret, in place of one kept before. False when there is no keyring to keep it in, or it refuses."""
    from keyring.errors import KeyringError

    keyring = _keyring()
    if keyring is None:
        return False
    try:
        keyring.set_password(service, name, secret)
    except KeyringError:
        return False
    return True


def delete(service: str, name: str) -> None:
    """Forget a secret; one that is not there is well."""
    from keyring.errors import KeyringError

    keyring = _keyring()
    try:
        if keyring is not None and keyring.get_password(service, name) is not None:
            keyring.delete_password(service, name)
    except KeyringError:
        return


def _keyring() -> "KeyringBackend | None":
    """The keyring of this system. Imported here: looking for it takes longer than the program may take to start."""
    import keyring
    from keyring.backends import fail, null

    found = keyring.get_keyring()
    return None if isinstance(found, fail.Keyring | null.Keyring) else found
