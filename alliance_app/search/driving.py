"""SQLite itself within SQLAlchemy's transaction: for many small statements, and for many rows at once.

A statement through SQLAlchemy costs three times as much, a row ten times; errors come out as SQLAlchemy's all the same.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa


@contextmanager
def driving(connection: sa.Connection) -> Iterator[sqlite3.Connection]:
    """The driver's own connection. Raises sqlalchemy.exc.DBAPIError for what SQLite refuses."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        yield driver
    except sqlite3.Error as error:
        raise sa.exc.DBAPIError("search", None, error) from error
