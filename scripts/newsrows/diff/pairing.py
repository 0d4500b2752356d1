"""Which old table and column became which new one. Done once, so that no rule has to ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from newsrows.datapackage import normalise
from newsrows.datapackage.documents import Origin
from newsrows.datapackage.model import Field, Package, Resource, TableSchema
from newsrows.records import PackageError

Named = TypeVar("Named", Field, Resource)
PREFIXED = "newsrows:renamedFrom"


@dataclass(frozen=True, eq=False)
class FieldPair:
    """A column before and after; one side is None if it came or went."""

    old: Field | None
    new: Field | None
    table: TablePair
    moved: bool = False


@dataclass(frozen=True, eq=False)
class TablePair:
    """A resource before and after; one side is None if it came or went."""

    old: Resource | None
    new: Resource | None
    package: PackagePair
    fields: list[FieldPair] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name now, or the last one it had."""
        return self.new.name if self.new is not None else self.old.name if self.old is not None else ""

    def schemas(self) -> tuple[TableSchema, TableSchema] | None:
        """Both schemas, if both sides have one."""
        old = self.old.schema if self.old is not None else None
        new = self.new.schema if self.new is not None else None
        return (old, new) if old is not None and new is not None else None

    def field_name_now(self, name: str) -> str:
        """Present name of a field that had this name."""
        return self._present_names.get(name, name)

    @cached_property
    def _present_names(self) -> dict[str, str]:
        both = ((pair.old, pair.new) for pair in self.fields)
        return {old.name: new.name for old, new in both if old is not None and new is not None}

    @cached_property
    def last_kept(self) -> int:
        """Place of the last field that was there before; -1 if there is none."""
        kept = (pair.new.index for pair in self.fields if pair.old is not None and pair.new is not None)
        return max(kept, default=-1)

    @cached_property
    def added_names(self) -> list[str]:
        """Names of the fields that were not there before."""
        return [pair.new.name for pair in self.fields if pair.old is None and pair.new is not None]

    @property
    def read_by_position(self) -> bool:
        """Whether readers of the old version may have counted columns."""
        return self.old is not None and self.old.read_by_position


@dataclass(frozen=True, eq=False)
class PackagePair:
    """The package before and after, and the day on which deprecations are judged."""

    old: Package
    new: Package
    today: date
    tables: list[TablePair] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether both sides are packages; a bare set of schemas says nothing of files, licences and versions."""
        return self.old.kind == self.new.kind == "package"

    def table_before(self, name: str) -> TablePair | None:
        """The pair of the resource that had this name."""
        return next((pair for pair in self.tables if pair.old is not None and pair.old.name == name), None)


def pair_packages(old: Package, new: Package, today: date) -> PackagePair:
    """Pair the resources of two packages by name, declared old name, or path where an old one had no name.

    Raises:
        PackageError: if two resources or fields claim to have been the same one.
    """
    pair = PackagePair(old, new, today)
    for before, after in _matches(old.resources, new.resources, _unnamed(old, new), new.origin):
        table = TablePair(before, after, pair)
        pair.tables.append(table)
        table.fields.extend(_pair_fields(table))
    return pair


def _pair_fields(table: TablePair) -> Iterator[FieldPair]:
    both = table.schemas()
    if both is None:
        return
    matches = list(_matches(both[0].fields, both[1].fields, {}, both[1].origin))
    stayed = _longest_run([before.index for before, after in matches if before is not None and after is not None])
    for before, after in matches:
        moved = before is not None and after is not None and before.index not in stayed
        yield FieldPair(before, after, table, moved)


def _matches(
    old: tuple[Named, ...], new: tuple[Named, ...], given: dict[str, str], origin: Origin
) -> Iterator[tuple[Named | None, Named | None]]:
    before = {item.name: item for item in old}
    names = {item.name for item in new}
    taken: dict[str, str] = {}
    for item in new:
        source = item.name if item.name in before else _old_name(item, before, names) or given.get(item.name)
        if source is not None and source in taken:
            raise PackageError(
                f"{origin}: {item.name!r} and {taken[source]!r} both say they were {source!r}; expected one"
            )
        if source is not None:
            taken[source] = item.name
        yield (before[source] if source is not None else None), item
    for item in old:
        if item.name not in taken:
            yield item, None


def _old_name(item: Field | Resource, before: dict[str, Named], names: set[str]) -> str | None:
    declared = normalise.as_list(item.descriptor.get("renamedFrom", item.descriptor.get(PREFIXED)))
    return next((str(name) for name in declared if name in before and name not in names), None)


def _unnamed(old: Package, new: Package) -> dict[str, str]:
    """Old stand-in names of resources that had no name, by new ones: found by path, else by being the only one left."""
    if old.kind == new.kind == "schemas" and len(old.resources) == len(new.resources) == 1:
        return {new.resources[0].name: old.resources[0].name}  # two files, whatever they are called
    left = {resource.paths: resource.name for resource in old.resources if not resource.named and resource.paths}
    found = {resource.name: left.pop(resource.paths) for resource in new.resources if resource.paths in left}
    rest = [resource.name for resource in new.resources if not resource.named and resource.name not in found]
    if len(rest) == len(left) == 1:
        found[rest[0]] = left.popitem()[1]
    return found


def _longest_run(indexes: list[int]) -> set[int]:
    """The most fields that kept their order among themselves (longest increasing subsequence): the others moved."""
    tails: list[int] = []  # of each length the run that ends lowest
    before: dict[int, int] = {}
    for index in indexes:
        at = bisect_left(tails, index)
        if at:
            before[index] = tails[at - 1]
        tails[at : at + 1] = [index]
    return set(_chain(tails[-1], before)) if tails else set()


def _chain(last: int, before: dict[int, int]) -> Iterator[int]:
    yield last
    while last in before:
        last = before[last]
        yield last
