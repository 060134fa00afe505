"""The shared folder: `alliance sync`, its devices, the members of a protected alliance, erasures to agree to."""

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alliance_app.app import App
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.records.errors import AllianceError
from alliance_app.sync.errors import PassphraseNeeded
from alliance_app.words import N_, _

if TYPE_CHECKING:
    from alliance_app.sync import Exchange, Pending, Seen
    from alliance_app.sync.keys.members import MemberDevice, Members

_ENVIRONMENT = "ALLIANCE_PASSPHRASE"
_PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    metavar="FILE",
    help=_("Read the passphrase from FILE (- is standard input); else ALLIANCE_PASSPHRASE, else it is asked for."),
)


class NoPassphrase(AllianceError):
    """A passphrase is needed and there is nobody to ask."""

    message = N_("A passphrase is needed: --passphrase-file FILE, or ALLIANCE_PASSPHRASE. Nothing was changed.")


@verb("sync", _("Exchange changes with the shared FOLDER: the first time joins it, later it is remembered."))
@click.argument("folder", required=False)
@click.option("--anyway", is_flag=True, help=_("Join a folder that already holds other files."))
@click.option("--protect", is_flag=True, help=_("Set up, or join, an alliance that is protected by a passphrase."))
@_PASSPHRASE_FILE
@click.option(
    "--password", is_flag=True, help=_("Ask for the password of a place on the net and keep it in the keyring.")
)
def sync(
    session: Session, folder: str | None, anyway: bool, protect: bool, passphrase_file: str | None, password: bool
) -> None:
    """FOLDER may be a place on the net: webdavs://user@server/folder, s3://bucket/folder.

    What has not arrived yet is named; it is tried again the next time.
    """
    from alliance_app.sync import Exchange, remembered_place

    with session.open() as app:
        if password:
            _ask_password(folder or remembered_place(app.library))
        exchange = Exchange(app.library, folder)
        with session.watched() as progress:
            if folder is not None or protect or passphrase_file is not None:
                _join(exchange, anyway=anyway, protect=protect, passphrase_file=passphrase_file)
            report = exchange.sync(progress=progress)
    value: dict[str, Any] = asdict(report)
    value["folder"] = exchange.place
    value["changed"] = sorted(report.changed)
    value["pending"] = [_pending_json(each) for each in report.pending]
    value["devices"] = [_device_json(each) for each in report.devices]
    said = _("Gave {pushed} changes and {files_out} files, took {pulled} changes and {files_in} files.")
    session.answer(value, said.format(**asdict(report)), *(str(each) for each in report.pending))


def _device_lines(device: "Seen") -> Iterator[str]:
    made, taken = (each.replace("T", " ") for each in (device.changed_at, device.taken_at))
    if device.through:
        said = _("{device}: {count} changes are here, the newest made {made}, taken {taken}")
        yield said.format(device=device.shown, count=device.through, made=made or "?", taken=taken or "?")
    else:
        yield _("{device}: nothing of it is here yet").format(device=device.shown)
    for each in device.pending:
        yield f"  {each} {each.advice}"


def _device_json(device: "Seen") -> dict[str, Any]:
    return {**asdict(device), "pending": [_pending_json(each) for each in device.pending]}


def _pending_json(pending: "Pending") -> dict[str, Any]:
    told = {**asdict(pending), "reason": str(pending.reason)}
    return {**told, "message": str(pending), "advice": pending.advice}


def _ask_password(place: str | None) -> None:
    """Ask for a place's password. Raises NoFolder, AddressWrong, PasswordInAddress."""
    from alliance_app.sync.errors import NoFolder
    from alliance_app.sync.transport import keep_password, whole_name

    if place is None:
        raise NoFolder
    place = whole_name(place)
    typed = click.prompt(_("Password for {place}").format(place=place), hide_input=True, err=True)
    if not keep_password(place, typed):
        said = _("There is no keyring here: the password is forgotten after this. ALLIANCE_PLACE_PASSWORD can hold it.")
        click.echo(said, err=True)


@verb("devices", _("List the alliance's other devices: whose, when they last gave something, what is waited for."))
def devices(session: Session) -> None:
    """As of the last sync; the shared folder is not looked at."""
    from alliance_app.sync import Exchange

    with session.open() as app:
        found = Exchange(app.library).devices()
    lines = [line for each in found for line in _device_lines(each)]
    session.answer(
        {"devices": [_device_json(each) for each in found]},
        *(lines or [_("No other device has given anything yet.")]),
    )


@verb("members", _("List the devices of a protected alliance."))
def members(session: Session) -> None:
    """Stewards may remove members."""
    with session.open() as app:
        found = _members(app).listed()
    lines = [f"{each.device}  {each.author} · {each.name}  {'、'.join(_roles(each))}".rstrip() for each in found]
    session.answer({"members": [asdict(each) for each in found]}, *lines)


def _roles(member: "MemberDevice") -> list[str]:
    if member.removed:
        return [_("removed")]
    roles = {_("steward"): member.steward, _("federation"): member.federation}
    return [role for role, held in roles.items() if held]


@verb("remove-member", _("Remove DEVICE from a protected alliance: a new key and a new passphrase from now on."))
@click.argument("device")
@_PASSPHRASE_FILE
def remove_member(session: Session, device: str, passphrase_file: str | None) -> None:
    """What it gave before stays. The members who remain need not type the new passphrase."""
    with session.open() as app:
        leaving = _members(app).remove(device, _new(passphrase_file))
    also = [each.device for each in leaving if each.device != device]
    words = [_("The same library's other ids went with it: {devices}").format(devices="、".join(also))] if also else []
    session.answer({"removed": device, "with_it": also}, _("Removed."), *words, _news())


@verb("name-steward", _("Let DEVICE remove members too; the alliance gets a new key and a new passphrase."))
@click.argument("device")
@_PASSPHRASE_FILE
def name_steward(session: Session, device: str, passphrase_file: str | None) -> None:
    """As `remove-member`."""
    with session.open() as app:
        _members(app).name_steward(device, _new(passphrase_file))
    session.answer({"steward": device}, _("{device} may remove members from now on.").format(device=device), _news())


@verb("name-federation", _("Let the reviews and catalogues of DEVICE count; the alliance gets a new key."))
@click.argument("device")
@click.option("--no-longer", is_flag=True, help=_("Let no new ones of it count; what it has signed stays."))
@_PASSPHRASE_FILE
def name_federation(session: Session, device: str, no_longer: bool, passphrase_file: str | None) -> None:
    """DEVICE may be this one. As `remove-member`."""
    with session.open() as app:
        _members(app).mark_federation(device, _new(passphrase_file), marked=not no_longer)
    said = _("Reviews and catalogues of {device} count from now on.")
    if no_longer:
        said = _("No new reviews and catalogues of {device} count; those before stay.")
    session.answer({"device": device, "federation": not no_longer}, said.format(device=device), _news())


@verb("renew-key", _("Give a protected alliance a new key and a new passphrase."))
@_PASSPHRASE_FILE
def renew_key(session: Session, passphrase_file: str | None) -> None:
    """When the old passphrase became known."""
    with session.open() as app:
        _members(app).renew(_new(passphrase_file))
    session.answer({"renewed": True}, _("The alliance has a new key."), _news())


@verb("agree-erasures", _("Agree to what DEVICE has erased for everybody: so many records that sync waits for a yes."))
@click.argument("device")
def agree_erasures(session: Session, device: str) -> None:
    """DEVICE as `alliance sync --json` names it in `pending`; the next sync follows it."""
    from alliance_app.sync import Exchange

    with session.open() as app:
        Exchange(app.library).agree_to_erasures(device)
    session.answer({"device": device}, _("The next sync erases here what {device} has erased.").format(device=device))


def _join(exchange: "Exchange", *, anyway: bool, protect: bool, passphrase_file: str | None) -> None:
    """Join; a passphrase is taken from where it is, or asked for, only where one is needed. Raises NoPassphrase."""
    passphrase = None if passphrase_file is None else _given(passphrase_file)
    if protect and passphrase is None:
        passphrase = _given(None) or _asked(_("Passphrase of the alliance"), twice=True)
    try:
        exchange.join(anyway=anyway, passphrase=passphrase)
    except PassphraseNeeded:
        if passphrase is not None:
            raise
        exchange.join(anyway=anyway, passphrase=_given(None) or _asked(_("Passphrase of the alliance")))


def _news() -> str:
    return _("Tell the new passphrase to whoever joins from now on; the members' devices learn the new key at sync.")


def _members(app: App) -> "Members":
    from alliance_app.sync import Exchange
    from alliance_app.sync.keys.members import Members

    return Members(app.library, Exchange(app.library))


def _new(file: str | None) -> str:
    """The new passphrase, typed twice at a terminal. Raises NoPassphrase."""
    return _given(file) or _asked(_("New passphrase"), twice=True)


def _given(file: str | None) -> str | None:
    """The passphrase in a file or in the environment; None when neither holds one. Raises OSError."""
    if file is None:
        return os.environ.get(_ENVIRONMENT) or None
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return text.strip("\r\n")


def _asked(question: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        raise NoPassphrase
    return str(click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True))
