"""The descriptor held to the standard by Frictionless, without looking at any file."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import frictionless

from newsrows.records import Issue
from newsrows.validate.rulebook import issue

# Frictionless fetches any other profile from wherever it is said to be.
_PROFILES = frozenset({"data-package", "tabular-data-package", "data-resource", "tabular-data-resource"})
_STANDARD = "https://datapackage.org/profiles/"


def metadata_issues(name: str, descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """What Frictionless objects to in a dereferenced descriptor; nothing is fetched, and no file is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on older spellings, which are no mistakes
            frictionless.Package.from_descriptor(harmless(descriptor))
    except frictionless.FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            yield issue(name, "descriptor-invalid", f"Frictionless: {error.note}")
    except Exception as error:  # it trips over values of the wrong kind in many ways
        found = f"found what Frictionless cannot read ({type(error).__name__}: {error}), expected a Data Package"
        yield issue(name, "descriptor-invalid", found)


def harmless(value: Any) -> Any:
    """A descriptor without what makes Frictionless fetch or read a profile, and without what it does not know.

    It does not know the constraint jsonSchema. Rows in the descriptor stay as they are.
    """
    if isinstance(value, list):
        return [harmless(member) for member in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: member if name == "data" else harmless(member)
        for name, member in value.items()
        if not _is_harmful(name, member)
    }


def _is_harmful(name: str, member: Any) -> bool:
    if name == "$schema":
        return not (isinstance(member, str) and member.startswith(_STANDARD))
    if name == "profile":
        return member not in _PROFILES if isinstance(member, str) else True
    return name in {"profiles", "jsonSchema", "$ref"}
