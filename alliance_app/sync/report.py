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


_ADVICE = {
    Reason.INCOMPLETE: N_("Nothing to do: it is taken once it is all there."),
    Reason.DAMAGED: N_("Ask for a sync on that device: it writes the file again."),
    Reason.UNREADABLE: N_("If it stays like this, look whether you may read the shared folder."),
    Reason.GAP: N_("Nothing to do: ask for a sync on that device if it lasts for days."),
    Reason.NEWER: N_("Update the program on this computer."),
    Reason.FOREIGN: N_("Nothing is wrong here; tell whoever looks after the shared folder."),
    Reason.RECORD: N_("Update the program here and there; tell whoever looks after the software."),
    Reason.EARLIER: N_("Nothing to do: it counts as soon as the earlier one is here."),
    Reason.HELD: N_("Nothing is wrong here; tell whoever looks after the software, or update the program."),
    Reason.ERASURES: N_("Ask there whether that was meant, then agree or have it put right."),
    Reason.STRANGER: N_("Ask whose device it is; join there again with the passphrase, or leave it out."),
    Reason.UNSEALED: N_("Nothing is wrong here; tell whoever set the alliance up that somebody changes the folder."),
    Reason.ATTACHMENT: N_("Nothing to do: it comes with one of the next syncs of the device that has it."),
}


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing sync waits for.

    `name`: a file's name; `device`: what people call the device it is from, `device_id` that device; "" where unknown.
    """

    reason: Reason
    name: str
    device: str = ""
    detail: str = ""
    device_id: str = ""

    def __str__(self) -> str:
        told = {"name": self.name, "device": self.device, "detail": self.detail, "device_id": self.device_id}
        return _(_WORDS[self.reason]).format(**told)

    @property
    def advice(self) -> str:
        """What a person can do about it, in one sentence."""
        return _(_ADVICE[self.reason])


@dataclass(frozen=True, slots=True)
class Seen:
    """Another device, as far as this library has met it.

    `name`, `author`: what its people call it and themselves, "" where it has not said; `through`: the number of its
    newest change that is here; `changed_at`: when it made that, by its own clock; `taken_at`: when something of it was
    last taken, by this computer's clock; both UTC as ISO text, "" where unknown; `pending`: what of it is waited for.
    """

    device: str
    name: str = ""
    author: str = ""
    through: int = 0
    changed_at: str = ""
    taken_at: str = ""
    pending: tuple[Pending, ...] = ()

    @property
    def shown(self) -> str:
        """What people call it; its id where it has not said."""
        return " · ".join(part for part in (self.author, self.name) if part) or self.device


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did.

    `pushed`, `pulled`: changes; `files_out`, `files_in`: attachments; `bytes`: all that was written and read;
    `changed`: the records that now differ here; `renewed`: this device found that another uses its id and took a new
    one; `cancelled`: the user stopped it, what was done until then stays; `devices`: the other devices met until now.
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
    devices: tuple[Seen, ...] = ()

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
            other.devices or self.devices,
        )
