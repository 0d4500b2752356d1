"""Any package, judged by its own descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validate.breach import as_issues, breach, numbered
from newsrows.validate.described.columns import column_issues, matched, without_missing
from newsrows.validate.described.files import file_issues
from newsrows.validate.described.keys import foreign_key_issues, key_issues
from newsrows.validate.described.model import Resource, Schema
from newsrows.validate.described.parquet_values import parquet_column
from newsrows.validate.described.reading import dereferenced, read_resources
from newsrows.validate.described.standard import metadata_issues
from newsrows.validate.described.tables import Part, read_parts
from newsrows.validate.documents import read_object
from newsrows.validate.merge import merged
from newsrows.validate.opening import Opened
from newsrows.validate.rulebook import advised, declared

_STEPS: Mapping[str, str] = {
    "files": "restore the file, or correct the descriptor",
    "columns": "correct the data, or the schema",
}


def validate_described_package(package: Opened, limits: Limits) -> list[Issue]:
    """The issues of any package, sorted: its descriptor, its files, and the rows of CSV and Parquet tables.

    Raises:
        PackageRefusedError: it reaches out of its folder, or is larger than the limits.
    """
    name = package.descriptor.name
    written, issues = read_object(package.descriptor, name, limits)
    if written is not None:
        descriptor, found = dereferenced(package, written, limits)
        resources, more = read_resources(package, descriptor)
        issues += [*found, *more, *metadata_issues(name, descriptor)]
        for resource in resources:
            issues += file_issues(resource)
        issues += _row_issues(resources, limits)
    steps = {rule.id: _STEPS.get(rule.judged, rule.next_step) for rule in declared().values()}
    return list(advised(merged(issues), steps))


def _row_issues(resources: list[Resource], limits: Limits) -> list[Issue]:
    """What is wrong inside tables and between them; rows of a table in several files count through all of them."""
    issues: list[Issue] = []
    values: dict[str, pl.DataFrame] = {}
    parts: dict[str, list[tuple[str, int]]] = {}
    for resource in resources:
        if resource.schema is None or not resource.schema.fields:
            continue
        frames: list[pl.DataFrame] = []
        parts[resource.name] = []
        for part, found in read_parts(resource, limits):
            issues += found
            if part is not None:
                frame, more = _judged(resource.schema, part)
                issues += more
                frames.append(frame)
                parts[resource.name].append((part.label, frame.height))
        if frames and len(frames) == max(len(resource.files), 1):
            values[resource.name] = numbered(_joined(frames))
    between: list[Issue] = []
    for resource in resources:
        if resource.name in values and resource.schema is not None:
            between += key_issues(resource.name, resource.schema, values[resource.name])
    between += foreign_key_issues(resources, values)
    issues += (_placed(found, parts[found.table]) for found in between)
    return issues


def _judged(schema: Schema, part: Part) -> tuple[pl.DataFrame, list[Issue]]:
    """The values of one file by field, and the issues of its columns; empty rows are named, and judged no further."""
    places, issues = matched(schema, part.names, part.label)
    columns: dict[str, pl.Series] = {}
    values: dict[str, pl.Series] = {}
    for field in schema.fields:
        if field.name not in places:
            continue
        column = part.frame[str(places[field.name])]
        columns[field.name] = column if part.typed else without_missing(field, column)
        judge = parquet_column if part.typed else column_issues
        read, found = judge(part.label, field, columns[field.name], key=field.name in schema.primary_key)
        issues += found
        if read is not None:
            values[field.name] = read.alias(field.name)
    if not part.typed:
        issues += _empty_rows(part.label, columns)
    return pl.DataFrame(values), issues


def _empty_rows(label: str, columns: Mapping[str, pl.Series]) -> Iterator[Issue]:
    """Rows that hold nothing; the other issues of such a row are dropped when the list is complete."""
    if not columns or not all(column.null_count() for column in columns.values()):
        return
    rows = numbered(pl.DataFrame([column.is_null().alias(str(place)) for place, column in enumerate(columns.values())]))
    empty = rows.filter(pl.all_horizontal(pl.exclude("row")))
    for found in breach(label, empty, column=None, found="nothing in any cell", expected="expected a row"):
        yield from as_issues(declared()["blank-row"], found)


def _joined(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The files of a table one after the other; where one lacks a column, or has it otherwise, the column goes."""
    common = [
        name for name, kind in frames[0].schema.items() if all(frame.schema.get(name) == kind for frame in frames)
    ]
    return pl.concat([frame.select(common) for frame in frames])


def _placed(found: Issue, parts: list[tuple[str, int]]) -> Issue:
    """The issue with the file, and the row in it, in place of the table and the row among all of its files."""
    row = found.row
    if row is None or len(parts) == 1:
        return replace(found, table=parts[0][0] if len(parts) == 1 else found.table)
    for label, height in parts:
        if row <= height:
            return replace(found, table=label, row=row)
        row -= height
    return found
