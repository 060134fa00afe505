"""The yearly summary (年度汇总): a year's figures from the library, drawn up as a document with tables and charts."""

from alliance_app.summary.writing import Asked, YearPair, figures_of, summary_name, write_summary

__all__ = ["Asked", "YearPair", "figures_of", "summary_name", "write_summary"]
