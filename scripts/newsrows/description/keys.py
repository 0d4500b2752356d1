"""Keys of tables, where names and values both speak for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

_KEY_TYPES = frozenset({"string", "integer"})
_LONGEST = 100  # characters of a key that is text


@dataclass(frozen=True)
class KeyColumns:
    """The columns of one table that may be keys, and those that may refer to other tables' keys.

    Attributes:
        table: the name of the resource.
        types: the type of each column.
        columns: the values of each column whose type and name may be those of a key.
    """

    table: str
    types: Mapping[str, str]
    columns: Mapping[str, pl.Series]

    @property
    def primary_key(self) -> str | None:
        """The first column that is named like a key, and has a different value in each of two or more rows."""
        own = {f"{form}_id" for form in (self.table, singular(self.table))}
        ranked = [name for name in self.columns if name.lower() in {"id", "key", "code", "uuid", *own}]
        return next((name for name in ranked if _is_key(self.columns[name])), None)


def is_key_like(name: str, kind: str) -> bool:
    """Whether a column may be a key, or refer to one, by its name and its type."""
    return kind in _KEY_TYPES and re.search(r"(?:^|_)(?:id|key|code|uuid)$", name, re.IGNORECASE) is not None


def foreign_keys(table: KeyColumns, others: Sequence[KeyColumns]) -> Iterator[dict[str, Any]]:
    """The columns that are named after another table's key, and whose every value is in it.

    `person_id` refers to `person_id` of any table whose key it is, or to `id` of the table `person` or `persons`.
    """
    for name, values in table.columns.items():
        targets = [
            (other, key)
            for other in others
            if other is not table and (key := other.primary_key) is not None and _refers(name, other.table, key)
        ]
        if len(targets) != 1 or name == table.primary_key:
            continue
        ((other, key),) = targets
        present = values.drop_nulls().unique()
        if table.types[name] == other.types[key] and len(present) and present.is_in(other.columns[key].implode()).all():
            yield {"fields": name, "reference": {"resource": other.table, "fields": key}}


def singular(name: str) -> str:
    """A plural without its ending: boats, cities, classes."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _refers(name: str, table: str, key: str) -> bool:
    if key.lower() in {"id", "key", "code", "uuid"}:
        return name.lower() in {f"{form}_{key}".lower() for form in (table, singular(table))}
    return name == key


def _is_key(values: pl.Series) -> bool:
    if len(values) < 2 or values.null_count() or values.n_unique() != len(values):
        return False
    return not (values.str.len_chars() > _LONGEST).any()
