"""Older and shorter spellings of a descriptor, read as the present ones.

Sources: the standard's changelog and its 'backward compatibility' notes (https://datapackage.org/overview/changelog/),
and descriptors published since 2013.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from newsrows.compression import COMPRESSED

TYPES = {
    "bool": "boolean",
    "text": "string",
    "str": "string",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "numeric": "number",
    "date-time": "datetime",
    "dateTime": "datetime",
    "timestamp": "datetime",
    "json": "object",
    "gyear": "year",
    "gyearmonth": "yearmonth",
}
FORMATS = {"apache-parquet": "parquet", "pq": "parquet", "text/csv": "csv", "tab": "tsv"}
SECOND_EDITION = re.compile(r"datapackage\.org/profiles/(?:[2-9]|[1-9][0-9])")
DIALECT_DEFAULTS: dict[str, Any] = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRows": [1],
    "headerJoin": " ",
    "commentRows": [],
    "skipInitialSpace": False,
    "caseSensitiveHeader": False,
}
DIALECT_IGNORED = frozenset(
    {"$schema", "profile", "name", "title", "description", "csvddfVersion", "csv", "excel", "json"}
)
# Endings of compressed files, after the ending of the format.
SCHEMA_ENDINGS = ("-table-schema", "_table_schema", "-schema", "_schema")


def is_second_edition(*profiles: object) -> bool:
    """Whether a `$schema` declares version 2 of the standard."""
    return any(isinstance(profile, str) and SECOND_EDITION.search(profile) for profile in profiles)


def as_list(value: Any) -> list[Any]:
    """A value as a list: a list is unchanged, None is an empty list, `"id"` is short for `["id"]`."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def field_type(written: Any, *, second_edition: bool) -> str:
    """The type of a field. The default is `any` since version 2 of the standard, and was `string` before."""
    if written is None:
        return "any" if second_edition else "string"
    return TYPES.get(str(written), str(written))


def field_format(written: Any) -> str:
    """Format of a field: `default` if not given; `fmt:%Y` was an early way to write `%Y`."""
    return str(written).removeprefix("fmt:") if written is not None else "default"


def file_format(written: Any) -> str:
    """Format of a file in lower case, without a leading dot, under its usual name."""
    name = str(written).lower().lstrip(".")
    return FORMATS.get(name, name)


def flag(written: Any) -> bool:
    """A boolean, also where it was written as text."""
    return written.strip().lower() == "true" if isinstance(written, str) else bool(written)


def fields_match(written: Any) -> str:
    """How fields match columns: `exact` if not given; a draft of version 2 wrote it as a list of one."""
    values = as_list(written)
    return str(values[0]) if values else "exact"


def encoding(written: Any) -> str:
    """Name of an encoding as Python knows it: utf-8 if not given."""
    name = str(written) if written is not None else "utf-8"
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return name.lower()


def missing_values(written: Any) -> dict[str, str | None]:
    """Texts that mean 'missing', with their labels: the empty text if nothing is given."""
    if written is None:
        return {"": None}
    return _labelled(written)


def categories(written: Any) -> dict[str, str | None]:
    """Values of a categorical field, with their labels."""
    return _labelled(written)


def _labelled(written: Any) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for item in as_list(written):
        if isinstance(item, Mapping):
            found[value_text(item.get("value"))] = item.get("label")
        else:
            found[value_text(item)] = None
    return found


def value_text(value: Any) -> str:
    """A value as it would stand in a cell: enum `[1]` and `["1"]` allow the same cells."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else repr(value)


def dialect(written: Mapping[str, Any]) -> dict[str, Any]:
    """A dialect with its defaults. What frictionless-py nests (`csv`, `excel`) is moved to the top."""
    nested = [part for key in ("csv", "excel", "json") if isinstance(part := written.get(key), Mapping)]
    stated = {key: value for part in [*nested, written] for key, value in part.items() if key not in DIALECT_IGNORED}
    return {**DIALECT_DEFAULTS, **stated}


def resource_format(members: Mapping[str, Any], paths: Sequence[str]) -> str:
    """Format of a resource's files: the declared one, else the ending of the first path, without a compression's.

    Rows in the descriptor itself are `inline`; a resource without files and rows has no format.
    """
    declared = members.get("format")
    if declared:
        return file_format(declared)
    if not paths:
        return "inline" if "data" in members else ""
    path = PurePosixPath(paths[0].lower())
    return file_format(PurePosixPath(path.stem if path.suffix in COMPRESSED else path.name).suffix)


def stem(file: str) -> str:
    """The name of a resource or schema that has none of its own: its file's name without endings."""
    name = PurePosixPath(file.rpartition(":")[2]).name.partition(".")[0]
    for ending in SCHEMA_ENDINGS:
        name = name.removesuffix(ending)
    return name
