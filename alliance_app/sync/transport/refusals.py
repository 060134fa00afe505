"""What a far place answers when it does not do as asked: as an OSError, and for people."""

import errno
from collections.abc import Mapping

from alliance_app.sync.errors import (
    FolderReadOnly,
    FolderUnreadable,
    NoPassword,
    PlaceOverloaded,
    PlaceSilent,
    SyncError,
    WrongPassword,
)
from alliance_app.sync.transport.protocol import explained
from alliance_app.words import _


class Unanswered(OSError):
    """No answer: no connection, none in time, or one that broke off."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.ETIMEDOUT, reason)


class Stumbled(OSError):
    """The server failed over this one request (HTTP 500 and its like)."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EIO, reason)


class Overloaded(OSError):
    """The server asks to come back later. `after`: in how many seconds, 0 where it does not say."""

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(errno.EAGAIN, reason)
        self.after = after


class LoginRefused(PermissionError):
    """The server does not accept the user name or the password."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(errno.EPERM, reason or _("user name or password not accepted"))


class LoginMissing(LoginRefused):
    """The server wants a password, and none was sent."""


Passing = (Unanswered, Stumbled, Overloaded)
"""What may be over in a moment."""

_KINDS: Mapping[int, tuple[type[OSError], int]] = {
    404: (FileNotFoundError, errno.ENOENT),
    409: (FileNotFoundError, errno.ENOENT),  # WebDAV: the folder it should go into is not there
    410: (FileNotFoundError, errno.ENOENT),
    412: (FileExistsError, errno.EEXIST),
    413: (OSError, errno.EFBIG),
    423: (OSError, errno.EBUSY),
    507: (OSError, errno.ENOSPC),
}


def of_status(status: int, reason: str, after: float = 0.0) -> OSError:
    """An HTTP answer that is no success, as an OSError."""
    shown = f"HTTP {status} {reason}".strip()
    if status in (401, 407):
        return LoginRefused()
    if status in (429, 503, 509):
        return Overloaded(shown, after)
    if status in (408, 502, 504):
        return Unanswered(shown)
    if status in (403, 405):
        return PermissionError(errno.EACCES, shown)
    if status in _KINDS:
        kind, number = _KINDS[status]
        return kind(number, shown)
    return Stumbled(shown) if status >= 500 else OSError(errno.EPROTO, shown)


def stopping(error: OSError, place: str) -> SyncError | None:
    """The reason to stop all of sync, where the error is one."""
    if isinstance(error, LoginRefused):
        return NoPassword(folder=place) if isinstance(error, LoginMissing) else WrongPassword(folder=place)
    reason = error.strerror or str(error)
    if isinstance(error, Unanswered):
        return PlaceSilent(folder=place, reason=reason)
    if isinstance(error, Overloaded):
        return PlaceOverloaded(folder=place, name="", reason=reason)
    return None


def unread(error: OSError, place: str) -> SyncError:
    """Why the place itself cannot be looked into."""
    if isinstance(error, Stumbled):
        return PlaceSilent(folder=place, reason=error.strerror or str(error))
    return FolderUnreadable(folder=place, reason=error.strerror or str(error))


def unwritten(error: OSError, place: str, name: str) -> SyncError:
    """Why a file could not be written."""
    if isinstance(error, Stumbled):
        return PlaceSilent(folder=place, reason=error.strerror or str(error))
    if isinstance(error, PermissionError):
        return FolderReadOnly(folder=place, reason=error.strerror or str(error))
    return explained(error, place, name)
