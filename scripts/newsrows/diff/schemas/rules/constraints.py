"""Changes of what must hold for each value: required, unique, pattern, JSON schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.datapackage.model import TableSchema
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import FieldPair
from newsrows.diff.schemas.rules.registry import Difference, rule

TIGHTER_FOR_READER = (MINOR, "More is promised of the values than was.")
LOOSER_FOR_PRODUCER = (MINOR, "Every file that was right is still right.")
TIGHTER_FOR_PRODUCER = (MAJOR, "Values that were right are wrong now.")


@rule(
    "field",
    reader=(MINOR, "No null arrives any more."),
    producer=(MAJOR, "A row without a value is wrong now."),
    recipe=MAJOR,
    remedy="leave the field optional",
)
def required_added(pair: FieldPair) -> Iterator[Difference]:
    """A field must have a value now, where it could be empty."""
    old, new = _required(pair)
    if new and not old and pair.new is not None and pair.new.flag("required"):
        yield Difference(False, True, ("constraints", "required"))


@rule(
    "field",
    reader=(MAJOR, "A null arrives where none could."),
    producer=(MINOR, "A row may leave the value out."),
    recipe=MINOR,
    remedy="keep the field required",
)
def required_dropped(pair: FieldPair) -> Iterator[Difference]:
    """A field may be empty now, where it had to have a value."""
    old, new = _required(pair)
    if old and not new and pair.old is not None and pair.old.flag("required"):
        yield Difference(True, False, ("constraints", "required"))


@rule(
    "field",
    reader=(MINOR, "Each value stands once, and can be used to look up a row."),
    producer=(MAJOR, "A value that stands twice is wrong now."),
    recipe=MAJOR,
    remedy="allow values to stand twice",
)
def unique_added(pair: FieldPair) -> Iterator[Difference]:
    """No value may stand twice in a field now."""
    old, new = _unique(pair)
    if new and not old and pair.new is not None and pair.new.flag("unique"):
        yield Difference(False, True, ("constraints", "unique"))


@rule(
    "field",
    reader=(MAJOR, "A look-up that found one row finds several, and joins multiply rows."),
    producer=(MINOR, "A value may stand twice."),
    recipe=MINOR,
    remedy="keep the field unique",
)
def unique_dropped(pair: FieldPair) -> Iterator[Difference]:
    """A value may stand twice in a field now, where it could not."""
    old, new = _unique(pair)
    if old and not new and pair.old is not None and pair.old.flag("unique"):
        yield Difference(True, False, ("constraints", "unique"))


@rule(
    "field",
    reader=(PATCH, "The same holds as before."),
    producer=(PATCH, "The same holds as before."),
    recipe=PATCH,
    remedy="leave it as it was said",
)
def constraint_restated(pair: FieldPair) -> Iterator[Difference]:
    """`required` or `unique` is said by the field now and by a key before, or the other way round: nothing changes."""
    if pair.old is None or pair.new is None:
        return
    for name, (old, new) in (("required", _required(pair)), ("unique", _unique(pair))):
        if old == new and pair.old.flag(name) != pair.new.flag(name):
            yield Difference(pair.old.flag(name), pair.new.flag(name), ("constraints", name))


@rule(
    "field",
    reader=TIGHTER_FOR_READER,
    producer=TIGHTER_FOR_PRODUCER,
    recipe=MAJOR,
    remedy="leave the pattern out",
)
def pattern_added(pair: FieldPair) -> Iterator[Difference]:
    """Values must match a pattern now."""
    old, new = _constraint(pair, "pattern")
    if old is None and new is not None:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(MAJOR, "Values arrive in a form that was impossible."),
    producer=LOOSER_FOR_PRODUCER,
    recipe=MINOR,
    remedy="keep the pattern",
)
def pattern_dropped(pair: FieldPair) -> Iterator[Difference]:
    """Values need not match a pattern any more."""
    old, new = _constraint(pair, "pattern")
    if old is not None and new is None:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(
        MAJOR,
        "Values may arrive in a form that was impossible: which of two patterns takes more is not decided here.",
    ),
    producer=(MAJOR, "Values that were right may be wrong now."),
    recipe=MAJOR,
    remedy="keep the pattern",
)
def pattern_changed(pair: FieldPair) -> Iterator[Difference]:
    """Values must match another pattern."""
    old, new = _constraint(pair, "pattern")
    if old is not None and new is not None and old != new:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(MAJOR, "Objects may arrive in a shape that was impossible."),
    producer=(MAJOR, "Objects that were right may be wrong now."),
    recipe=MAJOR,
    remedy="keep the JSON schema",
)
def json_schema_changed(pair: FieldPair) -> Iterator[Difference]:
    """The JSON schema of an object field came, went or changed: coming breaks no reader, going no producer."""
    old, new = _constraint(pair, "jsonSchema")
    if old != new:
        yield Difference(
            old,
            new,
            ("constraints", "jsonSchema"),
            reader=MINOR if old is None else None,
            producer=MINOR if new is None else None,
            recipe=MINOR if new is None else None,
        )


def _constraint(pair: FieldPair, name: str) -> tuple[Any, Any]:
    old = pair.old.constraint(name) if pair.old is not None else None
    new = pair.new.constraint(name) if pair.new is not None else None
    return old, new


def _schemas(pair: FieldPair) -> tuple[TableSchema, TableSchema]:
    both = pair.table.schemas()
    if schemas is None:
        raise ValueError("a pair of fields without schemas")
    return both


def _required(pair: FieldPair) -> tuple[bool, bool]:
    old, new = _schemas(pair)
    return (
        pair.old is not None and old.is_required(pair.old),
        pair.new is not None and new.is_required(pair.new),
    )


def _unique(pair: FieldPair) -> tuple[bool, bool]:
    old, new = _schemas(pair)
    return (
        pair.old is not None and old.is_unique(pair.old),
        pair.new is not None and new.is_unique(pair.new),
    )
