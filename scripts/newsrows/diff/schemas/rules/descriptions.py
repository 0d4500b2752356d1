"""Changes of descriptions, licences and profiles, and of custom properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsrows.datapackage.licences import licences, without
from newsrows.datapackage.vocabulary import custom_properties
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH, Level
from newsrows.diff.schemas.descriptor_extensions import PREFIX
from newsrows.diff.schemas.pairing import FieldPair, PackagePair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, Scope, add_rule, rule
from newsrows.diff.schemas.version import parse_version, raised_level

DESCRIPTIVE_PROPERTIES: dict[str, tuple[str, ...]] = {
    "package": ("title", "description", "homepage", "keywords", "contributors", "image", "sources"),
    "resource": ("title", "description", "homepage", "sources", "type"),
    "schema": ("name", "title", "description", "homepage", "keywords"),
    "field": ("title", "example", "examples"),
}
FOR_READER = (PATCH, "People read another text. Programs do not notice.")
FOR_PRODUCER = (PATCH, "The files do not change.")


@rule("field", reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep the description")
def description_changed(pair: FieldPair) -> Iterator[Difference]:
    """The description of a field changed. Check that the values still have the same meaning."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.descriptor.get("description"), pair.new.descriptor.get("description")
        if old != new:
            yield Difference(old, new, ("description",))


@rule(
    "field",
    reader=(MINOR, "Programs that use the linked concept give the column another meaning."),
    producer=(MINOR, "The column should contain what the linked concept describes."),
    recipe=PATCH,
    remedy="keep rdfType",
)
def rdf_type_changed(pair: FieldPair) -> Iterator[Difference]:
    """The concept that `rdfType` links to a field changed."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.descriptor.get("rdfType"), pair.new.descriptor.get("rdfType")
        if old != new:
            yield Difference(old, new, ("rdfType",))


@rule(
    "package",
    reader=(MINOR, "Programs may use other defaults: since version 2, a field without a type is `any`."),
    producer=(MINOR, "The descriptor must follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def profile_changed(pair: PackagePair) -> Iterator[Difference]:
    """The profile of the package changed (`$schema`, formerly `profile`)."""
    yield from _profile_changes(pair.old.descriptor, pair.new.descriptor)


@rule(
    "resource",
    reader=(MINOR, "Programs may use other defaults."),
    producer=(MINOR, "The descriptor must follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def resource_profile_changed(pair: TablePair) -> Iterator[Difference]:
    """The profile of a resource changed (`$schema`, formerly `profile`)."""
    if pair.old is not None and pair.new is not None:
        yield from _profile_changes(pair.old.descriptor, pair.new.descriptor)


@rule(
    "schema",
    reader=(MINOR, "Programs may use other defaults."),
    producer=(MINOR, "The schema must follow another profile."),
    recipe=MINOR,
    remedy="keep the profile",
)
def schema_profile_changed(pair: TablePair) -> Iterator[Difference]:
    """The profile of a schema changed (`$schema`)."""
    if (schemas := pair.schemas()) is not None:
        yield from _profile_changes(schemas[0].descriptor, schemas[1].descriptor)


@rule("schema", reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep the labels")
def missing_value_labels_changed(pair: TablePair) -> Iterator[Difference]:
    """The label of a missing value changed."""
    if (schemas := pair.schemas()) is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        changed = [text for text in old if text in new and old[text] != new[text]]
        if changed:
            yield Difference(
                {text: old[text] for text in changed}, {text: new[text] for text in changed}, ("missingValues",)
            )


def _profile_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    before = old.get("$schema", old.get("profile"))
    after = new.get("$schema", new.get("profile"))
    if before != after:
        level = _profile_level(before, after)
        at = "$schema" if "$schema" in new else "profile"
        yield Difference(before, after, (at,), reader=level, producer=level, recipe=level)


def _profile_level(before: Any, after: Any) -> Level | None:
    """PATCH if only the patch number in the profile's address was raised: `.../1.0/profile.json` to `.../1.0.1/`."""
    old, new = (str(written).split("/") for written in (before, after))
    differing = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or len(differing) != 1:
        return None
    versions = [parse_version(text) for text in differing[0]]
    if versions[0] is None or versions[1] is None:
        return None
    return PATCH if raised_level(versions[0], versions[1]) is PATCH else None


def _descriptors(pair: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return pair.old.descriptor, pair.new.descriptor


def _schema_descriptors(pair: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    old, new = pair.schemas()
    return old.descriptor, new.descriptor


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], names: list[str]) -> Iterator[Difference]:
    for name in names:
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Difference(before, after, (name,), summary=f"{name} changed")


def _register(scope: Scope) -> None:
    descriptors = _schema_descriptors if scope == "schema" else _descriptors

    def metadata(pair: Any) -> Iterator[Difference]:
        yield from _differences(*descriptors(pair), list(DESCRIPTIVE_PROPERTIES[scope]))

    def custom(pair: Any) -> Iterator[Difference]:
        old, new = descriptors(pair)
        names = dict.fromkeys([*custom_properties(scope, old), *custom_properties(scope, new)])
        yield from _differences(old, new, [name for name in names if not name.startswith(PREFIX)])

    metadata.__name__ = f"{scope}_metadata_changed"
    metadata.__doc__ = f"A text about the {scope} changed: {', '.join(DESCRIPTIVE_PROPERTIES[scope])}."
    custom.__name__ = f"{scope}_custom_property_changed"
    custom.__doc__ = f"A custom property of the {scope} changed. The standard does not define its meaning."
    for find in (metadata, custom):
        add_rule(find, scope, reader=FOR_READER, producer=FOR_PRODUCER, recipe=PATCH, remedy="keep it as it was")


@rule(
    "resource",
    reader=(MAJOR, "The new licence may forbid what readers were allowed to do."),
    producer=FOR_PRODUCER,
    recipe=PATCH,
    remedy="keep the licences of the resource",
)
def resource_licence_changed(pair: TablePair) -> Iterator[Difference]:
    """The licences of a resource changed. Minor for readers if licences were only added."""
    if pair.old is not None and pair.new is not None:
        old, new = licences(pair.old.descriptor), licences(pair.new.descriptor)
        if without(old, new) or without(new, old):
            level = None if without(old, new) else MINOR
            before, after = (sorted(one.shown for one in some) for some in (old, new))
            yield Difference(before, after, ("licenses",), reader=level)


for _scope in ("package", "resource", "schema", "field"):
    _register(_scope)
