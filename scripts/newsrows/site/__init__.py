"""Writes a report: a static site that shows a package and the words that each row was read from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.site.errors import ReportError
    from newsrows.site.report import MAX_ARTICLES, ReportSummary, check_report, write_report

__all__ = ["MAX_ARTICLES", "ReportError", "ReportSummary", "check_report", "write_report"]

_MODULES = {
    "MAX_ARTICLES": "report",
    "ReportError": "errors",
    "ReportSummary": "report",
    "check_report": "report",
    "write_report": "report",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562): a build needs only `newsrows.site.marker`."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
