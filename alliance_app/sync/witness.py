"""Who signs what this device states about records, and tells whose statements count."""

from alliance_app.library import Library
from alliance_app.records.statements import NOBODY, Witness
from alliance_app.sync.joining import is_protected, joined_alliance


def witness_of(library: Library) -> Witness:
    """The witness of a library, from the keys it keeps; the folder is not looked at. Nobody where there are none."""
    alliance = joined_alliance(library)
    if alliance is None or not is_protected(library):
        return NOBODY
    from alliance_app.sync.keys import keeping  # its ciphers are loaded only where an alliance is protected
    from alliance_app.sync.keys.witnessing import KeyedWitness

    ring = keeping.load(library, alliance)
    return NOBODY if ring is None else KeyedWitness(library.identity.device_id, ring)
