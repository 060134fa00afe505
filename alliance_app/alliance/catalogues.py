"""The catalogues a library knows: the program's own, and those that a federation has imported.

A catalogue travels as a record (制度台账, of type 指标目录) with its file attached, as everything else does, and with a
statement of which file it is, of which version, valid from which year. In a protected alliance only those count that a
device marked as the federation's has stated. A self-assessment names the catalogue it was made with and keeps it.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from alliance_app.alliance.catalogue import Catalogue, CatalogueDamaged, load, standard, standard_file
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.ids import new_id
from alliance_app.records.statements import Statement, Witness, about, stated
from alliance_app.records.values import Edit, NewRecord, Record
from alliance_app.words import N_, _

_ABOUT = "catalogue"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RECORDS = Listing(kinds=("document",), facets=(("type", "catalogue"),), order="created", descending=False)


class CatalogueUndated(AllianceError):
    """Nothing says from which year on a catalogue holds."""

    message = N_(
        "From which year on does the catalogue {name} hold? Say it, or write first_year into the file. Nothing was "
        "changed."
    )


class CatalogueBackdated(AllianceError):
    """A new catalogue is to hold for years that are over."""

    message = N_(
        "The catalogue {name} cannot hold from {year} on: years that are over keep the catalogue they had. It can from "
        "{least} on. Nothing was changed."
    )


class CatalogueThere(AllianceError):
    """This version of the catalogue is here already."""

    message = N_(
        "Version {version} of the catalogue {id} is here already. A changed catalogue needs a version of its own. "
        "Nothing was changed."
    )


class UnknownCatalogue(AllianceError):
    """There is no such catalogue here, or it cannot be used."""

    message = N_("No catalogue is called “{name}”, or it cannot be used. Known: {known}.")


class CatalogueStanding(StrEnum):
    """Whose a catalogue is: the program's own, stated by the federation, or of somebody who cannot be verified."""

    BUILT_IN = "built_in"
    VERIFIED = "verified"
    UNVERIFIED = "unverified"

    @property
    def words(self) -> str:
        """As a person reads it."""
        return {
            CatalogueStanding.BUILT_IN: _("comes with the program"),
            CatalogueStanding.VERIFIED: _("imported by the federation"),
            CatalogueStanding.UNVERIFIED: _("not verified"),
        }[self]


@dataclass(frozen=True)
class KnownCatalogue:
    """A catalogue as the library knows it.

    `key`: what a self-assessment names it by. `fault`: why it cannot be used, in words; `waiting`: its file has not
    arrived yet. `counts`: it may be chosen for a year; one that is in the trash, or unverified where the alliance is
    protected, may not.
    """

    key: str
    id: str
    version: str
    first_year: int
    standing: CatalogueStanding
    counts: bool
    record_id: str = ""
    by: str = ""
    at: str = ""
    fault: str = ""
    waiting: bool = False
    catalogue: Catalogue | None = None
    path: Path | None = None

    @property
    def usable(self) -> bool:
        return self.catalogue is not None


@dataclass(frozen=True)
class ChosenCatalogue:
    """The catalogue to rate by. `missing`: the key of the one a self-assessment names, which cannot be used here."""

    known: KnownCatalogue
    catalogue: Catalogue
    missing: str = ""


def known_catalogues(library: Library, witness: Witness) -> list[KnownCatalogue]:
    """Every catalogue, the program's own first, then by first year and version; what cannot be used says why.

    The same on every device with the same changes, keys and files.
    """
    found: dict[str, KnownCatalogue] = {}
    for trashed in (False, True):
        for record in library.read_many(library.ids(replace(_RECORDS, trashed=trashed))):
            for each in _of_record(library, record, witness):
                best = found.get(each.key)
                if best is None or _worth(each) > _worth(best):
                    found[each.key] = each
    return [_built_in(), *sorted(found.values(), key=_order)]


def catalogue_for(library: Library, year: int, witness: Witness, record: Record | None = None) -> ChosenCatalogue:
    """The catalogue of a year; of the self-assessment `record` the one it names, as long as that can be used here."""
    known = known_catalogues(library, witness)
    named = str(record.fields.get("catalogue") or "") if record is not None else ""
    if named:
        for each in known:
            trusted = each.standing is not CatalogueStanding.UNVERIFIED or not witness.protected
            if each.key == named and trusted and each.catalogue is not None:
                return ChosenCatalogue(each, each.catalogue)
    counting = [each for each in known if each.counts and each.first_year <= year]
    chosen = max(counting, key=_order)
    assert chosen.catalogue is not None  # what counts can be used
    return ChosenCatalogue(chosen, chosen.catalogue, named)


def naming(record: Record, chosen: ChosenCatalogue) -> dict[str, Any]:
    """The field by which a self-assessment keeps its catalogue: to be written with the first value, nothing later."""
    return {} if record.fields.get("catalogue") else {"catalogue": chosen.known.key}


def import_catalogue(library: Library, path: Path, witness: Witness, first_year: int | None = None) -> KnownCatalogue:
    """Take in a catalogue's file and give it to the alliance. `first_year`: else the file's own.

    Raises CatalogueDamaged, CatalogueUndated, CatalogueBackdated, CatalogueThere and what the library raises.
    """
    catalogue = load(path)
    year = first_year or catalogue.first_year
    if not year:
        raise CatalogueUndated(name=path.name)
    least = clock.today().year - 1
    if year < least:
        raise CatalogueBackdated(name=path.name, year=year, least=least)
    for each in known_catalogues(library, witness):
        if (each.id, each.version) == (catalogue.id, catalogue.version) and each.counts:
            raise CatalogueThere(id=catalogue.id, version=catalogue.version)
    kept = library.keep_file(path, f"{catalogue.id}-{catalogue.version}.yaml")
    record_id = new_id()
    said = stated(
        _ABOUT, record_id, id=catalogue.id, version=catalogue.version, first_year=year, sha256=kept.sha256
    )  # fmt: skip
    title = _("Indicator catalogue {id}, version {version}, from {year}")
    library.add(
        NewRecord(
            "document",
            title.format(id=catalogue.id, version=catalogue.version, year=year),
            {"type": "catalogue", "date": clock.today().isoformat()},
            attachments=(kept,),
            id=record_id,
        )
    )
    library.write(Edit(record_id, statements=(witness.state(said).written,)))
    library.share(record_id)
    return next(each for each in known_catalogues(library, witness) if each.record_id == record_id)


def export_catalogue(library: Library, key: str, target: Path, witness: Witness) -> None:
    """Write a catalogue's file, to be changed and imported as the next version. Raises UnknownCatalogue, OSError."""
    known = known_catalogues(library, witness)
    for each in known:
        if key in (each.key, each.record_id) and each.path is not None and each.usable:
            shutil.copyfile(each.path, target)
            return
    raise UnknownCatalogue(name=key, known="、".join(each.key for each in known if each.usable))


def _built_in() -> KnownCatalogue:
    own = standard()
    return KnownCatalogue(
        key=_key(own.id, own.version),
        id=own.id,
        version=own.version,
        first_year=own.first_year,
        standing=CatalogueStanding.BUILT_IN,
        counts=True,
        catalogue=own,
        path=standard_file(),
    )


def _of_record(library: Library, record: Record, witness: Witness) -> Iterator[KnownCatalogue]:
    """The catalogues a record states: one, unless somebody has put another beside it."""
    stated_here = about(library.statements(record.id), _ABOUT, record.id)
    vouched = [each for each in stated_here if witness.vouches(each)]
    standing = CatalogueStanding.VERIFIED if vouched else CatalogueStanding.UNVERIFIED
    for statement in vouched or stated_here:
        told = _read(statement)
        if told is None:
            continue
        its_id, version, year, sha256 = told
        trusted = standing is CatalogueStanding.VERIFIED or not witness.protected
        path = library.blob(sha256)
        # what cannot be trusted is not even read: nobody can keep this computer busy with it
        catalogue, fault = _loaded(path, its_id, version) if path is not None and trusted else (None, "")
        yield KnownCatalogue(
            key=_key(its_id, version, sha256),
            id=its_id,
            version=version,
            first_year=year,
            standing=standing,
            counts=trusted and catalogue is not None and record.trashed_at is None,
            record_id=record.id,
            by=record.created_by,
            at=record.created_at,
            fault=fault,
            waiting=path is None,
            catalogue=catalogue,
            path=path,
        )


def _read(statement: Statement) -> tuple[str, str, int, str] | None:
    """Id, version, first year and SHA-256, in that order; None where something is missing or odd."""
    told: Mapping[str, Any] = statement.told
    its_id, version, year, sha256 = (told.get(name) for name in ("id", "version", "first_year", "sha256"))
    named = all(isinstance(each, str) and len(each) <= 60 for each in (its_id, version))
    dated = isinstance(year, int) and not isinstance(year, bool) and 1990 <= year <= 2200
    if not (named and dated and isinstance(sha256, str) and _SHA256.fullmatch(sha256)):
        return None
    return str(its_id), str(version), int(str(year)), sha256


def _loaded(path: Path, id: str, version: str) -> tuple[Catalogue | None, str]:
    """The catalogue in a file, or why it cannot be used."""
    found = _load_once(path)
    if isinstance(found, CatalogueDamaged):
        return None, str(found)
    if (found.id, found.version) != (id, version):
        return None, _("The file is of another catalogue, or another version, than the record says.")
    return found, ""


@lru_cache(maxsize=64)
def _load_once(path: Path) -> Catalogue | CatalogueDamaged:
    """What is in a file that is named by its content, and so never changes."""
    try:
        return load(path, path.name[:12])
    except CatalogueDamaged as error:
        return error


def _key(id: str, version: str, sha256: str = "") -> str:
    """What a self-assessment names a catalogue by; an imported one by its content too, so that none takes its place."""
    return " ".join(part for part in (id, version, sha256[:12]) if part)


def _worth(known: KnownCatalogue) -> tuple[bool, bool, bool]:
    """Of a catalogue that several records state: which of them says most for it."""
    return known.counts, known.standing is CatalogueStanding.VERIFIED, known.usable


def _order(known: KnownCatalogue) -> tuple[Any, ...]:
    """The later one is the one that holds: by its first year, its version read as numbers where it is, its content."""
    pieces = re.findall(r"\d+|\D+", known.version[:60])
    version = tuple((1, int(each), "") if each.isdecimal() else (0, 0, each) for each in pieces)
    return known.first_year, version, known.key
