"""现场记录: the page a salon is written on while it is held, and the step that closes it."""

from alliance_app.desktop.salon.live import LiveSalon

__all__ = ["LiveSalon"]
