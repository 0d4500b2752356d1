"""Changes of announcements that a field or a resource will be removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH
from newsrows.diff.schemas.descriptor_extensions import Deprecation, deprecation
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

Deprecations = tuple[Deprecation | None, Deprecation | None]
"""Of the old and of the new version."""


@rule(
    "field",
    reader=(MINOR, "The column will be removed. Readers should stop using it."),
    producer=(PATCH, "The column must still be written."),
    recipe=PATCH,
    remedy="do not deprecate the field",
)
def field_deprecated(pair: FieldPair) -> Iterator[Difference]:
    """The field is now marked `deprecated`."""
    yield from _announced(_deprecations(pair))


@rule(
    "field",
    reader=(PATCH, "The column stays, or stays for longer."),
    producer=(PATCH, "The column must be written for longer."),
    recipe=PATCH,
    remedy="keep the announcement",
)
def field_deprecation_eased(pair: FieldPair) -> Iterator[Difference]:
    """The field is no longer marked `deprecated`, or is promised for longer."""
    yield from _eased(_deprecations(pair))


@rule(
    "field",
    reader=(MAJOR, "The column will be removed earlier than readers were told."),
    producer=(NONE, "Producers were not promised anything."),
    recipe=PATCH,
    remedy="keep the date that was announced",
)
def field_deprecation_hastened(pair: FieldPair) -> Iterator[Difference]:
    """The date until which the deprecated field was promised is now earlier."""
    yield from _hastened(_deprecations(pair))


@rule(
    "resource",
    reader=(MINOR, "The resource will be removed. Readers should stop using it."),
    producer=(PATCH, "The resource must still be delivered."),
    recipe=PATCH,
    remedy="do not deprecate the resource",
)
def resource_deprecated(pair: TablePair) -> Iterator[Difference]:
    """The resource is now marked `deprecated`."""
    yield from _announced(_deprecations(pair))


@rule(
    "resource",
    reader=(PATCH, "The resource stays, or stays for longer."),
    producer=(PATCH, "The resource must be delivered for longer."),
    recipe=PATCH,
    remedy="keep the announcement",
)
def resource_deprecation_eased(pair: TablePair) -> Iterator[Difference]:
    """The resource is no longer marked `deprecated`, or is promised for longer."""
    yield from _eased(_deprecations(pair))


@rule(
    "resource",
    reader=(MAJOR, "The resource will be removed earlier than readers were told."),
    producer=(NONE, "Producers were not promised anything."),
    recipe=PATCH,
    remedy="keep the date that was announced",
)
def resource_deprecation_hastened(pair: TablePair) -> Iterator[Difference]:
    """The date until which the deprecated resource was promised is now earlier."""
    yield from _hastened(_deprecations(pair))


def _deprecations(pair: FieldPair | TablePair) -> Deprecations:
    old = deprecation(pair.old.descriptor) if pair.old is not None else None
    new = deprecation(pair.new.descriptor) if pair.new is not None else None
    return old, new


def _announced(deprecations: Deprecations) -> Iterator[Difference]:
    old, new = deprecations
    if old is None and new is not None:
        yield Difference(None, _day(new), ("deprecated",))


def _eased(deprecations: Deprecations) -> Iterator[Difference]:
    old, new = deprecations
    if old is not None and (new is None or _moved(old, new, lambda before, after: after > before)):
        yield Difference(_day(old), _day(new) if new is not None else None, ("deprecated",))


def _hastened(deprecations: Deprecations) -> Iterator[Difference]:
    old, new = deprecations
    if old is not None and new is not None and _moved(old, new, lambda before, after: after < before):
        yield Difference(_day(old), _day(new), ("deprecated",))


def _moved(old: Deprecation, new: Deprecation, compare: Callable[[date, date], bool]) -> bool:
    """Compare the last days; a deprecation without a day counts as the latest possible one."""
    return compare(old.last_day or date.max, new.last_day or date.max)


def _day(announced: Deprecation) -> str | bool:
    return str(announced.last_day) if announced.last_day is not None else True
