"""What the window's tests of sync say again and again."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_app.app import App
from alliance_app.desktop.sharing.syncing import JoinWish, Syncing
from alliance_app.records.progress import Step, never, quietly
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from tests.desktop.conftest import Hands


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


def joined(hands: Hands, share: Path) -> Clock:
    """Join a folder; from then on nothing happens by itself until the clock is moved."""
    share.mkdir(exist_ok=True)
    clock = Clock()
    syncing = hands.page.syncing
    syncing.clock = clock
    syncing.join(JoinWish(str(share)))
    hands.until(lambda: syncing.at is not None and not syncing.busy)
    hands.settle()
    return clock


def syncs(hands: Hands) -> bool:
    """Whether a sync is under way."""
    return hands.page.syncing.busy


def pass_by(hands: Hands, clock: Clock, seconds: float) -> None:
    """Let time pass, second by second, and wait each time for what it set off."""
    for _second in range(int(seconds)):
        clock.move(1)
        hands.page.syncing.tick()
        hands.until(lambda: not hands.page.syncing.busy and not hands.page.syncing._glancing)
    hands.settle()


def colleague(place: Path, share: Path, *titles: str, author: str = "Chair Wang") -> Callable[..., None]:
    """Another chair's library, synced with the folder; call it with titles to share more."""
    with App.create(place, "Other", author=author, device_name="laptop"):
        pass

    def give(*more: str) -> None:
        with App.open(place) as app:
            if more:
                app.library.share(*app.library.add_all([NewRecord("article", title) for title in more]).ids)
            Exchange(app.library, share).sync()

    give(*titles)
    return give


class Gate:
    """Holds each sync at its beginning, once it has told how far it is, until it is opened; counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
        self.open = threading.Event()
        self.begun = self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        really = Exchange.sync

        def held(exchange: Exchange, **told: Any) -> Any:
            with self._lock:
                self.begun += 1
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            told.get("progress", quietly)(step)
            while not self.open.wait(0.01) and not told.get("cancelled", never)():
                pass
            try:
                return really(exchange, **told)
            finally:
                with self._lock:
                    self.at_once -= 1

        monkeypatch.setattr(Exchange, "sync", held)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[float]:
    """Each sync fails with this error from now on; gives the moments it was tried at."""
    tried: list[float] = []

    def refuse(_exchange: Exchange, **_told: Any) -> Any:
        tried.append(time.monotonic())
        raise error

    monkeypatch.setattr(Exchange, "sync", refuse)
    return tried


def segments(share: Path, syncing: Syncing) -> int:
    """How many segments this window's library has written."""
    device = syncing._desk.library.identity.device_id
    return len(list(share.glob(f"devices/{device}/*.seg")))
