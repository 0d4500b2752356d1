"""What a descriptor announces of its own future: `deprecated`, `renamedFrom`, `openEnum`.

Each may also be written with the prefix `newsrows:`, which the standard asks of properties that are not its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PREFIX = "newsrows:"
DATE_KEYS = ("removeAfter", "until", "date")


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An announcement that a thing will go. `after` is the last day on which it is there; None if no day is set."""

    after: date | None

    def over(self, today: date) -> bool:
        """Whether the thing may be gone today."""
        return self.after is not None and today > self.after


def extension(members: Mapping[str, Any], name: str) -> Any:
    """Value of one of the gate's own properties, with or without its prefix."""
    return members.get(name, members.get(PREFIX + name))


def deprecation(members: Mapping[str, Any]) -> Deprecation | None:
    """The announcement that a field or resource will go.

    Written as `true`, as a date, or as an object with the date in `removeAfter` and what else helps people (`reason`).
    """
    written = extension(members, "deprecated")
    if written is None or written is False:
        return None
    if isinstance(written, Mapping):
        written = next((written[key] for key in DATE_KEYS if key in written), None)
    if isinstance(written, str):
        try:
            return Deprecation(date.fromisoformat(written))
        except ValueError:
            return Deprecation(None)  # a text that says why, but not when
    return Deprecation(None)
