"""The body templates: one for each kind, and one for the second form of a case."""

from alliance_app import places
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Heading

BODIES = places.resources() / "templates" / "body"


def test_each_kind_has_its_template_and_there_is_no_other() -> None:
    assert {path.stem for path in BODIES.glob("*.md")} == {*KINDS, "case-federation"}


def test_a_template_is_headings_of_one_level_and_room_to_write() -> None:
    for path in BODIES.glob("*.md"):
        levels = {block.level for block in blocks(path.read_text("utf-8")) if isinstance(block, Heading)}
        assert levels == {2}, path.name
