"""Rows that break a rule, and what messages say of them: found ..., expected ..."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

# Longer texts are cut in messages.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Violation:
    """Rows of `table` that break a rule: the frame `rows` has the columns row (from 1) and message."""

    table: str
    column: str | None
    rows: pl.DataFrame


def violation(
    table: str, frame: pl.DataFrame, *, column: str | None, found: pl.Expr | str, expected: pl.Expr | str
) -> Iterator[Violation]:
    """The rows of `frame` as a violation, if there are any.

    Args:
        table: the name of the table.
        frame: the rows that break the rule, with the column `row`.
        column: the column that is wrong; None if it is more than one.
        found: what the message says was found.
        expected: what follows it, usually "expected ...".
    """
    if frame.height:
        message = pl.format("found {}, {}", _text(found), _text(expected)).alias("message")
        # concat_str of polars 2.1 panics on a frame with empty chunks, which filters leave
        yield Violation(table, column, frame.rechunk().select("row", message).sort("row"))


def repeated(table: str, rows: pl.DataFrame, columns: list[str], column: str | None) -> Iterator[Violation]:
    """The rows whose values in `columns` occurred in an earlier row; rows that are null in all of them do not count."""
    first = pl.col("row").min().over(columns)
    again = rows.with_columns(first=first).filter(
        (pl.col("row") > pl.col("first")) & pl.any_horizontal(pl.col(columns).is_not_null())
    )
    expected = pl.format("expected it in row {} alone", pl.col("first"))
    yield from violation(
        table, again, column=column, found=pl.format("{} again", shown_key(columns)), expected=expected
    )


def shown(value: pl.Expr) -> pl.Expr:
    """A text as messages show it: in quotation marks, on one line, cut if it is long; null is 'nothing'."""
    line = value.cast(pl.String).str.replace_all("\n", "\\n", literal=True).str.replace_all("\0", "\\0", literal=True)
    cut = pl.when(line.str.len_chars() > _SHOWN).then(line.str.head(_SHOWN) + "…").otherwise(line)
    return pl.when(value.is_null()).then(pl.lit("nothing")).otherwise(pl.format('"{}"', cut))


def shown_key(columns: list[str]) -> pl.Expr:
    """The values of a key as messages show them."""
    return pl.concat_str([shown(pl.col(name)) for name in columns], separator=", ")


def number(value: pl.Expr) -> pl.Expr:
    """A number as messages show it; null is 'nothing'."""
    return value.cast(pl.String).fill_null("nothing")


def numbered(frame: pl.DataFrame, *, before: int = 0) -> pl.DataFrame:
    """The frame with `row` in front, which counts from 1, after the `before` rows that came earlier."""
    return frame.rechunk().with_row_index("row", offset=before + 1)


def _text(value: pl.Expr | str) -> pl.Expr:
    return pl.lit(value) if isinstance(value, str) else value
