"""Changes of the package as a whole and of its list of resources."""

from __future__ import annotations

from collections.abc import Iterator

from newsrows.datapackage.licences import Licence, licences, without
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH
from newsrows.diff.schemas.descriptor_extensions import deprecation
from newsrows.diff.schemas.pairing import PackagePair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule


@rule(
    "package",
    reader=(MAJOR, "Programs and catalogues that know the package by its name no longer find it."),
    producer=(NONE, "The files do not change."),
    recipe=MAJOR,
    remedy="keep name and id",
)
def package_renamed(pair: PackagePair) -> Iterator[Difference]:
    """The name or id of the package changed."""
    for key in ("name", "id"):
        old, new = pair.old.descriptor.get(key), pair.new.descriptor.get(key)
        if old is not None and old != new:
            yield Difference(old, new, (key,))


@rule(
    "package",
    reader=(MAJOR, "The new licence may forbid what readers were allowed to do."),
    producer=(PATCH, "The terms of publication changed."),
    recipe=PATCH,
    remedy="keep the licence, or add the new one to it",
)
def licence_changed(pair: PackagePair) -> Iterator[Difference]:
    """A licence was replaced or removed."""
    old, new = licences(pair.old.descriptor), licences(pair.new.descriptor)
    if without(old, new):
        yield Difference(_shown(old), _shown(new), ("licenses",))


@rule(
    "package",
    reader=(MINOR, "Readers may choose one more licence, or now know which one applies."),
    producer=(PATCH, "The terms of publication became wider."),
    recipe=PATCH,
    remedy="keep the licences as they were",
)
def licence_added(pair: PackagePair) -> Iterator[Difference]:
    """A licence was added."""
    old, new = licences(pair.old.descriptor), licences(pair.new.descriptor)
    if without(new, old) and not without(old, new):
        yield Difference(_shown(old), _shown(new), ("licenses",))


@rule(
    "package",
    reader=(PATCH, "The same licences apply."),
    producer=(PATCH, "The files do not change."),
    recipe=PATCH,
    remedy="keep the spelling of the licences",
)
def licence_redescribed(pair: PackagePair) -> Iterator[Difference]:
    """The licences are the same, but are described differently: with an address added, or in another spelling."""
    old, new = licences(pair.old.descriptor), licences(pair.new.descriptor)
    written = [side.descriptor.get("licenses", side.descriptor.get("license")) for side in (pair.old, pair.new)]
    if not without(old, new) and not without(new, old) and written[0] != written[1]:
        yield Difference(written[0], written[1], ("licenses",))


@rule(
    "resource-gone",
    reader=(MAJOR, "Programs that open the resource fail."),
    producer=(MINOR, "The resource is no longer needed."),
    recipe=MAJOR,
    remedy="keep the resource, or deprecate it with a date and remove it after that date",
)
def resource_removed(pair: TablePair) -> Iterator[Difference]:
    """A resource was removed. If it was renamed, declare this with `renamedFrom`."""
    if pair.old is not None and not _may_be_removed(pair):
        yield Difference(pair.old.name, None)


@rule(
    "resource-gone",
    reader=(MINOR, "The removal was announced, and the announced date has passed."),
    producer=(MINOR, "The resource is no longer needed."),
    recipe=MAJOR,
    remedy="keep the resource",
)
def resource_removed_after_deprecation(pair: TablePair) -> Iterator[Difference]:
    """A deprecated resource was removed after the date until which it was promised."""
    if pair.old is not None and _may_be_removed(pair):
        yield Difference(pair.old.name, None)


@rule(
    "resource-gone",
    reader=(MAJOR, "The resource was promised to readers for longer."),
    producer=(MINOR, "The resource is no longer needed."),
    recipe=MAJOR,
    remedy="keep the resource until the promised date",
)
def resource_deprecation_ignored(pair: TablePair) -> Iterator[Difference]:
    """A deprecated resource was removed before the promised date. This is a problem in every version."""
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    if announced is not None and announced.last_day is not None and not announced.may_be_removed(pair.package.today):
        yield Difference(str(announced.last_day), None)


@rule(
    "resource-new",
    reader=(MINOR, "Readers get more data. Whatever worked before still works."),
    producer=(MAJOR, "One more resource must be delivered."),
    recipe=MINOR,
    remedy="publish the resource in a separate package",
)
def resource_added(pair: TablePair) -> Iterator[Difference]:
    """A resource was added."""
    if pair.new is not None:
        yield Difference(None, pair.new.name)


@rule(
    "resource",
    reader=(MAJOR, "Programs that open the resource by its old name fail."),
    producer=(MAJOR, "The resource must be delivered under its new name."),
    recipe=MAJOR,
    remedy="keep the name",
)
def resource_renamed(pair: TablePair) -> Iterator[Difference]:
    """The resource was renamed, as its `renamedFrom` declares."""
    if pair.old is not None and pair.new is not None and pair.old.named and pair.old.name != pair.new.name:
        yield Difference(pair.old.name, pair.new.name, ("name",))


@rule(
    "resource",
    reader=(PATCH, "Readers can now use a name for the resource."),
    producer=(PATCH, "The files do not change."),
    recipe=PATCH,
    remedy="do not name the resource",
)
def resource_named(pair: TablePair) -> Iterator[Difference]:
    """A resource without a name, which was allowed until 2017, got one or lost it. Its path identifies it."""
    if pair.old is not None and pair.new is not None and pair.old.named != pair.new.named:
        yield Difference(pair.old.descriptor.get("name"), pair.new.descriptor.get("name"), ("name",))


@rule(
    "package",
    reader=(PATCH, "Only programs that use the position of a resource notice."),
    producer=(PATCH, "The files do not change."),
    recipe=PATCH,
    remedy="keep the order",
)
def resources_reordered(pair: PackagePair) -> Iterator[Difference]:
    """The order of the resources in the descriptor changed."""
    tables = [table for table in pair.tables if table.old is not None and table.new is not None]
    new = [table.name for table in tables]
    old_index = {id(resource): index for index, resource in enumerate(pair.old.resources)}
    old = [table.name for table in sorted(tables, key=lambda table: old_index[id(table.old)])]
    if old != new and pair.has_descriptors:
        yield Difference(old, new, ("resources",))


def _shown(some: tuple[Licence, ...]) -> list[str]:
    return sorted(one.shown for one in some)


def _may_be_removed(pair: TablePair) -> bool:
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    return announced is not None and announced.may_be_removed(pair.package.today)
