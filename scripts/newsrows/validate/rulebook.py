"""Every rule that a package is held to: its id, its sentence, where it is judged, what to do when it is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from newsrows.records import Issue

# files: descriptor and bytes on disk; columns: what the Table Schema says; rows: one table; tables: several tables.
Judged = Literal["files", "columns", "rows", "tables"]

REBUILD = "rebuild the tables (make data, or newsrows build)"
_RESTORE = "restore the package or rebuild it (make data, or newsrows build)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `id` is what users, tests and ignore-lists name it by, `sentence` what must hold."""

    id: str
    sentence: str
    judged: Judged
    next_step: str = REBUILD


_DECLARED = (
    Rule("descriptor-missing", "The folder holds a datapackage.json.", "files", _RESTORE),
    Rule("descriptor-unreadable", "datapackage.json is a JSON object in UTF-8.", "files", _RESTORE),
    Rule(
        "descriptor-incomplete",
        "The descriptor has a name, a version, licenses, sources, contributors and resources.",
        "files",
    ),
    Rule("descriptor-invalid", "The descriptor follows the Data Package standard.", "files"),
    Rule("resource-missing", "The descriptor lists every table as CSV, as Parquet, or all as both.", "files"),
    Rule("resource-mismatch", "A resource's path, format and encoding are those of its table's file.", "files"),
    Rule(
        "schema-mismatch",
        "A resource's schema is the table's schema in schemas/, but for columns that are withheld.",
        "files",
    ),
    Rule(
        "withheld-mismatch",
        "Columns that the descriptor calls withheld hold the articles' own sentences, and no file has them.",
        "files",
        "export the package again with --without-text",
    ),
    Rule("file-missing", "Every table has a file in each format that the descriptor lists.", "files", _RESTORE),
    Rule("file-unknown", "data/ holds the tables' files and nothing else.", "files", "move the file elsewhere"),
    Rule("hash-mismatch", "A resource's hash is the SHA-256 of its file.", "files"),
    Rule("size-mismatch", "A resource's bytes are the size of its file.", "files"),
    Rule("row-count-mismatch", "A resource's rowCount is the number of rows in its file.", "files"),
    Rule("csv-unreadable", "A CSV file can be read and has a header row (RFC 4180).", "files", _RESTORE),
    Rule("encoding", "A CSV file is UTF-8.", "files", _RESTORE),
    Rule("byte-order-mark", "A CSV file has no byte-order mark.", "files"),
    Rule("line-ends", "Lines of a CSV file end with LF; no carriage return stands in it.", "files"),
    Rule("parquet-unreadable", "A Parquet file can be read.", "files", _RESTORE),
    Rule("csv-parquet-mismatch", "The CSV file and the Parquet file of a table hold the same rows.", "files"),
    Rule("other-finding", "Frictionless finds nothing else to object to.", "files"),
    Rule("table-missing", "Every table is there.", "columns"),
    Rule(
        "columns-mismatch",
        "A table has the columns of its schema in their order, and in Parquet with their types.",
        "columns",
    ),
    Rule("extra-cell", "A row has no more cells than the header.", "columns"),
    Rule("missing-cell", "A row has no fewer cells than the header.", "columns"),
    Rule("blank-row", "No row is empty.", "columns"),
    Rule("type-error", "A cell is of its column's type.", "columns"),
    Rule("required", "A required column holds no null.", "columns"),
    Rule("unique", "No value of a unique column, or of a primary key of one column, comes twice.", "columns"),
    Rule("minimum", "A value is not below its column's minimum.", "columns"),
    Rule("maximum", "A value is not above its column's maximum.", "columns"),
    Rule("exclusive-minimum", "A value is above its column's exclusiveMinimum.", "columns"),
    Rule("exclusive-maximum", "A value is below its column's exclusiveMaximum.", "columns"),
    Rule("min-length", "A text is not shorter than its column's minLength.", "columns"),
    Rule("max-length", "A text is not longer than its column's maxLength.", "columns"),
    Rule("pattern", "A text matches its column's pattern.", "columns"),
    Rule("enum", "A value is one of those that its column lists.", "columns"),
    Rule("category", "A value of a categorical column is one of its categories.", "columns"),
    Rule("primary-key", "No two rows have the same primary key.", "columns"),
    Rule("unique-key", "No two rows have the same values in the columns of a unique key.", "columns"),
    Rule("foreign-key", "A value of a foreign key stands in the column that it points to.", "columns"),
)


def declared() -> dict[str, Rule]:
    """The rules that files and schemas are held to, by id."""
    return {rule.id: rule for rule in _DECLARED}


def issue(table: str, rule: str, message: str, *, row: int | None = None, column: str | None = None) -> Issue:
    """An issue of a declared rule; what to do next is added when the list is complete, see `advised`.

    Raises:
        KeyError: no declared rule has this id.
    """
    return Issue(table, declared()[rule].id, message, row, column)


def advised(issues: Iterable[Issue], steps: Mapping[str, str]) -> Iterator[Issue]:
    """The issues with what to do next put after their messages; `steps` has it by rule."""
    for found in issues:
        yield found if found.count > 1 else replace(found, message=f"{found.message}; next: {steps[found.rule]}")
