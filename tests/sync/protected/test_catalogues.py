"""New catalogues come through the shared folder; whose count, which year has which, and what a hostile one can do."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from alliance_app.alliance.catalogue import standard, standard_file
from alliance_app.alliance.catalogues import (
    CatalogueBackdated,
    CatalogueStanding,
    CatalogueThere,
    CatalogueUndated,
    KnownCatalogue,
    UnknownCatalogue,
    catalogue_for,
    export_catalogue,
    import_catalogue,
    known_catalogues,
    naming,
)
from alliance_app.alliance.reviews import Standing, review
from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.statements import stated
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync.witness import witness_of
from tests.sync.protected.review_scenes import all_sync, assessment, mark, seen
from tests.sync.protected.scenes import NEXT, Make, member
from tests.sync.scenes import sync

NOW = clock.today().year


@pytest.fixture
def federation(make: Make, founder: Library, shared: Path) -> Library:
    """A member whose device the founder has marked."""
    library = member(make, shared, "F")
    mark(founder, library)
    return library


def file(at: Path, version: str, **changes: Any) -> Path:
    """A catalogue's file: the program's own with another version."""
    data = {**yaml.safe_load(standard_file().read_bytes()), "id": "district", "version": version, **changes}
    path = at / f"{version}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def bring(library: Library, path: Path, year: int | None = None) -> KnownCatalogue:
    """Import a catalogue and give it to the others."""
    found = import_catalogue(library, path, witness_of(library), year)
    sync(library)
    return found


def listed(library: Library) -> list[tuple[str, CatalogueStanding, bool]]:
    """What a library knows beside the program's own."""
    return [
        (each.version, each.standing, each.counts) for each in known_catalogues(library, witness_of(library))[1:]
    ]


def version_for(library: Library, year: int, record_id: str | None = None) -> str:
    """By which version a year, or a self-assessment, is rated there."""
    record = library.read(record_id) if record_id else None
    return catalogue_for(library, year, witness_of(library), record).catalogue.version


def test_a_federations_catalogue_holds_everywhere_from_its_first_year_on(
    make: Make, shared: Path, founder: Library, federation: Library, tmp_path: Path
) -> None:
    bring(federation, file(tmp_path, "2.0"), NOW + 1)
    sync(founder)
    newcomer = member(make, shared, "N", NEXT)
    for library in (federation, founder, newcomer):
        assert listed(library) == [("2.0", CatalogueStanding.VERIFIED, True)]
        assert version_for(library, NOW) == standard().version
        assert version_for(library, NOW + 1) == "2.0"
        assert version_for(library, NOW + 9) == "2.0"


def test_a_self_assessment_keeps_the_catalogue_it_was_made_with(
    founder: Library, federation: Library, tmp_path: Path
) -> None:
    first = bring(federation, file(tmp_path, "2.0"), NOW)
    sync(founder)
    record_id = assessment(founder, NOW, I01=2)
    chosen = catalogue_for(founder, NOW, witness_of(founder))
    founder.write(Edit(record_id, fields=naming(founder.read(record_id), chosen)))
    assert naming(founder.read(record_id), chosen) == {}
    bring(federation, file(tmp_path, "2.10"), NOW)
    bring(federation, file(tmp_path, "2.9"), NOW)
    all_sync(founder, federation)
    for library in (founder, federation):
        assert version_for(library, NOW) == "2.10"
        assert version_for(library, NOW, record_id) == "2.0"
    federation.delete(first.record_id)
    all_sync(federation, founder)
    assert version_for(founder, NOW, record_id) == "2.0"
    founder.write(Edit(record_id, fields={"catalogue": "lost 1 abc"}))
    chosen = catalogue_for(founder, NOW, witness_of(founder), founder.read(record_id))
    assert (chosen.catalogue.version, chosen.missing) == ("2.10", "lost 1 abc")


def test_what_a_member_imports_is_listed_and_does_not_count(
    founder: Library, federation: Library, tmp_path: Path
) -> None:
    bring(founder, file(tmp_path, "3.0"), NOW)
    sync(federation)
    key = known_catalogues(founder, witness_of(founder))[1].key
    record_id = assessment(founder, NOW, I01=2)
    founder.write(Edit(record_id, fields={"catalogue": key}))
    for library in (founder, federation):
        assert listed(library) == [("3.0", CatalogueStanding.UNVERIFIED, False)]
        assert version_for(library, NOW) == standard().version
    assert version_for(founder, NOW, record_id) == standard().version
    bring(federation, file(tmp_path, "3.0"), NOW)
    sync(founder)
    assert listed(founder) == [("3.0", CatalogueStanding.VERIFIED, True)]
    assert version_for(founder, NOW, record_id) == "3.0"


def test_in_an_alliance_without_keys_a_catalogue_counts_as_unverified(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    library, other = make("A"), make("B")
    sync(library, shared)
    sync(other, shared)
    bring(library, file(tmp_path, "2.0", first_year=NOW))
    sync(other)
    assert listed(other) == [("2.0", CatalogueStanding.UNVERIFIED, True)]
    assert version_for(other, NOW) == "2.0"


def test_two_who_import_one_version_at_once_agree(
    make: Make, shared: Path, founder: Library, federation: Library, tmp_path: Path
) -> None:
    mark(founder, founder)
    sync(federation)
    (tmp_path / "f").mkdir()
    files = file(tmp_path, "2.0"), file(tmp_path / "f", "2.0", official=True)
    for library, path in zip((founder, federation), files, strict=True):
        import_catalogue(library, path, witness_of(library), NOW)
    all_sync(founder, federation)
    chosen = [catalogue_for(each, NOW, witness_of(each)).known.key for each in (founder, federation)]
    assert chosen[0] == chosen[1]
    assert len(listed(founder)) == 2
    assert listed(founder) == listed(federation)


def test_bad_imports_are_refused_and_leave_nothing(founder: Library, federation: Library, tmp_path: Path) -> None:
    before = federation.last_change()
    witness = witness_of(federation)
    assert witness.federation
    with pytest.raises(CatalogueUndated):
        import_catalogue(federation, file(tmp_path, "2.0"), witness)
    with pytest.raises(CatalogueBackdated):
        import_catalogue(federation, file(tmp_path, "2.0"), witness, NOW - 2)
    with pytest.raises(CatalogueThere):
        import_catalogue(federation, standard_file(), witness, NOW)
    assert federation.last_change() == before
    bring(federation, file(tmp_path, "2.0"), NOW)
    with pytest.raises(CatalogueThere):
        import_catalogue(federation, file(tmp_path, "2.0", official=True), witness, NOW)
    assert len(listed(federation)) == 1


def test_a_damaged_catalogue_that_the_federation_signed_is_named_and_the_old_one_stays(
    founder: Library, federation: Library
) -> None:
    witness = witness_of(federation)
    for number, content in enumerate((b"a: &a [*a]", b"[" * 9_000, standard_file().read_bytes(), b"\xff")):
        kept = federation.keep_bytes("x.yaml", content)
        new = NewRecord("document", f"坏目录{number}", {"type": "catalogue"}, attachments=(kept,))
        record_id = federation.add(new).only
        said = stated("catalogue", record_id, id="district", version=f"9.{number}", first_year=NOW, sha256=kept.sha256)
        federation.write(Edit(record_id, statements=(witness.state(said).written,)))
        federation.share(record_id)
    all_sync(federation, founder)
    known = known_catalogues(founder, witness_of(founder))[1:]
    assert [each.version for each in known] == ["9.0", "9.1", "9.2", "9.3"]
    assert all(each.fault and not each.counts and not each.usable for each in known)
    assert "refers to parts of itself" in known[0].fault
    assert "another catalogue" in known[2].fault
    assert version_for(founder, NOW) == standard().version


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"id": "district", "version": "9", "first_year": NOW, "sha256": "../../../etc/passwd"},
        {"id": "district", "version": "9", "first_year": True, "sha256": "0" * 64},
        {"id": "district", "version": "9", "first_year": 10**9, "sha256": "0" * 64},
        {"id": ["district"], "version": "9", "first_year": NOW, "sha256": "0" * 64},
        {"id": "d" * 2_000, "version": "9", "first_year": NOW, "sha256": "0" * 64},
    ],
)
def test_odd_statements_make_no_catalogue(founder: Library, federation: Library, facts: dict[str, Any]) -> None:
    record_id = federation.add(NewRecord("document", "怪目录", {"type": "catalogue"})).only
    said = stated("catalogue", record_id, **facts)
    federation.write(Edit(record_id, statements=(witness_of(federation).state(said).written,)))
    assert listed(federation) == []


def test_a_catalogue_whose_file_has_not_arrived_is_waited_for(
    founder: Library, federation: Library, shared: Path, tmp_path: Path
) -> None:
    before = {path for path in shared.rglob("*") if path.is_file()}
    bring(federation, file(tmp_path, "2.0"), NOW)
    late = [path for path in (shared / "blobs").rglob("*") if path.is_file() and path not in before]
    held = [(path, path.read_bytes()) for path in late]
    for path in late:
        path.unlink()
    sync(founder)
    (known,) = known_catalogues(founder, witness_of(founder))[1:]
    assert (known.waiting, known.counts, known.fault) == (True, False, "")
    assert version_for(founder, NOW) == standard().version
    for path, content in held:
        path.write_bytes(content)
    sync(founder)
    assert version_for(founder, NOW) == "2.0"


def test_a_member_who_spoils_the_record_does_not_take_the_catalogue_away(
    founder: Library, federation: Library, tmp_path: Path
) -> None:
    known = bring(federation, file(tmp_path, "2.0"), NOW)
    sync(founder)
    record = founder.read(known.record_id)
    own = founder.keep_bytes("x.yaml", file(tmp_path, "2.0", official=True).read_bytes())
    said = stated(
        "catalogue", record.id, id="district", version="2.0", first_year=NOW, sha256=own.sha256
    )  # fmt: skip
    mine = witness_of(founder).state(said).written
    gone = tuple(each.sha256 for each in record.attachments)
    founder.write(Edit(record.id, title="另一份", attach=(own,), detach=gone, statements=(mine,)))
    all_sync(founder, federation)
    for library in (founder, federation):
        assert [each.key for each in known_catalogues(library, witness_of(library))[1:]] == [known.key]
        assert version_for(library, NOW) == "2.0"


def test_a_catalogue_goes_out_as_a_file_and_comes_back_as_the_next_version(
    founder: Library, federation: Library, tmp_path: Path
) -> None:
    known = bring(federation, file(tmp_path, "2.0"), NOW)
    witness = witness_of(federation)
    export_catalogue(federation, known.key, tmp_path / "out.yaml", witness)
    text = (tmp_path / "out.yaml").read_text("utf-8")
    (tmp_path / "next.yaml").write_text(text.replace("'2.0'", "'2.1'"), encoding="utf-8")
    bring(federation, tmp_path / "next.yaml", NOW + 1)
    assert version_for(federation, NOW + 1) == "2.1"
    with pytest.raises(UnknownCatalogue):
        export_catalogue(federation, "nothing", tmp_path / "x.yaml", witness)


def test_a_review_is_of_one_catalogue(founder: Library, federation: Library, tmp_path: Path) -> None:
    record_id = assessment(founder, NOW, I01=2)
    sync(federation)
    witness = witness_of(federation)
    record = federation.read(record_id)
    chosen = catalogue_for(federation, NOW, witness, record)
    review(federation, record, "同意", witness, catalogue=chosen.known.key)
    bring(federation, file(tmp_path, "2.0"), NOW)
    all_sync(federation, founder)
    assert seen(founder, record_id).standing is Standing.VERIFIED
    assert version_for(founder, NOW, record_id) == standard().version
    newer = catalogue_for(founder, NOW, witness_of(founder)).known.key
    founder.write(Edit(record_id, fields={"catalogue": newer}))
    assert seen(founder, record_id).standing is Standing.CHANGED_SINCE
