"""What a rule is: its id, its sentence, what it looks at, what to do when it is broken. And the rules about files.

A rule about rows is a function with the decorator `rule`: its name, with - for _, is the rule's id, and the first line
of its docstring is the sentence. Files and schemas are checked by other code, whose rules are listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

from newsrows.records import Issue

if TYPE_CHECKING:
    import polars as pl

    from newsrows.validation.violations import Violation

# files: descriptor and bytes on disk; columns: what the Table Schema says; rows: one table; tables: several tables.
Scope = Literal["files", "columns", "rows", "tables"]

REBUILD = "rebuild the tables (make data, or newsrows build)"
_CORRECT_ROWS = "correct the rows, or leave out the rule"
_RESTORE = "restore the package or rebuild it (make data, or newsrows build)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `id` is its name for users and tests, `sentence` what must hold, `next_step` what to do if it doesn't."""

    id: str
    sentence: str
    scope: Scope
    next_step: str = REBUILD


_MAX_LENGTH = 1_000  # characters of a message

Tables = Mapping[str, "pl.DataFrame"]
RuleFunction = Callable[[Tables], "Iterator[Violation]"]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule about rows, and the function that finds the rows that break it.

    The function gets the tables by name, as frames with the columns of their schemas and a column `row`, which counts
    from 1. It must expect nulls, also in required columns.

    It is called only if all tables of `needs` can be read and no column of `reads` is withheld.
    """

    rule: Rule
    needs: frozenset[str]
    find: RuleFunction
    reads: frozenset[str] = frozenset()

    def violations(self, tables: Tables) -> Iterator[Violation]:
        """The rows of `tables` that break the rule."""
        if self.needs <= tables.keys() and not any(_lacks(tables, place) for place in self.reads):
            yield from self.find(tables)


def rule(
    scope: Literal["rows", "tables"],
    *needs: str,
    reads: Sequence[str] = (),
    next_step: str = _CORRECT_ROWS,
) -> Callable[[RuleFunction], TableRule]:
    """Make a rule of a generator function, which yields the rows that break it.

    newsrows' own tables are checked part by part, and all rows of an article are in the same part: such a rule may
    compare rows of one article, or rows of people, organisations and aliases. The tables of other packages are checked
    whole.

    Args:
        scope: whether the rule looks at one table or at several.
        needs: the tables without which it is not checked.
        reads: columns that packages may withhold, written table.column, without which it is not checked.
        next_step: what to do about a row that breaks it.

    Raises:
        ValueError: `scope` is neither 'rows' nor 'tables'.
    """
    if scope not in {"rows", "tables"}:
        raise ValueError(
            f"found the scope {scope!r} of a rule, expected 'rows' or 'tables'; next: write @rule('rows', 'quotes')"
        )

    def make(find: RuleFunction) -> TableRule:
        sentence = (find.__doc__ or "").strip().partition("\n")[0]
        name = getattr(find, "__name__", "").replace("_", "-")
        return TableRule(Rule(name, sentence, scope, next_step), frozenset(needs), find, frozenset(reads))

    return make


own_rule = partial(rule, next_step=REBUILD)
"""The decorator of the rules about newsrows' own tables, which are rebuilt rather than corrected by hand."""


def _lacks(tables: Tables, place: str) -> bool:
    """Whether a table is there, but not its column; `place` is written table.column."""
    table, _, column = place.partition(".")
    return table in tables and column not in tables[table].columns


_DECLARED = (
    Rule("descriptor-missing", "The folder contains a datapackage.json.", "files", _RESTORE),
    Rule("descriptor-unreadable", "datapackage.json is a JSON object in UTF-8.", "files", _RESTORE),
    Rule(
        "descriptor-incomplete",
        "The descriptor has a name, sources, contributors and resources.",
        "files",
    ),
    Rule("descriptor-invalid", "The descriptor follows the Data Package standard.", "files"),
    Rule("resource-missing", "The descriptor lists every table as CSV, as Parquet, or every table as both.", "files"),
    Rule("resource-mismatch", "A resource has the path, format and encoding of its table's file.", "files"),
    Rule(
        "schema-mismatch",
        "A resource's schema is the table's schema in schemas/, without the columns that are withheld.",
        "files",
    ),
    Rule(
        "withheld-mismatch",
        "Only columns with the articles' own sentences are withheld, and no file has them.",
        "files",
        "export the package again with --without-text",
    ),
    Rule("file-missing", "Every table has a file in each format that the descriptor lists.", "files", _RESTORE),
    Rule("file-unknown", "data/ contains only the tables' files.", "files", "move the file elsewhere"),
    Rule("hash-mismatch", "A resource's hash is the SHA-256 of its file.", "files"),
    Rule("size-mismatch", "A resource's bytes are the size of its file.", "files"),
    Rule("row-count-mismatch", "A resource's rowCount is the number of rows in its file.", "files"),
    Rule("csv-unreadable", "A CSV file can be read and has a header row (RFC 4180).", "files", _RESTORE),
    Rule(
        "table-unreadable",
        "Files in JSON and of spreadsheets, and data in the descriptor, are tables that can be read.",
        "files",
    ),
    Rule("encoding", "A CSV file is UTF-8.", "files", _RESTORE),
    Rule("byte-order-mark", "A CSV file has no byte-order mark.", "files"),
    Rule("line-ends", "Lines of a CSV file end with LF; it contains no carriage return.", "files"),
    Rule("parquet-unreadable", "A Parquet file can be read.", "files", _RESTORE),
    Rule("csv-parquet-mismatch", "The CSV file and the Parquet file of a table have the same rows.", "files"),
    Rule("other-finding", "Frictionless finds no other error.", "files"),
    Rule("table-missing", "Every table exists.", "columns"),
    Rule(
        "columns-mismatch",
        "A table has its schema's columns in the same order, and in Parquet with the same types.",
        "columns",
    ),
    Rule("extra-cell", "A row has no more cells than the header.", "columns"),
    Rule("missing-cell", "A row has no fewer cells than the header.", "columns"),
    Rule("blank-row", "No row is empty.", "columns"),
    Rule("type-error", "A cell has its column's type.", "columns"),
    Rule("required", "A required column contains no null.", "columns"),
    Rule("unique", "No value of a unique column, or of a primary key of one column, occurs twice.", "columns"),
    Rule("minimum", "A value is not below its column's minimum.", "columns"),
    Rule("maximum", "A value is not above its column's maximum.", "columns"),
    Rule("exclusive-minimum", "A value is above its column's exclusiveMinimum.", "columns"),
    Rule("exclusive-maximum", "A value is below its column's exclusiveMaximum.", "columns"),
    Rule("min-length", "A text is not shorter than its column's minLength.", "columns"),
    Rule("max-length", "A text is not longer than its column's maxLength.", "columns"),
    Rule("pattern", "A text matches its column's pattern.", "columns"),
    Rule("enum", "A value is one of the values that its column lists.", "columns"),
    Rule("json-schema", "A value follows its column's jsonSchema.", "columns"),
    Rule("category", "A value of a categorical column is one of its categories.", "columns"),
    Rule("primary-key", "No two rows have the same primary key.", "columns"),
    Rule("unique-key", "No two rows have the same values in the columns of a unique key.", "columns"),
    Rule("foreign-key", "A value of a foreign key exists in the column that it points to.", "columns"),
    Rule("rows-unsorted", "Rows are sorted by the primary key.", "rows"),
)


@cache
def declared() -> Mapping[str, Rule]:
    """The rules that are not functions, by id: those about files and schemas, and the one about the order of rows."""
    return {rule.id: rule for rule in _DECLARED}


def issue(table: str, rule: str, message: str, *, row: int | None = None, column: str | None = None) -> Issue:
    """An issue of a declared rule. What to do next is added when the list is complete, see `with_next_steps`.

    Raises:
        KeyError: no declared rule has this id.
    """
    return Issue(table, declared()[rule].id, shortened(message), row, None if column is None else shortened(column))


def shortened(text: str) -> str:
    """A text for a message, which may quote as much as somebody put into a descriptor: cut if it is very long."""
    if len(text) <= _MAX_LENGTH:
        return text
    return f"{text[:_MAX_LENGTH]}... ({len(text) - _MAX_LENGTH:,} more characters)"


def with_next_steps(issues: Iterable[Issue], steps: Mapping[str, str]) -> Iterator[Issue]:
    """The issues with what to do next after their messages; `steps` has it by rule."""
    for one in issues:
        yield one if one.count > 1 else replace(one, message=f"{one.message}; next: {steps[one.rule]}")
