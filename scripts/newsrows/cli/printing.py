"""How the command answers: results on standard output, everything else on standard error, and its exit codes."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsrows.records.printable import printable

if TYPE_CHECKING:
    from newsrows import BuildReport, InvalidTablesError
    from newsrows.pipeline.dry_run import DryRun

# Exit codes.
SUCCESS: Final = 0
PROBLEMS: Final = 1
"""Something was found: invalid rows, rejected articles, changes that require another version."""
INVALID_USAGE: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of the signal SIGINT, as shells do."""
TERMINATED: Final = 143
"""The same for SIGTERM."""


_MAX_MARKS: Final = 100  # marks that are explained one by one
_MAX_LINE: Final = 2_000  # characters
# Lines that GitHub's runner and Azure Pipelines would carry out. Source:
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
_COMMAND: Final = re.compile(r"^(\s*):(?=:)|#(?=#(?:\[|vso\[))")


def warn(message: str) -> None:
    """Print a message to standard error."""
    print(safe_lines(message), file=sys.stderr)


def safe_lines(text: str) -> str:
    r"""Return a message with escapes for whatever in it a terminal or a CI service would act on.

    Messages quote data that anybody may have made: a header, a file name. '::error::' at the beginning of a line
    becomes '\::error::'.
    """
    return "\n".join(
        _COMMAND.sub(lambda match: f"{match[1] or ''}\\{match[0].lstrip()}", printable(line, _MAX_LINE))
        for line in text.split("\n")
    )


def print_invalid(error: InvalidTablesError, message: str) -> None:
    """Print the issues that stopped a command, and why it stopped."""
    from newsrows import explain  # noqa: PLC0415 - only where there are issues

    print(safe_lines(explain(error.issues)))
    warn(message)


def print_build(report: BuildReport, *, quiet: bool = False) -> None:
    """Print what a build did: articles to check and rejected ones first, then the rows per table and the next step.

    If it is `quiet`, only the former are printed.
    """
    for file_name, encoding in report.recoded:
        warn(f"{file_name}: read as {encoding}, not UTF-8; next: check its accents and quotation marks")
    _warn_of_more(report.recoded_count - len(report.recoded), "read in other encodings than UTF-8")
    for file_name, note in report.noted:
        warn(f"{file_name}: {note}")
    _warn_of_more(report.noted_count - len(report.noted), "web pages that may not hold a whole article")
    for rejected in report.rejected:
        warn(f"rejected: {rejected}")
    _warn_of_more(report.rejected_count - len(report.rejected), f"rejected; see {_path(report, 'rejected.csv')}")
    if report.reviewed is not None:
        for line in report.reviewed.lines[:_MAX_MARKS]:
            warn(line)
        _warn_of_more(len(report.reviewed.lines) - _MAX_MARKS, "marks that were not applied")
        if not quiet:
            print(report.reviewed)
    _warn_of_omissions(report)
    _warn_of_other_articles(report)
    _warn_of_no_cache(report)
    if quiet:
        return
    width = max(map(len, report.rows))
    for name, rows in report.rows.items():
        print(f"{name:{width}}  {rows:>9,}")
    _print_kept_ids(report)
    articles = report.rows["articles"]
    print(
        f"{articles:,} article{'' if articles == 1 else 's'} processed, {articles - report.computed:,} from the cache: "
        f"{report.words:,} words in {report.seconds:.1f} s ({report.words / report.seconds:,.0f} per second)"
    )
    print(safe_lines(f"{_path(report, 'datapackage.json')}{' (unchanged)' if report.unchanged else ''}"))
    if isinstance(report.target, Path):
        print(
            safe_lines(
                f"next: newsrows report {shlex.quote(str(report.target))} --out report, to see each row in its article"
            )
        )


def _warn_of_other_articles(report: BuildReport) -> None:
    if report.kept is not None and not report.kept.articles:
        warn(
            "--previous: found no article that both packages have, so people and organisations keep their ids by name "
            "alone; next: check that it is a package of the same articles, with the same article_ids"
        )


def _print_kept_ids(report: BuildReport) -> None:
    for table, counts in report.kept.changes.items() if report.kept is not None else ():
        print(f"ids of {table}: {', '.join(f'{count:,} {change}' for change, count in counts.items())}")


def print_dry_run(found: DryRun) -> None:
    """Print what a build would read, and what it would not."""
    for rejected in found.rejected:
        warn(f"rejected: {rejected}")
    _warn_of_more(found.rejected_count - len(found.rejected), "rejected")
    _warn_of_omissions(found)
    print(safe_lines(str(found)))


def _warn_of_omissions(report: BuildReport | DryRun) -> None:
    for shown, names in report.ignored_columns:
        warn(f"{shown}: ignored the column{'' if len(names) == 1 else 's'} {', '.join(names)}")
    if report.skipped:
        from newsrows.sources import explain_skipped  # noqa: PLC0415 - only where there are such files

        warn(explain_skipped(report.skipped))


def _warn_of_no_cache(report: BuildReport) -> None:
    if report.cache_note is not None:
        warn(report.cache_note)


def _path(report: BuildReport, name: str) -> str:
    target = report.target
    return str(target / name) if isinstance(target, Path) else f"{target.rstrip('/')}/{name}"


def _warn_of_more(count: int, what: str) -> None:
    if count > 0:
        warn(f"... and {count:,} more {what}")
