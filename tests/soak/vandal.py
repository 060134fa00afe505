"""What shares and sync programs do to a folder, done on purpose and all the time; in the end most of it is put back."""

import random
import shutil
from contextlib import suppress
from pathlib import Path


class Vandal:
    """Moves, truncates, doubles, empties and hides files of a shared folder."""

    def __init__(self, shared: Path, away: Path, seed: int) -> None:
        self._shared = shared
        self._away = away
        self._dice = random.Random(seed)
        self._hidden: list[tuple[Path, Path]] = []
        self.done: dict[str, int] = {}
        away.mkdir()

    def strike(self) -> None:
        """One act of it."""
        act = self._dice.choice(("move", "truncate", "hollow", "double", "rename", "give_back", "give_back", "card"))
        with suppress(OSError):  # somebody else was quicker: that is what it is about
            getattr(self, f"_{act}")()
            self.done[act] = self.done.get(act, 0) + 1

    def leave(self) -> None:
        """Put back what was hidden and take out the doubles; what was broken stays broken."""
        while self._hidden:
            self._give_back()

    def _some(self) -> Path:
        files = [path for path in self._shared.rglob("*") if path.is_file() and path.suffix in (".seg", ".pack", "")]
        if not files:
            raise FileNotFoundError
        return self._dice.choice(files)

    def _move(self) -> None:
        path = self._some()
        aside = self._away / f"{len(self._hidden)}-{self._dice.random()}"
        path.rename(aside)
        self._hidden.append((aside, path))

    def _give_back(self) -> None:
        if self._hidden:
            aside, path = self._hidden.pop(self._dice.randrange(len(self._hidden)))
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(aside, path)

    def _truncate(self) -> None:
        path = self._some()
        with path.open("r+b") as file:
            file.truncate(self._dice.randrange(max(path.stat().st_size, 1)))

    def _hollow(self) -> None:
        path = self._some()
        path.write_bytes(bytes(self._dice.randrange(max(path.stat().st_size, 1))))

    def _double(self) -> None:
        path = self._some()
        shutil.copyfile(path, path.with_name(f"{path.stem} (冲突副本){path.suffix}"))

    def _rename(self) -> None:
        path = self._some()
        path.rename(path.with_name(f"{path.stem} (1){path.suffix}"))

    def _card(self) -> None:
        """The whole folder looks gone for a moment."""
        card = self._shared / "alliance.json"
        aside = self._away / f"card-{self._dice.random()}"
        card.rename(aside)
        self._hidden.append((aside, card))
