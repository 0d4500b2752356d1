"""Columns of lists in the manner of `1,2,3`, with the constraints that only they have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import polars as pl

from newsrows.datapackage.column import TYPE, Column
from newsrows.datapackage.model import Field
from newsrows.datapackage.normalise import value_text

_ITEM_TYPES = frozenset({"integer", "number", "boolean", "date", "datetime", "time"})
# Items that are certainly valid, and in the usual form already.
_USUAL_ITEMS: Mapping[str, str] = {
    "integer": "(?:0|-?[1-9][0-9]{0,17})",
    "number": r"(?:0|-?(?:0\.0{0,3}(?:[1-9][0-9]{0,9})?[1-9]|[1-9][0-9]{0,6}(?:\.[0-9]{0,6}[1-9])?))",
    "boolean": "(?:true|false)",
}
# What no usual item has in it.
_DELIMITER = re.compile("[^-.0-9A-Za-z]+")
_ReadColumn = Callable[[Field, pl.Series], Column]


def read_list_column(field: Field, texts: pl.Series, read: _ReadColumn) -> Column:
    """The values of a column: texts with every item in its type's usual form.

    Args:
        field: a field of lists.
        texts: the texts; missing cells are already null.
        read: reads a column of items.
    """
    delimiter = _delimiter(field)
    values = _values(field, texts, read)
    broken = {TYPE: values.is_null()}
    lengths = texts.str.count_matches(delimiter, literal=True).cast(pl.Int64) + 1
    limits = {name: limit for name in ("minLength", "maxLength") if _is_integer(limit := field.constraint(name))}
    if "minLength" in limits:
        broken["minLength"] = values.is_not_null() & (lengths < limits["minLength"])
    if "maxLength" in limits:
        broken["maxLength"] = values.is_not_null() & (lengths > limits["maxLength"])
    if (enum := field.constraints.enum) is not None:
        written = [delimiter.join(map(value_text, one)) if isinstance(one, list) else value_text(one) for one in enum]
        allowed = _values(field, pl.Series(written, dtype=pl.String), read).drop_nulls()
        broken["enum"] = values.is_not_null() & ~values.is_in(allowed.implode())
    wrong = {name: frozenset(texts.filter(rows & texts.is_not_null()).unique()) for name, rows in broken.items()}
    return Column(values, {name: some for name, some in wrong.items() if some}, checked=True)


def _is_integer(limit: object) -> bool:
    return isinstance(limit, int) and not isinstance(limit, bool)


def _delimiter(field: Field) -> str:
    written = field.descriptor.get("delimiter")
    return written if isinstance(written, str) and written else ","


def _values(field: Field, texts: pl.Series, read: _ReadColumn) -> pl.Series:
    """Lists with every item in its type's usual form; null where an item has no value."""
    kind, delimiter = field.descriptor.get("itemType"), _delimiter(field)
    if kind not in _ITEM_TYPES:
        return texts
    rest = texts.is_not_null()
    if kind in _USUAL_ITEMS and _DELIMITER.fullmatch(delimiter):
        usual = _USUAL_ITEMS[kind]
        rest &= ~texts.str.contains(f"^{usual}(?:{re.escape(delimiter)}{usual})*$")
    if not rest.any():
        return texts
    import numpy as np  # noqa: PLC0415 - a third of a second with pyarrow, which other types do without
    import pyarrow as pa  # noqa: PLC0415 - as above

    lists = texts.filter(rest).str.split(delimiter)
    items = read(Field(field.name, kind), lists.explode()).values.cast(pl.String, strict=False)
    items = items.str.strip_suffix(".0") if kind == "number" else items
    ends = np.cumsum(np.concatenate([[0], lists.list.len().to_numpy()]))
    rows = pl.Series(pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), items.to_arrow()))
    return texts.clone().scatter(rest.arg_true(), rows.list.join(delimiter, ignore_nulls=False))
