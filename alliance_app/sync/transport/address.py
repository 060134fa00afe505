"""Addresses of places that are no directories, as they are typed, remembered and shown: never with a password.

webdavs://user@server/folder             WebDAV over TLS; https:// means the same
webdav://server:8080/folder              WebDAV in the open, for a server in the same house; http:// means the same
s3://bucket/folder?endpoint=https://…    any service that speaks S3; also region=… and style=path or virtual
sftp://user@server/folder, …             whatever fsspec has a file system for
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from alliance_app.sync.errors import AddressWrong, PasswordInAddress, SyncError
from alliance_app.words import _

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)  # one letter alone is a drive
_SAME = {"http": "webdav", "https": "webdavs", "dav": "webdav", "davs": "webdavs", "s3a": "s3"}
_PORTS = {"webdav": 80, "webdavs": 443, "sftp": 22, "ftp": 21, "smb": 445}
_NAMES_ONLY = frozenset({"s3", "memory"})  # a bucket has no port
_OPTIONS = {"s3": ("endpoint", "region", "style")}
_AS_IT_IS = "!$&'()*+,;=:@~-._/"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a place is. `host`: a server's name, or a bucket's; `path`: decoded, without slashes around it."""

    scheme: str
    host: str
    path: str
    user: str = ""
    port: int | None = None
    options: tuple[tuple[str, str], ...] = ()

    @property
    def server(self) -> str:
        """The server, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    def option(self, name: str) -> str:
        """What a setting after the question mark says, or nothing."""
        return dict(self.options).get(name, "")

    def __str__(self) -> str:
        user = f"{_readable(self.user, login=True)}@" if self.user else ""
        asked = "&".join(f"{name}={quote(value, safe=_AS_IT_IS)}" for name, value in self.options)
        where = f"{self.scheme}://{user}{self.server}/{_readable(self.path)}".rstrip("/")
        return f"{where}?{asked}" if asked else where


def read_address(place: str) -> Address | None:
    """The address a text is; None when it is a directory. Raises PasswordInAddress, AddressWrong."""
    text = place.strip()
    begun = _SCHEME.match(text)
    if begun is None or begun[1].lower() == "file":
        return None
    scheme = _SAME.get(begun[1].lower(), begun[1].lower())
    try:
        told = urlsplit(text)
        port = told.port
    except ValueError:
        raise _unreadable(text) from None
    login, _at, server = told.netloc.rpartition("@")
    options = _options(scheme, told.query, text)
    if ":" in login or "@" in urlsplit(dict(options).get("endpoint", "")).netloc:
        raise PasswordInAddress(place=_without_secrets(text))
    if scheme in _NAMES_ONLY and ":" in server:
        raise _unreadable(text)
    host = server if scheme in _NAMES_ONLY else (told.hostname or "")
    if not host or told.fragment:
        reason = _("a # in it is written %23") if told.fragment else _("it names no server")
        raise AddressWrong(place=_without_secrets(text), reason=reason)
    port = None if port == _PORTS.get(scheme) else port
    return Address(scheme, unquote(host), _path(told.path, text), unquote(login), port, options)


def _unreadable(text: str) -> SyncError:
    """What is wrong with the part before the first slash. A password with a slash in it ends up there too."""
    if "@" in text:
        return PasswordInAddress(place=_without_secrets(text))
    return AddressWrong(place=_without_secrets(text), reason=_("its server or port cannot be read"))


def _path(raw: str, text: str) -> str:
    """The path, decoded, without needless slashes."""
    try:
        parts = [part for part in unquote(raw, errors="strict").split("/") if part]
    except UnicodeDecodeError:
        raise AddressWrong(place=_without_secrets(text), reason=_("its % signs are not UTF-8")) from None
    if any(part in (".", "..") for part in parts):
        raise AddressWrong(place=_without_secrets(text), reason=_("it has dots for a folder"))
    return "/".join(parts)


def _options(scheme: str, query: str, text: str) -> tuple[tuple[str, str], ...]:
    told = dict(parse_qsl(query))
    unknown = sorted(told.keys() - set(_OPTIONS.get(scheme, ())))
    if unknown:
        reason = _("{name} is not known after a question mark").format(name=unknown[0])
        raise AddressWrong(place=_without_secrets(text), reason=reason)
    if told.get("endpoint") and "://" not in told["endpoint"]:
        told["endpoint"] = f"https://{told['endpoint']}"
    return tuple(sorted((name, value.rstrip("/")) for name, value in told.items()))


def _readable(text: str, *, login: bool = False) -> str:
    """A text for an address that people read: letters of every script stand as they are.

    `login`: before the server's name, where most signs mean something.
    """

    def stands(each: str) -> bool:
        return each.isalnum() or each in "@+~-._" if login else each.isprintable() and each not in " %?#"

    return "".join(each if stands(each) else quote(each, safe="") for each in text)


def _without_secrets(text: str) -> str:
    """An address that is refused, fit to be shown: no password, nothing after the question mark."""
    shown = re.sub(r"(?<=://)(.*)@", lambda login: f"{login[1].partition(':')[0]}@", text)
    return shown.partition("?")[0]
