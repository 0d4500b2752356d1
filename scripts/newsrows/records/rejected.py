"""A file that could not be read, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or a part of one, that was left out while the others were read.

    `file_name` is the path as the user can type it, `reason` says what was found, what was expected and what to do.
    """

    file_name: str
    reason: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.file_name}: {self.reason}"
