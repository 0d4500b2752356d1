"""The exceptions that users of the library can catch. All of them are `NewsrowsError`.

Each stage derives its own classes from these. The command prints the message and ends with exit code 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.records.issue import Issue


_MAX_LENGTH = 4_000  # characters of a message, which may quote as much as somebody put into a file


class NewsrowsError(Exception):
    """A problem that the user can solve. The message says where it is, what was found and expected, and what to do."""

    def __str__(self) -> str:
        """The message; what is in the middle of a very long one is left out."""
        message = super().__str__()
        if len(message) <= _MAX_LENGTH:
            return message
        half = _MAX_LENGTH // 2
        return f"{message[:half]} ... ({len(message) - 2 * half:,} characters) ... {message[-half:]}"


class SourceError(NewsrowsError):
    """An input cannot be read: articles, a registry, readers' marks or annotated articles."""


class ModelError(NewsrowsError):
    """A model that reads articles cannot be loaded."""


class EngineError(NewsrowsError):
    """The engine cannot process the articles, or the cache cannot be used."""


class PackageError(NewsrowsError):
    """A data package cannot be read safely, or two packages cannot be compared."""


class OutputError(NewsrowsError):
    """A package, an edition or a report cannot be written. The files that existed before are unchanged."""


class InvalidTablesError(NewsrowsError):
    """Tables break rules, so they were not written. `issues` says which rows and rules."""

    def __init__(self, issues: Sequence[Issue], subject: str = "the tables") -> None:
        count = f"{len(issues):,} issue" + ("" if len(issues) == 1 else "s")
        message = f"{subject}: found {count}, expected none"
        if issues:
            first = issues[0]
            row = "" if first.row is None else f", row {first.row}"
            message += f"; the first one: {first.table}{row}: {first.rule}: {first.message}"
        super().__init__(message)
        self.issues = tuple(issues)
        self.subject = subject

    def __reduce__(self) -> tuple[type[InvalidTablesError], tuple[tuple[Issue, ...], str]]:
        """How to pass the error to another process."""
        return type(self), (self.issues, self.subject)
