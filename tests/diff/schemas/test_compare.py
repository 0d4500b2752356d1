"""Properties of the comparison that hold for any two packages."""

from __future__ import annotations

import copy
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from maintain.rule_examples import package_with
from newsrows.datapackage.documents import parse_document
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.loading import Loader, LoadOptions
from newsrows.datapackage.model import Package
from newsrows.datapackage.normalise import as_list
from newsrows.datapackage.sources import FolderSource
from newsrows.diff.schemas.change import Change
from newsrows.diff.schemas.compare import find_changes

NAMES = st.sampled_from(["id", "kind", "text", "start", "end"])
TYPES = st.sampled_from(["string", "integer", "number", "date", "boolean", "any", "year"])
CONSTRAINTS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "unique": st.booleans(),
        "enum": st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True),
        "minimum": st.integers(0, 5),
        "maximum": st.integers(5, 9),
        "exclusiveMinimum": st.integers(0, 5),
        "minLength": st.integers(0, 3),
        "maxLength": st.integers(3, 6),
        "pattern": st.sampled_from(["^a", "b$"]),
    },
)
FIELD = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "type": TYPES,
        "constraints": CONSTRAINTS,
        "title": st.sampled_from(["x", "y"]),
        "unit": st.sampled_from(["m", "ft"]),
        "missingValues": st.lists(st.sampled_from(["", "-", "NA"]), min_size=1, unique=True),
        "categories": st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True),
        "openEnum": st.booleans(),
        "deprecated": st.sampled_from([True, "2026-01-01", "2028-01-01"]),
    },
)


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(["quotes", "people", "roles"]), min_size=1, unique=True))
    resources = []
    for name in names:
        fields = draw(st.lists(FIELD, min_size=1, max_size=5, unique_by=lambda field: field["name"]))
        schema: dict[str, Any] = {"fields": fields}
        columns = st.lists(st.sampled_from([field["name"] for field in fields]), min_size=1, unique=True)
        for key in ("primaryKey", "uniqueKeys", "foreignKeys"):
            if draw(st.booleans()):
                chosen = draw(columns)
                schema[key] = {
                    "primaryKey": chosen,
                    "uniqueKeys": [chosen],
                    "foreignKeys": [{"fields": chosen, "reference": {"resource": "", "fields": chosen}}],
                }[key]
        if draw(st.booleans()):
            schema["fieldsMatch"] = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
        resources.append(
            {"name": name, "path": draw(st.sampled_from([f"{name}.csv", f"{name}.parquet"])), "schema": schema}
        )
    return {"name": "p", "version": "1.0.0", "resources": resources}


def loaded(descriptor: dict[str, Any]) -> Package:
    document = parse_document(json.dumps(descriptor).encode(), "datapackage.json", Limits())
    return Loader(FolderSource(Path(), Limits()), LoadOptions()).package("p", document)


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return find_changes(loaded(old), loaded(new), date(2026, 6, 1))


@settings(max_examples=30)
@given(packages())
def test_package_has_no_changes_compared_with_itself(package: dict[str, Any]) -> None:
    assert changes(package, copy.deepcopy(package)) == []


OPPOSITES = {
    "resource-added": ("resource-removed", "resource-removed-after-deprecation"),
    "field-added-at-end": ("field-removed", "field-removed-after-deprecation"),
    "field-added-elsewhere": ("field-removed", "field-removed-after-deprecation"),
    "required-added": ("required-dropped",),
    "unique-added": ("unique-dropped",),
    "enum-added": ("enum-dropped",),
    "enum-values-added": ("enum-values-removed",),
    "enum-opened": ("enum-closed",),
    "pattern-added": ("pattern-dropped",),
    "minimum-added": ("minimum-dropped",),
    "minimum-raised": ("minimum-lowered",),
    "maximum-added": ("maximum-dropped",),
    "maximum-raised": ("maximum-lowered",),
    "min-length-raised": ("min-length-lowered",),
    "max-length-added": ("max-length-dropped",),
    "type-widened": ("type-narrowed",),
    "primary-key-added": ("primary-key-dropped",),
    "unique-key-added": ("unique-key-dropped",),
    "categories-added": ("categories-removed",),
    "fields-match-loosened": ("fields-match-tightened",),
}
KIND = {name: kind for kind, others in OPPOSITES.items() for name in (kind, *others)}
ADDED = {"field-added-elsewhere": "field-added-at-end"}


def kinds(all_changes: list[Change], *, forwards: bool) -> Counter[tuple[str, str]]:
    chosen = [change for change in all_changes if change.rule in KIND and (change.rule in OPPOSITES) == forwards]
    return Counter((ADDED.get(KIND[change.rule], KIND[change.rule]), change.place) for change in chosen)


@settings(max_examples=30)
@given(packages(), packages())
def test_swapping_the_packages_turns_additions_into_removals(old: dict[str, Any], new: dict[str, Any]) -> None:
    there, back = changes(old, new), changes(new, old)
    assert kinds(there, forwards=True) == kinds(back, forwards=False)
    assert kinds(there, forwards=False) == kinds(back, forwards=True)


def meaning(package: dict[str, Any]) -> Any:
    """The package in one spelling, for everything that generated packages can spell in two ways."""
    package = copy.deepcopy(package)
    for resource in package["resources"]:
        schema = resource["schema"]
        if schema.get("fieldsMatch") == "exact":
            del schema["fieldsMatch"]
        schema["uniqueKeys"] = [sorted(key) for key in schema.get("uniqueKeys", [])]
        schema["foreignKeys"] = [sorted(key["fields"]) for key in schema.get("foreignKeys", [])]
        for field in schema["fields"]:
            field["type"] = field.get("type", "string")
            constraints = field.pop("constraints", {})
            keys = [as_list(schema.get("primaryKey", [])), *schema["uniqueKeys"]]
            by_key = {"required": field["name"] in keys[0], "unique": [field["name"]] in keys}
            for name, is_stated_by_key in by_key.items():
                if is_stated_by_key or not constraints.get(name):
                    constraints.pop(name, None)
            constraints["enum"] = sorted(constraints.get("enum", []))
            field["constraints"] = constraints
            if not field.get("openEnum"):
                field.pop("openEnum", None)
            field["missingValues"] = sorted(field.get("missingValues", [""]))
    return package


def bounds_apart(package: dict[str, Any]) -> dict[str, Any]:
    """The package without `exclusiveMinimum`, which has no effect if `minimum` is stricter."""
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            field.get("constraints", {}).pop("exclusiveMinimum", None)
    return package


@settings(max_examples=30)
@given(packages().map(bounds_apart), packages().map(bounds_apart))
def test_changes_are_found_if_and_only_if_the_meaning_differs(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert (changes(old, new) == []) == (meaning(old) == meaning(new))


@settings(max_examples=30)
@given(packages(), st.data())
def test_one_changed_property_is_one_change(old: dict[str, Any], data: st.DataObject) -> None:
    new = copy.deepcopy(old)
    field = data.draw(st.sampled_from(data.draw(st.sampled_from(new["resources"]))["schema"]["fields"]))
    member = data.draw(
        st.sampled_from(["title", "description", "unit", "example", "rdfType", "format", "skos:exactMatch"])
    )
    field[member] = "something else"
    assert len(changes(old, new)) == 1


def test_summary_of_long_values_shows_where_they_differ() -> None:
    sides = [package_with("field", {"description": f"{'same ' * 40}{end}{' more' * 40}"}) for end in ("old", "new")]
    (change,) = changes(sides[0], sides[1])
    old, new = change.summary.split(" becomes ")
    assert old.startswith("...same same same same old more")
    assert new.startswith("...same same same same new more")
    assert max(len(old), len(new)) == len("...") + 80
