"""Changes of the allowed values: enum, categories, and texts that mean a missing value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.model import Field, TableSchema
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.descriptor_extensions import extension
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule, value_text

TEXT_TYPES = frozenset({"string", "any"})


@rule(
    "field",
    reader=(MINOR, "All possible values are now known."),
    producer=(MAJOR, "Values that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="do not add the enum",
)
def enum_added(pair: FieldPair) -> Iterator[Difference]:
    """An enum was added: only the listed values are allowed."""
    old, new = _enums(pair)
    if old is None and new is not None:
        yield Difference(None, list(new.values()), ("constraints", "enum"))


@rule(
    "field",
    reader=(MAJOR, "Readers may get values that their programs do not handle."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MINOR,
    remedy="keep the enum",
)
def enum_dropped(pair: FieldPair) -> Iterator[Difference]:
    """The enum was removed: any value is allowed. Minor if the enum was declared open."""
    old, new = _enums(pair)
    if old is not None and new is None:
        yield Difference(list(old.values()), None, ("constraints", "enum"), reader=MINOR if _was_open(pair) else None)


@rule(
    "field",
    reader=(MAJOR, "Readers may get values that their programs do not handle."),
    producer=(MINOR, "Producers may use more values."),
    recipe=MINOR,
    remedy="do not add the value, or declare the enum open (openEnum) in a major version",
)
def enum_values_added(pair: FieldPair) -> Iterator[Difference]:
    """A value was added to the enum. Minor if the enum was declared open."""
    old, new = _enums(pair)
    if old is not None and new is not None and (added := [new[key] for key in new if key not in old]):
        yield Difference(
            None,
            added,
            ("constraints", "enum"),
            reader=MINOR if _was_open(pair) else None,
            summary=f"adds {value_text(added)}",
        )


@rule(
    "field",
    reader=(MINOR, "Programs may handle a value that no longer occurs."),
    producer=(MAJOR, "Rows with the value are invalid now."),
    recipe=MAJOR,
    remedy="keep the value",
)
def enum_values_removed(pair: FieldPair) -> Iterator[Difference]:
    """A value was removed from the enum."""
    old, new = _enums(pair)
    if old is not None and new is not None and (removed := [old[key] for key in old if key not in new]):
        yield Difference(removed, None, ("constraints", "enum"), summary=f"removes {value_text(removed)}")


@rule(
    "field",
    reader=(MAJOR, "The list of values is no longer final. Programs must handle other values."),
    producer=(MINOR, "The files do not have to change."),
    recipe=MINOR,
    remedy="keep the enum closed",
)
def enum_opened(pair: FieldPair) -> Iterator[Difference]:
    """The enum is now declared open (`openEnum`): later versions may add values to it."""
    if not _was_open(pair) and pair.new is not None and extension(pair.new.descriptor, "openEnum"):
        yield Difference(False, True, ("openEnum",))


@rule(
    "field",
    reader=(MINOR, "The list of values is now final."),
    producer=(PATCH, "The files do not have to change."),
    recipe=MINOR,
    remedy="keep the enum open",
)
def enum_closed(pair: FieldPair) -> Iterator[Difference]:
    """The enum is no longer declared open."""
    if _was_open(pair) and pair.new is not None and not extension(pair.new.descriptor, "openEnum"):
        yield Difference(True, False, ("openEnum",))


@rule(
    "field",
    reader=(MAJOR, "Readers may get categories that their programs do not handle."),
    producer=(MINOR, "Producers may use more categories."),
    recipe=MINOR,
    remedy="do not add the category",
)
def categories_added(pair: FieldPair) -> Iterator[Difference]:
    """A category was added, or the list of categories was removed."""
    old, new = _categories(pair)
    if old and (added := [key for key in new if key not in old]):
        yield Difference(None, added, ("categories",), summary=f"adds {value_text(added)}")
    elif old and not new:
        yield Difference(list(old), None, ("categories",), summary="the list was removed")


@rule(
    "field",
    reader=(MINOR, "Fewer categories occur, or all possible ones are now known."),
    producer=(MAJOR, "Rows with other categories are invalid now."),
    recipe=MAJOR,
    remedy="keep the categories",
)
def categories_removed(pair: FieldPair) -> Iterator[Difference]:
    """A category was removed, or a list of categories was added."""
    old, new = _categories(pair)
    if new and (removed := [key for key in old if key not in new]):
        yield Difference(removed, None, ("categories",), summary=f"removes {value_text(removed)}")
    elif new and not old:
        yield Difference(None, list(new), ("categories",), summary="a list was added")


@rule(
    "field",
    reader=(MAJOR, "Comparing and sorting give other results."),
    producer=(PATCH, "Every file that was valid is still valid."),
    recipe=MAJOR,
    remedy="keep the order",
)
def categories_reordered(pair: FieldPair) -> Iterator[Difference]:
    """The order of the categories changed, was added or was removed. A patch if they were and are not ordered."""
    old, new = _categories(pair)
    ordered = [
        normalise.flag(side.descriptor.get("categoriesOrdered")) for side in (pair.old, pair.new) if side is not None
    ]
    common = [key for key in old if key in new], [key for key in new if key in old]
    if common[0] != common[1]:
        yield Difference(
            *common, ("categories",), reader=None if any(ordered) else PATCH, recipe=None if any(ordered) else PATCH
        )
    elif old and new and ordered[0] != ordered[1]:
        yield Difference(ordered[0], ordered[1], ("categoriesOrdered",), reader=MINOR if ordered[1] else None)


@rule(
    "field",
    reader=(PATCH, "People see another label."),
    producer=(PATCH, "The files do not change."),
    recipe=PATCH,
    remedy="keep the labels",
)
def category_labels_changed(pair: FieldPair) -> Iterator[Difference]:
    """The label of a category changed."""
    old, new = _categories(pair)
    changed = [key for key in old if key in new and old[key] != new[key]]
    if changed:
        yield Difference({key: old[key] for key in changed}, {key: new[key] for key in changed}, ("categories",))


@rule(
    "schema",
    reader=(MAJOR, "Programs that do not know the new missing value read it as data."),
    producer=(MINOR, "One more text means a missing value. Cells with that text are no longer data."),
    recipe=MINOR,
    remedy="do not add the missing value",
)
def missing_values_added(pair: TablePair) -> Iterator[Difference]:
    """One more text means that a value is missing."""
    schemas = pair.schemas()
    if schemas is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        if added := [text for text in new if text not in old]:
            yield Difference(None, added, ("missingValues",), summary=f"adds {value_text(added)}")


@rule(
    "schema",
    reader=(MAJOR, "A text that meant a missing value is now data: 'NA' may be Namibia."),
    producer=(MAJOR, "Cells with the text are now read as data and may be invalid."),
    recipe=MAJOR,
    remedy="keep the missing value",
)
def missing_values_removed(pair: TablePair) -> Iterator[Difference]:
    """A text no longer means that a value is missing. Minor for readers if the table has no text columns."""
    schemas = pair.schemas()
    if schemas is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        if removed := [text for text in old if text not in new]:
            level = None if _has_text(schemas[1]) else MINOR
            yield Difference(removed, None, ("missingValues",), reader=level, summary=f"removes {value_text(removed)}")


@rule(
    "field",
    reader=(MAJOR, "Cells that were data are read as missing, or the reverse."),
    producer=(MAJOR, "Cells may have another meaning than before."),
    recipe=MAJOR,
    remedy="keep the field's missing values",
)
def field_missing_values_changed(pair: FieldPair) -> Iterator[Difference]:
    """The `missingValues` of a single field changed."""
    if pair.old is None or pair.new is None:
        return
    own = "missingValues" in pair.old.descriptor or "missingValues" in pair.new.descriptor
    old, new = pair.old.missing_values, pair.new.missing_values
    if own and set(old) != set(new):
        yield Difference(list(old), list(new), ("missingValues",), producer=MINOR if set(new) > set(old) else None)


def _was_open(pair: FieldPair) -> bool:
    return pair.old is not None and bool(extension(pair.old.descriptor, "openEnum"))


def _enums(pair: FieldPair) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    return _enum(pair.old), _enum(pair.new)


def _enum(field: Field | None) -> dict[str, Any] | None:
    written = field.constraint("enum") if field is not None else None
    if field is None or written is None:
        return None
    return {_comparable(value, field.type): value for value in normalise.as_list(written)}


def _comparable(value: Any, kind: str) -> str:
    text = normalise.value_text(value)
    if kind in {"integer", "number"}:
        try:
            return str(Decimal(text).normalize())
        except InvalidOperation:
            return text
    return text


def _categories(pair: FieldPair) -> tuple[dict[str, str | None], dict[str, str | None]]:
    old = normalise.categories(pair.old.descriptor.get("categories")) if pair.old is not None else {}
    new = normalise.categories(pair.new.descriptor.get("categories")) if pair.new is not None else {}
    return old, new


def _has_text(schema: TableSchema) -> bool:
    return any(field.type in TEXT_TYPES and "missingValues" not in field.descriptor for field in schema.fields)
