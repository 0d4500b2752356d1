"""Packages in other formats and as web pages: what `newsrows export` and `newsrows report` do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsrows.api.options import ExportOptions, ReportOptions
from newsrows.api.places import local_folder
from newsrows.options import several
from newsrows.progress import progress as shown_progress
from newsrows.publishing.editions import Exported, export_editions
from newsrows.records import InvalidTablesError
from newsrows.site import ReportSummary, check_report, write_report
from newsrows.validation import validate_package


def export(
    package: Path | str,
    to: Path | str,
    *,
    format: str | Sequence[str] = ExportOptions.format,  # noqa: A002 - the command's name for it
    without_text: bool = ExportOptions.without_text,
    progress: bool = False,
) -> Exported:
    """Write editions of a valid package to another folder. docs/editions.md describes them.

    Args:
        package: the folder of a package.
        to: where the editions go. It is created if it does not exist.
        format: one or more of csv, parquet, sqlite, duckdb, xlsx, zip, flat, jsonl, web-annotation, label-studio, brat
            and croissant.
        without_text: leave out the columns with the articles' own sentences.
        progress: say what happens and how long the rest takes, if standard error is a terminal.

    Returns:
        The files that were written, and notes about what an edition cannot hold.

    Raises:
        InvalidTablesError: the package is not valid.
        OutputError: an edition cannot be written, is unknown, or needs a library that is not installed.
        PackageError: there is no package, or it cannot be read safely.
    """
    package, to = Path(package), local_folder(to)
    formats = (format,) if isinstance(format, str) else several("format", format)
    said = shown_progress(progress)
    said.step("checking the package")
    if issues := validate_package(package):
        raise InvalidTablesError(issues, str(package))
    return export_editions(package, to, formats=formats, without_text=without_text, progress=said)


def report(
    package: Path | str,
    out: Path | str = "report",
    *,
    max_articles: int = ReportOptions.max_articles,
    progress: bool = False,
) -> ReportSummary:
    """Write a static web site that shows each row in its article. It opens from disk, without a server.

    A package that is not valid gets a site, too, which lists its issues.

    Args:
        package: the folder of a package.
        out: where the pages go. An older report is replaced.
        max_articles: packages with more articles are refused.
        progress: say what happens and how long the rest takes, if standard error is a terminal.

    Returns:
        The first page, and how many pages, articles and issues there are.

    Raises:
        OutputError: there is no readable package, it is too large, or the folder cannot be written or contains files
            that are not a report.
        PackageError: the package cannot be read safely.
    """
    max_articles = ReportOptions(max_articles).max_articles
    package, out = Path(package), local_folder(out)
    check_report(package, out, max_articles=max_articles)
    said = shown_progress(progress)
    said.step("checking the package")
    issues = validate_package(package)
    return write_report(package, out, issues=issues, max_articles=max_articles, progress=said)
