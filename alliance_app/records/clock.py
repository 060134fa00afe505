"""The one clock the program reads. It may be wrong by years: nothing that must be right may rest on it."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day where the user is."""
    return now().astimezone().date()
