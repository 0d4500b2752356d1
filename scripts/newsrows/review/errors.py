"""What is wrong with a single correction."""

from __future__ import annotations


class CorrectionError(ValueError):
    """A correction that would make rows untrue or break a rule; the message says what was found and expected."""
