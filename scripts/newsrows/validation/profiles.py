"""Profiles: JSON Schemas of others, such as those of Camtrap DP, that a descriptor says it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from newsrows.datapackage.documents import DocumentError, parse_leniently
from newsrows.datapackage.limits import Limits, is_url
from newsrows.datapackage.normalise import as_list
from newsrows.records import Issue
from newsrows.validation.json_schemas import ProfileError, schema_findings, with_usual_references
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue
from newsrows.validation.report import Unchecked
from newsrows.validation.web_copies import NoCopyError, WebCopies, read_bytes

_STANDARD_NAMES = frozenset(
    {
        *("default", "data-package", "tabular-data-package", "data-resource", "tabular-data-resource"),
        *("table-schema", "table-dialect"),
    }
)
_STANDARD_ADDRESSES = (
    "https://datapackage.org/profiles/",
    "https://specs.frictionlessdata.io/schemas/",
    "https://schemas.frictionlessdata.io/",
    "https://frictionlessdata.io/schemas/",
    "http://json-schema.org/",
    "https://json-schema.org/",
)
# Profiles that are known by a name, and are not among those of the standard.
_NAMED = {"fiscal-data-package": "https://specs.frictionlessdata.io/schemas/fiscal-data-package.json"}
_OWN_NAME = "fiscal-data-package.json"


def profile_issues(
    package: OpenPackage, written: Mapping[str, Any], copies: WebCopies, unchecked: list[Unchecked]
) -> Iterator[Issue]:
    """What in a descriptor its profiles do not allow; `unchecked` takes the profiles that are not applied.

    The standard's own profiles are not read: newsrows checks what they say.

    Args:
        package: the package.
        written: its descriptor.
        copies: copies of files on the web.
        unchecked: takes what is not checked.
    """
    for place, pointer, part in _parts(package.descriptor, written):
        for profile in _profiles(part):
            missing: list[str] = []
            try:
                schema = with_usual_references(_read(package, _NAMED.get(profile, profile), copies))
                findings = schema_findings(schema, part, partial(_referenced, package, copies, missing))
            except NoCopyError as error:
                unchecked.append(Unchecked(place, f"the profile {profile} {error}"))
            except (ProfileError, DocumentError) as error:
                unchecked.append(Unchecked(place, f"the profile {profile} cannot be applied ({error})"))
            else:
                for below, message in findings:
                    text = f"{message} (profile {profile})"
                    yield issue(package.descriptor, "descriptor-invalid", text, column=pointer + below or None)
            unchecked += (Unchecked(place, f"a part of the profile {profile}: {reason}") for reason in missing)
    yield from _tabular_issues(package.descriptor, written)


def _parts(name: str, written: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The objects that may name a profile: what the result calls them, their JSON pointers, and themselves."""
    yield name, "", written
    for place, resource in enumerate(as_list(written.get("resources"))):
        if isinstance(resource, Mapping):
            label = str(resource.get("name") or place)
            yield label, f"/resources/{place}", resource
            for member in ("schema", "dialect"):
                if isinstance(resource.get(member), Mapping):
                    yield label, f"/resources/{place}/{member}", resource[member]


def _profiles(part: Mapping[str, Any]) -> Iterator[str]:
    for name in ("profile", "$schema"):
        profile = part.get(name)
        if isinstance(profile, str) and profile and not is_standard(profile):
            yield profile


def is_standard(profile: str) -> bool:
    """Whether a profile is one of the standard's own."""
    if profile.endswith(_OWN_NAME):
        return False
    return profile in _STANDARD_NAMES or profile.startswith(_STANDARD_ADDRESSES)


def _read(package: OpenPackage, address: str, copies: WebCopies) -> Any:
    """A profile: a file of the package, or a copy of one on the web."""
    limits: Limits = package.source.limits
    if is_url(address):
        profile = parse_leniently(read_bytes(copies, address, limits), address, limits).value
        return {"$id": address, **profile} if isinstance(profile, dict) else profile
    if not address.endswith(".json"):
        raise ProfileError("nothing is known by this name")
    file = package.source.inside(address, package.descriptor)
    if not file.is_file():
        raise ProfileError("the package has no such file")
    return parse_leniently(package.source.read(address, limits.json_bytes, "--max-json"), address, limits).value


def _referenced(package: OpenPackage, copies: WebCopies, missing: list[str], address: str) -> Any:
    """Another document to which a profile refers; `missing` takes why there is none, which then allows everything.

    What the standard's own profiles say is checked anyhow.
    """
    if is_standard(address.partition("#")[0]):
        return {}
    try:
        return with_usual_references(_read(package, address, copies))
    except (NoCopyError, DocumentError, ProfileError) as error:
        missing.append(f"{address} {error}")
        return {}


def _tabular_issues(name: str, written: Mapping[str, Any]) -> Iterator[Issue]:
    """Resources of the profiles tabular-data-package and tabular-data-resource have schemas."""
    for place, resource in enumerate(as_list(written.get("resources"))):
        is_tabular = "tabular-data-package" in _texts(written) or (
            isinstance(resource, Mapping) and "tabular-data-resource" in _texts(resource)
        )
        if is_tabular and isinstance(resource, Mapping) and not resource.get("schema"):
            message = "found a tabular resource without a schema, expected one"
            yield issue(name, "descriptor-invalid", message, column=f"/resources/{place}")


def _texts(part: Mapping[str, Any]) -> set[str]:
    return {one for one in (part.get("profile"), part.get("$schema")) if isinstance(one, str)}
