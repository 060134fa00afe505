"""A desktop library for the chairs of enterprise trade unions in a star-union alliance."""

__version__ = "0.1.0"
