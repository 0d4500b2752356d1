"""Changes of which values there are: enum, categories, and the texts that mean 'missing'."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.model import Field, TableSchema
from newsrows.diff.schemas.descriptor_extensions import extension
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule, value_text

TEXTUAL = frozenset({"string", "any"})


@rule(
    "field",
    reader=(MINOR, "The values are known beforehand now."),
    producer=(MAJOR, "Values that were right are wrong now."),
    recipe=MAJOR,
    remedy="leave the enum out",
)
def enum_added(pair: FieldPair) -> Iterator[Difference]:
    """Only listed values are allowed now."""
    old, new = _enums(pair)
    if old is None and new is not None:
        yield Difference(None, list(new.values()), ("constraints", "enum"))


@rule(
    "field",
    reader=(MAJOR, "A value arrives that no branch of the program knows."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MINOR,
    remedy="keep the enum",
)
def enum_dropped(pair: FieldPair) -> Iterator[Difference]:
    """Any value is allowed now, where only listed ones were; minor if the enum was declared open."""
    old, new = _enums(pair)
    if old is not None and new is None:
        yield Difference(list(old.values()), None, ("constraints", "enum"), reader=MINOR if _was_open(pair) else None)


@rule(
    "field",
    reader=(MAJOR, "A value arrives that no branch of the program knows."),
    producer=(MINOR, "There are more values to choose from."),
    recipe=MINOR,
    remedy="leave the value out, or declare the enum open (openEnum) in a major version",
)
def enum_values_added(pair: FieldPair) -> Iterator[Difference]:
    """The enum lists a further value; minor if it was declared open."""
    old, new = _enums(pair)
    if old is not None and new is not None and (more := [new[key] for key in new if key not in old]):
        yield Difference(
            None, more, ("constraints", "enum"), reader=MINOR if _was_open(pair) else None, summary=f"gains {value_text(more)}"
        )


@rule(
    "field",
    reader=(MINOR, "A branch of the program is never taken any more."),
    producer=(MAJOR, "Rows with the value are wrong now."),
    recipe=MAJOR,
    remedy="keep the value",
)
def enum_values_removed(pair: FieldPair) -> Iterator[Difference]:
    """The enum lists a value no more."""
    old, new = _enums(pair)
    if old is not None and new is not None and (less := [old[key] for key in old if key not in new]):
        yield Difference(less, None, ("constraints", "enum"), summary=f"loses {value_text(less)}")


@rule(
    "field",
    reader=(MAJOR, "The list of values is not final any more: a program needs a branch for others."),
    producer=(MINOR, "Nothing is asked of the files that was not."),
    recipe=MINOR,
    remedy="keep the enum closed",
)
def enum_opened(pair: FieldPair) -> Iterator[Difference]:
    """The enum is declared open (`openEnum`): later versions may add values to it."""
    if not _was_open(pair) and pair.new is not None and extension(pair.new.descriptor, "openEnum"):
        yield Difference(False, True, ("openEnum",))


@rule(
    "field",
    reader=(MINOR, "The list of values is final now."),
    producer=(PATCH, "Nothing is asked of the files that was not."),
    recipe=MINOR,
    remedy="leave the enum open",
)
def enum_closed(pair: FieldPair) -> Iterator[Difference]:
    """The enum is no longer declared open."""
    if _was_open(pair) and pair.new is not None and not extension(pair.new.descriptor, "openEnum"):
        yield Difference(True, False, ("openEnum",))


@rule(
    "field",
    reader=(MAJOR, "A category arrives that no branch of the program knows."),
    producer=(MINOR, "There are more categories to choose from."),
    recipe=MINOR,
    remedy="leave the category out",
)
def categories_added(pair: FieldPair) -> Iterator[Difference]:
    """There is a further category, or there are none listed any more."""
    old, new = _categories(pair)
    if old and (more := [key for key in new if key not in old]):
        yield Difference(None, more, ("categories",), summary=f"gains {value_text(more)}")
    elif old and not new:
        yield Difference(list(old), None, ("categories",), summary="are no longer listed")


@rule(
    "field",
    reader=(MINOR, "Fewer categories arrive, or they are known beforehand now."),
    producer=(MAJOR, "Rows with another category are wrong now."),
    recipe=MAJOR,
    remedy="keep the categories",
)
def categories_removed(pair: FieldPair) -> Iterator[Difference]:
    """A category is gone, or categories are listed where none were."""
    old, new = _categories(pair)
    if new and (less := [key for key in old if key not in new]):
        yield Difference(less, None, ("categories",), summary=f"lose {value_text(less)}")
    elif new and not old:
        yield Difference(None, list(new), ("categories",), summary="are listed now")


@rule(
    "field",
    reader=(MAJOR, "Comparisons and sorting give other results."),
    producer=(PATCH, "Every file that was right is still right."),
    recipe=MAJOR,
    remedy="keep the order",
)
def categories_reordered(pair: FieldPair) -> Iterator[Difference]:
    """The categories have another order, or have one now or none any more; a patch where they are not ordered."""
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
    reader=(PATCH, "A label reads otherwise."),
    producer=(PATCH, "Nothing changes in the files."),
    recipe=PATCH,
    remedy="keep the labels",
)
def category_labels_changed(pair: FieldPair) -> Iterator[Difference]:
    """A category has another label."""
    old, new = _categories(pair)
    both = [key for key in old if key in new and old[key] != new[key]]
    if both:
        yield Difference({key: old[key] for key in both}, {key: new[key] for key in both}, ("categories",))


@rule(
    "schema",
    reader=(MAJOR, "A text that means 'missing' arrives as if it were data."),
    producer=(MINOR, "There is one more way to leave a value out; but a cell with that text is no longer data."),
    recipe=MINOR,
    remedy="leave the missing value out",
)
def missing_values_added(pair: TablePair) -> Iterator[Difference]:
    """A further text means that a value is missing."""
    schemas = pair.schemas()
    if schemas is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        if more := [text for text in new if text not in old]:
            yield Difference(None, more, ("missingValues",), summary=f"gains {value_text(more)}")


@rule(
    "schema",
    reader=(MAJOR, "A text that meant 'missing' is data now: 'NA' may be Namibia."),
    producer=(MAJOR, "Cells with the text are read as data now, and may be wrong."),
    recipe=MAJOR,
    remedy="keep the missing value",
)
def missing_values_removed(pair: TablePair) -> Iterator[Difference]:
    """A text means no more that a value is missing; minor for readers if no column could hold it as data."""
    schemas = pair.schemas()
    if schemas is not None:
        old, new = schemas[0].missing_values, schemas[1].missing_values
        if less := [text for text in old if text not in new]:
            level = None if _has_text(schemas[1]) else MINOR
            yield Difference(less, None, ("missingValues",), reader=level, summary=f"loses {value_text(less)}")


@rule(
    "field",
    reader=(MAJOR, "A cell is taken for missing that was data, or the other way round."),
    producer=(MAJOR, "Cells may mean something else than they did."),
    recipe=MAJOR,
    remedy="keep the field's missing values",
)
def field_missing_values_changed(pair: FieldPair) -> Iterator[Difference]:
    """Other texts mean 'missing' in one field, by its own `missingValues`."""
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
    return any(field.type in TEXTUAL and "missingValues" not in field.descriptor for field in schema.fields)
