"""What a union lacks for its next star waits in the overview, where it assesses itself."""

from pathlib import Path

from alliance_app.alliance.waiting import Matter
from alliance_app.app import App
from alliance_app.assessing.waiting import star_waiting
from alliance_app.library import Listing
from alliance_app.records.values import NewRecord


def test_what_lacks_for_the_next_star_waits_once_the_union_assesses_itself(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范电子厂工会", author="王工") as app:
        library = app.library
        assert star_waiting(library, app.witness()) == ()
        own = library.add(NewRecord("member", "示范电子厂工会")).only
        assert star_waiting(library, app.witness()) == ()
        mine = library.add(NewRecord("assessment", "自评", {"member": own, "year": 2026})).only
        (found,) = star_waiting(library, app.witness())
        assert (found.matter, found.ids) == (Matter.STAR, (mine,))
        assert found.count > 1
        assert found.said == f"For the next star {found.count} things are missing"
        assert library.ids(Listing(kinds=("assessment",), linked_to=own)) == [mine]
