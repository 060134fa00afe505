"""待办跟进: what salons left to be done, kept in sight until it is done."""

from alliance_app.desktop.follow_ups.listing import FollowUpList
from alliance_app.desktop.follow_ups.page import FollowUpsPage
from alliance_app.desktop.follow_ups.watch import FollowUpWatch

__all__ = ["FollowUpList", "FollowUpWatch", "FollowUpsPage"]
