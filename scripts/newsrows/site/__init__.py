"""A static site that shows a package and where each of its rows comes from."""

from newsrows.site.errors import ReportError
from newsrows.site.site import MAX_ARTICLES, ReportSummary, check_report, write_report

__all__ = ["MAX_ARTICLES", "ReportError", "ReportSummary", "check_report", "write_report"]
