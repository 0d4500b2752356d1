"""The options of the API functions and of the commands with the same names, one dataclass each.

The options of a build are in `newsrows.pipeline.options`, those of comparisons in `newsrows.diff.options`. Importing
this module loads no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsrows.datapackage.limits import parse_size
from newsrows.datapackage.options import LimitOptions
from newsrows.options import CheckedOptions, option

IssueFormat = Literal["text", "json", "github"]


@dataclass(frozen=True)
class ValidateOptions(LimitOptions):
    """How a package is validated.

    Attributes:
        exclude: ids of rules that are left out.
        map: copies of files on the web, written URL=FOLDER.
        fetch: whether files on the web without such a copy are fetched.
        max_fetch: size of a file that is fetched.
    """

    exclude: Sequence[str] = option((), "leave out this rule (repeatable); see `newsrows rules`", metavar="RULE")
    map: Sequence[str] = option(
        (), "read schemas, profiles and other files below a URL from a folder (repeatable)", metavar="URL=FOLDER"
    )
    fetch: bool = option(False, "fetch other files on the web (https alone, public addresses alone)")
    max_fetch: str = option("100MB", "with --fetch, fetch no larger files", metavar="SIZE")

    def fetched_bytes(self) -> int:
        """The limit of `max_fetch` as a number of bytes.

        Raises:
            PackageError: the size cannot be read.
        """
        return parse_size(self.max_fetch)


@dataclass(frozen=True)
class DescribeOptions(LimitOptions):
    """How tables are described.

    Attributes:
        out: the descriptor to write; None: nothing is written.
        name: the name of the package; None: it has none.
        overwrite: whether an existing descriptor is replaced.
    """

    out: Path | None = option(
        None, "write the descriptor to this file (default: standard output); paths start at its folder", metavar="FILE"
    )
    name: str | None = option(None, "name of the package", metavar="NAME")
    overwrite: bool = option(False, "replace the file of --out if it exists")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


@dataclass(frozen=True)
class ExportOptions(CheckedOptions):
    """Which editions of a package are written.

    Attributes:
        format: names of the editions; docs/editions.md describes them.
        without_text: whether the columns with the articles' own sentences are left out.
    """

    format: Sequence[str] = option(
        ("csv", "parquet"),
        "csv, parquet, sqlite, duckdb, xlsx, zip, flat, jsonl, web-annotation, label-studio, brat, croissant, "
        "separated by commas (default: csv,parquet)",
        metavar="NAMES",
        parse=_names,
        several="one",
    )
    without_text: bool = option(False, "leave out the articles' text")


@dataclass(frozen=True)
class ReportOptions(CheckedOptions):
    """How a report is written.

    Attributes:
        max_articles: packages with more articles are refused.
    """

    max_articles: int = option(5_000, "refuse packages with more articles", metavar="N", minimum=1)
