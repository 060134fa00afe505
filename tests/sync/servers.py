"""Real servers on loopback to share through: S3 (moto) and WebDAV (wsgidav), and what may go wrong before them."""

import errno
import io
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cheroot.wsgi import Server as Cheroot
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "李主席@example.com", "密 码:%41/@"

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in, and the status it got."""

    method: str
    path: str
    status: int


@dataclass(slots=True)
class Rule:
    """Answers requests of some methods in the server's stead: `times` of them, after the first `after`.

    `status` 0 breaks the connection off, after `body` where there is one. `held` is waited for before any answer.
    `done`: the server does what was asked, only its answer is lost. `given`: only so many bytes of what is sent reach
    the server, which takes them for all.
    """

    methods: str
    status: int
    times: int = 1_000_000
    after: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    held: threading.Event | None = None
    done: bool = False
    given: int | None = None

    def takes(self, method: str) -> bool:
        """Whether this request is one of them."""
        if method not in self.methods.split() or self.times <= 0:
            return False
        if self.after:
            self.after -= 1
            return False
        self.times -= 1
        return True


class Weather:
    """What stands between the net and a server: counts the requests, and answers some of them itself."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.asked: list[Asked] = []
        self.rules: list[Rule] = []

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"].encode("latin-1").decode("utf-8")

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            self.asked.append(Asked(method, path, int(status.split(maxsplit=1)[0])))
            return start_response(status, headers, exc_info)

        rule = next((each for each in self.rules if each.takes(method)), None)
        return self._app(environ, start) if rule is None else self._instead(rule, environ, start)

    def _instead(self, rule: Rule, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if rule.held is not None:
            rule.held.wait()
        if rule.done or rule.given is not None:
            sent = sent[: rule.given]
            arrived = {**environ, "wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent))}
            list(self._app(arrived, lambda *_told: lambda _piece: None))
        if rule.status:
            start(f"{rule.status} weather", [("Content-Length", str(len(rule.body))), *rule.headers])
            return [rule.body]
        if rule.body:
            start("200 OK", [("Content-Length", str(len(rule.body) + 1000))])
        return _broken_off(rule.body)


def _broken_off(body: bytes) -> Iterator[bytes]:
    """An answer that begins, and then the connection is closed: what cheroot does at this error."""
    if body:
        yield body
    raise ConnectionResetError(errno.ECONNRESET, "weather")


class Server:
    """A server of its own on loopback, in threads. It can go down, and come back at the same address."""

    def __init__(self, app: App) -> None:
        self.weather = Weather(app)
        with socket.socket() as probe:  # cheroot reuses a port only when it is named
            probe.bind(("127.0.0.1", 0))
            self._address: tuple[str, int] = probe.getsockname()
        self._running: Cheroot | None = None
        self.up()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._address[1]

    def up(self) -> None:
        """Begin, or begin again; running is well."""
        if self._running is not None:
            return
        self._running = Cheroot(self._address, self.weather, numthreads=8, timeout=5, shutdown_timeout=1)
        self._running.prepare()
        threading.Thread(target=self._running.serve, daemon=True).start()

    def down(self) -> None:
        """End; nothing listens there any more."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    def count(self, *methods: str) -> int:
        """How many requests came in, of all methods or of these; and forget them."""
        asked = [each for each in self.weather.asked if not methods or each.method in methods]
        self.weather.asked.clear()
        return len(asked)

    @contextmanager
    def under(self, *rules: Rule) -> Iterator[None]:
        """While these rules hold."""
        self.weather.rules[:] = rules
        try:
            yield
        finally:
            for rule in rules:
                if rule.held is not None:
                    rule.held.set()
            self.weather.rules.clear()


def webdav_server(root: Path) -> Server:
    """WebDAV over a directory: at /dav as it is, at /read-only the same for reading."""
    logging.getLogger("wsgidav").setLevel(logging.ERROR)  # it warns of Basic authentication without TLS
    settings = {
        "provider_mapping": {"/dav": {"root": str(root)}, "/read-only": {"root": str(root), "readonly": True}},
        "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "lock_storage": False,
        "property_manager": None,
        "logging": {"enable": False},
        "verbose": 0,
    }
    return Server(WsgiDAVApp(settings))


def s3_server() -> Server:
    """S3, in this process's memory."""
    return Server(DomainDispatcherApplication(create_backend_app))
