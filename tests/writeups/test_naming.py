"""What a document is called when nobody names it."""

import pytest

from alliance_app.writeups.naming import file_name, short_name
from tests.writeups.shelves import record


def test_the_default_name_says_when_what_who_and_about_what() -> None:
    salon = record(title="第 18 期星级工会主席沙龙：绿色低碳生产", fields={"starts_at": "2025-03-18T14:30"})
    assert file_name(salon, "docx", "示范电子厂工会") == "2025-03-18_沙龙纪要_示范电子_绿色低碳生产.docx"
    assert file_name(record(kind="member", title="甲工会"), "pdf") == "2026-03-18_会员企业_甲工会.pdf"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("示范电子（深圳）有限公司工会委员会", "示范电子"),
        ("恒源新能源股份有限公司", "恒源新能源"),
        ("示范区星级工会联盟", "示范区星级工会联盟"),
        ("工会", "工会"),
        ("精工模具工会", "精工模具"),
    ],
)
def test_an_enterprise_goes_by_its_short_name(title: str, short: str) -> None:
    assert short_name(title) == short


@pytest.mark.parametrize("title", ["../../etc/passwd", "a" * 300, 'x<>:"/\\|?*y', "…", "CON", "题\u202egpj.exe"])
def test_no_title_makes_a_name_that_leaves_the_folder(title: str) -> None:
    name = file_name(record(title=title), "docx", title)
    assert len(name) < 200
    assert not set(name) & set('/\\<>:"|?*\u202e')
    assert name.startswith("2026-03-18_沙龙纪要")
    assert name.endswith(".docx")
