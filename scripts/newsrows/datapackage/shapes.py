"""The JSON kinds that a descriptor's properties may have, judged before anything else reads them.

Nothing after this trusts a type: a package that is compared is refused at the first property of another kind, and one
that is validated is read without it. Older spellings are allowed, see `newsrows.datapackage.normalise`.

Source: the profiles of the standard, https://datapackage.org/profiles/2.0/datapackage.json
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

# No text, list or file is longer; polars counts characters in so many bits.
_LARGEST: Final = 2**32 - 1
_SCALAR_TYPES: Final = frozenset(
    {"string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth", "duration"}
)


@dataclass(frozen=True, slots=True)
class Misshapen:
    """A property of the wrong kind: a path to it from the object, its value, and what is expected."""

    path: tuple[str | int, ...]
    value: Any
    expected: str

    @property
    def found(self) -> str:
        """The kind of the value, for messages."""
        return _KINDS.get(type(self.value), "something else")


_KINDS: Final[Mapping[type, str]] = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a value must be, in words and as a function."""

    expected: str
    fits: Callable[[Any], bool]


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _is_labelled(value: Any) -> bool:
    """Whether a value is one, or an object that gives one with its label."""
    if isinstance(value, dict):
        return _is_scalar(value.get("value")) and _is_scalar(value.get("label"))
    return _is_scalar(value)


def _one_or_list(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: all(map(fits, value)) if isinstance(value, list) else fits(value)


_TEXT = _Shape("a text", _is_text)
_FLAG = _Shape("true or false", lambda value: isinstance(value, bool | str | int | float))
_SWITCH = _Shape("true or false", lambda value: isinstance(value, bool))
_SCALAR = _Shape("a text, a number, true or false", _is_scalar)
# A text or a fraction is not a length either, but harmless: it is read as none.
_LENGTH = _Shape(
    f"a whole number from 0 to {_LARGEST:,}", lambda value: isinstance(value, str | float) or _is_count(value)
)
_SIZE = _Shape("a number of bytes", lambda value: isinstance(value, int) and 0 <= value < 2**63)
_VALUES = _Shape("a list of texts", _one_or_list(_is_scalar))
_LABELLED = _Shape("a list of values, or of objects with a value and a label", _one_or_list(_is_labelled))
_LIST = _Shape("a list", lambda value: isinstance(value, list))
_RESOURCES = _Shape("a list with at least one resource", lambda value: isinstance(value, list))
_FIELDS = _Shape("a list of fields", lambda value: isinstance(value, list))
_OBJECT = _Shape("an object", _is_object)
_REFERABLE = _Shape("an object, or the path of a file", lambda value: isinstance(value, dict | str))
_NAMES = _Shape("a name, or a list of names", _one_or_list(_is_text))
_KEYS = _Shape("a list of lists of names", _one_or_list(_one_or_list(_is_text)))
_OBJECTS = _Shape("a list of objects", _one_or_list(_is_object))
_ROWS = _Shape("a list of row numbers", lambda value: isinstance(value, list) and all(map(_is_count, value)))
_CHARACTER = _Shape("a character", lambda value: value is None or isinstance(value, str))

_SHAPES: Final[Mapping[str, Mapping[str, _Shape]]] = {
    "package": {"name": _TEXT, "version": _SCALAR, "$schema": _TEXT, "profile": _TEXT, "resources": _RESOURCES},
    "resource": {
        "name": _TEXT,
        "path": _NAMES,
        "url": _NAMES,
        "$schema": _TEXT,
        "profile": _TEXT,
        "type": _TEXT,
        "format": _TEXT,
        "encoding": _TEXT,
        "compression": _TEXT,
        "innerpath": _TEXT,
        "hash": _TEXT,
        "bytes": _SIZE,
        "rowCount": _SIZE,
        "schema": _REFERABLE,
        "dialect": _REFERABLE,
    },
    "schema": {
        "name": _TEXT,
        "$schema": _TEXT,
        "fields": _FIELDS,
        "fieldsMatch": _NAMES,
        "missingValues": _LABELLED,
        "primaryKey": _NAMES,
        "uniqueKeys": _KEYS,
        "foreignKeys": _OBJECTS,
    },
    "field": {
        "name": _TEXT,
        "id": _TEXT,
        "type": _TEXT,
        "format": _TEXT,
        "constraints": _OBJECT,
        "missingValues": _LABELLED,
        "categories": _LABELLED,
        "trueValues": _VALUES,
        "falseValues": _VALUES,
        "decimalChar": _TEXT,
        "groupChar": _TEXT,
        "bareNumber": _SWITCH,
        "floatNumber": _SWITCH,
        "delimiter": _Shape("a text of at least one character", lambda value: isinstance(value, str) and value != ""),
        "itemType": _TEXT,
    },
    "constraints": {
        "required": _FLAG,
        "unique": _FLAG,
        "pattern": _TEXT,
        "minLength": _LENGTH,
        "maxLength": _LENGTH,
        "minimum": _SCALAR,
        "maximum": _SCALAR,
        "exclusiveMinimum": _SCALAR,
        "exclusiveMaximum": _SCALAR,
        "enum": _LIST,
    },
    "dialect": {
        "delimiter": _CHARACTER,
        "quoteChar": _CHARACTER,
        "escapeChar": _CHARACTER,
        "commentChar": _CHARACTER,
        "nullSequence": _CHARACTER,
        "lineTerminator": _TEXT,
        "headerJoin": _TEXT,
        "property": _TEXT,
        "header": _SWITCH,
        "doubleQuote": _SWITCH,
        "skipInitialSpace": _SWITCH,
        "headerRows": _ROWS,
        "commentRows": _ROWS,
        "csv": _OBJECT,
        "excel": _OBJECT,
        "json": _OBJECT,
    },
    "foreignKey": {"fields": _NAMES, "reference": _OBJECT},
    "reference": {"resource": _TEXT, "fields": _NAMES, "package": _TEXT, "datapackage": _TEXT},
}


def misshapen(kind: str, members: Mapping[str, Any], *, field_type: object = None) -> Iterator[Misshapen]:
    """Yield the properties of an object that have the wrong kind; those of the objects in it are not looked at.

    Args:
        kind: package, resource, schema, field, constraints, dialect, foreignKey or reference.
        members: the object.
        field_type: of constraints, the type of their field, which says what the values of an enum may be.
    """
    for name, shape in _SHAPES[kind].items():
        if name in members and members[name] is not None and not shape.fits(members[name]):
            yield Misshapen((name,), members[name], shape.expected)
    enum = members.get("enum") if kind == "constraints" else None
    if isinstance(enum, list) and (field_type is None or field_type in _SCALAR_TYPES):
        wrong = [value for value in enum if not _is_scalar(value)]
        if wrong:
            yield Misshapen(("enum",), wrong[0], "a list of values of the field's type")


def without_misshapen(descriptor: Mapping[str, Any]) -> tuple[dict[str, Any], list[Misshapen]]:
    """A package's descriptor, with schemas and dialects in full, without what has the wrong kind; and what that is."""
    found: list[Misshapen] = []
    package = _clean("package", descriptor, (), found)
    if "resources" in package:
        package["resources"] = [
            _clean_resource(one, ("resources", place), found) for place, one in enumerate(package["resources"])
        ]
    return package, found


def _clean(
    kind: str,
    members: Mapping[str, Any],
    path: tuple[str | int, ...],
    found: list[Misshapen],
    field_type: object = None,
) -> dict[str, Any]:
    """An object without the properties of the wrong kind, which are added to `found`."""
    wrong = list(misshapen(kind, members, field_type=field_type))
    found += (Misshapen((*path, *one.path), one.value, one.expected) for one in wrong)
    names = {one.path[0] for one in wrong}
    return {name: value for name, value in members.items() if name not in names}


def _clean_resource(written: Any, path: tuple[str | int, ...], found: list[Misshapen]) -> Any:
    if not isinstance(written, dict):
        return written  # Frictionless reports it
    resource = _clean("resource", written, path, found)
    if isinstance(schema := resource.get("schema"), dict):
        resource["schema"] = _clean_schema(schema, (*path, "schema"), found)
    if isinstance(dialect := resource.get("dialect"), dict):
        resource["dialect"] = _clean_dialect(dialect, (*path, "dialect"), found)
    return resource


def _clean_dialect(written: dict[str, Any], path: tuple[str | int, ...], found: list[Misshapen]) -> dict[str, Any]:
    dialect = _clean("dialect", written, path, found)
    for name in ("csv", "excel", "json"):  # where frictionless-py has the same properties
        if isinstance(nested := dialect.get(name), dict):
            dialect[name] = _clean("dialect", nested, (*path, name), found)
    return dialect


def _clean_schema(written: dict[str, Any], path: tuple[str | int, ...], found: list[Misshapen]) -> dict[str, Any]:
    schema = _clean("schema", written, path, found)
    if "fields" in schema:
        fields = enumerate(schema["fields"] or ())
        schema["fields"] = [_clean_field(one, (*path, "fields", place), found) for place, one in fields]
    keys = schema.get("foreignKeys")
    if isinstance(keys, dict):
        schema["foreignKeys"] = _clean_key(keys, (*path, "foreignKeys"), found)
    elif isinstance(keys, list):
        schema["foreignKeys"] = [
            _clean_key(key, (*path, "foreignKeys", place), found) for place, key in enumerate(keys)
        ]
    return schema


def _clean_field(written: Any, path: tuple[str | int, ...], found: list[Misshapen]) -> Any:
    if not isinstance(written, dict):
        return written
    field = _clean("field", written, path, found)
    if isinstance(constraints := field.get("constraints"), dict):
        kind = field.get("type", "string")
        field["constraints"] = _clean("constraints", constraints, (*path, "constraints"), found, kind)
    return field


def _clean_key(written: dict[str, Any], path: tuple[str | int, ...], found: list[Misshapen]) -> dict[str, Any]:
    key = _clean("foreignKey", written, path, found)
    if isinstance(reference := key.get("reference"), dict):
        key["reference"] = _clean("reference", reference, (*path, "reference"), found)
    return key
