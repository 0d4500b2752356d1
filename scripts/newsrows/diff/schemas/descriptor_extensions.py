"""Properties that newsrows adds to descriptors: `deprecated`, `renamedFrom` and `openEnum`.

Each may also be written with the prefix `newsrows:`, which the standard recommends for custom properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from newsrows.datapackage import normalise

PREFIX = "newsrows:"
DATE_KEYS = ("removeAfter", "until", "date")


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An announcement that a field or resource will be removed.

    Attributes:
        last_day: the last day on which the item is promised; None if no day is set.
    """

    last_day: date | None

    def may_be_removed(self, today: date) -> bool:
        """Whether the last promised day is over."""
        return self.last_day is not None and today > self.last_day


def extension(descriptor: Mapping[str, Any], name: str) -> Any:
    """The value of one of these properties, with or without the prefix; None if it is not set."""
    return descriptor.get(name, descriptor.get(PREFIX + name))


def old_names(descriptor: Mapping[str, Any]) -> list[str]:
    """The names in `renamedFrom`, which may be one name or a list."""
    return [str(name) for name in normalise.as_list(extension(descriptor, "renamedFrom"))]


def deprecation(descriptor: Mapping[str, Any]) -> Deprecation | None:
    """The deprecation of a field or resource; None if it is not deprecated.

    `deprecated` is `true`, a date, or an object with the date in `removeAfter` and notes for people such as `reason`.
    """
    value = extension(descriptor, "deprecated")
    if value is None or value is False:
        return None
    if isinstance(value, Mapping):
        value = next((value[key] for key in DATE_KEYS if key in value), None)
    if isinstance(value, str):
        try:
            return Deprecation(date.fromisoformat(value))
        except ValueError:
            return Deprecation(None)  # a text that gives a reason but no day
    return Deprecation(None)
