"""Signing what this device states about records, and telling whose statements count in a protected alliance.

The statement itself is signed, not only the segment that carries it: a segment may carry what others wrote (a record
given again, a pack of one that was taken in), and which device's segment comes first differs from device to device.
"""

from collections.abc import Collection
from dataclasses import replace

from alliance_app.library import Library, Listing
from alliance_app.records.errors import AllianceError
from alliance_app.records.statements import Statement
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.keys.spelling import bytes_of, text_of

# of which records anything is stated: reviews of the ones, which file a catalogue is of the others
_STATED = (Listing(kinds=("assessment",)), Listing(kinds=("document",), facets=(("type", "catalogue"),)))


class KeyedWitness:
    """The witness of a library in a protected alliance, with the keys as they are when it is made."""

    protected = True

    def __init__(self, device: str, ring: Ring) -> None:
        self._device = device
        self._ring = ring

    @property
    def federation(self) -> bool:
        """Whether a steward has marked this device."""
        return self._ring.federation(self._device)

    def state(self, said: str) -> Statement:
        """A statement signed by this device; unsigned before its first sync, when it has no keys yet."""
        keys = self._ring.own.get(self._device)
        if keys is None:
            return Statement(said)
        return Statement(said, self._device, text_of(keys.signature(_bound(self._ring.alliance, self._device, said))))

    def vouches(self, statement: Statement) -> bool:
        """Whether a device of the federation signed it, for this alliance."""
        keys = self._ring.federation_keys(statement.device, statement.digest)
        if keys is None:
            return False
        try:
            signature = bytes_of(statement.signature)
        except ValueError:
            return False
        return keys.signed(_bound(self._ring.alliance, statement.device, statement.said), signature)


def made_by(library: Library, ring: Ring, devices: Collection[str]) -> dict[str, set[str]]:
    """What counts now of these devices' statements, as far as they are here: digests, by device."""
    found: dict[str, set[str]] = {device: set() for device in devices if ring.federation(device)}
    if not found:
        return {}
    witness = KeyedWitness(library.identity.device_id, ring)
    listed = [library.ids(replace(each, trashed=trashed)) for each in _STATED for trashed in (False, True)]
    for record_id in (each for ids in listed for each in ids):
        try:
            statements = library.statements(record_id)
        except AllianceError:
            continue  # damaged, or erased meanwhile: nothing of it counts
        for each in statements:
            if each.device in found and witness.vouches(each):
                found[each.device].add(each.digest)
    return found


def _bound(alliance: str, device: str, said: str) -> bytes:
    return f"statement {alliance} {device} ".encode() + said.encode("utf-8", "surrogatepass")
