"""The error that stops the reading or the comparison of packages."""

from __future__ import annotations

from newsrows.records import NewsrowsError


class PackageError(NewsrowsError):
    """A package cannot be read safely, or not be compared. The message says where, what was found and expected."""
