"""One union's program under load: writes, shares and syncs until it is killed, and says each thing once it is done."""

import random
import sys
from contextlib import suppress
from pathlib import Path

from alliance_app.app import App
from alliance_app.library import Library, Listing
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange


def say(*words: str) -> None:
    """One acknowledgement: what it says is on disk."""
    print(*words, flush=True)


def work(folder: Path, shared: Path, seed: int) -> None:
    """Until somebody kills this process. Every mark it acknowledges must stand in its record ever after."""
    dice = random.Random(seed)
    number = 0
    with App.open(folder) as app:
        while True:
            number += 1
            act = dice.choice(("add", "edit", "edit", "edit", "attach", "delete", "sync", "sync"))
            with suppress(AllianceError):  # the folder is vandalised meanwhile: what was refused is not acknowledged
                _do(app.library, dice, act, f"〔{seed}.{number}〕", shared)


def _do(library: Library, dice: random.Random, act: str, mark: str, shared: Path) -> None:
    ids = library.ids(Listing(limit=60))
    if act == "sync":
        Exchange(library, shared).sync()
        say("synced")
    elif act == "add" or not ids:
        record_id = library.add(NewRecord("article", f"题{mark}", body=mark)).only
        library.share(record_id)
        say("wrote", record_id, mark)
    elif act == "delete":
        library.delete(dice.choice(ids))
    else:
        record_id = dice.choice(ids)
        body = library.read(record_id).body
        at = dice.randrange(len(body) + 1)
        while "〔" in body[:at] and "〕" not in body[body.rindex("〔", 0, at) : at]:
            at -= 1  # marks stay whole: a mark inside another one would break it
        kept = (library.keep_bytes(f"{mark}.txt", mark.encode() * 500),) if act == "attach" else ()
        library.write(Edit(record_id, body=body[:at] + mark + body[at:], attach=kept))
        say("wrote", record_id, mark)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
