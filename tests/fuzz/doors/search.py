"""What a person types into the search box."""

from alliance_app.search.language import readings
from tests.fuzz.bench import BENCH
from tests.fuzz.drawing import Drawn

_WORDS = (
    *(
        "绿色",
        "低碳",
        "a",
        "OR",
        "AND",
        "NOT",
        "或",
        "且",
        "非",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        "「",
        "」",
        "*",
        "?",
        ":",
        "：",
    ),
    *(
        "类型:",
        "标签:",
        "企业:",
        "阶段:",
        "星级:",
        "日期:",
        "is:",
        "has:",
        "title:",
        "年度:",
        "tag:",
        ">=",
        "..",
        "2024",
        "2024-99",
    ),
    *(
        "2024-01..2024-06",
        "0000",
        "99999999999",
        "★★",
        "draft",
        "trashed",
        "%",
        "_",
        "'",
        "\\",
        "\0",
        "\ue0f0",
        "\ufffe",
        " ",
    ),
)


def query(data: bytes) -> None:
    """Any text: reading it never fails, and neither does looking for it."""
    drawn = Drawn(data)
    if drawn.yes():
        text = drawn.rest().decode("utf-8", "surrogateescape" if drawn.yes() else "replace")
    else:
        text = "".join(drawn.pick(_WORDS) + drawn.pick(("", " ", " ")) for _word in range(drawn.below(90)))
    assert readings(text)
    finder = BENCH.app.finder
    found = finder.search(text)
    assert found.total >= len(found.ids)
    found.read_as.encode("utf-8", "surrogateescape")
    finder.hits(found, found.ids[:5])
    finder.facets(found)


def query_seeds() -> list[bytes]:
    """Queries of every kind."""
    typed = (
        "绿色低碳 改善",
        '"第 18 期"',
        "(节能 OR 降耗) -草稿",
        "类型:沙龙 日期:2024-01..2024-06",
        "inno* 星级:>=2",
        "(" * 600,
    )
    return [b"\1" + each.encode() for each in typed] + [
        bytes((n * step) % 256 & 254 for n in range(120)) for step in range(1, 60)
    ]
