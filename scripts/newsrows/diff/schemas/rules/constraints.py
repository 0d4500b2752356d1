"""Changes of constraints on each value: required, unique, pattern, JSON schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.datapackage.model import TableSchema
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import FieldPair
from newsrows.diff.schemas.rules.registry import Difference, rule

STRICTER_FOR_READER = (MINOR, "The schema promises more about the values than before.")
LOOSER_FOR_PRODUCER = (MINOR, "Every file that was valid is still valid.")
STRICTER_FOR_PRODUCER = (MAJOR, "Values that were valid may be invalid now.")


@rule(
    "field",
    reader=(MINOR, "The column no longer contains nulls."),
    producer=(MAJOR, "Rows without a value are invalid now."),
    recipe=MAJOR,
    remedy="keep the field optional",
)
def required_added(pair: FieldPair) -> Iterator[Difference]:
    """The field must now have a value in every row."""
    old, new = _required(pair)
    if new and not old and pair.new is not None and pair.new.flag("required"):
        yield Difference(False, True, ("constraints", "required"))


@rule(
    "field",
    reader=(MAJOR, "Readers may get nulls, which were impossible before."),
    producer=(MINOR, "Rows may now omit the value."),
    recipe=MINOR,
    remedy="keep the field required",
)
def required_dropped(pair: FieldPair) -> Iterator[Difference]:
    """The field no longer has to have a value in every row."""
    old, new = _required(pair)
    if old and not new and pair.old is not None and pair.old.flag("required"):
        yield Difference(True, False, ("constraints", "required"))


@rule(
    "field",
    reader=(MINOR, "Each value occurs once, so it can identify a row."),
    producer=(MAJOR, "Rows that share a value are invalid now."),
    recipe=MAJOR,
    remedy="allow repeated values",
)
def unique_added(pair: FieldPair) -> Iterator[Difference]:
    """The values of the field must now be unique."""
    old, new = _unique(pair)
    if new and not old and pair.new is not None and pair.new.flag("unique"):
        yield Difference(False, True, ("constraints", "unique"))


@rule(
    "field",
    reader=(MAJOR, "Look-ups may find several rows instead of one, and joins may multiply rows."),
    producer=(MINOR, "Values may now be repeated."),
    recipe=MINOR,
    remedy="keep the field unique",
)
def unique_dropped(pair: FieldPair) -> Iterator[Difference]:
    """The values of the field no longer have to be unique."""
    old, new = _unique(pair)
    if old and not new and pair.old is not None and pair.old.flag("unique"):
        yield Difference(True, False, ("constraints", "unique"))


@rule(
    "field",
    reader=(PATCH, "The same constraints apply as before."),
    producer=(PATCH, "The same constraints apply as before."),
    recipe=PATCH,
    remedy="keep the constraint where it was",
)
def constraint_restated(pair: FieldPair) -> Iterator[Difference]:
    """`required` or `unique` moved between the field and a new or removed key. The meaning is the same.

    If both versions have the key, it makes no difference whether the field says so as well.
    """
    if pair.old is None or pair.new is None:
        return
    schemas = _schemas(pair)
    for name, (old, new), is_by_key in (
        ("required", _required(pair), TableSchema.is_required_by_key),
        ("unique", _unique(pair), TableSchema.is_unique_by_key),
    ):
        has_key_in_both = is_by_key(schemas[0], pair.old) and is_by_key(schemas[1], pair.new)
        if old == new and not has_key_in_both and pair.old.flag(name) != pair.new.flag(name):
            yield Difference(pair.old.flag(name), pair.new.flag(name), ("constraints", name))


@rule(
    "field",
    reader=STRICTER_FOR_READER,
    producer=STRICTER_FOR_PRODUCER,
    recipe=MAJOR,
    remedy="do not add the pattern",
)
def pattern_added(pair: FieldPair) -> Iterator[Difference]:
    """Values must now match a pattern."""
    old, new = _constraint(pair, "pattern")
    if old is None and new is not None:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(MAJOR, "Readers may get values in a form that was impossible before."),
    producer=LOOSER_FOR_PRODUCER,
    recipe=MINOR,
    remedy="keep the pattern",
)
def pattern_dropped(pair: FieldPair) -> Iterator[Difference]:
    """Values no longer have to match a pattern."""
    old, new = _constraint(pair, "pattern")
    if old is not None and new is None:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(
        MAJOR,
        "Readers may get values in a new form. newsrows does not decide which pattern allows more.",
    ),
    producer=(MAJOR, "Values that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the pattern",
)
def pattern_changed(pair: FieldPair) -> Iterator[Difference]:
    """The pattern that values must match changed."""
    old, new = _constraint(pair, "pattern")
    if old is not None and new is not None and old != new:
        yield Difference(old, new, ("constraints", "pattern"))


@rule(
    "field",
    reader=(MAJOR, "Readers may get objects in a form that was impossible before."),
    producer=(MAJOR, "Objects that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the JSON schema",
)
def json_schema_changed(pair: FieldPair) -> Iterator[Difference]:
    """The JSON schema of the field changed. Adding it does not break readers, removing it does not break producers."""
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
    schemas = pair.table.schemas()
    if schemas is None:
        raise ValueError("a pair of fields whose tables have no schemas")
    return schemas


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
