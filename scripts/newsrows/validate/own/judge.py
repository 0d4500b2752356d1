"""newsrows' own package, judged: descriptor, files, rows, and what holds between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.schema import TableSchema
from newsrows.validate.catalogue import next_steps
from newsrows.validate.described.standard import metadata_issues
from newsrows.validate.documents import read_object
from newsrows.validate.findings import Findings
from newsrows.validate.merge import merged
from newsrows.validate.opening import Opened
from newsrows.validate.own.csv_table import open_csv
from newsrows.validate.own.descriptor import descriptor_issues, resources_of
from newsrows.validate.own.files import file_issues, row_count_issues
from newsrows.validate.own.layout import DESCRIPTOR, Layout, Published
from newsrows.validate.own.parquet import open_parquet
from newsrows.validate.own.reading import Read, read_table
from newsrows.validate.own.shape import layout_of
from newsrows.validate.own.standard import standard_issues
from newsrows.validate.rulebook import advised
from newsrows.validate.source import SLICE_ROWS
from newsrows.validate.together import judge_together
from newsrows.validate.verdict import Verdict, skipped_rules

# Frictionless takes about 40 seconds for a million rows. It finds no error in them that is not found here within a
# second or two; of larger packages it judges the descriptor alone.
FRICTIONLESS_ROWS = 10_000


def judge_own_package(package: Opened, limits: Limits, *, rows: int = SLICE_ROWS) -> Verdict:
    """The issues of a package that newsrows built, sorted, and what could not be judged.

    Args:
        package: the package.
        limits: what is read at most.
        rows: how many rows of a table are held at a time, about; what is found does not depend on it.

    Raises:
        PackageRefusedError: a file is a link that leaves the package, or is larger than the limits.
    """
    descriptor, issues = read_object(package.descriptor, DESCRIPTOR, limits)
    layout, found = layout_of(package, descriptor)
    resources = resources_of(descriptor or {})
    findings = Findings()
    findings.extend([*issues, *found])
    if descriptor is not None:
        findings.extend(descriptor_issues(descriptor, layout))
    findings.extend(file_issues(package, layout, resources))
    read = {name: _read(table, package, layout, findings, rows) for name, table in layout.tables.items()}
    for file in layout.files():
        count = read[file.table.name].rows.get(file.format)
        if count is not None and file.resource in resources:
            findings.extend(row_count_issues(file, count, resources[file.resource]))
    _judge_rows(read, findings, rows)
    issues = list(findings.issues())
    if descriptor is not None:
        total = sum(max(table.rows.values(), default=0) for table in read.values())
        by_frictionless = (
            standard_issues(package.folder, descriptor, layout)
            if total <= FRICTIONLESS_ROWS
            else metadata_issues(DESCRIPTOR, descriptor)
        )
        issues += _agreeing(by_frictionless, issues)
    return Verdict(tuple(advised(merged(issues), next_steps())), skipped_rules(layout.withheld))


def _read(table: TableSchema, package: Opened, layout: Layout, findings: Findings, rows: int) -> Read:
    """The files of a table after their first reading; a file that is not there was told of already."""
    files = {kind: Published(table, kind) for kind in layout.formats}
    paths = {kind: package.folder / file.path for kind, file in files.items()}
    there = {kind: path for kind, path in paths.items() if path.is_file()}
    in_csv = open_csv(table, files["csv"].label, there["csv"], findings) if "csv" in there else None
    in_parquet = open_parquet(table, files["parquet"].label, there["parquet"], findings) if "parquet" in there else None
    return read_table(in_csv, in_parquet, findings, rows=rows)


def _judge_rows(read: Mapping[str, Read], findings: Findings, rows: int) -> None:
    """Columns, rows and keys of both formats; where they hold the same rows, they are judged once."""
    from_csv = {name: table.csv for name, table in read.items() if table.csv is not None}
    from_parquet = {name: table.parquet for name, table in read.items() if table.parquet is not None}
    alike = from_csv.keys() == from_parquet.keys() and all(read[name].alike for name in from_csv)
    for ending, tables in ((".csv", from_csv), (".parquet", {} if alike else from_parquet)):
        found = Findings()
        judge_together(tables, found, rows=rows)
        findings.take(found, ending=ending)


# After one of these Frictionless finds every row wrong, and every row that points to the table.
_MISREAD = frozenset(
    {
        "columns-mismatch",
        "schema-mismatch",
        "encoding",
        "csv-unreadable",
        "file-missing",
        "resource-missing",
        "resource-mismatch",
    }
)
_FOLLOWING = frozenset({"other-finding", "foreign-key", "file-missing", "encoding", "csv-unreadable"})


def _agreeing(found: Iterator[Issue], known: list[Issue]) -> Iterator[Issue]:
    """Frictionless' issues but for those that only follow from a table that it cannot read as it should be read."""
    misread = {_table_of(issue) for issue in known if issue.rule in _MISREAD}
    for issue in found:
        follows = issue.table in misread or (misread and issue.rule in _FOLLOWING)
        if issue.table == DESCRIPTOR or not follows:
            yield issue


def _table_of(issue: Issue) -> str:
    """The CSV file that an issue is about, be it one of the descriptor."""
    return f"{issue.column}.csv" if issue.table == DESCRIPTOR else issue.table
