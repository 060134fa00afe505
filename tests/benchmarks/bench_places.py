"""Sync over each kind of place: a directory, memory, S3 (moto) and WebDAV (wsgidav), the servers on loopback.

1,000 notes, every fifth with an attachment of 100 kB; the servers are a process of their own, and what was asked of
them is counted. Loopback has no way to go and no TLS: what a real line adds is the number of requests times its delay.
Run it as a program: `python -m tests.benchmarks.bench_places [--sizes N]`. It judges nothing.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from alliance_app.app import App
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange
from tests.benchmarks.bench_sync import TIMES, fill, once, spread
from tests.benchmarks.machine import describe, sizes
from tests.sync.servers import PASSWORD, USER, s3_server, webdav_server

SERVE = "--serve"
BUCKET = "alliance"


class Servers:
    """Both servers, in a process of their own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.bench_places", SERVE, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.webdav, self.s3 = map(int, self._told().split())

    def count(self) -> int:
        """What was asked of both since the last time."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._told())

    def end(self) -> None:
        """Stop them."""
        self._process.communicate()

    def _told(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def serve(folder: Path) -> None:
    """What that process does: start, say where, then say how much was asked whenever a line comes in."""
    servers = webdav_server(folder), s3_server()
    print(servers[0].port, servers[1].port, flush=True)
    for _line in sys.stdin:
        print(sum(each.count() for each in servers), flush=True)
    for each in servers:
        each.down()


def places(folder: Path, servers: Servers) -> dict[str, str]:
    """An empty place of each kind."""
    for name in ("directory", "webdav"):
        (folder / name).mkdir()
    import fsspec
    import s3fs

    fsspec.filesystem("memory").mkdir("/alliance")
    endpoint = f"http://127.0.0.1:{servers.s3}"
    s3fs.S3FileSystem(key="key", secret=PASSWORD, endpoint_url=endpoint).mkdir(BUCKET)
    return {
        "directory": str(folder / "directory"),
        "memory": "memory://alliance",
        "s3 (moto)": f"s3://key@{BUCKET}/sync?endpoint={endpoint}",
        "webdav (wsgidav)": f"webdav://{quote(USER)}@127.0.0.1:{servers.webdav}/dav/webdav",
    }


def counted(servers: Servers, act: Callable[[], str]) -> str:
    """What a step took, and how many requests it made."""
    servers.count()
    taken = act()
    return f"{taken}, {servers.count():6} requests"


def measure(kind: str, place: str, servers: Servers, count: int, folder: Path) -> None:
    """One place; prints a block of figures."""
    folder.mkdir()
    with App.create(folder / "a", "甲") as first, App.create(folder / "b", "乙") as second:
        fill(first.library, folder / "files", count)
        giver, taker = Exchange(first.library, place), Exchange(second.library, place)
        giver.join()
        taker.join()
        print(f"{kind}: {count} notes, {count // 5} attachments")
        ids = [each.record_id for each in first.library.outgoing(100, TIMES)]

        def there(number: int) -> None:
            first.library.write(Edit(ids[number], body=f"改{number}"))
            giver.sync()
            taker.sync()
            assert second.library.read(ids[number]).body == f"改{number}"

        steps: dict[str, Callable[[], str]] = {
            "first push": lambda: once(giver.sync),
            "pull into empty": lambda: once(taker.sync),
            f"nothing new, {TIMES} times": lambda: spread(lambda _number: giver.sync()),
            f"one change there, {TIMES} times": lambda: spread(there),
        }
        for what, act in steps.items():
            print(f"        {what:28} {counted(servers, act)}", flush=True)


def main() -> None:
    """All places in turn."""
    print(describe(), flush=True)
    os.environ |= {"ALLIANCE_PLACE_PASSWORD": PASSWORD, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    count = sizes(str(__doc__))[0]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        servers = Servers(folder)
        try:
            for number, (kind, place) in enumerate(places(folder, servers).items()):
                measure(kind, place, servers, count, folder / str(number))
        finally:
            servers.end()


if __name__ == "__main__":
    if SERVE in sys.argv:
        serve(Path(sys.argv[-1]))
    else:
        main()
