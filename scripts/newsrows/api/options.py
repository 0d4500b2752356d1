"""The options of the API functions and of the commands with the same names, one dataclass each.

The options of a build are in `newsrows.pipeline.options`, those of comparisons in `newsrows.diff.options`. Importing
this module loads no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsrows.datapackage.options import LimitOptions
from newsrows.options import CheckedOptions, option

IssueFormat = Literal["text", "json", "github"]


@dataclass(frozen=True)
class ValidateOptions(LimitOptions):
    """How a package is validated.

    Attributes:
        exclude: ids of rules that are left out.
        map: copies of schemas and dialects on the web, written URL=FOLDER.
    """

    exclude: Sequence[str] = option((), "leave out this rule (repeatable); see `newsrows rules`", metavar="RULE")
    map: Sequence[str] = option(
        (), "read schemas and dialects below a URL from a folder (repeatable); nothing is fetched", metavar="URL=FOLDER"
    )


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
        "csv, parquet, sqlite, duckdb, xlsx, zip, jsonl, croissant, separated by commas (default: csv,parquet)",
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
