"""The room of supply and demand (供需对接): needs, offers, who fits whom and why, and the picture of the chain."""

from alliance_app.desktop.match.room import MatchRoom

__all__ = ["MatchRoom"]
