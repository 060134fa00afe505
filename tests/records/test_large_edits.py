"""An edit that changes a long text beyond recognition is taken whole, in bounded time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records import filling
from alliance_app.records.document import Document
from alliance_app.records.kinds import ARTICLE
from alliance_app.records.values import Author, Edit

NOW, LATER = datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)
WRITER = Author("李主席", "办公室")
TEXTS = st.text(st.sampled_from("能耗节😀\n a"), max_size=30)


def edited(before: str, after: str) -> tuple[Document, str]:
    """A document whose body was `before`, at the version given, and is written over with `after`."""
    document = Document("0" * 26, 7)
    document.begin(Edit("0" * 26, title="题", body=before), ARTICLE, WRITER, NOW)
    version = document.version
    document.apply(Edit("0" * 26, body=after), ARTICLE, WRITER, NOW)
    return document, version


def test_a_long_text_changed_beyond_recognition_is_taken() -> None:
    before, after = "正文 " + "能耗" * 20_000, "改过 " + "节能" * 20_000
    document, version = edited(before, after)
    assert document.content().body == after
    former = document.content_at(version)
    assert former is not None
    assert former.body == before


@given(TEXTS, TEXTS)
def test_whatever_the_difference_took_the_text_is_what_was_typed(before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(filling, "_DIFF_MS", 0.0)
        assert edited(before, after)[0].content().body == after


def test_one_edit_of_a_long_text_is_one_entry_of_the_history() -> None:
    document, version = edited("", "")
    document.apply(Edit("0" * 26, body="能耗" * 20_000), ARTICLE, WRITER, LATER)
    newest, oldest = document.commits()
    assert (newest.what, newest.version) == ("edit", document.version)
    assert (oldest.what, oldest.version) == ("add", version)
