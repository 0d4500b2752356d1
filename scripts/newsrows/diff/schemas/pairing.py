"""Decides which old table and field became which new one. This happens once, so that no rule has to do it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from newsrows.datapackage.documents import Origin
from newsrows.datapackage.model import Field, Package, Resource, TableSchema
from newsrows.diff.schemas.descriptor_extensions import old_names
from newsrows.records import PackageError

Named = TypeVar("Named", Field, Resource)


@dataclass(frozen=True, eq=False)
class FieldPair:
    """A field in both versions. `old` is None for an added field, `new` for a removed one.

    Attributes:
        old: the field in the old version.
        new: the field in the new version.
        table: the pair of tables that it belongs to.
        moved: whether its position among the fields of both versions changed.
    """

    old: Field | None
    new: Field | None
    table: TablePair
    moved: bool = False


@dataclass(frozen=True, eq=False)
class TablePair:
    """A resource in both versions. `old` is None for an added resource, `new` for a removed one."""

    old: Resource | None
    new: Resource | None
    package: PackagePair
    fields: list[FieldPair] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its present name; for a removed resource its last one."""
        return self.new.name if self.new is not None else self.old.name if self.old is not None else ""

    def schemas(self) -> tuple[TableSchema, TableSchema] | None:
        """The old and the new schema; None if either is missing."""
        old = self.old.schema if self.old is not None else None
        new = self.new.schema if self.new is not None else None
        return (old, new) if old is not None and new is not None else None

    def present_field_name(self, name: str) -> str:
        """The present name of a field that had this name in the old version."""
        return self._present_names.get(name, name)

    @cached_property
    def _present_names(self) -> dict[str, str]:
        fields = ((pair.old, pair.new) for pair in self.fields)
        return {old.name: new.name for old, new in fields if old is not None and new is not None}

    @cached_property
    def last_old_index(self) -> int:
        """Index, in the new version, of the last field that the old version has too; -1 if there is none."""
        indexes = (pair.new.index for pair in self.fields if pair.old is not None and pair.new is not None)
        return max(indexes, default=-1)

    @cached_property
    def added_names(self) -> list[str]:
        """Names of the fields that only the new version has."""
        return [pair.new.name for pair in self.fields if pair.old is None and pair.new is not None]

    @property
    def read_by_position(self) -> bool:
        """Whether readers of the old version may select columns by position."""
        return self.old is not None and self.old.read_by_position


@dataclass(frozen=True, eq=False)
class PackagePair:
    """The package in both versions, and the day on which deprecations are judged."""

    old: Package
    new: Package
    today: date
    tables: list[TablePair] = field(default_factory=list)

    @property
    def has_descriptors(self) -> bool:
        """Whether both sides are packages. A set of schemas says nothing about files, licences and versions."""
        return self.old.kind == self.new.kind == "package"

    def table_by_old_name(self, name: str) -> TablePair | None:
        """The pair of the resource that had this name in the old version."""
        return next((pair for pair in self.tables if pair.old is not None and pair.old.name == name), None)


def pair_packages(old: Package, new: Package, today: date) -> PackagePair:
    """Pair the resources of two packages, and their fields.

    Resources are paired by name, by the old name in `renamedFrom`, or by path if the old resource had no name.

    Raises:
        PackageError: two resources or two fields claim the same old name.
    """
    pair = PackagePair(old, new, today)
    for old_resource, new_resource in _match(old.resources, new.resources, _unnamed_resources(old, new), new.origin):
        table = TablePair(old_resource, new_resource, pair)
        pair.tables.append(table)
        table.fields.extend(_pair_fields(table))
    return pair


def _pair_fields(table: TablePair) -> Iterator[FieldPair]:
    schemas = table.schemas()
    if schemas is None:
        return
    matches = list(_match(schemas[0].fields, schemas[1].fields, {}, schemas[1].origin))
    in_order = _longest_increasing([old.index for old, new in matches if old is not None and new is not None])
    for old, new in matches:
        moved = old is not None and new is not None and old.index not in in_order
        yield FieldPair(old, new, table, moved)


def _match(
    old: tuple[Named, ...], new: tuple[Named, ...], known: dict[str, str], origin: Origin
) -> Iterator[tuple[Named | None, Named | None]]:
    """Pairs of old and new items, in the order of the new ones; removed items come last.

    `known` maps new names to old ones that neither names nor `renamedFrom` reveal.
    """
    old_by_name = {item.name: item for item in old}
    new_names = {item.name for item in new}
    claimed: dict[str, str] = {}
    for item in new:
        old_name = (
            item.name
            if item.name in old_by_name
            else _declared_old_name(item, old_by_name, new_names) or known.get(item.name)
        )
        if old_name is not None and old_name in claimed:
            raise PackageError(
                f"{origin}: both {claimed[old_name]!r} and {item.name!r} claim the old name {old_name!r}, "
                "expected one of them"
            )
        if old_name is not None:
            claimed[old_name] = item.name
        yield (old_by_name[old_name] if old_name is not None else None), item
    for item in old:
        if item.name not in claimed:
            yield item, None


def _declared_old_name(item: Field | Resource, old_by_name: dict[str, Named], new_names: set[str]) -> str | None:
    names = old_names(item.descriptor)
    return next((name for name in names if name in old_by_name and name not in new_names), None)


def _unnamed_resources(old: Package, new: Package) -> dict[str, str]:
    """For resources that had no name: new names to old stand-in names, by path, else because only one is left."""
    if old.kind == new.kind == "schemas" and len(old.resources) == len(new.resources) == 1:
        return {new.resources[0].name: old.resources[0].name}  # two single files, whatever their names are
    unmatched = {resource.paths: resource.name for resource in old.resources if not resource.named and resource.paths}
    matches = {
        resource.name: unmatched.pop(resource.paths) for resource in new.resources if resource.paths in unmatched
    }
    rest = [resource.name for resource in new.resources if not resource.named and resource.name not in matches]
    if len(rest) == len(unmatched) == 1:
        matches[rest[0]] = unmatched.popitem()[1]
    return matches


def _longest_increasing(indexes: list[int]) -> set[int]:
    """The members of a longest increasing subsequence: the largest set of fields that kept their relative order."""
    tails: list[int] = []  # for each length, the lowest last member of an increasing subsequence of that length
    previous: dict[int, int] = {}
    for index in indexes:
        at = bisect_left(tails, index)
        if at:
            previous[index] = tails[at - 1]
        tails[at : at + 1] = [index]
    return set(_chain(tails[-1], previous)) if tails else set()


def _chain(last: int, previous: dict[int, int]) -> Iterator[int]:
    yield last
    while last in previous:
        last = previous[last]
        yield last
