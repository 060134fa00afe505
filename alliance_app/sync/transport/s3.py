"""A bucket, or a folder in one, on any service that speaks S3: AWS, MinIO, 阿里云 OSS, 腾讯 COS.

One request a listing of up to 1,000 names, a file read or written. A new file is written with `If-None-Match: *`;
services that do not know it refuse it or write over the same content, see filesystem.py. A bucket has no folders: the
place is there when its bucket is.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alliance_app.sync.errors import PartMissing
from alliance_app.sync.transport.address import Address
from alliance_app.sync.transport.credentials import Login
from alliance_app.sync.transport.protocol import Entry
from alliance_app.sync.transport.refusals import LoginMissing, LoginRefused, Overloaded, Stumbled, Unanswered, of_status
from alliance_app.sync.transport.service import Patience
from alliance_app.words import _

_PIECE = 4 * 1024 * 1024
_PART = 8 * 1024 * 1024  # longer files go in parts of this length, two at a time
_LOGIN_CODES = frozenset({
    "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "InvalidClientTokenId",
})  # fmt: skip
_LATER_CODES = frozenset({"SlowDown", "TooManyRequests", "RequestLimitExceeded", "Throttling", "OperationAborted"})
_FULL_CODES = frozenset({"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"})


class S3Service:
    """A folder in a bucket."""

    def __init__(self, address: Address, login: Login, patience: Patience) -> None:
        self._bucket = address.host
        self._prefix = f"{address.path}/" if address.path else ""
        self._whole = patience.whole
        self._knows_absence = True
        self._files = _opened(address, login, patience)

    def close(self) -> None:
        del self._files  # s3fs closes its connections when nobody holds it

    def entries(self, name: str) -> list[Entry]:
        prefix = f"{self._prefix}{name}/" if name else self._prefix
        found: list[Entry] = []
        more: dict[str, str] = {}
        while True:
            with _asking():
                told = self._call("list_objects_v2", Prefix=prefix, Delimiter="/", **more)
            folders = told.get("CommonPrefixes", ())
            files = [each for each in told.get("Contents", ()) if each["Key"] != prefix]  # that one marks a folder
            found += [Entry(each["Prefix"][len(prefix) : -1], folder=True, size=0) for each in folders]
            found += [Entry(each["Key"][len(prefix) :], folder=False, size=each["Size"]) for each in files]
            if not told.get("IsTruncated"):
                return found
            more = {"ContinuationToken": told["NextContinuationToken"]}

    def pieces(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        while start < stop:
            wanted = min(_PIECE, stop - start)
            try:
                with _asking():
                    piece = self._files.cat_file(self._path(name), start=start, end=start + wanted, timeout=self._whole)
            except _PastEnd:
                return
            if piece:
                yield piece
            if len(piece) < wanted:
                return
            start += len(piece)

    def create(self, name: str, content: bytes | Path) -> None:
        if self._knows_absence:
            try:
                return self._put(name, content, "create")
            except _Unknown:
                self._knows_absence = False
        folder, _slash, own = name.rpartition("/")
        if any(each.name == own for each in self.entries(folder)):
            raise FileExistsError(errno.EEXIST, "already there", name)
        return self._put(name, content, "overwrite")

    def replace(self, name: str, content: bytes | Path) -> None:
        self._put(name, content, "overwrite")

    def remove(self, name: str) -> None:
        with _asking():
            self._call("delete_object", Key=f"{self._prefix}{name}")

    # -- inside -----------------------------------------------------------------------------------------------------

    def _path(self, name: str) -> str:
        return f"{self._bucket}/{self._prefix}{name}"

    def _call(self, method: str, **asked: str) -> dict[str, Any]:
        told: dict[str, Any] = self._files.call_s3(method, Bucket=self._bucket, **asked, timeout=self._whole)
        return told

    def _put(self, name: str, content: bytes | Path, mode: str) -> None:
        with _asking():
            if isinstance(content, bytes):
                self._files.pipe_file(self._path(name), content, mode=mode)
            else:
                self._files.put_file(str(content), self._path(name), mode=mode, chunksize=_PART, max_concurrency=2)


class _PastEnd(OSError):
    """The file has no such byte."""


class _Unknown(OSError):
    """The service does not know what was asked of it."""


def _opened(address: Address, login: Login, patience: Patience) -> Any:
    """s3fs on this service. Raises PartMissing without it."""
    try:
        import s3fs
    except ImportError as error:
        raise PartMissing(place=str(address), part="alliance-app[s3]") from error
    endpoint = address.option("endpoint") or None
    settings: dict[str, Any] = {
        "connect_timeout": patience.connect,
        "read_timeout": patience.read,
        "retries": {"total_max_attempts": 1, "mode": "standard"},  # whoever asks tries again
    }
    if endpoint:  # other services than AWS do not know its newer checksums
        settings |= dict.fromkeys(("request_checksum_calculation", "response_checksum_validation"), "when_required")
    if address.option("style"):
        settings["s3"] = {"addressing_style": address.option("style")}
    region = {"region_name": address.option("region")} if address.option("region") else {}
    files = s3fs.S3FileSystem(
        key=login.user or None,
        secret=login.password or None if login.user else None,
        endpoint_url=endpoint,
        client_kwargs=region,
        config_kwargs=settings,
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    files.retries = 1
    return files


@contextmanager
def _asking() -> Iterator[None]:
    """What s3fs and those below it raise, as the OSErrors of refusals.py."""
    from aiohttp import ClientError as Broken
    from botocore import exceptions as told

    try:
        yield
    except (told.NoCredentialsError, told.PartialCredentialsError, told.CredentialRetrievalError) as error:
        raise LoginMissing from error
    except (told.ConnectTimeoutError, told.ReadTimeoutError, TimeoutError) as error:
        raise Unanswered(_("no answer in time")) from error
    except told.EndpointConnectionError as error:
        raise Unanswered(_("no connection")) from error
    except (told.HTTPClientError, told.ResponseStreamingError, Broken, ConnectionError) as error:
        raise Unanswered(_("the connection broke off")) from error
    except told.BotoCoreError as error:
        raise OSError(errno.EPROTO, str(error)) from error
    except OSError as error:
        answer = getattr(error.__cause__, "response", None)
        if answer is None:
            raise
        raise _refusal(answer) from error


def _refusal(answer: dict[str, Any]) -> OSError:
    """An S3 error as an OSError."""
    code = str(answer.get("Error", {}).get("Code", ""))
    told = answer.get("ResponseMetadata", {})
    status = int(told.get("HTTPStatusCode", 0))
    asked = str(told.get("HTTPHeaders", {}).get("retry-after", ""))
    after = float(asked) if asked.isascii() and asked.isdigit() else 0.0
    if code in _LOGIN_CODES:
        return LoginRefused()
    if code in _LATER_CODES or (status == 409 and code == "ConditionalRequestConflict"):
        return Overloaded(code, after)
    if code in _FULL_CODES:
        return OSError(errno.ENOSPC, code)
    if status == 416:
        return _PastEnd(errno.EINVAL, code)
    if status == 501:
        return _Unknown(errno.ENOSYS, code)
    if not status:
        return Stumbled(code)
    return of_status(status, code, after)
