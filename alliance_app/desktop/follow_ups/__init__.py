"""待办跟进: what salons left to be done, kept in sight until it is done."""

from alliance_app.desktop.follow_ups.beside import ToDo
from alliance_app.desktop.follow_ups.listing import FollowUpList
from alliance_app.desktop.follow_ups.watch import FollowUpWatch

__all__ = ["FollowUpList", "FollowUpWatch", "ToDo"]
