"""Giving out: many records as one document, a file each or a list in Excel, and the summary of a year."""
