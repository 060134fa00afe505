"""Words of a file that comes in say themselves in Markdown, whatever marks stand in them."""

from hypothesis import example, given
from hypothesis import strategies as st

from alliance_app.intake.escaping import beginning_nothing, escaped
from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Paragraph, text_of

MARKS = [
    *("[", "]", "(", ")", "[[", "]]", "![", "*", "**", "_", "__", "`", "```", "~~", "==", "|", "- ", "1. ", "> ", "# "),
    *("[^a]", "[^a]: ", "[ ] ", "---", "===", "<", "<br>", "&", "&lt;", "\\", ":", "http://x", "<http://x>", "工", "a"),
    *("1", " ", "a@b.c", "<a@b.c>", "~", "=", "!", "#a", "+ ", "\u3000"),
]


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=10).map("".join))
@example("2. 回流焊节能改善")
@example("姓名：______")
@example("[[> a# ]]`+ <a@b.c>")
@example("~~~~")
@example("=")
def test_words_are_read_as_they_were_written(words: str) -> None:
    line = " ".join(words.split())
    read = blocks(beginning_nothing(escaped(line)))
    assert "".join(text_of(read).split()) == "".join(line.split())
    assert all(isinstance(block, Paragraph) for block in read)


def test_plain_words_are_left_alone() -> None:
    for words in (
        "年效益 21.4 万元（含税）",
        "C# 与 a_b",
        "3 < 5 && x > y",
        "见 https://example.org/a?b=1&c=2",
        "[附件]",
        "50–200 元",
    ):
        assert beginning_nothing(escaped(words)).replace("\\_", "_") == words
