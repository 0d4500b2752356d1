"""How the command answers: results on standard output, everything else on standard error, and its exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsrows import BuildReport, InvalidTablesError

# Exit codes.
SUCCESS: Final = 0
PROBLEMS: Final = 1
"""Something was found: invalid rows, rejected articles, changes that require another version."""
INVALID_USAGE: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of the signal SIGINT, as shells do."""
TERMINATED: Final = 143
"""The same for SIGTERM."""


def warn(message: str) -> None:
    """Print a message to standard error."""
    print(message, file=sys.stderr)


def print_invalid(error: InvalidTablesError, message: str) -> None:
    """Print the issues that stopped a command, and why it stopped."""
    from newsrows import explain  # noqa: PLC0415 - only where there are issues

    print(explain(error.issues))
    warn(message)


def print_build(report: BuildReport) -> None:
    """Print what a build did: articles in other encodings and rejected ones first, then the rows per table."""
    for file_name, encoding in report.recoded:
        warn(f"{file_name}: read as {encoding}, not UTF-8; next: check its accents and quotation marks")
    _warn_of_more(report.recoded_count - len(report.recoded), "read in other encodings than UTF-8")
    for rejected in report.rejected:
        warn(f"rejected: {rejected}")
    _warn_of_more(report.rejected_count - len(report.rejected), f"rejected; see {_path(report, 'rejected.csv')}")
    if report.reviewed is not None:
        for line in report.reviewed.lines:
            warn(line)
        print(report.reviewed)
    width = max(map(len, report.rows))
    for name, rows in report.rows.items():
        print(f"{name:{width}}  {rows:>9,}")
    articles = report.rows["articles"]
    print(
        f"{articles:,} article{'' if articles == 1 else 's'} processed, {articles - report.computed:,} from the cache: "
        f"{report.words:,} words in {report.seconds:.1f} s ({report.words / report.seconds:,.0f} per second)"
    )
    print(f"{_path(report, 'datapackage.json')}{' (unchanged)' if report.unchanged else ''}")


def _path(report: BuildReport, name: str) -> str:
    target = report.target
    return str(target / name) if isinstance(target, Path) else f"{target.rstrip('/')}/{name}"


def _warn_of_more(count: int, what: str) -> None:
    if count:
        warn(f"... and {count:,} more {what}")
