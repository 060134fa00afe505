"""A folder on a WebDAV server: 坚果云, Nextcloud, 群晖, any other. Source: RFC 4918, RFC 9110.

One request a listing, a file read or written. A new file is written with `If-None-Match: *`; servers that do not know
it write over the same content. Of 坚果云: a listing comes in pages of 750 names, the next one's address in a Link
header; so many requests in half an hour, then 503.
"""

import errno
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import httpx
from lxml import etree

from alliance_app import __version__
from alliance_app.sync.transport.address import Address
from alliance_app.sync.transport.credentials import Login
from alliance_app.sync.transport.protocol import Entry
from alliance_app.sync.transport.refusals import LoginMissing, Overloaded, Unanswered, of_status
from alliance_app.sync.transport.service import Patience
from alliance_app.words import _

_WANTED = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getcontentlength/></d:prop></d:propfind>'
)
_LENGTH = re.compile(r"[0-9]{1,15}")
_MOST_LISTED = 64 * 1024 * 1024
_MOST_PAGES = 1000
_MOST_SAID = 64 * 1024


class WebdavService:
    """A folder on a WebDAV server."""

    def __init__(self, address: Address, login: Login, patience: Patience) -> None:
        scheme = "https" if address.scheme == "webdavs" else "http"
        self._path = address.path
        self._root = f"{scheme}://{address.server}{quote(f'/{address.path}'.rstrip('/'))}"
        self._patience = patience
        self._seen: set[str] = {""}  # the folders known to be there
        self._http = httpx.Client(
            auth=httpx.BasicAuth(login.user, login.password) if login.user and login.password else None,
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
            headers={"User-Agent": f"alliance_app/{__version__}", "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        self._http.close()

    def entries(self, name: str) -> list[Entry]:
        told: dict[str, Entry] = {}
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        url: str | None = f"{self._url(name)}/"
        for _page in range(_MOST_PAGES):
            if url is None:
                break
            with self._asked("PROPFIND", url, content=_WANTED, headers=headers, follow_redirects=True) as answer:
                if answer.status_code != HTTPStatus.MULTI_STATUS:
                    raise OSError(errno.EPROTO, _("there is no WebDAV at this address"))
                told |= _listed(self._whole(answer, _MOST_LISTED))
                url = self._next_page(answer)
        found = _below(f"/{self._path}/{name}".rstrip("/"), told)
        self._seen.add(name)
        self._seen |= {f"{name}/{each.name}".lstrip("/") for each in found if each.folder}
        return found

    def pieces(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        headers = {"Range": f"bytes={start}-"} if start else {}
        until = time.monotonic() + self._patience.whole
        with self._asked("GET", self._url(name), (416,), headers=headers, follow_redirects=True) as answer:
            if answer.status_code == 416:
                return
            passed = 0 if answer.status_code == HTTPStatus.PARTIAL_CONTENT else start
            for piece in answer.iter_raw(64 * 1024):
                if time.monotonic() > until:
                    raise Unanswered(_("no answer in time"))
                if len(piece) > passed:
                    yield piece[passed:]
                passed = max(passed - len(piece), 0)

    def create(self, name: str, content: bytes | Path) -> None:
        self._put(name, content, {"If-None-Match": "*"})

    def replace(self, name: str, content: bytes | Path) -> None:
        self._put(name, content, {})

    def remove(self, name: str) -> None:
        with self._asked("DELETE", self._url(name), (404, 410)):
            return

    # -- inside -----------------------------------------------------------------------------------------------------

    def _url(self, name: str) -> str:
        return f"{self._root}/{quote(name)}" if name else self._root

    def _put(self, name: str, content: bytes | Path, headers: Mapping[str, str]) -> None:
        folder = name.rpartition("/")[0]
        if folder not in self._seen:
            self._make(folder)
        try:
            self._send(name, content, headers)
        except FileNotFoundError:
            if not folder:
                raise
            self._seen = {""}
            self._make(folder)
            with self._told_when_blocked(folder):
                self._send(name, content, headers)

    def _send(self, name: str, content: bytes | Path, headers: Mapping[str, str]) -> None:
        if isinstance(content, bytes):
            with self._asked("PUT", self._url(name), content=content, headers=headers):
                return
        with content.open("rb") as source, self._asked("PUT", self._url(name), content=source, headers=headers):
            return

    def _make(self, folder: str) -> None:
        """Make a folder and those above it, but not the place itself. Raises FileNotFoundError without the place."""
        try:
            with self._asked("MKCOL", f"{self._url(folder)}/", (405,)):  # 405: something is there
                pass
        except FileNotFoundError:
            above = folder.rpartition("/")[0]
            if not above:
                raise
            self._make(above)
            with self._told_when_blocked(above), self._asked("MKCOL", f"{self._url(folder)}/", (405,)):
                pass
        self._seen.add(folder)

    @contextmanager
    def _told_when_blocked(self, folder: str) -> Iterator[None]:
        """Where nothing can be put into a folder that should be there now: see whether it is one."""
        try:
            yield
        except FileNotFoundError:
            self.entries(folder)  # raises NotADirectoryError
            raise

    @contextmanager
    def _asked(self, method: str, url: str, allowed: tuple[int, ...] = (), **more: Any) -> Iterator[httpx.Response]:
        """The answer to one request, its body not read yet. Raises OSError when it is no success and not `allowed`."""
        try:
            with self._http.stream(method, url, **more) as answer:
                if not answer.is_success and answer.status_code not in allowed:
                    raise self._refusal(answer)
                yield answer
        except httpx.TimeoutException as error:
            raise Unanswered(_("no answer in time")) from error
        except httpx.TransportError as error:
            raise Unanswered(_unanswered(error)) from error
        except (httpx.TooManyRedirects, httpx.InvalidURL) as error:
            raise OSError(errno.EPROTO, str(error)) from error

    def _refusal(self, answer: httpx.Response) -> OSError:
        told = answer.headers.get("Retry-After", "")
        after = float(told) if told.isascii() and told.isdigit() else 0.0
        said = self._whole(answer, _MOST_SAID) if answer.status_code in (401, 403) else b""
        if b"BlockedTemporarily" in said:  # 坚果云, of too many requests
            return Overloaded(_("too many requests"), after)
        if answer.status_code == 401 and self._http.auth is None:
            return LoginMissing()
        return of_status(answer.status_code, answer.reason_phrase, after)

    def _whole(self, answer: httpx.Response, most: int) -> bytes:
        """The body of an answer. Raises OSError when it is longer than any listing of ours."""
        until = time.monotonic() + self._patience.whole
        body = bytearray()
        for piece in answer.iter_raw(64 * 1024):
            body += piece
            if len(body) > most:
                raise OSError(errno.EFBIG, _("its list of files is too long"))
            if time.monotonic() > until:
                raise Unanswered(_("no answer in time"))
        return bytes(body)

    def _next_page(self, answer: httpx.Response) -> str | None:
        """Where the listing goes on, on the same server: the password goes nowhere else."""
        told = answer.links.get("next", {}).get("url")
        if told is None:
            return None
        url = urljoin(str(answer.url), told)
        if urlsplit(url)[:2] != urlsplit(str(answer.url))[:2]:
            raise OSError(errno.EPROTO, _("there is no WebDAV at this address"))
        return url


def _listed(body: bytes) -> dict[str, Entry]:
    """What a multistatus answer lists, by its path on the server: the folder itself too."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise OSError(errno.EPROTO, _("there is no WebDAV at this address")) from error
    told: dict[str, Entry] = {}
    for each in root.iter("{DAV:}response"):
        path = _path_of(each.findtext("{DAV:}href", ""))
        folder = each.find(".//{DAV:}resourcetype/{DAV:}collection") is not None
        length = each.findtext(".//{DAV:}getcontentlength", "").strip()
        told[path] = Entry(path.rpartition("/")[2], folder, int(length) if _LENGTH.fullmatch(length) else 0)
    return told


def _path_of(address: str) -> str:
    try:
        return unquote(urlsplit(address.strip()).path).rstrip("/")
    except ValueError as error:
        raise OSError(errno.EPROTO, _("there is no WebDAV at this address")) from error


def _below(asked: str, told: dict[str, Entry]) -> list[Entry]:
    """What is in the folder, without itself. Raises NotADirectoryError when that is a file.

    Behind a proxy the paths may begin otherwise than the one asked for, but the folder's own is the shortest.
    """
    itself = min(told, key=len, default=None)
    if itself is None or told[itself].name != asked.rpartition("/")[2]:
        raise OSError(errno.EPROTO, _("there is no WebDAV at this address"))
    if not told[itself].folder:
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", asked)
    return [each for path, each in told.items() if path != itself]


def _unanswered(error: httpx.TransportError) -> str:
    """Why there is no answer, in words."""
    shown = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in shown:
        return _("its certificate is not valid")
    if isinstance(error, httpx.ConnectError):
        return _("no connection")
    return _("the connection broke off")
