"""Founding and joining a protected alliance, following its keys, renewing them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.document import stamp
from alliance_app.sync.errors import DeviceRemoved, FolderUnreadable, KeyMissing, KeyRenewed, SyncError, WrongPassphrase
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.keys import keeping, keyfile, witnessing
from alliance_app.sync.keys.ciphers import Stretching, drawn
from alliance_app.sync.keys.keyfile import MAX_KEY_FILE, KeyFile, KeyName, Maker, NoKeyFile, Roster
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.keys.strength import check
from alliance_app.sync.protection import NotOpened

_SALT_BYTES = 16


def found(library: Library, folder: SharedFolder, alliance: str, passphrase: str) -> Ring:
    """Make the first key of an alliance that is about to be founded, and put it into its folder.

    Raises WeakPassphrase and what a write raises.
    """
    check(passphrase)
    ring = _new_ring(library, alliance)
    device = library.identity.device_id
    roster = Roster({device: ring.device_keys(device).public}, (device,), {})
    _put(library, folder, ring, passphrase, roster)
    return ring


def join(library: Library, folder: SharedFolder, alliance: str, name: str, passphrase: str) -> Ring:
    """Open the alliance's newest key with its passphrase, and keep it.

    Raises WrongPassphrase, KeyMissing, FolderUnreadable.
    """

    def known() -> Ring:
        return keeping.load(library, alliance) or _new_ring(library, alliance)

    ring = _opened(folder, alliance, name, passphrase, known)
    keeping.save(library, ring)
    return ring


def attempt(folder: SharedFolder, alliance: str, name: str, passphrase: str) -> None:
    """See whether the passphrase opens the alliance's newest key; nothing is kept. Raises what `join` raises."""
    _opened(folder, alliance, name, passphrase, lambda: Ring(alliance))


def _opened(folder: SharedFolder, alliance: str, name: str, passphrase: str, known: Callable[[], Ring]) -> Ring:
    """The ring known before, with the newest key in it."""
    files = _files(folder, alliance)
    if not files:
        raise KeyMissing(folder=folder.place)
    for file in sorted(files, key=lambda each: each.name.epoch, reverse=True):
        try:
            key = file.key_by_passphrase(passphrase)
        except NotOpened:
            continue
        ring = known()
        if not ring.found(file, key):
            continue
        _follow(ring, files)
        if any(map(ring.shut_out, files)):
            break  # the passphrase of before a member was removed
        return ring
    raise WrongPassphrase(name=name)


def follow(library: Library, folder: SharedFolder, ring: Ring) -> None:
    """Take in key files that are new in the folder. Raises KeyRenewed, FolderUnreadable."""
    there = folder.key_names()
    files = _read(folder, ring.alliance, there, ring.files.keys())
    if files:
        _follow(ring, files)
        keeping.save(library, ring)
        for each in filter(ring.shut_out, files):
            if library.identity.device_id in each.roster.removed:
                raise DeviceRemoved
            raise KeyRenewed(folder=folder.place)
    if ring.removed(library.identity.device_id):
        raise DeviceRemoved
    with suppress(SyncError):  # who can only read goes on reading
        _give_again(folder, ring, there)


def renew(library: Library, folder: SharedFolder, ring: Ring, passphrase: str, removing: Collection[str]) -> None:
    """Give the alliance a new key and a new passphrase, without the devices `removing`.

    Each remaining member's device finds the key handed to it at its next sync. What a removed device gave before, as
    far as its files are here, stays. Raises WeakPassphrase, FolderUnreadable and what a write raises.
    """
    check(passphrase)
    newest = ring.newest
    assert newest is not None
    members = {device: keys for device, keys in ring.present().items() if device not in removing}
    try:
        given = {device: tuple(str(each) for each in folder.segments(device)) for device in removing}
    except OSError as error:
        raise FolderUnreadable(folder=folder.place, reason=error.strerror or str(error)) from error
    removed = {**{d: names for each in ring.files.values() for d, names in each.roster.removed.items()}, **given}
    stewards = tuple(each for each in newest.roster.stewards if each not in removing)
    roster = without_word(newest.roster, removing, witnessing.made_by(library, ring, removing))
    _put(library, folder, ring, passphrase, replace(roster, members=members, stewards=stewards, removed=removed))


def name_steward(library: Library, folder: SharedFolder, ring: Ring, passphrase: str, device: str) -> None:
    """Let another device remove members too; renews the key as `renew` does."""
    newest = ring.newest
    assert newest is not None
    check(passphrase)
    stewards = tuple(dict.fromkeys((*newest.roster.stewards, device)))
    _put(library, folder, ring, passphrase, replace(newest.roster, members=ring.present(), stewards=stewards))


def mark_federation(
    library: Library, folder: SharedFolder, ring: Ring, passphrase: str, device: str, *, marked: bool
) -> None:
    """Let a device's reviews and catalogues count, or no new ones of it any more; renews the key as `renew` does."""
    newest = ring.newest
    assert newest is not None
    check(passphrase)
    if marked:
        roster = replace(newest.roster, federation=tuple(dict.fromkeys((*newest.roster.federation, device))))
    else:
        roster = without_word(newest.roster, (device,), witnessing.made_by(library, ring, (device,)))
    _put(library, folder, ring, passphrase, replace(roster, members=ring.present()))


def without_word(roster: Roster, devices: Collection[str], statements: Mapping[str, Collection[str]]) -> Roster:
    """The roster with these devices no longer the federation's; `statements`: what counts of theirs, by device."""
    kept = {**roster.kept}
    for device in devices:
        if found := {*kept.get(device, ()), *statements.get(device, ())}:
            kept[device] = tuple(sorted(found))
    return replace(roster, federation=tuple(each for each in roster.federation if each not in devices), kept=kept)


def _put(library: Library, folder: SharedFolder, ring: Ring, passphrase: str, roster: Roster) -> None:
    key, epoch = drawn(), ring.newest.name.epoch + 1 if ring.newest else 1
    device = library.identity.device_id
    maker = Maker(device, ring.device_keys(device), stamp(clock.now()))
    stretching = Stretching(drawn(_SALT_BYTES))
    name, content = keyfile.make(ring.alliance, epoch, key, passphrase, stretching, roster, maker, ring.keys)
    file = keyfile.read(name, content, ring.alliance)
    # first there, then here: what was interrupted or refused has not happened, or is found there by its own maker, to
    # whom it is handed like to everybody; a key that nobody else can find is never in use
    folder.put_key(str(name), content)
    ring.found(file, key)
    keeping.save(library, ring)


def _new_ring(library: Library, alliance: str) -> Ring:
    """A ring for a library that has none it could open: then its device's old keys are gone, and with them its id."""
    if keeping.has_ring(library, alliance):
        library.new_device_id()
    return Ring(alliance)


def _follow(ring: Ring, files: list[KeyFile]) -> None:
    for file in sorted(files, key=lambda each: each.name.epoch, reverse=True):  # a later one tells the keys before it
        ring.follow(file)
    for file in sorted(files, key=lambda each: each.name.epoch):
        ring.follow(file)


def _give_again(folder: SharedFolder, ring: Ring, there: Mapping[str, int]) -> None:
    """Put the key files known here into the folder where they are not, or not whole. Raises what a write raises.

    Any member may: whoever made one may be the one who never comes back.
    """
    for file in ring.files.values():
        name, content = str(file.name), file.content
        if there.get(name) != len(content):
            folder.put_key(name, content, over=name in there)


def _files(folder: SharedFolder, alliance: str) -> list[KeyFile]:
    """The key files of an alliance that can be read now. Raises FolderUnreadable."""
    return _read(folder, alliance, folder.key_names(), ())


def _read(folder: SharedFolder, alliance: str, there: Iterable[str], known: Collection[str]) -> list[KeyFile]:
    found = []
    for text in there:
        name = KeyName.read(text)
        if name is not None and name.digest not in known:
            try:
                found.append(keyfile.read(name, folder.key(text, MAX_KEY_FILE), alliance))
            except (NoKeyFile, OSError):
                continue  # arriving still, foreign or damaged: looked at again at the next sync
    return found
