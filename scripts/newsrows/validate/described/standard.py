"""The descriptor held to the standard by Frictionless, without looking at any file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import frictionless

from newsrows.records import Issue
from newsrows.validate.rulebook import issue


def metadata_issues(name: str, descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """What Frictionless objects to in a dereferenced descriptor."""
    try:
        frictionless.Package.from_descriptor(_known(descriptor))
    except frictionless.FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            yield issue(name, "descriptor-invalid", f"Frictionless: {error.note}")
    except Exception as error:
        found = f"found what Frictionless cannot read ({type(error).__name__}: {error}), expected a Data Package"
        yield issue(name, "descriptor-invalid", found)


def _known(value: Any) -> Any:
    """The descriptor without the constraint jsonSchema, which Frictionless does not know."""
    if isinstance(value, Mapping):
        return {
            name: {key: limit for key, limit in member.items() if key != "jsonSchema"}
            if name == "constraints" and isinstance(member, Mapping)
            else _known(member)
            for name, member in value.items()
            if name != "data"
        } | ({"data": value["data"]} if "data" in value else {})
    return [_known(member) for member in value] if isinstance(value, list) else value
