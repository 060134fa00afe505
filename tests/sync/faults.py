"""A folder seen through a bad sync program: each device has its own copy, files travel late, torn or twice."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

Fault = Callable[[random.Random, Path, Path], None]


def copied(_random: random.Random, source: Path, target: Path) -> None:
    """The file arrives, renamed into place."""
    temporary = target.with_name(f"{target.name}.arriving")
    shutil.copyfile(source, temporary)
    temporary.replace(target)


def torn(chance: random.Random, source: Path, target: Path) -> None:
    """Only its beginning arrives for now."""
    content = source.read_bytes()
    target.write_bytes(content[: chance.randrange(len(content))] if content else b"")


def hollow(_random: random.Random, source: Path, target: Path) -> None:
    """It has its length already and its bytes not yet."""
    target.write_bytes(bytes(source.stat().st_size))


def doubled(chance: random.Random, source: Path, target: Path) -> None:
    """It arrives twice, once under a conflict copy's name."""
    copied(chance, source, target)
    shutil.copyfile(source, target.with_name(f"{target.stem} (conflicted copy){target.suffix}"))


def renamed(_random: random.Random, source: Path, target: Path) -> None:
    """It arrives under a conflict copy's name only."""
    shutil.copyfile(source, target.with_name(f"{target.stem} (1){target.suffix}"))


def late(_random: random.Random, _source: Path, _target: Path) -> None:
    """It does not arrive this time."""


FAULTS: tuple[Fault, ...] = (copied, copied, torn, hollow, doubled, renamed, late, late)


def is_ours(path: Path) -> bool:
    """Whether a file is one that sync itself wrote: what a fault made of it stays where it is."""
    return "(" not in path.name and not path.name.startswith(".") and not path.name.endswith(".arriving")


class Cloud:
    """The true folder in the middle, one copy per device. `carry` moves files with faults; `settle` moves all."""

    def __init__(self, place: Path, devices: int) -> None:
        self.middle = place / "middle"
        self.copies = [place / f"copy{number}" for number in range(devices)]
        for folder in (self.middle, *self.copies):
            folder.mkdir(parents=True)

    def carry(self, device: int, chance: random.Random) -> None:
        """One careless round between a device's copy and the middle, both ways."""
        ways = [(self.copies[device], self.middle, (copied, late)), (self.middle, self.copies[device], FAULTS)]
        for source, target, faults in ways:
            files = [path for path in source.rglob("*") if path.is_file() and is_ours(path)]
            chance.shuffle(files)
            for path in files:
                landing = target / path.relative_to(source)
                if landing.exists() and landing.stat().st_size == path.stat().st_size and chance.random() < 0.9:
                    continue
                landing.parent.mkdir(parents=True, exist_ok=True)
                if path.name == "alliance.json":
                    copied(chance, path, landing)
                else:
                    chance.choice(faults)(chance, path, landing)

    def lose(self, device: int, chance: random.Random) -> None:
        """A file of a device's copy vanishes for a while; but never the only one there is."""
        copy = self.copies[device]
        files = [path for path in copy.rglob("*.seg") if is_ours(path) and self._safe(path.relative_to(copy))]
        if files:
            chance.choice(files).unlink()

    def _safe(self, name: Path) -> bool:
        held = self.middle / name
        return held.is_file() and self._whole(name, held.read_bytes())

    def settle(self) -> None:
        """Everything that is whole anywhere is whole everywhere; what faults left lying stays."""
        best: dict[Path, bytes] = {}
        for folder in (self.middle, *self.copies):
            for path in folder.rglob("*"):
                if path.is_file() and is_ours(path):
                    name = path.relative_to(folder)
                    content = path.read_bytes()
                    if self._whole(name, content) or name not in best:
                        best[name] = content
        for folder in (self.middle, *self.copies):
            for name, content in best.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)

    @staticmethod
    def _whole(name: Path, content: bytes) -> bool:
        import hashlib

        digest = hashlib.sha256(content).hexdigest()
        if name.suffix == ".seg":
            return name.stem.endswith(digest[:32])
        return name.name == digest if name.parts[0] == "blobs" else bool(content)
