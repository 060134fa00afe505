"""The roster of the members: its columns, and what people call them in the sheets they keep.

The columns follow from the declaration of a member: its name, every field that one cell can hold, its record number.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alliance_app.records.fields import Field, Text
from alliance_app.records.kinds import MEMBER
from alliance_app.records.tables import Sheet, Table

TITLE, NUMBER = "title", "record_number"


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column. `called`: the headings it is known by, folded, best first. `unit`: what its numbers count."""

    field: Field
    called: tuple[str, ...] = ()
    unit: str = ""

    @property
    def key(self) -> str:
        return self.field.name

    @property
    def heading(self) -> str:
        return self.field.label


_NAME = Text(TITLE, zh="企业名称", en="Enterprise name")
_NUMBER = Text(NUMBER, zh="资料编号", en="Record number")
_CALLED: Mapping[str, str] = {
    TITLE: "企业 单位 单位名称 公司 公司名称 企业全称 单位全称 名称 所在单位 会员企业 会员单位 企业（工会）名称 "
    "会员企业（工会） 工会名称 工会 工会组织名称 基层工会名称 title name enterprise company union member "
    "organisation organization",
    "ownership": "企业性质 单位性质 公司性质 经济类型 企业类型 登记类型 单位类型",
    "industry": "所属行业 行业类别 行业分类 所在行业 sector",
    "chain_stage": "产业链 环节 所在环节 所属环节 产业链位置 链上环节 chainstages stage",
    "address": "单位地址 企业地址 公司地址 办公地址 通讯地址 联系地址 详细地址 所在地 location",
    "workers": "职工人数 员工人数 员工数 职工总数 职工总人数 员工总数 在职职工数 在职职工人数 从业人数 employees staff",
    "members": "会员人数 工会会员数 工会会员人数 会员总数 入会人数 工会会员 unionmembers",
    "chair": "工会主席 主席姓名 工会主席姓名 工会负责人 chairman chairperson president",
    "phone": "联系电话 手机 手机号 手机号码 电话号码 联系方式 主席电话 工会主席电话 联系手机 mobile telephone tel",
    "founded_on": "建会日期 成立时间 成立日期 工会成立时间 工会成立日期 建立时间 "
    "建会年月 founded foundedon established",
    "term_from": "本届起 本届起始时间 届期开始 换届时间 换届日期 届期起始 本届开始时间 当选时间 termstart",
    "term_years": "任期 任期年限 届期 届期年限 term termlength",
    "committees": "三委设置 三个委员会 专门委员会 下设委员会 委员会",
    "legal_person": "法人 工会法人 社团法人 工会法人资格 法人资格证 是否法人 "
    "是否取得法人资格 是否具备法人资格 legalstatus",
    "stars": "工会星级 星级评定 评定星级 星级等级 现有星级 现星级 星级情况 starrating rating",
    "rated_on": "评星日期 评星时间 评定时间 星级评定时间 星级评定日期 授星时间 ratingdate daterated",
    "capabilities": "能力 产品 主要产品 主营产品 主营业务 能力产品 产品能力 优势能力 主要能力 特色能力 products",
    NUMBER: "记录编号 recordid",
}  # fmt: skip
_UNITS = {"workers": "人", "members": "人", "term_years": "年"}


@cache
def columns() -> tuple[RosterColumn, ...]:
    """All columns, in the order they are written."""
    held = [each for each in MEMBER.fields if not (each.computed or each.private or isinstance(each, Table | Sheet))]
    return tuple(
        RosterColumn(each, tuple(dict.fromkeys(map(fold_heading, _names_of(each)))), _UNITS.get(each.name, ""))
        for each in (_NAME, *held, _NUMBER)
    )


def column(key: str) -> RosterColumn:
    """The column of a field. Raises KeyError."""
    return next(each for each in columns() if each.key == key)


def column_called(heading: str) -> tuple[str, int] | None:
    """The key of the column that a heading means, and how well it names it, 0 best; None where it means none."""
    known = _by_heading()
    return known.get(fold_heading(heading)) or known.get(fold_heading(_without_brackets(heading)))


def fold_heading(heading: str) -> str:
    """A heading without what people put around it: blanks, marks, full width."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s*:#_./\-()\[\]·]|必填|选填", "", plain)


@cache
def _by_heading() -> Mapping[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for each in columns():
        for rank, name in enumerate(each.called):
            # a column's own names go before what another one is also called
            if name not in found or rank < found[name][1]:
                found[name] = (each.key, rank)
    return found


def _names_of(field: Field) -> tuple[str, ...]:
    return (*_own_names(field), *_CALLED.get(field.name, "").split())


def _own_names(field: Field) -> tuple[str, ...]:
    return (field.zh, field.en, field.name, *({_without_brackets(field.zh), _without_brackets(field.en)} - {""}))


def _without_brackets(heading: str) -> str:
    return re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", heading)).strip()
