"""Every kind of record, declared once. Source: fields.md."""

from alliance_app.records import clock, options
from alliance_app.records.benefit import annual_benefit, benefit_band, in_wan
from alliance_app.records.errors import UnknownKind
from alliance_app.records.fields import (
    Choice,
    Computed,
    Day,
    Flag,
    Integer,
    Link,
    Links,
    LongText,
    Many,
    Moment,
    Number,
    Phone,
    Quantity,
    Text,
)
from alliance_app.records.kind import Kind
from alliance_app.records.tables import RowNames, Sheet, Table


def _today() -> str:
    return clock.today().isoformat()


def _now() -> str:
    return clock.now().astimezone().replace(tzinfo=None).isoformat(timespec="minutes")


def _this_year() -> int:
    return clock.today().year


DECISION = (
    Integer("no", zh="序号", en="No."),
    Text("what", zh="事项", en="Matter"),
    Text("who", zh="负责人", en="Responsible", personal=True),
    Day("due", zh="完成期限", en="Due"),
    Text("result", zh="结果跟踪", en="Result"),
)

SALON = Kind(
    "salon",
    zh="主席沙龙",
    en="Salon note",
    short_zh="沙龙",
    dated_by="starts_at",
    owned_by="host",
    fields=(
        Integer("issue_no", zh="期次", en="Issue"),
        Moment("starts_at", zh="开始", en="Starts", required=True, facet=True, default=_now),
        Moment("ends_at", zh="结束", en="Ends"),
        Text("place", zh="地点", en="Place"),
        Link("host", to="member", zh="主办", en="Host", facet=True),
        Links("co_host", to="member", zh="承办", en="Co-hosts"),
        Text("moderator", zh="主持人", en="Moderator", personal=True),
        Text("recorder", zh="记录人", en="Recorder", personal=True),
        Integer("expected", zh="应到", en="Expected"),
        Integer("present", zh="实到", en="Present"),
        Links("participants", to="member", zh="参加企业", en="Participants", facet=True),
        Many("topics", zh="议题", en="Topics", facet=True),
        Table("decisions", zh="决议事项", en="Decisions", columns=DECISION),
        Choice("scope", zh="公开范围", en="Scope", options=options.SCOPES, default="internal"),
    ),
)

OPEN_DAY = Kind(
    "open_day",
    zh="企业开放日",
    en="Open day",
    short_zh="开放日",
    dated_by="date",
    owned_by="host",
    fields=(
        Day("date", zh="日期", en="Date", required=True, facet=True, default=_today),
        Text("theme", zh="主题", en="Theme"),
        Link("host", to="member", zh="承办企业", en="Host", facet=True),
        Links("visitors", to="member", zh="参访企业", en="Visitors", facet=True),
        Integer("headcount", zh="人数", en="Headcount"),
        Table(
            "programme",
            zh="流程",
            en="Programme",
            columns=(
                Text("time", zh="时间", en="Time"),
                Choice("part", zh="环节", en="Part", options=options.PROGRAMME),
                Text("note", zh="说明", en="Note"),
            ),
        ),
        Links("intents", to="supply_demand", zh="达成意向", en="Intents reached"),
    ),
)

PROJECT = Kind(
    "project",
    zh="创新项目",
    en="Innovation project",
    short_zh="项目",
    owned_by="owner",
    fields=(
        Choice("category", zh="类别", en="Category", facet=True, options=options.CATEGORIES),
        Link("owner", to="member", zh="企业", en="Enterprise", facet=True),
        Text("leader", zh="负责人", en="Leader", personal=True),
        Many("team", zh="成员", en="Team", personal=True),
        Choice(
            "stage",
            zh="阶段",
            en="Stage",
            required=True,
            facet=True,
            default="proposed",
            options=options.STAGES,
        ),
        LongText("rejection_reason", zh="不采纳原因", en="Reason not adopted"),
        Sheet(
            "stage_dates",
            zh="阶段日期",
            en="Stage dates",
            rows=options.STAGES,
            columns=(Day("on", zh="日期", en="On"),),
        ),
        Links("evidence", to="document", zh="验收佐证", en="Evidence"),
        Quantity("baseline", zh="基线", en="Baseline"),
        Quantity("after", zh="改善后", en="After"),
        Number("volume", zh="数量", en="Volume"),
        Number("unit_price", zh="单价", en="Unit price", unit="元"),
        Number("investment", zh="投入", en="Investment", unit="元"),
        Integer("period", zh="计算期（月）", en="Period (months)", least=1, most=12),
        Flag("finance_confirmed", zh="财务确认", en="Confirmed by finance", facet=True),
        Text("confirmed_by", zh="确认人", en="Confirmed by", personal=True),
        Day("confirmed_on", zh="确认日期", en="Confirmed on"),
        Computed("annual_benefit", zh="年经济效益", en="Yearly benefit", formula=annual_benefit, shown=in_wan),
        Computed("benefit_band", zh="效益档", en="Benefit band", facet=True, formula=benefit_band),
        Many("ip", zh="知识产权", en="Intellectual property"),
    ),
)

CASE = Kind(
    "case",
    zh="案例材料",
    en="Case",
    short_zh="案例",
    dated_by="date",
    fields=(
        Choice("form", zh="形式", en="Form", facet=True, default="experience", options=options.CASE_FORMS),
        Text("byline", zh="署名", en="Byline", personal=True),
        Text("union", zh="单位", en="Union"),
        Day("date", zh="日期", en="Date", required=True, facet=True, default=_today),
        Table(
            "sources",
            zh="素材",
            en="Sources",
            columns=(
                Link("record", zh="资料", en="Record"),
                Text("section", zh="取用部分", en="Section used"),
            ),
        ),
        LongText("abstract", zh="摘要", en="Abstract"),
        Choice("layout", zh="版式", en="Layout", default="official", options=options.LAYOUTS),
    ),
)

MEMBER = Kind(
    "member",
    zh="会员企业",
    en="Member enterprise",
    short_zh="会员",
    fields=(
        Text("ownership", zh="性质", en="Ownership", facet=True),
        Text("industry", zh="行业", en="Industry", facet=True),
        Many(
            "chain_stage",
            zh="产业链环节",
            en="Chain stage",
            facet=True,
            of=Choice("stage", options=options.CHAIN),
        ),
        Text("address", zh="地址", en="Address"),
        Integer("workers", zh="职工数", en="Workers"),
        Integer("members", zh="会员数", en="Union members"),
        Text("chair", zh="主席", en="Chair", personal=True),
        Phone("phone", zh="电话", en="Phone"),
        Day("founded_on", zh="建会时间", en="Union founded on"),
        Day("term_from", zh="届期起", en="Term from"),
        Integer("term_years", zh="任期（年）", en="Term (years)", least=1, most=10),
        Many("committees", zh="三委", en="Committees", of=Choice("committee", options=options.COMMITTEES)),
        Flag("legal_person", zh="法人资格", en="Legal person"),
        Choice("stars", zh="星级", en="Stars", facet=True, options=options.STARS),
        Day("rated_on", zh="评定日期", en="Rated on"),
        Many("capabilities", zh="能力/产品", en="Capabilities", facet=True),
    ),
)

DEALING = (
    Link("with", to="supply_demand", zh="对接信息", en="With"),
    Link("partner", to="member", zh="对方", en="Partner"),
    Choice("standing", zh="进展", en="Standing", options=options.DEALINGS),
    Day("on", zh="日期", en="On"),
)

SUPPLY_DEMAND = Kind(
    "supply_demand",
    zh="供需",
    en="Supply or demand",
    dated_by="needed_by",
    owned_by="owner",
    fields=(
        Choice("side", zh="供/需", en="Side", required=True, facet=True, default="need", options=options.SIDES),
        Choice("chain_stage", zh="环节", en="Chain stage", facet=True, options=options.CHAIN),
        Text("what", zh="产品服务", en="Product or service"),
        Text("spec", zh="规格", en="Specification"),
        Quantity("quantity", zh="数量", en="Quantity"),
        Text("per", zh="周期", en="Per"),
        Text("area", zh="区域", en="Area", facet=True),
        Many("qualifications", zh="资质", en="Qualifications"),
        Day("needed_by", zh="交期", en="Needed by"),
        Day("valid_until", zh="有效期", en="Valid until"),
        Link("owner", to="member", zh="企业", en="Enterprise", facet=True),
        Choice("status", zh="状态", en="Status", facet=True, default="published", options=options.MATCH_STATUSES),
        Link("partner", to="member", zh="对方", en="Partner"),
        # what this side says of each record of the other side, by its id: see alliance/dealings.py
        Sheet("dealings", zh="对接", en="Dealings", ruled=True, columns=DEALING),
        Number("amount", zh="金额", en="Amount", unit="元", private=True),
    ),
)

ACTIVITY = Kind(
    "activity",
    zh="工会活动",
    en="Activity",
    short_zh="活动",
    dated_by="date",
    owned_by="owner",
    fields=(
        Choice("type", zh="类型", en="Type", facet=True, options=options.ACTIVITY_TYPES),
        Day("date", zh="日期", en="Date", required=True, facet=True, default=_today),
        Link("owner", to="member", zh="企业", en="Enterprise", facet=True),
        Integer("headcount", zh="参加人数", en="Participants"),
        Number("coverage", zh="覆盖率", en="Coverage", unit="%"),
    ),
)

DOCUMENT = Kind(
    "document",
    zh="制度台账",
    en="Document",
    short_zh="台账",
    dated_by="date",
    owned_by="owner",
    fields=(
        Choice("type", zh="类型", en="Type", facet=True, options=options.DOCUMENT_TYPES),
        Text("doc_no", zh="文号", en="Document number"),
        Day("date", zh="日期", en="Date", facet=True),
        Day("valid_until", zh="有效期", en="Valid until"),
        Link("owner", to="member", zh="企业", en="Enterprise", facet=True),
    ),
)

INDICATOR_NAMES = RowNames()

ASSESSMENT = Kind(
    "assessment",
    zh="星级自评",
    en="Star self-assessment",
    short_zh="自评",
    owned_by="member",
    fields=(
        Integer("year", zh="年度", en="Year", required=True, facet=True, default=_this_year, least=1990, most=2200),
        Link("member", to="member", zh="企业", en="Enterprise", facet=True),
        Text("catalogue", zh="指标目录版本", en="Catalogue version"),
        Sheet(
            "indicators",
            zh="指标",
            en="Indicators",
            called=INDICATOR_NAMES,
            columns=(
                Number("value", zh="数值", en="Value"),
                Flag("na", zh="不适用", en="Not applicable"),
                Links("evidence", zh="佐证", en="Evidence"),
                Text("note", zh="说明", en="Note"),
            ),
        ),
        Text("reviewed_by", zh="复核人", en="Reviewed by", personal=True),
        Day("reviewed_on", zh="复核日期", en="Reviewed on"),
        Text("review_result", zh="复核结果", en="Review result"),
    ),
)

ARTICLE = Kind(
    "article",
    zh="学习资料",
    en="Article",
    short_zh="学习",
    dated_by="date",
    fields=(
        Text("source", zh="来源", en="Source"),
        Text("author", zh="作者", en="Author", personal=True),
        Day("date", zh="日期", en="Date", facet=True),
        # what an imported note's front matter says beyond the fields above, as it was written
        LongText("properties", zh="其他属性", en="Other properties"),
    ),
)

KINDS = {
    each.name: each
    for each in (
        SALON,
        OPEN_DAY,
        PROJECT,
        CASE,
        MEMBER,
        SUPPLY_DEMAND,
        ACTIVITY,
        DOCUMENT,
        ASSESSMENT,
        ARTICLE,
    )
}


def kind_named(name: str) -> Kind:
    """The kind with this name or label, in either language. Raises UnknownKind."""
    found = KINDS.get(name)
    if found is None:
        wanted = name.strip().casefold()
        for each in KINDS.values():
            if wanted in (each.name, each.zh, each.short_zh, each.en.casefold()):
                return each
        raise UnknownKind(kind=name, known=", ".join(KINDS))
    return found
