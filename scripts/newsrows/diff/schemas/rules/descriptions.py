"""Changes of what is said about the data, and of properties that only their owners understand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.vocabulary import custom_properties
from newsrows.diff.schemas.descriptor_extensions import PREFIX
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH, Level
from newsrows.diff.schemas.pairing import FieldPair, PackagePair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, Scope, add_rule, rule
from newsrows.diff.schemas.version import parse_version, raised

DESCRIPTIVE: dict[str, tuple[str, ...]] = {
    "package": ("title", "description", "homepage", "keywords", "contributors", "image", "sources"),
    "resource": ("title", "description", "homepage", "sources", "type"),
    "schema": ("name", "title", "description", "homepage", "keywords"),
    "field": ("title", "example", "examples"),
}
FOR_READER = (PATCH, "People read something else; programs notice nothing.")
FOR_PRODUCER = (PATCH, "Nothing changes in the files.")


@rule("field", reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep the description")
def description_changed(pair: FieldPair) -> Iterator[Difference]:
    """A field is described otherwise: check that only the words changed and not what the values mean."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.descriptor.get("description"), pair.new.descriptor.get("description")
        if old != new:
            yield Difference(old, new, ("description",))


@rule(
    "field",
    reader=(MINOR, "Programs that go by the linked concept take the column for something else."),
    producer=(MINOR, "The column should hold what the linked concept says."),
    recipe=PATCH,
    remedy="keep rdfType",
)
def rdf_type_changed(pair: FieldPair) -> Iterator[Difference]:
    """A field is linked to another concept by `rdfType`."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.descriptor.get("rdfType"), pair.new.descriptor.get("rdfType")
        if old != new:
            yield Difference(old, new, ("rdfType",))


@rule(
    "package",
    reader=(MINOR, "Programs may read properties by other defaults: a field without a type is `any` since version 2."),
    producer=(MINOR, "The descriptor has to follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def profile_changed(pair: PackagePair) -> Iterator[Difference]:
    """The package follows another profile (`$schema`, formerly `profile`)."""
    yield from _profile(pair.old.descriptor, pair.new.descriptor)


@rule(
    "resource",
    reader=(MINOR, "Programs may read properties by other defaults."),
    producer=(MINOR, "The descriptor has to follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def resource_profile_changed(pair: TablePair) -> Iterator[Difference]:
    """A resource follows another profile (`$schema`, formerly `profile`)."""
    if pair.old is not None and pair.new is not None:
        yield from _profile(pair.old.descriptor, pair.new.descriptor)


@rule(
    "schema",
    reader=(MINOR, "Programs may read properties by other defaults."),
    producer=(MINOR, "The schema has to follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def schema_profile_changed(pair: TablePair) -> Iterator[Difference]:
    """A schema follows another profile (`$schema`)."""
    if (both := pair.schemas()) is not None:
        yield from _profile(schemas[0].descriptor, schemas[1].descriptor)


@rule("schema", reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep the labels")
def missing_value_labels_changed(pair: TablePair) -> Iterator[Difference]:
    """A missing value has another label."""
    if (both := pair.schemas()) is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        changed = [text for text in old if text in new and old[text] != new[text]]
        if changed:
            yield Difference(
                {text: old[text] for text in changed}, {text: new[text] for text in changed}, ("missingValues",)
            )


def _profile(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    before = old.get("$schema", old.get("profile"))
    after = new.get("$schema", new.get("profile"))
    if before != after:
        level = _profile_step(before, after)
        at = "$schema" if "$schema" in new else "profile"
        yield Difference(before, after, (at,), reader=level, producer=level, recipe=level)


def _profile_step(before: Any, after: Any) -> Level | None:
    """A patch where only the patch of the profile's own version was raised: `.../1.0/profile.json` to `.../1.0.1/`."""
    old, new = (str(written).split("/") for written in (before, after))
    differing = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or len(differing) != 1:
        return None
    versions = [parse_version(text) for text in differing[0]]
    if versions[0] is None or versions[1] is None:
        return None
    return PATCH if raised(versions[0], versions[1]) is PATCH else None


def _members(pair: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return pair.old.descriptor, pair.new.descriptor


def _schema_members(pair: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    old, new = pair.schemas()
    return old.descriptor, new.descriptor


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], names: list[str]) -> Iterator[Difference]:
    for name in names:
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Difference(before, after, (name,), summary=f"{name} changed")


def _enter(scope: Scope) -> None:
    members = _schema_members if scope == "schema" else _members

    def metadata(pair: Any) -> Iterator[Difference]:
        yield from _differences(*members(pair), list(DESCRIPTIVE[scope]))

    def custom(pair: Any) -> Iterator[Difference]:
        old, new = members(pair)
        names = dict.fromkeys([*custom_properties(scope, old), *custom_properties(scope, new)])
        yield from _differences(old, new, [name for name in names if not name.startswith(PREFIX)])

    metadata.__name__ = f"{scope}_metadata_changed"
    metadata.__doc__ = f"What the {scope} says about itself to people changed: {', '.join(DESCRIPTIVE[scope])}."
    custom.__name__ = f"{scope}_custom_property_changed"
    custom.__doc__ = (
        f"A property of the {scope} changed that the standard does not know; only its owners know its weight."
    )
    for find in (metadata, custom):
        add_rule(find, scope, reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep it as it was")


@rule(
    "resource",
    reader=(MAJOR, "What readers were allowed to do with the data may be forbidden now."),
    producer=FOR_PRODUCER,
    recipe=PATCH,
    remedy="keep the licences of the resource",
)
def resource_licence_changed(pair: TablePair) -> Iterator[Difference]:
    """The licences of one resource changed; minor if one was only added."""
    if pair.old is not None and pair.new is not None:
        old, new = normalise.licences(pair.old.descriptor), normalise.licences(pair.new.descriptor)
        if old != new:
            yield Difference(sorted(old), sorted(new), ("licenses",), reader=None if old - new else MINOR)


for _scope in ("package", "resource", "schema", "field"):
    _enter(_scope)
