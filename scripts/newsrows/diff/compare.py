"""Two packages to the list of their differences: pair once, then ask every rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from newsrows.datapackage import normalise
from newsrows.datapackage.documents import Origin
from newsrows.datapackage.model import ForeignKey, Package, Resource
from newsrows.diff.change import Change, Place
from newsrows.diff.pairing import FieldPair, PackagePair, TablePair, pair_packages
from newsrows.diff.rules import RULES, Found, Rule
from newsrows.diff.rules.registry import effect
from newsrows.records import PackageError

SHOWN = 80  # characters of a value in a sentence


def compare_packages(old: Package, new: Package, today: date) -> list[Change]:
    """All differences between two versions of a package, sorted by file and line.

    Raises:
        PackageError: if the two cannot be paired, or a key of the new one refers to something that is not there.
    """
    check_keys(new)
    pair = pair_packages(old, new, today)
    return sorted(_changes(pair), key=lambda change: change.sort_key)


def check_keys(package: Package) -> None:
    """Refuse keys that refer to fields or resources that do not exist.

    Raises:
        PackageError: at the first one.
    """
    for resource in package.resources:
        if resource.schema is None:
            continue
        names = resource.schema.by_name
        for key, written in (
            ("primaryKey", [resource.schema.primary_key]),
            ("uniqueKeys", resource.schema.unique_keys),
        ):
            for name in (name for fields in written for name in fields if name not in names):
                at = resource.schema.origin.down(key)
                raise PackageError(f"{at}: {key} of {resource.name!r} names the field {name!r}, which is not there")
        for index, foreign in enumerate(resource.schema.foreign_keys):
            _check_foreign(foreign, resource, package, resource.schema.origin.down("foreignKeys", index))


def _check_foreign(key: ForeignKey, resource: Resource, package: Package, at: Origin) -> None:
    if resource.schema is None:
        return
    missing = [name for name in key.fields if name not in resource.schema.by_name]
    target = resource if not key.resource else package.by_name.get(key.resource)
    if key.package:
        target = None
    elif target is None:
        raise PackageError(f"{at}: refers to the resource {key.resource!r}, which is not there")
    elif target.schema is not None:
        missing += [f"{key.resource}.{name}" for name in key.reference_fields if name not in target.schema.by_name]
    if missing:
        raise PackageError(f"{at}: refers to the field {missing[0]!r}, which is not there")
    if len(key.fields) != len(key.reference_fields):
        raise PackageError(f"{at}: {len(key.fields)} fields refer to {len(key.reference_fields)}; expected as many")


def _changes(pair: PackagePair) -> Iterator[Change]:
    if pair.whole:
        yield from _ask("package", pair, _for_package(pair))
    for table in pair.tables:
        yield from _table_changes(table)


def _table_changes(table: TablePair) -> Iterator[Change]:
    if table.new is None or table.old is None:
        scope = "resource-gone" if table.new is None else "resource-new"
        yield from _ask(scope, table, _for_table(table))
        return
    if table.package.whole:
        yield from _ask("resource", table, _for_table(table))
    if table.schemas() is None:
        return
    yield from _ask("schema", table, _for_schema(table))
    for field in table.fields:
        scope = "field-gone" if field.new is None else "field-new" if field.old is None else "field"
        yield from _ask(scope, field, _for_field(field))


Sites = tuple[str, str, Origin, Origin | None]  # resource, field, where it is noted, where it was


def _ask(scope: str, pair: object, sites: Sites) -> Iterator[Change]:
    for rule in RULES.values():
        if rule.scope == scope:
            for found in rule.find(pair):
                yield make_change(rule, found, sites)


def make_change(rule: Rule, found: Found, sites: Sites) -> Change:
    """A change out of what a rule found."""
    resource, field, at, was_at = sites
    return Change(
        rule.id,
        resource,
        field,
        found.says or _says(found),
        _json(found.old),
        _json(found.new),
        effect(rule.reader, found.reader),
        effect(rule.producer, found.producer),
        rule.recipe if found.recipe is None else found.recipe,
        rule.remedy,
        Place.of(_existing(at, found.at)),
        Place.of(_existing(was_at, found.at)) if was_at is not None else None,
    )


def _existing(origin: Origin, steps: tuple[str | int, ...]) -> Origin:
    """The deepest of the steps that is written; a thing that was dropped is noted at what it was dropped from."""
    value = _value_at(origin)
    for step in steps:
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


def _json(value: object) -> object:
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _says(found: Found) -> str:
    old, new = _contrasted(_written(found.old), _written(found.new))
    if found.old is None:
        return new if found.new is not None else ""
    return f"{old} becomes {new}" if found.new is not None else f"was {old}"


def _written(value: object) -> str:
    items = value if isinstance(value, list | tuple) else [value]
    return " ".join(", ".join(map(normalise.value_text, items)).split())


def _contrasted(old: str, new: str) -> tuple[str, str]:
    """Two texts cut to where they begin to differ: of long descriptions the same first words say nothing."""
    same = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(same - 20, 0) if max(len(old), len(new)) > SHOWN else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    head = "..." if start else ""
    rest = text[start:]
    return head + (rest if len(rest) <= SHOWN else f"{rest[: SHOWN - 3]}...")


def _for_package(pair: PackagePair) -> Sites:
    return "", "", pair.new.origin, pair.old.origin


def _for_table(table: TablePair) -> Sites:
    was_at = table.old.origin if table.old is not None else None
    if table.new is not None:
        return table.name, "", table.new.origin, was_at
    package = table.package.new
    # of a set of schemas no file is left in which the loss could be noted
    at = package.origin.down("resources") if package.kind == "package" or was_at is None else was_at
    return table.name, "", at, was_at


def _for_schema(table: TablePair) -> Sites:
    both = table.schemas()
    if both is None:
        return _for_table(table)
    return table.name, "", both[1].origin, both[0].origin


def _for_field(pair: FieldPair) -> Sites:
    both = pair.table.schemas()
    named = pair.new or pair.old
    if both is None or named is None:
        return _for_table(pair.table)
    at = pair.new.origin if pair.new is not None else both[1].origin.down("fields")
    return pair.table.name, named.name, at, pair.old.origin if pair.old is not None else None
