"""What a file or a command gives for a field becomes what the field stores, or is refused in words."""

import pytest

from alliance_app.records.errors import AllianceError
from alliance_app.records.given import from_command, given
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Value

ELECTRONICS, MOULDS = "0" * 25 + "1", "0" * 25 + "2"
TITLES = {
    ("示范电子厂工会", "member"): ELECTRONICS,
    ("精工模具工会", "member"): MOULDS,
    ("一次沙龙", "salon"): "0" * 26,
}


def find(title: str, kind: str | None) -> str | None:
    return next((key for (known, of), key in TITLES.items() if known == title and kind in (None, of)), None)


@pytest.mark.parametrize(
    ("kind", "field", "value", "stored"),
    [
        ("salon", "host", "[[示范电子厂工会]]", ELECTRONICS),
        ("salon", "host", "[[示范电子厂工会|东道主]]", ELECTRONICS),
        ("salon", "host", [["示范电子厂工会"]], ELECTRONICS),
        ("salon", "host", "示范电子厂工会", ELECTRONICS),
        ("salon", "host", MOULDS, MOULDS),
        ("salon", "participants", ["[[示范电子厂工会]]", [["精工模具工会"]]], [ELECTRONICS, MOULDS]),
        ("salon", "participants", "[[示范电子厂工会]], [[精工模具工会]]", [ELECTRONICS, MOULDS]),
        ("salon", "participants", "示范电子厂工会、精工模具工会", [ELECTRONICS, MOULDS]),
        ("salon", "topics", "节能；低碳", ["节能", "低碳"]),
        ("salon", "topics", [1, "二"], ["1", "二"]),
        ("salon", "issue_no", "18", 18),
        ("salon", "starts_at", "2024-07-12 14:30", "2024-07-12T14:30"),
        ("salon", "place", 301, "301"),
        ("salon", "scope", "公开", "public"),
        ("salon", "decisions", [{"序号": "1", "what": "共享", "due": "2024-7-2"}],
         [{"no": 1, "what": "共享", "due": "2024-07-02"}]),
        ("project", "baseline", 12.5, {"number": 12.5, "unit": ""}),
        ("project", "baseline", "12.5 kWh", {"number": 12.5, "unit": "kWh"}),
        ("project", "stage_dates", {"提出": {"on": "2024-01-02"}}, {"proposed": {"on": "2024-01-02"}}),
        ("project", "finance_confirmed", "是", True),
        ("case", "sources", [{"record": "[[一次沙龙]]", "section": "议题"}],
         [{"record": "0" * 26, "section": "议题"}]),
        ("member", "stars", 3, "3"),
        ("member", "chain_stage", "生产、加工", ["production", "processing"]),
        ("salon", "place", "", None),
    ],
)  # fmt: skip
def test_what_is_given_becomes_what_is_stored(kind: str, field: str, value: Value, stored: Value) -> None:
    assert given(KINDS[kind].field(field), value, find) == stored


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("salon", "host", "[[没有这家]]", "没有这家"),
        ("salon", "host", "一次沙龙", "一次沙龙"),
        ("salon", "host", 5, "5"),
        ("salon", "participants", 5, "a list is needed"),
        ("salon", "issue_no", "十八", "十八"),
        ("salon", "starts_at", "2024-13-45", "2024-13-45"),
        ("salon", "decisions", [{"颜色": "红"}], "颜色"),
        ("salon", "decisions", 7, "rows are needed"),
        ("salon", "decisions", ["x"], "a row is needed"),
        ("project", "stage_dates", [1], "named rows are needed"),
        ("project", "stage_dates", {"飞": {}}, "飞"),
        ("project", "annual_benefit", 5, "computed"),
        ("member", "stars", "9", "9"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(kind: str, field: str, value: Value, words: str) -> None:
    with pytest.raises(AllianceError, match=words):
        given(KINDS[kind].field(field), value, find)


def test_a_command_gives_rows_as_json_or_as_lines() -> None:
    decisions = KINDS["salon"].field("decisions")
    rows = [{"no": 1, "what": "共享", "who": "王工"}]
    assert from_command(decisions, '[{"no": 1, "what": "共享", "who": "王工"}]', find) == rows
    assert from_command(decisions, "1 | 共享 | 王工", find) == rows
    with pytest.raises(AllianceError, match="JSON"):
        from_command(decisions, "[{", find)
    with pytest.raises(AllianceError, match="JSON"):
        from_command(decisions, "[" * 100_000, find)
    with pytest.raises(AllianceError, match="JSON"):
        from_command(decisions, f'[{{"no": {"9" * 5_000}}}]', find)
