"""Polars frames as pandas frames, in which columns with listed values are categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.schema.frames import has_listed_values

if TYPE_CHECKING:
    import pandas as pd


def pandas_frame(frame: pl.DataFrame, schema: TableSchema | None) -> pd.DataFrame:
    """A frame for pandas.

    Args:
        frame: the rows of a table.
        schema: its schema. A column of texts of which it lists the values becomes a category with these values in their
            order, unless it has other values too.

    Raises:
        ModuleNotFoundError: pandas is not installed.
    """
    try:
        import pandas  # noqa: F401, ICN001, PLC0415 - an optional library, which polars needs to convert frames
    except ModuleNotFoundError as error:
        if error.name != "pandas":
            raise
        raise ModuleNotFoundError(
            "to_pandas needs pandas, which is not installed; next: pip install pandas", name="pandas"
        ) from error
    for field in filter(has_listed_values, schema.fields if schema is not None else ()):
        values = [str(value) for value in field.constraints.enum or ()]
        if field.name in frame.columns and frame.get_column(field.name).drop_nulls().is_in(values).all():
            frame = frame.with_columns(pl.col(field.name).cast(pl.Enum(values)))
    return frame.to_pandas()
