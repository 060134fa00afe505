"""The calendar: a month at a time, what takes place on a day, and the whole of it as a file."""

from alliance_app.desktop.calendar.page import CalendarRoom

__all__ = ["CalendarRoom"]
