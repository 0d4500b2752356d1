"""Changes of the type of the values in a column, and of how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.model import Field
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import FieldPair
from newsrows.diff.schemas.rules.registry import Difference, rule

# Wider types that contain all values of a type.
WIDER_TYPES = {"integer": {"number", "any"}, "year": {"integer", "number", "any"}, "geojson": {"object", "any"}}
DEFAULT_FORMATS = {"date": "%Y-%m-%d", "time": "%H:%M:%S"}
STRING_FORMATS = frozenset({"email", "uri", "uuid"})
NUMBER_DEFAULTS: dict[str, Any] = {"decimalChar": ".", "groupChar": None, "bareNumber": True, "floatNumber": False}
BOOLEAN_DEFAULTS = {
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
}
LIST_DEFAULTS: dict[str, Any] = {"delimiter": ",", "itemType": "string", "arrayItem": None}


def _is_value_subtype(narrow: str, wide: str) -> bool:
    """Whether every value of one type is also a value of the other, as every integer is a number."""
    return wide == "any" or wide in WIDER_TYPES.get(narrow, set())


def _is_cell_subtype(narrow: str, wide: str) -> bool:
    """Whether every cell that is valid for one type is also valid for the other. Every cell is a valid string."""
    return (
        _is_value_subtype(narrow, wide) or (wide == "string" and narrow != "any") or (narrow, wide) == ("any", "string")
    )


@rule(
    "field",
    reader=(MAJOR, "Readers may get values that were impossible before, and the column is loaded with another type."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the wider type",
)
def type_widened(pair: FieldPair) -> Iterator[Difference]:
    """The new type allows all old values and more: integer to number, date to string."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old != new and _is_cell_subtype(old, new) and not _is_value_subtype(new, old):
            yield Difference(old, new, ("type",))


@rule(
    "field",
    reader=(MAJOR, "The column is loaded with another type, and programs that use its values fail."),
    producer=(MAJOR, "Cells that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the narrower type",
)
def type_narrowed(pair: FieldPair) -> Iterator[Difference]:
    """The new type allows fewer values: string to date. Minor for readers if every new value has the old type too."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old == new or (_is_cell_subtype(old, new) and not _is_value_subtype(new, old)):
            return
        if _is_cell_subtype(new, old):
            yield Difference(old, new, ("type",), reader=MINOR if _is_value_subtype(new, old) else None)


@rule(
    "field",
    reader=(MAJOR, "The column is loaded with another type, and programs that use its values fail."),
    producer=(MAJOR, "Cells that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the type, or add a field with the other type",
)
def type_changed(pair: FieldPair) -> Iterator[Difference]:
    """Neither the old nor the new type contains the other: date to integer."""
    if pair.old is not None and pair.new is not None:
        old, new = pair.old.type, pair.new.type
        if old != new and not _is_cell_subtype(old, new) and not _is_cell_subtype(new, old):
            yield Difference(old, new, ("type",))


@rule(
    "field",
    reader=(MAJOR, "Readers get values in a form that they do not expect."),
    producer=(MAJOR, "Values must be written in another form."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_changed(pair: FieldPair) -> Iterator[Difference]:
    """The format changed: `default` to `%d/%m/%Y`."""
    old, new = _formats(pair)
    same_type = pair.old is not None and pair.new is not None and pair.old.type == pair.new.type
    if same_type and old != new and not _is_loosened(pair) and not _is_tightened(pair):
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MAJOR, "Readers may get texts that are not email addresses or URIs, or dates in another form."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_loosened(pair: FieldPair) -> Iterator[Difference]:
    """The new format allows all old values and more: `email` to `default`, a date pattern to `any`."""
    if _is_loosened(pair):
        old, new = _formats(pair)
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MINOR, "The schema promises more about the values than before."),
    producer=(MAJOR, "Texts that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the format",
)
def field_format_tightened(pair: FieldPair) -> Iterator[Difference]:
    """The new format allows fewer values: `default` to `email`, dates in `any` form to one form."""
    if _is_tightened(pair):
        old, new = _formats(pair)
        yield Difference(old, new, ("format",))


@rule(
    "field",
    reader=(MAJOR, "Numbers are misread, or read as text."),
    producer=(MAJOR, "Numbers must be written differently."),
    recipe=MAJOR,
    remedy="keep the number format",
)
def number_format_changed(pair: FieldPair) -> Iterator[Difference]:
    """The decimal or grouping character changed, or whether a number may have other characters around it."""
    for change in _property_changes(pair, NUMBER_DEFAULTS):
        # a number with nothing around it may stand where something around it is allowed
        yield replace(change, producer=MINOR) if change.path == ("bareNumber",) and change.new is False else change


@rule(
    "field",
    reader=(MAJOR, "Cells that mean true or false are not recognised."),
    producer=(MAJOR, "True and false must be written differently."),
    recipe=MAJOR,
    remedy="keep the words for true and false",
)
def boolean_values_changed(pair: FieldPair) -> Iterator[Difference]:
    """The words for true and false changed. Fewer words do not break readers, more words do not break producers."""
    if pair.old is None or pair.new is None or {pair.old.type, pair.new.type} != {"boolean"}:
        return  # a change of the type says it all
    for key, default in BOOLEAN_DEFAULTS.items():
        old, new = (set(written) for written in _values(pair, key, default))
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
    reader=(MAJOR, "Lists are split wrongly, or contain items of another type."),
    producer=(MAJOR, "Lists must be written differently."),
    recipe=MAJOR,
    remedy="keep the list format",
)
def list_items_changed(pair: FieldPair) -> Iterator[Difference]:
    """The delimiter or the item type of a list field changed."""
    yield from _property_changes(pair, LIST_DEFAULTS)


@rule(
    "field",
    reader=(MAJOR, "The numbers have another meaning, and no program notices."),
    producer=(MAJOR, "The values must be converted."),
    recipe=MAJOR,
    remedy="keep the unit, or add a field in the other unit",
)
def unit_changed(pair: FieldPair) -> Iterator[Difference]:
    """The unit changed or was removed."""
    old, new = _values(pair, "unit", None)
    if old is not None and old != new:
        yield Difference(old, new, ("unit",))


@rule(
    "field",
    reader=(PATCH, "The unit of the numbers is now known."),
    producer=(PATCH, "The numbers must be in the given unit."),
    recipe=PATCH,
    remedy="do not add the unit",
)
def unit_added(pair: FieldPair) -> Iterator[Difference]:
    """A unit was added."""
    old, new = _values(pair, "unit", None)
    if old is None and new is not None:
        yield Difference(old, new, ("unit",))


def _formats(pair: FieldPair) -> tuple[str, str]:
    return (_format(pair.old), _format(pair.new)) if pair.old is not None and pair.new is not None else ("", "")


def _format(field: Field) -> str:
    """The format, as `default` if it is the default one written out."""
    return "default" if DEFAULT_FORMATS.get(field.type) == field.format else field.format


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


def _values(pair: FieldPair, key: str, default: Any) -> tuple[Any, Any]:
    old = pair.old.descriptor.get(key, default) if pair.old is not None else default
    new = pair.new.descriptor.get(key, default) if pair.new is not None else default
    return (normalise.as_list(old), normalise.as_list(new)) if isinstance(default, list) else (old, new)


def _property_changes(pair: FieldPair, defaults: dict[str, Any]) -> Iterator[Difference]:
    for key, default in defaults.items():
        old, new = _values(pair, key, default)
        if old != new:
            yield Difference(old, new, (key,), summary=f"{key}: {old!r} becomes {new!r}")
