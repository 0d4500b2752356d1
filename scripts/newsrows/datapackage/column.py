"""A column of texts after it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

# What a text of the wrong type breaks; other texts may break constraints, which have the standard's names.
TYPE = "type"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts, read.

    Attributes:
        values: the values; null where a cell is missing or of the wrong type. Values of rare types stay texts.
        broken: the texts without a value that break something, by what they break: the type or a constraint.
        checked: whether constraints were checked with the texts, because the values cannot be compared.
    """

    values: pl.Series
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    checked: bool = False
