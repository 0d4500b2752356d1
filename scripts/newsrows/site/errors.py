"""The error of this package."""

from __future__ import annotations

from newsrows.records import OutputError


class ReportError(OutputError):
    """A report cannot be written. Its folder is unchanged."""
