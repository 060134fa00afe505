"""The page 星级自评: a union's year against the alliance's indicators."""

from alliance_app.desktop.stars.room import StarsRoom

__all__ = ["StarsRoom"]
