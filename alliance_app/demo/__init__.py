"""The guided main job without hands: `alliance demo`."""

from alliance_app.demo.guide import run

__all__ = ["run"]
