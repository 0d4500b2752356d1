"""A file that could not be read, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or a part of one, that was left out while the others were read.

    `file_name` is the path as the user can type it, `reason` says what was found, what was expected and what to do;
    `place` is the part, such as 'line 12', where the file holds several articles.
    """

    file_name: str
    reason: str
    place: str | None = None

    def __str__(self) -> str:
        """One line for people."""
        place = f", {self.place}" if self.place else ""
        return f"{self.file_name}{place}: {self.reason}"
