"""What a sync did, and what it is waiting for."""

from dataclasses import dataclass, field
from enum import StrEnum

from alliance_app.words import N_, _


class Reason(StrEnum):
    """Why something is pending: it is tried again at every sync."""

    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    GAP = "gap"
    NEWER = "newer"
    FOREIGN = "foreign"
    RECORD = "record"
    EARLIER = "earlier"
    HELD = "held"
    ATTACHMENT = "attachment"
    ERASURES = "erasures"
    STRANGER = "stranger"
    UNSEALED = "unsealed"


_WORDS = {
    Reason.INCOMPLETE: N_("{name} from {device} is still arriving."),
    Reason.DAMAGED: N_("{name} from {device} is damaged. It is tried again; a sync on that device may put it right."),
    Reason.UNREADABLE: N_("{name} from {device} cannot be read just now ({detail})."),
    Reason.GAP: N_("Changes {detail} from {device} have not arrived yet; the later ones wait for them."),
    Reason.NEWER: N_("{name} from {device} was written by a newer version of the program; update it on this computer."),
    Reason.FOREIGN: N_("{name} in the folder of {device} belongs to another alliance or device; it was not taken."),
    Reason.RECORD: N_("A change of record {detail} in {name} from {device} cannot be read; what follows it waits."),
    Reason.EARLIER: N_("A change of record {name} is here and waits for an earlier one that has not arrived yet."),
    Reason.HELD: N_(
        "{name} from {device} stopped the program while it was read, and again when it was tried apart; it is left "
        "aside, all others are taken. Somebody may have made it to do that."
    ),
    Reason.ERASURES: N_(
        "{device} has erased {detail} records for everybody, which nothing can undo. They are still here: agree first "
        "(alliance agree-erasures {device_id}), or ask there."
    ),
    Reason.STRANGER: N_(
        "The device {device} is no member of this protected alliance, or no longer; {name} was not taken. "
        "If it should be one, join there again with the passphrase."
    ),
    Reason.UNSEALED: N_(
        "{name} from {device} was not written by that device with the alliance's key ({detail}); it was not taken. "
        "Somebody may have changed the folder."
    ),
    Reason.ATTACHMENT: N_("The attachment {name} has not arrived yet ({detail})."),
}


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing sync waits for. `name`: a file's name; `device`: what people call the device it is from, or "".

    `device_id`: that device's id, where there is one.
    """

    reason: Reason
    name: str
    device: str = ""
    detail: str = ""
    device_id: str = ""

    def __str__(self) -> str:
        told = {"name": self.name, "device": self.device, "detail": self.detail, "device_id": self.device_id}
        return _(_WORDS[self.reason]).format(**told)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did.

    `pushed`, `pulled`: changes; `files_out`, `files_in`: attachments; `bytes`: all that was written and read;
    `changed`: the records that now differ here; `renewed`: this device found that another uses its id and took a new
    one; `cancelled`: the user stopped it, what was done until then stays.
    """

    pushed: int = 0
    pulled: int = 0
    files_out: int = 0
    files_in: int = 0
    bytes: int = 0
    changed: frozenset[str] = field(default_factory=frozenset)
    pending: tuple[Pending, ...] = ()
    renewed: bool = False
    cancelled: bool = False

    def with_(self, other: "SyncReport") -> "SyncReport":
        """Both together."""
        return SyncReport(
            self.pushed + other.pushed,
            self.pulled + other.pulled,
            self.files_out + other.files_out,
            self.files_in + other.files_in,
            self.bytes + other.bytes,
            self.changed | other.changed,
            self.pending + other.pending,
            self.renewed or other.renewed,
            self.cancelled or other.cancelled,
        )
