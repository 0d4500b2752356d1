"""Changes of what is announced: that a field or a resource will go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from newsrows.diff.schemas.descriptor_extensions import Deprecation, deprecation
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

Both = tuple[Deprecation | None, Deprecation | None]


@rule(
    "field",
    reader=(MINOR, "The column will go: time to stop using it."),
    producer=(PATCH, "The column still has to be written."),
    recipe=PATCH,
    remedy="leave the field undeprecated",
)
def field_deprecated(pair: FieldPair) -> Iterator[Difference]:
    """A field is marked `deprecated`."""
    yield from _begun(_announced(pair))


@rule(
    "field",
    reader=(PATCH, "The column stays after all, or for longer."),
    producer=(PATCH, "The column goes on being written."),
    recipe=PATCH,
    remedy="leave the announcement as it was",
)
def field_deprecation_eased(pair: FieldPair) -> Iterator[Difference]:
    """A field is no longer marked `deprecated`, or is promised for longer."""
    yield from _eased(_announced(pair))


@rule(
    "field",
    reader=(MAJOR, "The column goes sooner than readers were told."),
    producer=(NONE, "Those who make the data were not promised anything."),
    recipe=PATCH,
    remedy="keep the day that was announced",
)
def field_deprecation_hastened(pair: FieldPair) -> Iterator[Difference]:
    """The day until which a deprecated field was promised came nearer."""
    yield from _hastened(_announced(pair))


@rule(
    "resource",
    reader=(MINOR, "The resource will go: time to stop using it."),
    producer=(PATCH, "The resource still has to be delivered."),
    recipe=PATCH,
    remedy="leave the resource undeprecated",
)
def resource_deprecated(pair: TablePair) -> Iterator[Difference]:
    """A resource is marked `deprecated`."""
    yield from _begun(_announced(pair))


@rule(
    "resource",
    reader=(PATCH, "The resource stays after all, or for longer."),
    producer=(PATCH, "The resource goes on being delivered."),
    recipe=PATCH,
    remedy="leave the announcement as it was",
)
def resource_deprecation_eased(pair: TablePair) -> Iterator[Difference]:
    """A resource is no longer marked `deprecated`, or is promised for longer."""
    yield from _eased(_announced(pair))


@rule(
    "resource",
    reader=(MAJOR, "The resource goes sooner than readers were told."),
    producer=(NONE, "Those who make the data were not promised anything."),
    recipe=PATCH,
    remedy="keep the day that was announced",
)
def resource_deprecation_hastened(pair: TablePair) -> Iterator[Difference]:
    """The day until which a deprecated resource was promised came nearer."""
    yield from _hastened(_announced(pair))


def _announced(pair: FieldPair | TablePair) -> Both:
    old = deprecation(pair.old.descriptor) if pair.old is not None else None
    new = deprecation(pair.new.descriptor) if pair.new is not None else None
    return old, new


def _begun(both: Both) -> Iterator[Difference]:
    old, new = both
    if old is None and new is not None:
        yield Difference(None, _day(new), ("deprecated",))


def _eased(both: Both) -> Iterator[Difference]:
    old, new = both
    if old is not None and (new is None or _moved(old, new, lambda before, after: after > before)):
        yield Difference(_day(old), _day(new) if new is not None else None, ("deprecated",))


def _hastened(both: Both) -> Iterator[Difference]:
    old, new = both
    if old is not None and new is not None and _moved(old, new, lambda before, after: after < before):
        yield Difference(_day(old), _day(new), ("deprecated",))


def _moved(old: Deprecation, new: Deprecation, compare: Callable[[date, date], bool]) -> bool:
    return compare(old.after or date.max, new.after or date.max)


def _day(announced: Deprecation) -> str | bool:
    return str(announced.after) if announced.after is not None else True
