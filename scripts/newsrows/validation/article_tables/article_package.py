"""newsrows' own package, checked: descriptor, files, rows, and what holds between tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsrows.datapackage.model import TableSchema
from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.validation import frictionless_adapter
from newsrows.validation.article_tables.cross_table import validate_together
from newsrows.validation.article_tables.first_reading import (
    FirstReading,
    open_csv_table,
    open_parquet_table,
    read_table,
)
from newsrows.validation.article_tables.layout import (
    Layout,
    PublishedFile,
    Resources,
    descriptor_issues,
    file_issues,
    read_layout,
    resources_of,
    row_count_issues,
)
from newsrows.validation.deduplicate import deduplicate
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import TableRule, with_next_steps
from newsrows.validation.report import ValidationReport
from newsrows.validation.resources import read_object
from newsrows.validation.rules import TABLE_RULES, check_needs, next_steps
from newsrows.validation.slice_sizes import SLICE_ROWS

# Frictionless takes about 40 seconds for a million rows. It finds no error in them that is not found here within a
# second or two; of larger packages it checks the descriptor alone.
FRICTIONLESS_ROWS = 10_000
# The properties of a resource that Frictionless checks; newsrows writes further ones.
_PROPERTIES = frozenset(
    {"name", "type", "path", "title", "description", "format", "mediatype", "encoding", "dialect", "hash", "bytes"}
) | {"schema"}


def validate_article_package(
    package: OpenPackage, *, rows: int = SLICE_ROWS, rules: Sequence[TableRule] = ()
) -> ValidationReport:
    """The issues of a package of newsrows, sorted, and the rules that were skipped.

    Args:
        package: the package.
        rows: about how many rows of a table are held at a time; the issues do not depend on it.
        rules: further rules about rows.

    Raises:
        PackageError: a file is a link that leaves the package, or is larger than the limits.
        RuleError: an added rule needs a table that newsrows does not make.
    """
    check_needs(rules, load_tables())
    descriptor, issues = read_object(package, DESCRIPTOR)
    layout, layout_issues = read_layout(package, descriptor)
    resources = resources_of(descriptor or {})
    log = IssueLog()
    log.extend([*issues, *layout_issues])
    if descriptor is not None:
        log.extend(descriptor_issues(descriptor, layout))
    log.extend(file_issues(package, layout, resources))
    tables = {name: _read(table, package, layout, log, rows) for name, table in layout.tables.items()}
    for file in layout.files():
        count = tables[file.table.name].rows.get(file.format)
        if count is not None and file.resource in resources:
            log.extend(row_count_issues(file, count, resources[file.resource]))
    _check_rows(tables, log, rows, rules)
    issues = list(log.issues())
    if descriptor is not None:
        total = sum(max(table.rows.values(), default=0) for table in tables.values())
        by_frictionless = _by_frictionless(package, descriptor, layout, with_files=total <= FRICTIONLESS_ROWS)
        issues += _independent(by_frictionless, issues)
    steps = next_steps(rules)
    return ValidationReport(
        tuple(with_next_steps(deduplicate(issues), steps)), skipped_rules(layout.withheld, [*TABLE_RULES, *rules])
    )


def skipped_rules(withheld: Collection[str], rules: Iterable[TableRule]) -> tuple[str, ...]:
    """The rules that cannot be checked without these columns, each written table.column."""
    return tuple(one.rule.id for one in rules if one.reads & set(withheld))


def _read(table: TableSchema, package: OpenPackage, layout: Layout, log: IssueLog, rows: int) -> FirstReading:
    """The files of a table after their first reading; there is an issue already about a file that does not exist."""
    files = {kind: PublishedFile(table, kind) for kind in layout.formats}
    paths = {kind: package.folder / file.path for kind, file in files.items()}
    existing = {kind: path for kind, path in paths.items() if path.is_file()}
    in_csv = open_csv_table(table, files["csv"].label, existing["csv"], log) if "csv" in existing else None
    in_parquet = (
        open_parquet_table(table, files["parquet"].label, existing["parquet"], log) if "parquet" in existing else None
    )
    return read_table(in_csv, in_parquet, log, rows=rows)


def _check_rows(tables: Mapping[str, FirstReading], log: IssueLog, rows: int, rules: Sequence[TableRule]) -> None:
    """Columns, rows and keys of both formats; if they hold the same rows, these are checked once."""
    from_csv = {name: table.csv for name, table in tables.items() if table.csv is not None}
    from_parquet = {name: table.parquet for name, table in tables.items() if table.parquet is not None}
    alike = from_csv.keys() == from_parquet.keys() and all(tables[name].alike for name in from_csv)
    for ending, surveyed in ((".csv", from_csv), (".parquet", {} if alike else from_parquet)):
        log_of_format = IssueLog()
        validate_together(surveyed, log_of_format, rows=rows, rules=rules)
        log.take(log_of_format, ending=ending)


def _by_frictionless(
    package: OpenPackage, descriptor: Mapping[str, Any], layout: Layout, *, with_files: bool
) -> Iterator[Issue]:
    """What Frictionless finds in the descriptor and, if that is valid, in the files."""
    resources = _in_place(resources_of(descriptor), layout)
    issues = list(frictionless_adapter.descriptor_issues(DESCRIPTOR, {**descriptor, "resources": resources}))
    yield from issues
    if with_files and not issues:
        yield from frictionless_adapter.file_issues(package.folder, resources)


def _in_place(resources: Resources, layout: Layout) -> list[dict[str, Any]]:
    """The resources whose files are in their places, without properties that Frictionless does not check.

    A Parquet file goes without the schema, which its CSV file has: Frictionless only reads the bytes of such a file.
    """
    in_place: dict[str, dict[str, Any]] = {}
    for file in layout.files():
        resource = resources.get(file.resource, {})
        full = all(isinstance(resource.get(name, {}), Mapping) for name in ("schema", "dialect"))
        if full and all(resource.get(name) == value for name, value in file.properties.items()):
            stated = {name: value for name, value in resource.items() if name in _PROPERTIES}
            in_csv = in_place.get(file.table.name, {})
            if "type" not in stated and stated.get("schema") == in_csv.get("schema"):
                stated.pop("schema", None)
            in_place[file.resource] = stated
    return list(in_place.values())


# After one of these Frictionless finds every row wrong.
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
_FOLLOWING = frozenset({"other-finding", "file-missing", "encoding", "csv-unreadable"})


def _independent(issues: Iterator[Issue], known: list[Issue]) -> Iterator[Issue]:
    """Frictionless' issues without those that only follow from a table that it cannot read as it should be read."""
    misread = {_table_of(issue) for issue in known if issue.rule in _MISREAD}
    for issue in issues:
        follows = issue.table in misread or (misread and issue.rule in _FOLLOWING)
        if issue.table == DESCRIPTOR or not follows:
            yield issue


def _table_of(issue: Issue) -> str:
    """The CSV file that an issue is about, also if it names the descriptor."""
    return f"{issue.column}.csv" if issue.table == DESCRIPTOR else issue.table
