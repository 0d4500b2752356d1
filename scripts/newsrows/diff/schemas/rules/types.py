"""Changes of what kind of value stands in a column, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.datapackage import normalise
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import FieldPair
from newsrows.diff.schemas.rules.registry import Difference, rule

# As values: every integer is a number. As cells: every cell is a text, and `any` takes all.
VALUES_OF = {"integer": {"number", "any"}, "year": {"integer", "number", "any"}, "geojson": {"object", "any"}}
STRING_FORMATS = frozenset({"email", "uri", "uuid"})
NUMBER_DEFAULTS: dict[str, Any] = {"decimalChar": ".", "groupChar": None, "bareNumber": True, "floatNumber": False}
BOOLEAN_DEFAULTS = {
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
}
LIST_DEFAULTS: dict[str, Any] = {"delimiter": ",", "itemType": "string", "arrayItem": None}


def _is_value_of(narrow: str, wide: str) -> bool:
    """Whether every value of one type is a value of the other."""
    return wide == "any" or wide in VALUES_OF.get(narrow, set())


def _is_cell_of(narrow: str, wide: str) -> bool:
    """Whether every cell of one type is a cell of the other."""
    return _is_value_of(narrow, wide) or (wide == "string" and narrow != "any") or (narrow, wide) == ("any", "string")


@rule(
    "field",
    reader=(MAJOR, "Values arrive that were impossible, and the column is loaded as another type."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the wider one",
)
def type_widened(pair: FieldPair) -> Iterator[Difference]:
    """The type takes all that it took and more: integer to number, date to string."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old != new and _is_cell_of(old, new) and not _is_value_of(new, old):
            yield Difference(old, new, ("type",))


@rule(
    "field",
    reader=(MAJOR, "The column is loaded as another type, and what was done with its values fails."),
    producer=(MAJOR, "Cells that were right are wrong now."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the narrower one",
)
def type_narrowed(pair: FieldPair) -> Iterator[Difference]:
    """The type takes less than it did: string to date; minor for readers from number to integer, which is still one."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old == new or (_is_cell_of(old, new) and not _is_value_of(new, old)):
            return
        if _is_cell_of(new, old):
            yield Difference(old, new, ("type",), reader=MINOR if _is_value_of(new, old) else None)


@rule(
    "field",
    reader=(MAJOR, "The column is loaded as another type, and what was done with its values fails."),
    producer=(MAJOR, "Cells that were right are wrong now."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the other one",
)
def type_changed(pair: FieldPair) -> Iterator[Difference]:
    """The type is one that has little in common with the old one: date to integer."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old != new and not _is_cell_of(old, new) and not _is_cell_of(new, old):
            yield Difference(old, new, ("type",))


@rule(
    "field",
    reader=(MAJOR, "Values arrive in a form that the program does not expect."),
    producer=(MAJOR, "Values have to be written in another form."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_changed(pair: FieldPair) -> Iterator[Difference]:
    """The format is another one: `default` to `%d/%m/%Y`."""
    old, new = _formats(pair)
    if old != new and not _is_loosened(pair) and not _is_tightened(pair):
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MAJOR, "Texts arrive that are no email addresses, URIs or dates of the known form."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_loosened(pair: FieldPair) -> Iterator[Difference]:
    """The format takes all that it took and more: `email` to `default`, a date pattern to `any`."""
    if _is_loosened(pair):
        old, new = _formats(pair)
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MINOR, "More is promised of the values than was."),
    producer=(MAJOR, "Texts that were right are wrong now."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_tightened(pair: FieldPair) -> Iterator[Difference]:
    """The format takes less than it did: `default` to `email`, dates of `any` form to one form."""
    if _is_tightened(pair):
        old, new = _formats(pair)
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MAJOR, "Numbers are read wrongly, or as text."),
    producer=(MAJOR, "Numbers have to be written otherwise."),
    recipe=MAJOR,
    remedy="keep the way numbers are written",
)
def number_format_changed(pair: FieldPair) -> Iterator[Difference]:
    """The decimal or grouping character changed, or whether signs may stand around a number."""
    yield from _properties(pair, NUMBER_DEFAULTS)


@rule(
    "field",
    reader=(MAJOR, "A cell that means true or false is not recognised."),
    producer=(MAJOR, "True and false have to be written otherwise."),
    recipe=MAJOR,
    remedy="keep the words for true and false",
)
def boolean_values_changed(pair: FieldPair) -> Iterator[Difference]:
    """The words for true and false are other ones; fewer of them break no reader, more of them no producer."""
    for key, default in BOOLEAN_DEFAULTS.items():
        old, new = (set(written) for written in _written(pair, key, default))
        if old != new:
            yield Difference(
                sorted(old),
                sorted(new),
                (key,),
                reader=MINOR if new < old else None,
                producer=MINOR if new > old else None,
            )


@rule(
    "field",
    reader=(MAJOR, "Lists are split wrongly, or hold other things."),
    producer=(MAJOR, "Lists have to be written otherwise."),
    recipe=MAJOR,
    remedy="keep the way lists are written",
)
def list_items_changed(pair: FieldPair) -> Iterator[Difference]:
    """The delimiter or the type of the items of a list field is another one."""
    yield from _properties(pair, LIST_DEFAULTS)


@rule(
    "field",
    reader=(MAJOR, "The numbers mean something else, and nothing fails."),
    producer=(MAJOR, "The values have to be converted."),
    recipe=MAJOR,
    remedy="keep the unit, or add a field in the other one",
)
def unit_changed(pair: FieldPair) -> Iterator[Difference]:
    """The unit is another one, or no longer given."""
    old, new = _written(pair, "unit", None)
    if old is not None and old != new:
        yield Difference(old, new, ("unit",))


@rule(
    "field",
    reader=(PATCH, "What the numbers count in is known now."),
    producer=(PATCH, "What the numbers have to count in is known now."),
    recipe=PATCH,
    remedy="leave the unit out",
)
def unit_added(pair: FieldPair) -> Iterator[Difference]:
    """A unit is given where none was."""
    old, new = _written(pair, "unit", None)
    if old is None and new is not None:
        yield Difference(old, new, ("unit",))


def _formats(pair: FieldPair) -> tuple[str, str]:
    return (pair.old.format, pair.new.format) if pair.old is not None and pair.new is not None else ("", "")


def _wider_format(kind: str, narrow: str, wide: str) -> bool:
    if kind == "string":
        return wide == "default" and narrow in STRING_FORMATS
    return kind in {"date", "datetime", "time"} and wide == "any" and narrow != "any"


def _is_loosened(pair: FieldPair) -> bool:
    old, new = _formats(pair)
    return pair.new is not None and _wider_format(pair.new.type, old, new)


def _is_tightened(pair: FieldPair) -> bool:
    old, new = _formats(pair)
    return pair.new is not None and _wider_format(pair.new.type, new, old)


def _written(pair: FieldPair, key: str, default: Any) -> tuple[Any, Any]:
    old = pair.old.descriptor.get(key, default) if pair.old is not None else default
    new = pair.new.descriptor.get(key, default) if pair.new is not None else default
    return (normalise.as_list(old), normalise.as_list(new)) if isinstance(default, list) else (old, new)


def _properties(pair: FieldPair, defaults: dict[str, Any]) -> Iterator[Difference]:
    for key, default in defaults.items():
        old, new = _written(pair, key, default)
        if old != new:
            yield Difference(old, new, (key,), summary=f"{key}: {old!r} becomes {new!r}")
