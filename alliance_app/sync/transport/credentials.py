"""Who this device is at a far place: the user from its address, the password from the keyring or the environment.

ALLIANCE_PLACE_USER and ALLIANCE_PLACE_PASSWORD stand for what the address or the keyring does not say. No password is
ever written into the library or a file of ours.
"""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from alliance_app.sync import secrets
from alliance_app.sync.errors import AddressWrong
from alliance_app.sync.transport.address import Address, read_address
from alliance_app.words import _

_SERVICE = "alliance_app place"
_given: dict[str, str] = {}  # until the program ends, for systems without a keyring


@dataclass(frozen=True, slots=True)
class Login:
    """A user and the password; each "" where there is none."""

    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Login({self.user!r})"


def login_for(address: Address) -> Login:
    """What to log in with at this address."""
    user = address.user or os.environ.get("ALLIANCE_PLACE_USER", "")
    account = _account(address, user)
    password = _given.get(account) or (secrets.get(_SERVICE, account) if user else None)
    return Login(user, password or os.environ.get("ALLIANCE_PLACE_PASSWORD", ""))


def keep_password(place: str, password: str) -> bool:
    """Keep the password for the server of this place; all folders there share it.

    True when the system's keyring keeps it; else it is known only until the program ends. Raises AddressWrong for a
    directory and for an address without a user.
    """
    account = _asked(place)
    if secrets.put(_SERVICE, account, password):
        _given.pop(account, None)
        return True
    _given[account] = password
    return False


def forget_password(place: str) -> None:
    """Forget the password for the server of this place. Raises AddressWrong as `keep_password` does."""
    account = _asked(place)
    _given.pop(account, None)
    secrets.delete(_SERVICE, account)


def _asked(place: str) -> str:
    address = read_address(place)
    user = address.user or os.environ.get("ALLIANCE_PLACE_USER", "") if address else ""
    if address is None or not user:
        example = _("it names no user: webdavs://user@server/folder")
        raise AddressWrong(place=place if address is None else str(address), reason=example)
    return _account(address, user)


def _account(address: Address, user: str) -> str:
    """What a password is kept under: the user at the server, whatever the folder."""
    server = urlsplit(address.option("endpoint")).netloc if address.scheme == "s3" else address.server
    return f"{address.scheme}://{user}@{server}"
