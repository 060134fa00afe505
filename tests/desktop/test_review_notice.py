"""Above a self-assessment stands whether its review can be believed."""

from pathlib import Path

import pytest

from alliance_app.app import App
from alliance_app.assessing.reviewing import review_here
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.keys.members import Members
from tests.desktop.conftest import Hands
from tests.desktop.protected_scenes import NEXT, joined_protected, member


def said(hands: Hands) -> str:
    """What the notice says; nothing while it is hidden."""
    hands.settle()
    notice = hands.page.view.reviewed
    return notice.accessibleName() if notice.isVisible() else ""


def test_a_review_of_ones_own_is_shown_as_unverified(hands: Hands) -> None:
    record_id = hands.library.add(NewRecord("assessment", "Our year", {"year": 2026})).only
    hands.open("Our year")
    assert said(hands) == ""
    review_here(hands.library, record_id, "All is well", on="2026-11-26")
    hands.window.look_for_changes()
    hands.until(lambda: "Not verified" in said(hands))
    assert said(hands).startswith("Review: All is well · Chair Li · 2026-11-26")
    hands.open("第 18 期沙龙：绿色低碳生产")
    assert said(hands) == ""


@pytest.mark.usefixtures("quick_keys")
def test_the_federations_review_is_verified_until_something_changes(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined_protected(hands, share)
    device = member(tmp_path / "federation", share, author="Federation")
    record_id = hands.library.add(
        NewRecord("assessment", "Our year", {"year": 2026, "indicators": {"I01": {"value": 1}}})
    ).only
    hands.library.share(record_id)
    Exchange(hands.library).sync()
    Members(hands.library, Exchange(hands.library)).mark_federation(device, NEXT)
    with App.open(tmp_path / "federation") as app:
        Exchange(app.library).sync()
        review_here(app.library, record_id, "Two stars", on="2026-11-26")
        Exchange(app.library).sync()
    Exchange(hands.library).sync()
    hands.window.look_for_changes()
    hands.open("Our year")
    hands.until(lambda: "Verified: signed" in said(hands))
    assert said(hands).startswith("Review: Two stars · Federation · 2026-11-26")
    hands.library.write(Edit(record_id, fields={"indicators": {"I01": {"value": 2}}}))
    hands.window.look_for_changes()
    hands.until(lambda: "Changed since the review" in said(hands))
