"""What goes wrong while a report is written, said for people."""

from __future__ import annotations

from newsrows.records import OutputError


class ReportError(OutputError):
    """A report that cannot be written: the message says what was found, what was expected and what to do."""
