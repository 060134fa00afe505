"""The fixed sets that fields choose from: what is stored → (zh, en)."""

from types import MappingProxyType

STAGES = MappingProxyType(
    {
        "proposed": ("提出", "Proposed"),
        "review": ("评审", "Review"),
        "approved": ("立项", "Approved"),
        "doing": ("实施", "Under way"),
        "checking": ("效果检查", "Effect check"),
        "accepted": ("验收", "Accepted"),
        "confirmed": ("财务确认", "Finance confirmed"),
        "promoted": ("推广", "Promoted"),
        "archived": ("归档", "Archived"),
        "rejected": ("不采纳", "Not adopted"),
    }
)

CATEGORIES = MappingProxyType(
    {
        "invention": ("小发明", "Small invention"),
        "creation": ("小创造", "Small creation"),
        "reform": ("小革新", "Small reform"),
        "design": ("小设计", "Small design"),
        "suggestion": ("小建议", "Small suggestion"),
        "qc_site": ("QC现场", "QC on site"),
        "qc_problem": ("QC攻关", "QC problem solving"),
        "qc_management": ("QC管理", "QC management"),
        "qc_service": ("QC服务", "QC service"),
        "qc_innovation": ("QC创新", "QC innovation"),
        "low_carbon": ("绿色低碳", "Green and low-carbon"),
    }
)

CHAIN = MappingProxyType(
    {
        "production": ("生产", "Production"),
        "supply": ("供销", "Supply and sales"),
        "transport": ("运输", "Transport"),
        "processing": ("加工", "Processing"),
        "technology": ("技术", "Technology"),
        "service": ("服务", "Service"),
    }
)

SCOPES = MappingProxyType({"internal": ("内部", "Internal"), "public": ("公开", "Public")})

PROGRAMME = MappingProxyType(
    {
        "sign_in": ("签到", "Sign-in"),
        "tour": ("参观", "Tour"),
        "experience": ("经验介绍", "Experience talk"),
        "discussion": ("座谈", "Discussion"),
        "comments": ("点评", "Comments"),
    }
)

CASE_FORMS = MappingProxyType(
    {
        "experience": ("典型经验", "Typical experience"),
        "federation": ("全总体例", "Federation form"),
        "own": ("自拟提纲", "Own outline"),
    }
)

LAYOUTS = MappingProxyType({"official": ("公文", "Official (GB/T 9704)"), "plain": ("普通", "Plain")})

SIDES = MappingProxyType({"offer": ("供", "Offer"), "need": ("需", "Need")})

MATCH_STATUSES = MappingProxyType(
    {
        "published": ("发布", "Published"),
        "talking": ("洽谈", "Talking"),
        "intent": ("意向", "Intent"),
        "agreed": ("协议", "Agreed"),
        "closed": ("关闭", "Closed"),
    }
)

DEALINGS = MappingProxyType(
    {
        **{name: labels for name, labels in MATCH_STATUSES.items() if name != "published"},
        "unsuitable": ("不合适", "Not suitable"),
    }
)

ACTIVITY_TYPES = MappingProxyType(
    {
        "lecture": ("宣讲", "Lecture"),
        "culture": ("文体", "Culture and sport"),
        "training": ("培训", "Training"),
        "contest": ("竞赛", "Contest"),
        "visit": ("慰问", "Visit"),
        "inspection": ("检查", "Inspection"),
        "women": ("女职工", "Women workers"),
    }
)

DOCUMENT_TYPES = MappingProxyType(
    {
        "approval": ("批复", "Approval"),
        "rule": ("制度", "Rule"),
        "minutes": ("会议纪要", "Minutes"),
        "contract": ("合同", "Contract"),
        "disclosure": ("公开", "Disclosure"),
        "audit": ("经审", "Audit"),
        "catalogue": ("指标目录", "Indicator catalogue"),
    }
)

COMMITTEES = MappingProxyType(
    {
        "funds": ("经审委员会", "Funds audit committee"),
        "women": ("女职工委员会", "Women workers committee"),
        "disputes": ("劳动争议调解委员会", "Dispute mediation committee"),
    }
)

STARS = MappingProxyType(
    {
        "0": ("未评星", "No star"),
        "1": ("一星", "One star"),
        "2": ("二星", "Two stars"),
        "3": ("三星", "Three stars"),
    }
)
