"""The options of a comparison. Importing this module loads no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.options import LimitOptions, parse_mapping
from newsrows.options import option

if TYPE_CHECKING:
    from newsrows.datapackage.loading import LoadOptions

SchemaFormat = Literal["text", "markdown", "github", "json", "sarif"]
DataFormat = Literal["text", "markdown", "json", "csv", "parquet"]
Policy = Literal["reader", "producer", "both", "recipe"]
Gate = Literal["patch", "minor", "major"]


@dataclass(frozen=True)
class ReadingOptions(LimitOptions):
    """How the packages are read.

    Attributes:
        allow_property: unknown properties that are allowed, by name; '*' allows all.
        map: copies of schemas on the web, written URL=FOLDER.
        max_depth: depth of nested JSON.
    """

    allow_property: Sequence[str] = option(
        (), "allow a property that is unknown but harmless (repeatable; '*' for all)", metavar="NAME"
    )
    map: Sequence[str] = option(
        (), "read schemas below a URL from a folder (repeatable); nothing is fetched", metavar="URL=FOLDER"
    )
    max_depth: int = option(64, "refuse JSON that is nested more deeply", metavar="N")

    def limits(self) -> Limits:
        """The limits as numbers.

        Raises:
            PackageError: a size cannot be read.
        """
        return replace(super().limits(), depth=self.max_depth)

    def load_options(self) -> LoadOptions:
        """The same for `newsrows.datapackage.loading`.

        Raises:
            PackageError: a size or a mapping cannot be read.
        """
        from newsrows.datapackage.loading import LoadOptions  # noqa: PLC0415 - `--help` does not need it

        return LoadOptions(self.limits(), frozenset(self.allow_property), tuple(map(parse_mapping, self.map)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected a date such as 2026-12-31, found {text!r}") from None


@dataclass(frozen=True)
class SchemaDiffOptions(ReadingOptions):
    """How two versions of a package's schemas are compared.

    Attributes:
        policy: changes are judged as they affect those who read the data, those who produce it, both, or as the
            standard's version recipe says.
        gate: the lowest level of change that requires a new version.
        strict_zero: whether versions below 1.0.0 are judged like all others.
        old_version: the version of the old package, if it names none.
        new_version: the version of the new package, if it names none.
        accepted: a TOML file of accepted changes.
        today: the day on which deprecations and accepted changes are judged; None: today.
    """

    policy: Policy = option(
        "reader",
        "judge changes as they affect: those who read the data (reader), those who produce it (producer), or both; "
        "recipe: as the standard's version recipe does",
    )
    gate: Gate = option("patch", "lowest level of change that requires a new version")
    strict_zero: bool = option(False, "treat versions below 1.0.0 like any other")
    old_version: str | None = option(None, "version of OLD, if it names none", metavar="VERSION")
    new_version: str | None = option(None, "version of NEW, if it names none", metavar="VERSION")
    accepted: Path | None = option(None, "TOML file of accepted changes", metavar="FILE")
    today: date | None = option(
        None, "day on which deprecations and accepted changes are judged (default: today)", metavar="DATE", parse=_day
    )


@dataclass(frozen=True)
class DataDiffOptions(ReadingOptions):
    """How the rows of two versions of a package are compared.

    Attributes:
        table: names of the tables to compare; empty: all tables.
        max_removed: the most rows of a table that may be removed, as a number or a percentage such as '1%'.
        max_added: the same for added rows.
        max_changed: the same for changed rows.
        max_shrink: how many rows a table may lose in all, as a number or a percentage.
        max_changed_in: the most values of a column that may change, written COLUMN=N, COLUMN=N% or TABLE.COLUMN=N.
        tolerance: by how much the numbers of a column may differ and count as unchanged, written COLUMN=0.01,
            COLUMN=1% (of the old number) or TABLE.COLUMN=0.01.
        key: for tables without a primary key, the fields that identify a row, written TABLE=FIELD,FIELD.
        examples: how many examples of each kind of change are kept.
        output: a .csv or .parquet file to write with a row per changed cell; its Table Schema is written beside it.
        cells: whether the result has these rows as a data frame, too.
    """

    table: Sequence[str] = option((), "compare only this table (repeatable)", metavar="NAME")
    max_removed: str | None = option(None, "fail if more rows of a table were removed", metavar="N|N%")
    max_added: str | None = option(None, "fail if more rows of a table were added", metavar="N|N%")
    max_changed: str | None = option(None, "fail if more rows of a table were changed", metavar="N|N%")
    max_shrink: str | None = option(
        None, "fail if a table has fewer rows than before, by more than this", metavar="N|N%"
    )
    max_changed_in: Sequence[str] = option(
        (), "fail if more values of this column were changed (repeatable)", metavar="COLUMN=N|N%"
    )
    tolerance: Sequence[str] = option(
        (), "numbers of this column that differ by less count as unchanged (repeatable)", metavar="COLUMN=0.01|1%"
    )
    key: Sequence[str] = option(
        (), "fields that identify a row, for a table without a primary key (repeatable)", metavar="TABLE=FIELD,FIELD"
    )
    examples: int = option(3, "number of examples of each kind of change", metavar="N")
    output: Path | None = option(
        None,
        "write a row per changed cell to this .csv or .parquet file, with its Table Schema beside it",
        metavar="FILE",
    )
    cells: bool = option(False, "whether the result has a data frame with a row per changed cell", api_only=True)
