"""What the window's tests of protected alliances say again and again."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from alliance_app.app import App
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.keys.members import Members
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import Clock

PASSPHRASE, NEXT = "correct horse battery", "a newer staple altogether"


def member(place: Path, share: Path, *titles: str, author: str = "Chair Wang", passphrase: str = PASSPHRASE) -> str:
    """Another chair's library that founds or joins the protected alliance and shares; its device's id."""
    with App.create(place, "District", author=author, device_name="laptop") as app:
        share.mkdir(exist_ok=True)
        Exchange(app.library, share).join(passphrase=passphrase)
        if titles:
            app.library.share(*app.library.add_all([NewRecord("article", title) for title in titles]).ids)
        Exchange(app.library).sync()
        return app.library.identity.device_id


def sync(place: Path) -> None:
    """That library syncs."""
    with App.open(place) as app:
        Exchange(app.library).sync()


def renew(place: Path, passphrase: str = NEXT) -> None:
    """That library, a steward's, gives the alliance a new passphrase."""
    with App.open(place) as app:
        Members(app.library, Exchange(app.library)).renew(passphrase)


def joined_protected(hands: Hands, share: Path, passphrase: str = PASSPHRASE) -> Clock:
    """Found or join a protected alliance; from then on nothing happens by itself until the clock is moved."""
    share.mkdir(exist_ok=True)
    clock = Clock()
    syncing = hands.page.syncing
    syncing.clock = clock
    syncing.join(JoinWish(str(share), passphrase=passphrase))
    hands.until(lambda: syncing.at is not None and not syncing.busy)
    hands.settle()
    return clock


def type_into(line: QLineEdit, text: str) -> None:
    """Type over what is there; what no key says comes from an input method."""
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        written = QInputMethodEvent()
        written.setCommitString(text)
        QCoreApplication.sendEvent(line, written)


def traces(folder: Path, text: str) -> list[str]:
    """The files below a folder that hold a text, in any spelling the settings use."""
    wanted = (text.encode(), text.encode("utf-16-le"), text.encode("unicode-escape"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(each in path.read_bytes() for each in wanted)]
