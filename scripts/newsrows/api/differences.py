"""Two versions of a package compared: what `newsrows diff` does.

Schemas are compared without any library beyond Python's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.diff.options import DataDiffOptions, Gate, Policy, SchemaDiffOptions
from newsrows.diff.schemas.change import Change
from newsrows.diff.schemas.verdict import Verdict, compare_schemas
from newsrows.options import several

if TYPE_CHECKING:
    import polars as pl

    from newsrows.diff.articles.versions import VersionDiff
    from newsrows.diff.rows.table_diff import TableDiff


@dataclass(frozen=True, slots=True)
class SchemaDiff:
    """The changes between two versions of a package's schemas. `newsrows.explain` writes them as text.

    Attributes:
        changes: the changes that are not accepted: where, what, and the level for readers and producers.
        problems: what is wrong: the version does not fit the changes, or a deprecation was ignored.
        required_level: the level of the new version that the changes require: 'none', 'patch', 'minor' or 'major'.
        required_version: the lowest version that fits the changes; None if the old package has no version.
        remarks: what else a reader should know.
        verdict: the whole result, which is internal.
    """

    changes: tuple[Change, ...]
    problems: tuple[Change, ...]
    required_level: str
    required_version: str | None
    remarks: tuple[str, ...]
    verdict: Verdict = field(repr=False)

    @property
    def passes(self) -> bool:
        """Whether there are no problems."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class DataDiff:
    """The rows that differ between two versions of a package. `newsrows.explain` writes them as text.

    Attributes:
        tables: per table, the number of rows before and after, and of added, removed and changed rows, with examples.
        problems: one sentence per limit that is exceeded.
        cells: one row per changed, added or removed cell, all as texts: table, key, column, change, old, new
            (docs/schema-changes.md); None if `diff_data` was not asked for them.
    """

    tables: tuple[TableDiff, ...]
    problems: tuple[str, ...]
    cells: pl.DataFrame | None = field(default=None, repr=False, compare=False)

    @property
    def passes(self) -> bool:
        """Whether no limit is exceeded."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class ArticleDiff:
    """What differs between two versions of an article. `newsrows.explain` writes it as text or JSON.

    Attributes:
        differences: for quotes, figures, people and organisations: how many rows are unchanged, and the rows that came,
            went and changed.
    """

    differences: tuple[VersionDiff, ...]


def diff_schemas(
    old: Path | str,
    new: Path | str,
    *,
    policy: Policy = SchemaDiffOptions.policy,
    gate: Gate = SchemaDiffOptions.gate,
    strict_zero: bool = SchemaDiffOptions.strict_zero,
    old_version: str | None = SchemaDiffOptions.old_version,
    new_version: str | None = SchemaDiffOptions.new_version,
    accepted: Path | str | None = SchemaDiffOptions.accepted,
    today: date | None = SchemaDiffOptions.today,
    allow_property: Sequence[str] = SchemaDiffOptions.allow_property,
    map: Sequence[str] = SchemaDiffOptions.map,  # noqa: A002 - the command's name for it
    max_json: str = SchemaDiffOptions.max_json,
    max_unpacked: str = SchemaDiffOptions.max_unpacked,
    max_files: int = SchemaDiffOptions.max_files,
    max_depth: int = SchemaDiffOptions.max_depth,
) -> SchemaDiff:
    """Compare the schemas of two versions of a data package (docs/schema-changes.md).

    Args:
        old: a datapackage.json, a Table Schema, a folder, a zip file, or REF:path for a file at a git ref.
        new: what to compare with it.
        policy: judge changes as they affect those who read the data ('reader'), those who produce it ('producer'), or
            'both'; 'recipe': as the standard's version recipe does.
        gate: the lowest level of change that requires a new version.
        strict_zero: judge versions below 1.0.0 like all others.
        old_version: the version of the old package, if it names none.
        new_version: the version of the new package, if it names none.
        accepted: a TOML file of accepted changes.
        today: the day on which deprecations and accepted changes are judged; None: today.
        allow_property: unknown properties that are allowed, by name; '*' allows all.
        map: copies of schemas on the web, written URL=FOLDER.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a folder or zip file.
        max_depth: the deepest nesting of JSON.

    Raises:
        PackageError: a package or an option cannot be read, or the packages cannot be compared.
        TypeError: an option has the wrong type.
        ValueError: an option is not one of its choices.
    """
    options = SchemaDiffOptions(
        policy=policy,
        gate=gate,
        strict_zero=strict_zero,
        old_version=old_version,
        new_version=new_version,
        accepted=None if accepted is None else Path(accepted),
        today=today,
        allow_property=several("allow_property", allow_property),
        map=several("map", map),
        max_json=max_json,
        max_unpacked=max_unpacked,
        max_files=max_files,
        max_depth=max_depth,
    )
    return schema_diff(compare_schemas(str(old), str(new), options))


def schema_diff(verdict: Verdict) -> SchemaDiff:
    """The public form of the result of a comparison."""
    return SchemaDiff(
        changes=verdict.changes,
        problems=verdict.problems,
        required_level=verdict.required_level.word,
        required_version=None if verdict.required_version is None else str(verdict.required_version),
        remarks=verdict.remarks,
        verdict=verdict,
    )


def diff_data(
    old: Path | str,
    new: Path | str,
    *,
    table: Sequence[str] = DataDiffOptions.table,
    max_removed: str | None = DataDiffOptions.max_removed,
    max_added: str | None = DataDiffOptions.max_added,
    max_changed: str | None = DataDiffOptions.max_changed,
    max_shrink: str | None = DataDiffOptions.max_shrink,
    max_changed_in: Sequence[str] = DataDiffOptions.max_changed_in,
    tolerance: Sequence[str] = DataDiffOptions.tolerance,
    key: Sequence[str] = DataDiffOptions.key,
    examples: int = DataDiffOptions.examples,
    output: Path | str | None = DataDiffOptions.output,
    cells: bool = DataDiffOptions.cells,
    allow_property: Sequence[str] = DataDiffOptions.allow_property,
    map: Sequence[str] = DataDiffOptions.map,  # noqa: A002 - the command's name for it
    max_json: str = DataDiffOptions.max_json,
    max_unpacked: str = DataDiffOptions.max_unpacked,
    max_files: int = DataDiffOptions.max_files,
    max_depth: int = DataDiffOptions.max_depth,
) -> DataDiff:
    """Compare the rows of two versions of a data package by their primary keys.

    Args:
        old: a datapackage.json, a folder, a zip file, or REF:path for a file at a git ref.
        new: what to compare with it.
        table: names of the tables to compare; empty: all tables.
        max_removed: the most rows of a table that may be removed, such as '10' or '1%'.
        max_added: the same for added rows.
        max_changed: the same for changed rows.
        max_shrink: how many rows a table may lose in all, such as '10' or '1%'.
        max_changed_in: the most values of a column that may change, written COLUMN=N, COLUMN=N% or TABLE.COLUMN=N.
        tolerance: by how much the numbers of a column may differ and count as unchanged, written COLUMN=0.01,
            COLUMN=1% (of the old number) or TABLE.COLUMN=0.01.
        key: for tables without a primary key, the fields that identify a row, written TABLE=FIELD,FIELD.
        examples: how many examples of each kind of change are kept.
        output: a .csv or .parquet file to write with a row per changed cell; its Table Schema is written beside it.
        cells: whether the result has these rows as a data frame, too.
        allow_property: unknown properties that are allowed, by name; '*' allows all.
        map: copies of schemas on the web, written URL=FOLDER.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a folder or zip file.
        max_depth: the deepest nesting of JSON.

    Raises:
        PackageError: a package, a table or an option cannot be read, or the output cannot be written.
        TypeError: an option has the wrong type.
    """
    from newsrows.diff.rows.cells import CellFrame  # noqa: PLC0415 - schemas are compared without polars
    from newsrows.diff.rows.compare import compare_rows  # noqa: PLC0415

    options = DataDiffOptions(
        table=several("table", table),
        max_removed=max_removed,
        max_added=max_added,
        max_changed=max_changed,
        max_shrink=max_shrink,
        max_changed_in=several("max_changed_in", max_changed_in),
        tolerance=several("tolerance", tolerance),
        key=several("key", key),
        examples=examples,
        output=None if output is None else Path(output),
        cells=cells,
        allow_property=several("allow_property", allow_property),
        map=several("map", map),
        max_json=max_json,
        max_unpacked=max_unpacked,
        max_files=max_files,
        max_depth=max_depth,
    )
    log = CellFrame() if options.cells else None
    tables, problems = compare_rows(str(old), str(new), options, log)
    return DataDiff(tuple(tables), tuple(problems), None if log is None else log.frame())
