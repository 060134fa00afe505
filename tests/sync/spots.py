"""Places of every kind to share in, and a hand that reaches into each of them past the transport."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import fsspec
import s3fs

from alliance_app.library import Library
from alliance_app.sync import Exchange, SyncReport
from alliance_app.sync.transport import Transport, open_place
from alliance_app.sync.transport.address import read_address
from alliance_app.sync.transport.remote import open_remote
from alliance_app.sync.transport.service import Patience
from tests.sync.servers import USER, Server, s3_server, webdav_server

KINDS = ("directory", "memory", "s3", "webdav")
FAR = ("s3", "webdav")
FOLDER = "联盟 资料 100%"
BUCKET = "alliance"
SHORT = Patience(connect=2, read=5, whole=20, tries=3, pause=1, most=4)


@dataclass
class Spot:
    """One empty place. `files` reaches it by hand, at `root`; `waits` are the pauses its transports made."""

    place: str
    files: Any
    root: str
    server: Server | None = None
    waits: list[float] = field(default_factory=list)
    patience: Patience = SHORT

    def transport(self, place: str, mark: str = "me") -> Transport:
        """As the program opens it, but without sleeping."""
        address = read_address(place)
        if address is None:
            return open_place(place, mark)
        return open_remote(address, patience=self.patience, wait=self.waits.append)

    def open(self) -> Transport:
        """The transport for this place."""
        return self.transport(self.place)

    def exchange(self, library: Library) -> Exchange:
        """This library's exchange with the place."""
        return Exchange(library, self.place, transport=self.transport)

    def sync(self, library: Library) -> SyncReport:
        """One sync."""
        return self.exchange(library).sync()

    def everything(self) -> dict[str, bytes]:
        """Every file and its content, by hand."""
        names = self.files.find(self.root)
        base = self.files._strip_protocol(self.root).rstrip("/")
        return {name[len(base) + 1 :]: self.files.cat_file(name) for name in names}

    def lay(self, name: str, content: bytes) -> None:
        """Put a file there by hand, over what is there."""
        path = f"{self.root}/{name}"
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.files.pipe_file(path, content)

    def take_away(self, name: str) -> None:
        """Take a file or a folder away by hand."""
        self.files.rm(f"{self.root}/{name}" if name else self.root, recursive=True)

    def segments(self) -> list[str]:
        """The names of all segments."""
        return sorted(name for name in self.everything() if name.endswith(".seg"))


@dataclass
class Ground:
    """The servers of a run, and what makes an empty place on each of them."""

    folder: Path
    webdav: Server
    s3: Server
    made: int = 0

    @classmethod
    def begin(cls, folder: Path) -> "Ground":
        """Start the servers; the WebDAV one serves `folder`."""
        ground = cls(folder, webdav_server(folder), s3_server())
        ground.by_hand.call_s3("create_bucket", Bucket=BUCKET)
        return ground

    def end(self) -> None:
        """Stop the servers."""
        self.webdav.down()
        self.s3.down()

    def spot(self, kind: str, name: str = FOLDER) -> Spot:
        """A new, empty place of a kind."""
        self.made += 1
        own = f"{self.made}/{name}"
        makers: dict[str, Callable[[str], Spot]] = {
            "directory": self._directory, "memory": self._memory, "s3": self._s3, "webdav": self._webdav,
        }  # fmt: skip
        return makers[kind](own)

    def _directory(self, own: str) -> Spot:
        folder = self.folder / own
        folder.mkdir(parents=True)
        return Spot(str(folder), fsspec.filesystem("file"), str(folder))

    def _memory(self, own: str) -> Spot:
        files = fsspec.filesystem("memory")
        files.mkdir(f"/alliance/{own}")
        return Spot(f"memory://alliance/{quote(own)}", files, f"/alliance/{own}")

    def _s3(self, own: str) -> Spot:
        place = f"s3://key@{BUCKET}/{quote(own)}?endpoint=http://127.0.0.1:{self.s3.port}&region=us-east-1"
        return Spot(place, self.by_hand, f"{BUCKET}/{own}", self.s3)

    def _webdav(self, own: str) -> Spot:
        folder = self.folder / own
        folder.mkdir(parents=True)
        place = f"webdav://{USER}@127.0.0.1:{self.webdav.port}/dav/{quote(own)}"
        return Spot(place, fsspec.filesystem("file"), str(folder), self.webdav)

    @property
    def by_hand(self) -> s3fs.S3FileSystem:
        """S3 without our transport."""
        return s3fs.S3FileSystem(
            key="key", secret="secret", endpoint_url=f"http://127.0.0.1:{self.s3.port}", use_listings_cache=False,
            client_kwargs={"region_name": "us-east-1"},
        )  # fmt: skip

