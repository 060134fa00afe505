"""The members of the alliance: their directory, a page for each, the roster from and to Excel."""

from alliance_app.desktop.members.room import MembersRoom

__all__ = ["MembersRoom"]
