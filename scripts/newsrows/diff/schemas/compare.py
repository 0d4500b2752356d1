"""Finds the changes between two packages: pairs their tables and fields once, then runs every rule on each pair."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from newsrows.datapackage import normalise
from newsrows.datapackage.documents import Origin
from newsrows.datapackage.model import ForeignKey, Package, Resource
from newsrows.diff.schemas.change import Change, Place
from newsrows.diff.schemas.pairing import FieldPair, PackagePair, TablePair, pair_packages
from newsrows.diff.schemas.rules import RULES, Difference, Rule, Scope
from newsrows.diff.schemas.rules.registry import effect_of
from newsrows.diff.schemas.rules.versions import VersionPair
from newsrows.diff.text_escapes import shorten_pair
from newsrows.records import PackageError

MAX_VALUE_CHARACTERS = 80  # longer values are cut in a sentence

Subject = tuple[str, str, Origin, Origin | None]
"""What a change is about: resource, field, the place in the new version, the place in the old version."""


def find_changes(old: Package, new: Package, today: date) -> list[Change]:
    """All changes between two versions of a package, sorted by file and line.

    Raises:
        PackageError: the packages cannot be paired, or a key of the new one refers to something that does not exist.
    """
    check_keys(new)
    pair = pair_packages(old, new, today)
    changes = sorted(_package_changes(pair), key=lambda change: change.sort_key)
    return list(_once_per_table(changes, _tables_in_several_formats(old, new)))


def _tables_in_several_formats(old: Package, new: Package) -> dict[str, str]:
    """The names of resources that hold the table of an earlier resource in another file format, with that one's name.

    They have the same schema, and files of the same name but for the ending: quotes.csv and quotes.parquet.
    """
    leaders: dict[str, str] = {}
    first: dict[tuple[str, str], Resource] = {}
    for resource in (*new.resources, *(one for one in old.resources if one.name not in new.by_name)):
        if resource.schema is None or not resource.paths:
            continue
        table = normalise.stem(resource.paths[0]), json.dumps(resource.schema.descriptor, sort_keys=True, default=str)
        leader = first.setdefault(table, resource)
        if leader.format != resource.format:
            leaders[resource.name] = leader.name
    return leaders


def _once_per_table(changes: list[Change], leaders: Mapping[str, str]) -> Iterator[Change]:
    """The changes, with those of one table in several file formats as one."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        table, values = leaders.get(change.resource, change.resource), (repr(change.old), repr(change.new))
        groups.setdefault((table, change.rule, change.field, change.summary, *values), []).append(change)
    for (table, *_), group in groups.items():
        leading = next((change for change in group if change.resource == table), group[0])
        others = {change.resource: None for change in group if change.resource != leading.resource}
        if not others:
            yield from group
        else:
            yield replace(leading, also=tuple(others))


def find_version_problems(versions: VersionPair, old: Package, new: Package) -> list[Change]:
    """What is wrong with the version of the new package, given the level of the changes."""
    return list(_run_rules("version", versions, ("", "", new.origin, old.origin)))


def check_keys(package: Package) -> None:
    """Check that keys refer to fields and resources that exist.

    Raises:
        PackageError: at the first key that does not.
    """
    for resource in package.resources:
        if resource.schema is None:
            continue
        field_names = resource.schema.by_name
        for key, groups in (
            ("primaryKey", [resource.schema.primary_key]),
            ("uniqueKeys", resource.schema.unique_keys),
        ):
            for name in (name for fields in groups for name in fields if name not in field_names):
                at = resource.schema.origin.down(key)
                raise PackageError(
                    f"{at}: {key} of {resource.name!r} names the field {name!r}, expected a field of the schema"
                )
        for index, foreign_key in enumerate(resource.schema.foreign_keys):
            _check_foreign_key(foreign_key, resource, package, resource.schema.origin.down("foreignKeys", index))


def _check_foreign_key(key: ForeignKey, resource: Resource, package: Package, at: Origin) -> None:
    if resource.schema is None:
        return
    missing = [name for name in key.fields if name not in resource.schema.by_name]
    target = resource if not key.resource else package.by_name.get(key.resource)
    if key.package or (target is None and package.kind == "schemas"):
        target = None  # it is somewhere else
    elif target is None:
        raise PackageError(
            f"{at}: the foreign key refers to the resource {key.resource!r}, expected a resource of the package"
        )
    elif target.schema is not None:
        missing += [f"{key.resource}.{name}" for name in key.reference_fields if name not in target.schema.by_name]
    if missing:
        raise PackageError(f"{at}: the foreign key refers to the field {missing[0]!r}, expected a field that exists")
    if len(key.fields) != len(key.reference_fields):
        raise PackageError(
            f"{at}: found {len(key.fields)} fields that refer to {len(key.reference_fields)}, expected equal numbers"
        )


def _package_changes(pair: PackagePair) -> Iterator[Change]:
    if pair.has_descriptors:
        yield from _run_rules("package", pair, ("", "", pair.new.origin, pair.old.origin))
    for table in pair.tables:
        yield from _table_changes(table)


def _table_changes(table: TablePair) -> Iterator[Change]:
    subject = _table_subject(table)
    if table.new is None or table.old is None:
        yield from _run_rules("resource-gone" if table.new is None else "resource-new", table, subject)
        return
    if table.package.has_descriptors:
        yield from _run_rules("resource", table, subject)
    schemas = table.schemas()
    if schemas is None:
        return
    yield from _run_rules("schema", table, (table.name, "", schemas[1].origin, schemas[0].origin))
    for field in table.fields:
        scope: Scope = "field-gone" if field.new is None else "field-new" if field.old is None else "field"
        yield from _run_rules(scope, field, _field_subject(field))


def _table_subject(table: TablePair) -> Subject:
    was_at = table.old.origin if table.old is not None else None
    if table.new is not None:
        return table.name, "", table.new.origin, was_at
    package = table.package.new
    # In a set of schemas, a removed schema leaves no file in the new version: its old place is named instead.
    at = package.origin.down("resources") if package.kind == "package" or was_at is None else was_at
    return table.name, "", at, was_at


def _field_subject(pair: FieldPair) -> Subject:
    schemas = pair.table.schemas()
    field = pair.new or pair.old
    if schemas is None or field is None:
        return _table_subject(pair.table)
    at = pair.new.origin if pair.new is not None else schemas[1].origin.down("fields")
    return pair.table.name, field.name, at, pair.old.origin if pair.old is not None else None


def _run_rules(scope: Scope, pair: object, subject: Subject) -> Iterator[Change]:
    for rule in RULES.values():
        if rule.scope == scope:
            for difference in rule.find(pair):
                yield _change(rule, difference, subject)


def _change(rule: Rule, difference: Difference, subject: Subject) -> Change:
    resource, field, at, was_at = subject
    return Change(
        rule.id,
        resource,
        field,
        difference.summary or _summary(difference),
        _as_json(difference.old),
        _as_json(difference.new),
        effect_of(rule.reader, difference.reader),
        effect_of(rule.producer, difference.producer),
        rule.recipe if difference.recipe is None else difference.recipe,
        rule.remedy,
        Place.of(_deepest(at, difference.path)),
        Place.of(_deepest(was_at, difference.path)) if was_at is not None else None,
    )


def _deepest(origin: Origin, path: tuple[str | int, ...]) -> Origin:
    """The place of the last step of `path` that exists: a property that was removed is reported at its parent."""
    value = _value_at(origin)
    for step in path:
        if not isinstance(value, dict) or step not in value:
            break
        value, origin = value[step], origin.down(step)
    return origin


def _value_at(origin: Origin) -> object:
    value = origin.document.value
    for part in origin.pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def _as_json(value: object) -> object:
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _summary(difference: Difference) -> str:
    old, new = shorten_pair(_text(difference.old), _text(difference.new), most=MAX_VALUE_CHARACTERS)
    if difference.old is None:
        return new if difference.new is not None else ""
    return f"{old} becomes {new}" if difference.new is not None else f"was {old}"


def _text(value: object) -> str:
    items = value if isinstance(value, list | tuple) else [value]
    return " ".join(", ".join(map(normalise.value_text, items)).split())
