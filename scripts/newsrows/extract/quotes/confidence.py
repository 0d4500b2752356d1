"""How likely a report is right."""

from __future__ import annotations

from newsrows.extract.quotes.report import Report
from newsrows.records import Quote


def confidence_of(report: Report) -> float:
    """Probability that content and speaker are right."""
    return 0.9 if report.quotations else 0.5


def is_worth_keeping(report: Report, quote: Quote) -> bool:
    """Whether the report becomes a row."""
    return bool(report.quotations) or report.pattern in {
        "clause",
        "fronted",
        "accorded-last",
        "accorded-first",
        "interrupted",
    }
