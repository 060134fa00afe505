"""The room of the three batches, open in a real window, with projects in it."""

from pathlib import Path
from typing import Any

import pytest

from alliance_app.app import App
from alliance_app.library import Listing
from alliance_app.records.values import NewRecord
from tests.desktop.batches.scenes import CART, DOOR, JIG, LAMP, OLD, Board
from tests.desktop.conftest import PLANT, Hands

MEASURED: dict[str, Any] = {
    "baseline": {"number": 2, "unit": "h"},
    "after": {"number": 1, "unit": "h"},
    "volume": 1000,
    "unit_price": 10,
}


@pytest.fixture
def folder(folder: Path) -> Path:
    """The library of the window's tests, its one project whole, with some more and a document."""
    with App.open(folder) as app:
        library = app.library
        plant = library.by_title(PLANT, "member")
        paper = library.add(NewRecord("document", "验收单")).only
        (reflow,) = library.ids(Listing(kinds=("project",)))
        library.delete(reflow)
        whole = {"owner": plant, "category": "reform", "leader": "王工", **MEASURED}
        library.add_all(
            [
                NewRecord("project", JIG, {**whole, "stage": "doing", "stage_dates": {"doing": {"on": "2026-01-05"}}}),
                NewRecord("project", DOOR, {**whole, "stage": "checking", "leader": "李工", "category": "low_carbon"}),
                NewRecord("project", LAMP, {"owner": plant, "stage": "proposed"}),
                NewRecord("project", CART, {**whole, "stage": "accepted", "evidence": [paper], "team": ["张师傅"]}),
                NewRecord("project", OLD, {"stage": "rejected", "rejection_reason": "成本过高"}),
            ]
        )
    return folder


@pytest.fixture
def board(hands: Hands) -> Board:
    return Board(hands)
