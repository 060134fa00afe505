"""Differences of versions are told as they are read, not as they are written."""

import pytest

from alliance_app.desktop.widgets.history import as_read


@pytest.mark.parametrize(
    ("text", "begins", "read"),
    [
        ("## 发言要点\n\n- 王主席：**先装分表**\n", True, "发言要点\n\n• 王主席：先装分表\n"),
        ("- [ ] 一\n  - [x] 二", True, "☐ 一\n  ☑ 二"),
        ("# 号线", False, "# 号线"),
        ("半句\n# 号线", False, "半句\n号线"),
        ("| 甲 | 乙 |\n| --- | ---: |\n| 1 | 2 |", True, "| 甲 | 乙 |\n| 1 | 2 |"),
        ("见 [[回流焊节能改善|项目]] ![](attachment:ab)", True, "见 项目 [picture]"),
        ("**", False, "**"),
        ("- ", True, "• "),
        ("## ", True, "## "),
        ("a * b # c - d", True, "a * b # c - d"),
    ],
)
def test_marks_are_not_read_out_but_where_they_are_what_changed(text: str, begins: bool, read: str) -> None:
    assert as_read(text, begins=begins, picture="[picture]") == read
