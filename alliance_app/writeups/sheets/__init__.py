"""A list as an Excel workbook: one row a record, dates as dates, numbers as numbers, telephones as text."""

from alliance_app.writeups.sheets.roster import roster_name, write_roster, write_template
from alliance_app.writeups.sheets.workbook import write_workbook

__all__ = ["roster_name", "write_roster", "write_template", "write_workbook"]
