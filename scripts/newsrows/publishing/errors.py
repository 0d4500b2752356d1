"""The error of this package."""

from __future__ import annotations

from newsrows.records import OutputError


class ExportError(OutputError):
    """A package or an edition cannot be written. What its folder held before is unchanged."""
