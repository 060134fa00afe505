"""A list as an Excel workbook: one row a record, dates as dates, numbers as numbers, telephones as text."""

from alliance_app.writeups.sheets.workbook import write_workbook

__all__ = ["write_workbook"]
