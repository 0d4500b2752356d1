"""Rules over frames: a function that finds rows, and what turns those rows into issues.

A rule is a generator of breaches. Its name, with - for _, is the rule's id; the first line of its docstring is the
sentence that people read. It is given the tables whose columns are as they should be, each with a column `row` that
counts from 1, and must cope with nulls: a comparison with null finds nothing, for `required` has spoken already.

It is asked slice by slice, all rows of an article in one slice, so it may compare rows of one article alone. What holds
between articles is judged on people, organisations and aliases, with the tallies of `newsrows.validate.tallies`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from newsrows.records import Issue
from newsrows.validate.rulebook import Rule

Tables = Mapping[str, pl.DataFrame]

# More than so many rows of a table that break one rule become one issue with a count: nobody reads a million lines.
LONGEST = 1000
# Longer texts are cut in messages.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Breach:
    """Rows of `table` that break a rule: `rows` has the columns row and message."""

    table: str
    column: str | None
    rows: pl.DataFrame


Judge = Callable[[Tables], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule and the function that judges it.

    It is asked only where all the tables of `needs` can be read, and where no column of `reads` is withheld.
    """

    rule: Rule
    needs: frozenset[str]
    judge: Judge
    reads: frozenset[str] = frozenset()

    def breaches(self, tables: Tables) -> Iterator[Breach]:
        """The breaches of the rule in `tables`."""
        if self.needs <= tables.keys() and not any(_lacks(tables, place) for place in self.reads):
            yield from self.judge(tables)


def table_rule(
    judged: Literal["rows", "tables"], *needs: str, reads: Sequence[str] = ()
) -> Callable[[Judge], TableRule]:
    """Make a rule of a function.

    Args:
        judged: whether it looks at one table or at several.
        needs: the tables without which it is not asked.
        reads: columns that packages may withhold, written table.column, without which it is not asked.
    """

    def make(judge: Judge) -> TableRule:
        sentence = (judge.__doc__ or "").strip().splitlines()[0]
        rule = Rule(judge.__name__.replace("_", "-"), sentence, judged)
        return TableRule(rule, frozenset(needs), judge, frozenset(reads))

    return make


def _lacks(tables: Tables, place: str) -> bool:
    """Whether a table is there, but not the column written table.column."""
    table, _, column = place.partition(".")
    return table in tables and column not in tables[table].columns


def as_issues(rule: Rule, breach: Breach, *, longest: int = LONGEST) -> Iterator[Issue]:
    """One issue a row; from row number `longest` on, one with a count."""
    shown = breach.rows.select("row", "message").head(longest)
    for row, message in shown.iter_rows():
        yield Issue(breach.table, rule.id, message, row, breach.column)
    if rest := breach.rows.height - shown.height:
        yield Issue(breach.table, rule.id, f"{rest} more rows", None, breach.column, rest)


def breach(
    table: str, frame: pl.DataFrame, *, column: str | None, found: pl.Expr | str, expected: pl.Expr | str
) -> Iterator[Breach]:
    """The rows of `frame` as a breach, if there are any: "found ..., expected ..."."""
    if frame.height:
        message = pl.format("found {}, {}", _text(found), _text(expected)).alias("message")
        # concat_str of polars 2.1 panics on a frame with empty chunks, which filters leave
        yield Breach(table, column, frame.rechunk().select("row", message).sort("row"))


def shown(value: pl.Expr) -> pl.Expr:
    """A text as messages show it: in quotation marks, on one line, not too long; null is 'nothing'."""
    line = value.cast(pl.String).str.replace_all("\n", "\\n", literal=True).str.replace_all("\0", "\\0", literal=True)
    cut = pl.when(line.str.len_chars() > _SHOWN).then(line.str.head(_SHOWN) + "…").otherwise(line)
    return pl.when(value.is_null()).then(pl.lit("nothing")).otherwise(pl.format('"{}"', cut))


def number(value: pl.Expr) -> pl.Expr:
    """A number as messages show it; null is 'nothing'."""
    return value.cast(pl.String).fill_null("nothing")


def _text(value: pl.Expr | str) -> pl.Expr:
    return pl.lit(value) if isinstance(value, str) else value


def numbered(frame: pl.DataFrame, *, before: int = 0) -> pl.DataFrame:
    """The frame with `row` in front, counting from 1 after the `before` rows that came before it."""
    return frame.rechunk().with_row_index("row", offset=before + 1)
