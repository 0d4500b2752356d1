"""Changes of the package as a whole, and of which resources it has."""

from __future__ import annotations

from collections.abc import Iterator

from newsrows.datapackage import normalise
from newsrows.diff.schemas.descriptor_extensions import deprecation
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH
from newsrows.diff.schemas.pairing import PackagePair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule


@rule(
    "package",
    reader=(MAJOR, "A program or catalogue that finds the package by its name finds it no more."),
    producer=(NONE, "Nothing changes in the files."),
    recipe=MAJOR,
    remedy="keep name and id",
)
def package_renamed(pair: PackagePair) -> Iterator[Difference]:
    """The name or id of the package is another one."""
    for key in ("name", "id"):
        old, new = pair.old.descriptor.get(key), pair.new.descriptor.get(key)
        if old is not None and old != new:
            yield Difference(old, new, (key,))


@rule(
    "package",
    reader=(MAJOR, "What readers were allowed to do with the data may be forbidden now."),
    producer=(PATCH, "The terms under which the data are given changed."),
    recipe=PATCH,
    remedy="keep the licence, or add the new one beside it",
)
def licence_changed(pair: PackagePair) -> Iterator[Difference]:
    """The licences are other ones, or one of them is gone."""
    old, new = normalise.licences(pair.old.descriptor), normalise.licences(pair.new.descriptor)
    if old - new:
        yield Difference(sorted(old), sorted(new), ("licenses",))


@rule(
    "package",
    reader=(MINOR, "Readers may choose a further licence, or know now which one holds."),
    producer=(PATCH, "The terms under which the data are given became wider."),
    recipe=PATCH,
    remedy="leave the licences as they were",
)
def licence_added(pair: PackagePair) -> Iterator[Difference]:
    """A licence came to those that were there, or to none."""
    old, new = normalise.licences(pair.old.descriptor), normalise.licences(pair.new.descriptor)
    if new > old:
        yield Difference(sorted(old), sorted(new), ("licenses",))


@rule(
    "package",
    reader=(PATCH, "The same licences hold under the same addresses."),
    producer=(PATCH, "Nothing changes in the files."),
    recipe=PATCH,
    remedy="leave the licences as they were written",
)
def licence_redescribed(pair: PackagePair) -> Iterator[Difference]:
    """The licences are the same by their addresses (or names, where they have none), and are written otherwise."""
    old, new = normalise.licences(pair.old.descriptor), normalise.licences(pair.new.descriptor)
    written = [side.descriptor.get("licenses", side.descriptor.get("license")) for side in (pair.old, pair.new)]
    if old == new and written[0] != written[1]:
        yield Difference(written[0], written[1], ("licenses",))


@rule(
    "resource-gone",
    reader=(MAJOR, "A program that opens the resource fails."),
    producer=(MINOR, "The resource need not be delivered any more."),
    recipe=MAJOR,
    remedy="keep the resource, or mark it deprecated with a date and remove it after that",
)
def resource_removed(pair: TablePair) -> Iterator[Difference]:
    """A resource is no longer there; if it was renamed, say so with `renamedFrom`."""
    if pair.old is not None and not _may_go(pair):
        yield Difference(pair.old.name, None)


@rule(
    "resource-gone",
    reader=(MINOR, "The removal was announced, and the announced day is over."),
    producer=(MINOR, "The resource need not be delivered any more."),
    recipe=MAJOR,
    remedy="keep the resource for longer",
)
def resource_removed_after_deprecation(pair: TablePair) -> Iterator[Difference]:
    """A resource is gone, after the day until which its `deprecated` promised it."""
    if pair.old is not None and _may_go(pair):
        yield Difference(pair.old.name, None)


@rule(
    "resource-gone",
    reader=(MAJOR, "Readers had been promised the resource for longer."),
    producer=(MINOR, "The resource need not be delivered any more."),
    recipe=MAJOR,
    remedy="keep the resource until the day it was promised for",
)
def resource_deprecation_ignored(pair: TablePair) -> Iterator[Difference]:
    """A resource is gone before the day until which its `deprecated` promised it; no version number makes up for it."""
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    if announced is not None and announced.after is not None and not announced.may_be_removed(pair.package.today):
        yield Difference(str(announced.after), None)


@rule(
    "resource-new",
    reader=(MINOR, "There is more to read; what worked goes on working."),
    producer=(MAJOR, "A further resource has to be delivered."),
    recipe=MINOR,
    remedy="publish the resource in a package of its own",
)
def resource_added(pair: TablePair) -> Iterator[Difference]:
    """There is a further resource."""
    if pair.new is not None:
        yield Difference(None, pair.new.name)


@rule(
    "resource",
    reader=(MAJOR, "A program that opens the resource by its old name fails."),
    producer=(MAJOR, "The resource has to be delivered under its new name."),
    recipe=MAJOR,
    remedy="keep the name",
)
def resource_renamed(pair: TablePair) -> Iterator[Difference]:
    """A resource has another name, and says so with `renamedFrom`."""
    if pair.old is not None and pair.new is not None and pair.old.named and pair.old.name != pair.new.name:
        yield Difference(pair.old.name, pair.new.name, ("name",))


@rule(
    "resource",
    reader=(PATCH, "The resource can be asked for by a name now."),
    producer=(PATCH, "Nothing changes in the files."),
    recipe=PATCH,
    remedy="leave it without a name",
)
def resource_named(pair: TablePair) -> Iterator[Difference]:
    """A resource that had no name, as was allowed until 2017, has one now; it was recognised by its path."""
    if pair.old is not None and pair.new is not None and pair.old.named != pair.new.named:
        yield Difference(pair.old.descriptor.get("name"), pair.new.descriptor.get("name"), ("name",))


@rule(
    "package",
    reader=(PATCH, "Only a program that counts resources notices."),
    producer=(PATCH, "Nothing changes in the files."),
    recipe=PATCH,
    remedy="keep the order",
)
def resources_reordered(pair: PackagePair) -> Iterator[Difference]:
    """The resources stand in another order in the descriptor."""
    both = [table for table in pair.tables if table.old is not None and table.new is not None]
    new = [table.name for table in both]
    places = {id(resource): index for index, resource in enumerate(pair.old.resources)}
    old = [table.name for table in sorted(both, key=lambda table: places[id(table.old)])]
    if old != new and pair.has_descriptors:
        yield Difference(old, new, ("resources",))


def _may_go(pair: TablePair) -> bool:
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    return announced is not None and announced.may_be_removed(pair.package.today)
