"""For each rule of the schema gate, a change that it finds and one that it does not find.

The documentation shows the examples of rule_examples.json, and the tests run them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
SCHEMA: dict[str, Any] = {"fields": [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}]}
RESOURCE: dict[str, Any] = {"name": "quotes", "path": "quotes.csv"}
TODAY = date(2026, 6, 1)  # the day on which an example is judged if it names no other


@dataclass(frozen=True, slots=True)
class Example:
    """The example of a rule.

    Attributes:
        part: the part of a descriptor that changes: `package`, `resource`, `schema` or `field`.
        bad: its properties before and after a change that the rule finds.
        good: its properties before and after a change that the rule does not find.
        today: the day on which both are judged.
    """

    part: str
    bad: tuple[dict[str, Any], dict[str, Any]]
    good: tuple[dict[str, Any], dict[str, Any]]
    today: date


@cache
def examples() -> dict[str, Example]:
    """All examples, by the id of their rule."""
    entries = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        rule: Example(
            entry["of"],
            tuple(entry["bad"]),
            tuple(entry["good"]),
            date.fromisoformat(entry["today"]) if "today" in entry else TODAY,
        )
        for rule, entry in entries.items()
    }


def package_with(part: str, properties: dict[str, Any]) -> dict[str, Any]:
    """A complete descriptor with these properties in one part of it. Properties that are None are removed."""
    package: dict[str, Any] = {"name": "news", "version": "1.0.0"}
    schema, resource = dict(SCHEMA), dict(RESOURCE)
    if part == "field":
        schema["fields"] = [SCHEMA["fields"][0], {**SCHEMA["fields"][1], **properties}]
    elif part == "schema":
        schema |= properties
    resource["schema"] = schema
    if part == "resource":
        resource |= properties
    package["resources"] = [{name: value for name, value in resource.items() if value is not None}]
    if part == "package":
        package |= properties
    return {name: value for name, value in package.items() if value is not None}
