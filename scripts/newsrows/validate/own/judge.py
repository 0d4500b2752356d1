"""newsrows' own package, judged: descriptor, files, rows, and what holds between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from newsrows.records import Issue
from newsrows.validate.catalogue import next_steps
from newsrows.validate.cells import form_issues, read_cells
from newsrows.validate.described.standard import metadata_issues
from newsrows.validate.documents import read_object
from newsrows.validate.frames import frame_issues
from newsrows.validate.merge import merged
from newsrows.validate.opening import Limits, Opened
from newsrows.validate.own.descriptor import descriptor_issues, resources_of
from newsrows.validate.own.files import file_issues, row_count_issues
from newsrows.validate.own.layout import DESCRIPTOR, Published, published
from newsrows.validate.own.parquet import read_parquet
from newsrows.validate.own.standard import standard_issues
from newsrows.validate.own.twins import twin_issues
from newsrows.validate.own.typed import typed_frame
from newsrows.validate.rulebook import advised, relabelled

# Frictionless takes about 40 seconds for a million rows. It finds no error in them that is not found here within a
# second or two; of larger packages it judges the descriptor alone.
FRICTIONLESS_ROWS = 100_000

Frames = dict[str, pl.DataFrame]
Resources = Mapping[str, Mapping[str, Any]]


def validate_own_package(package: Opened, limits: Limits) -> list[Issue]:
    """The issues of a package that newsrows built, sorted.

    Raises:
        PackageRefusedError: a file is a link that leaves the package, or is larger than the limits.
    """
    descriptor, issues = read_object(package.descriptor, DESCRIPTOR, limits)
    resources = resources_of(descriptor or {})
    if descriptor is not None:
        issues += descriptor_issues(descriptor)
    issues += file_issues(package, resources)
    frames: dict[str, Frames] = {"csv": {}, "parquet": {}}
    for file in published():
        frame, found = _read(file, package, resources)
        issues += found
        if frame is not None:
            frames[file.format][file.table.name] = frame
    issues += _row_issues(frames["csv"], frames["parquet"])
    if descriptor is not None:
        rows = sum(frame.height for frame in frames["csv"].values())
        by_frictionless = (
            standard_issues(package.folder, descriptor)
            if rows <= FRICTIONLESS_ROWS
            else metadata_issues(DESCRIPTOR, descriptor)
        )
        issues += _agreeing(by_frictionless, issues)
    return list(advised(merged(issues), next_steps()))


def _read(file: Published, package: Opened, resources: Resources) -> tuple[pl.DataFrame | None, list[Issue]]:
    """The rows of a file, typed, and what is wrong with its form; a file that is not there was told of already."""
    path = package.folder / file.path
    if not path.is_file():
        return None, []
    if file.format == "parquet":
        frame, issues = read_parquet(file.table, file.label, path)
    else:
        data = path.read_bytes()
        cells, issues = read_cells(file.label, data)
        issues += form_issues(file.label, data)
        frame = None
        if cells is not None:
            frame, found = typed_frame(file.table, file.label, cells)
            issues += found
    if frame is not None and file.resource in resources:
        issues += row_count_issues(file, frame.height, resources[file.resource])
    return frame, issues


def _row_issues(from_csv: Frames, from_parquet: Frames) -> Iterator[Issue]:
    """Columns, rows and keys of both editions, and where they differ; equal frames are judged once."""
    yield from relabelled(frame_issues(from_csv), ".csv")
    for table in from_csv.keys() & from_parquet.keys():
        yield from twin_issues(table, from_csv[table], from_parquet[table])
    same = all(table in from_csv and frame.equals(from_csv[table]) for table, frame in from_parquet.items())
    if not same or from_csv.keys() != from_parquet.keys():
        yield from relabelled(frame_issues(from_parquet), ".parquet")


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
