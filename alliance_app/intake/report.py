"""What an import did, file by file where something is to be said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was not taken, and why. `path` starts at the folder the person named."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about a file that was taken."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """How many records were added, updated, or found unchanged; `ids` of the added and updated ones.

    `cancelled`: the person stopped it; what was imported until then stays, and the next import goes on from there.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ids: tuple[str, ...] = ()
    cancelled: bool = False
