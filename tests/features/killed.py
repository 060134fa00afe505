"""A program that writes until it is killed: what it does, and what it says of it before and after."""

import random
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from alliance_app.app import App
from alliance_app.intake import import_paths
from alliance_app.library import Listing
from alliance_app.records.ids import new_id
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange


@dataclass(frozen=True)
class Word:
    """What is about to be done (`done` False) or is done: bodies by id; for an import, by title."""

    what: str
    done: bool
    bodies: dict[str, str]


def write_until_killed(folder: Path, share: Path, notes: Path, seed: int, said: Connection) -> None:
    """Add, edit, import, share and sync at random; tell of each before it and after it."""
    chance = random.Random(seed)
    with App.open(folder) as app:
        number = 0
        while True:
            number += 1
            _do(app, chance, f"{seed}-{number}", share, notes, said)


def _do(app: App, chance: random.Random, name: str, share: Path, notes: Path, said: Connection) -> None:
    match chance.choice(("add", "add", "add", "edit", "edit", "edit", "import", "share", "sync")):
        case "add":
            _add(app, chance, name, said)
        case "edit":
            _edit(app, chance, name, said)
        case "import":
            _import(app, chance, name, notes, said)
        case "share":
            drafts = app.library.ids(Listing(order="created", limit=5))
            said.send(Word("share", False, {}))
            app.library.share(*drafts)
            said.send(Word("share", True, dict.fromkeys(drafts, "")))
        case _:
            said.send(Word("sync", False, {}))
            Exchange(app.library, share).sync()
            said.send(Word("sync", True, {}))


def _add(app: App, chance: random.Random, name: str, said: Connection) -> None:
    bodies = {
        new_id(): f"正文 {name}.{place} " + "能耗" * chance.randrange(2000) for place in range(chance.randrange(1, 6))
    }
    said.send(Word("add", False, bodies))
    kept = app.library.keep_bytes(f"{name}.txt", name.encode() * chance.randrange(1, 20_000))
    app.library.add_all(
        [NewRecord("article", f"第 {key} 篇", body=body, attachments=(kept,), id=key) for key, body in bodies.items()]
    )
    said.send(Word("add", True, bodies))


def _edit(app: App, chance: random.Random, name: str, said: Connection) -> None:
    ids = app.library.ids(Listing(limit=20))
    if ids:
        body = f"改过 {name} " + "节能" * chance.randrange(2000)
        bodies = {chance.choice(ids): body}
        said.send(Word("edit", False, bodies))
        app.library.write_all([Edit(key, body=body) for key in bodies])
        said.send(Word("edit", True, bodies))


def _import(app: App, chance: random.Random, name: str, notes: Path, said: Connection) -> None:
    folder = notes / name
    folder.mkdir(parents=True)
    bodies = {f"{name} 之 {place}": f"笔记 {name}.{place}\n" for place in range(chance.randrange(1, 40))}
    for title, body in bodies.items():
        (folder / f"{title}.md").write_text(body, encoding="utf-8")
    said.send(Word("import", False, bodies))
    import_paths(app.library, [folder])
    said.send(Word("import", True, bodies))
