"""For each rule a change that it finds and one that it does not, from `examples.json`: documentation, and tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMA: dict[str, Any] = {"fields": [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}]}
RESOURCE: dict[str, Any] = {"name": "quotes", "path": "quotes.csv"}
DAY = date(2026, 6, 1)  # on which examples without a day of their own are judged


@dataclass(frozen=True, slots=True)
class Example:
    """A rule's example: parts of descriptors (`of` says of what) before and after, and the day."""

    of: str
    bad: tuple[dict[str, Any], dict[str, Any]]
    good: tuple[dict[str, Any], dict[str, Any]]
    today: date


@cache
def examples() -> dict[str, Example]:
    """All examples by the ids of their rules."""
    written = json.loads((files(__package__ or "") / "examples.json").read_text(encoding="utf-8"))
    return {
        rule: Example(
            entry["of"],
            tuple(entry["bad"]),
            tuple(entry["good"]),
            date.fromisoformat(entry["today"]) if "today" in entry else DAY,
        )
        for rule, entry in written.items()
    }


def package_around(of: str, part: dict[str, Any]) -> dict[str, Any]:
    """A whole descriptor around a part of one; a member that is null is left out."""
    package: dict[str, Any] = {"name": "news", "version": "1.0.0"}
    schema, resource = dict(SCHEMA), dict(RESOURCE)
    if of == "field":
        schema["fields"] = [SCHEMA["fields"][0], {**SCHEMA["fields"][1], **part}]
    elif of == "schema":
        schema |= part
    resource["schema"] = schema
    if of == "resource":
        resource |= part
    package["resources"] = [{name: value for name, value in resource.items() if value is not None}]
    if of == "package":
        package |= part
    return {name: value for name, value in package.items() if value is not None}
