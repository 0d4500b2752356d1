"""The error of this package."""

from __future__ import annotations

from newsrows.records import NewsrowsError


class ReportError(NewsrowsError):
    """A report cannot be written. Its folder is unchanged."""
