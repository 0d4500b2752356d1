"""Writes a report: a static site that shows a package and the words that each row was read from."""

from newsrows.site.errors import ReportError
from newsrows.site.report import MAX_ARTICLES, ReportSummary, check_report, write_report

__all__ = ["MAX_ARTICLES", "ReportError", "ReportSummary", "check_report", "write_report"]
