"""The same errors as Frictionless finds, on generated packages that are broken in many ways.

Where the two are meant to differ is said in `_theirs` and `_ours`, and in docs/validation.md.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import frictionless
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.validation import validate_package

# texts that are read in different ways, or break a type, by type
CELLS: dict[str, list[str]] = {
    "string": ["a", "b", "ab", "abc", "", "A", " a", "é", 'q"q', "x,y", "two\nlines", "=1", "NA"],
    "integer": ["1", "2", "3", "10", "007", "+4", " 5", "-1", "1.0", "x", "", "1_0", "12345678901234567890", "NA"],
    "number": ["1", "1.0", "0.5", "-2.25", "1e3", ".5", "5.", "INF", "-INF", "1,5", "x", "", "1_0.5"],
    "boolean": ["true", "false", "1", "0", "TRUE", "yes", "", "x"],
    "date": ["2024-01-31", "2024-02-30", "2024-1-5", "31/01/2024", "", "x", "0001-01-01", "2024-01-31T00:00:00"],
    "datetime": ["2024-01-31T10:00:00Z", "2024-01-31T24:01:00Z", "2024-01-31 10:00:00", "2024-01-31", "", "x"],
    "time": ["10:11:12", "24:00:00", "10:11", "", "x"],
    "year": ["2024", "99", "0000", "202x", "-999", "", "x"],
    "yearmonth": ["2024-12", "2024-13", "", "x"],
    "object": ['{"a": 1}', "{}", "[]", "x", ""],
    "array": ["[1]", "{}", "x", ""],
    "geopoint": ["4.9,52.4", "190,52.4", "x", ""],
    "duration": ["P1Y", "PT1H", "x", ""],
    "any": ["a", "1", ""],
}
CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "string": [
        {},
        {"minLength": 2},
        {"maxLength": 2},
        {"pattern": "[a-z]+"},
        {"enum": ["a", "ab"]},
    ],
    "integer": [{}, {"minimum": 2}, {"maximum": 3}, {"exclusiveMinimum": 1}, {"enum": [1, "2"]}, {"maximum": "3"}],
    "number": [{}, {"minimum": 0.5}, {"exclusiveMaximum": 1}, {"enum": ["1", 0.5]}],
    "boolean": [{}, {"enum": [True]}],
    "date": [{}, {"minimum": "2024-01-01"}, {"enum": ["2024-01-31"]}],
    "year": [{}, {"minimum": 2000}],
    "yearmonth": [{}, {"minimum": "2024-11"}],
    "array": [{}, {"minLength": 1}],
}
RULES = {
    "blank-row": "blank-row",
    "extra-cell": "extra-cell",
    "missing-cell": "missing-cell",
    "type-error": "type-error",
    "unique-error": "unique",
    "primary-key": "primary-key",
    "foreign-key": "foreign-key",
}
KEBAB = re.compile(r"(?<=[a-z])(?=[A-Z])")
MISSHAPEN = {"blank-row", "extra-cell", "missing-cell"}

Finding = tuple[str, int, str | None, str]


@st.composite
def fields(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for place in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(sorted(CELLS)))
        constraints = dict(draw(st.sampled_from(CONSTRAINTS.get(kind, [{}]))))
        if draw(st.booleans()):
            constraints["required"] = True
        if kind not in {"object", "array"} and draw(st.integers(0, 3)) == 0:
            constraints["unique"] = True
        found.append({"name": f"f{place}", "type": kind, "constraints": constraints})
    return found


@st.composite
def rows(draw: st.DrawFn, schema: list[dict[str, Any]], most: int = 6) -> list[list[str]]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        row = [draw(st.sampled_from(CELLS[field["type"]])) for field in schema]
        shape = draw(st.integers(0, 15))
        if shape == 0:
            row.append("extra")
        elif shape == 1 and len(row) > 1:
            row.pop()
        found.append(row)
    return found


def hashable(schema: list[dict[str, Any]]) -> list[str]:
    return [field["name"] for field in schema if field["type"] not in {"object", "array"}]


@st.composite
def packages(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[list[str]]]]:
    """Two tables, the second pointing to the first where they have a type in common."""
    schemas = {name: draw(fields()) for name in ("one", "two")}
    cells = {name: draw(rows(schema)) for name, schema in schemas.items()}
    descriptors: dict[str, dict[str, Any]] = {name: {"fields": schema} for name, schema in schemas.items()}
    for name, schema in schemas.items():
        names = hashable(schema)
        if names and draw(st.booleans()):
            descriptors[name]["primaryKey"] = draw(
                st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
            )
        if draw(st.booleans()):
            descriptors[name]["missingValues"] = ["", "NA"]
    pairs = [
        (two["name"], one["name"])
        for two in schemas["two"]
        for one in schemas["one"]
        if one["type"] == two["type"] and one["name"] in hashable(schemas["one"])
    ]
    if pairs:
        here, there = draw(st.sampled_from(pairs))
        descriptors["two"]["foreignKeys"] = [{"fields": [here], "reference": {"resource": "one", "fields": [there]}}]
    return descriptors, cells


def write(folder: Path, schemas: dict[str, Any], cells: dict[str, list[list[str]]]) -> dict[str, Any]:
    for name, table in cells.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(field["name"] for field in schemas[name]["fields"])
            writer.writerows(table)
    resource = {"type": "table", "format": "csv", "encoding": "utf-8", "dialect": {"delimiter": ","}}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "generated",
        "resources": [
            {"name": name, "path": f"{name}.csv", "schema": schema} | resource for name, schema in schemas.items()
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return descriptor


def _theirs(folder: Path, schemas: dict[str, Any]) -> set[Finding]:
    """Frictionless' errors as ours are put.

    It names no cell of a primary key that is all null: ours are `required`, as the standard has it. It finds a unique
    column that is the primary key twice.
    """
    found: set[Finding] = set()
    for task in frictionless.Package(str(folder / "datapackage.json")).validate().tasks:
        key = schemas[task.name].get("primaryKey", [])
        unique = {field["name"] for field in schemas[task.name]["fields"] if field["constraints"].get("unique")}
        for error in task.errors:
            found |= set(_their_finding(task.name, key, unique, error))
    return found


def _their_finding(table: str, key: list[str], unique: set[str], error: Any) -> Iterator[Finding]:
    row, column = error.row_number - 1, getattr(error, "field_name", None)
    rule = RULES.get(error.type) or KEBAB.sub("-", re.match(r'constraint "(\w+)"', error.note)[1]).lower()
    if rule in MISSHAPEN:
        yield table, row, None, rule
    elif rule == "primary-key" and "None" in error.note:
        yield from ((table, row, name, "required") for name in key)
    elif rule == "primary-key":
        if not (len(key) == 1 and set(key) <= unique):
            yield table, row, key[0] if len(key) == 1 else None, rule
    elif rule == "foreign-key":
        yield table, row, error.field_names[0], rule
    else:
        yield table, row, column, rule


def _ours(folder: Path) -> set[Finding]:
    return {
        (issue.table.removesuffix(".csv"), issue.row, issue.column, issue.rule)
        for issue in validate_package(folder)
        if issue.row is not None
    }


def _of_whole_rows(found: set[Finding]) -> set[Finding]:
    """Of a row with too many or too few cells, or none, only that: an empty row with a cell too many is both."""
    misshapen = {(table, row) for table, row, _, rule in found if rule in MISSHAPEN}
    return {one for one in found if one[:2] not in misshapen} | {(*row, None, "misshapen") for row in misshapen}


def disagreements(schemas: dict[str, Any], cells: dict[str, list[list[str]]]) -> tuple[set[Finding], set[Finding]]:
    """What only newsrows finds, and what only Frictionless finds."""
    with TemporaryDirectory() as name:
        write(Path(name), schemas, cells)
        ours, theirs = _of_whole_rows(_ours(Path(name))), _of_whole_rows(_theirs(Path(name), schemas))
    null = {
        one
        for one in ours | theirs
        if one[2] in schemas[one[0]].get("primaryKey", []) and one[3] in {"required", "type-error"}
    }
    required = {one for one in null if one[3] == "required"}
    ours, theirs = ours - required, theirs - required
    rows = {one[:2] for one in null}
    ours, theirs = (
        {one for one in found if not (one[3] == "primary-key" and one[:2] in rows)} for found in (ours, theirs)
    )
    return ours - theirs, theirs - ours


@settings(deadline=None, max_examples=20)
@given(packages())
def test_newsrows_finds_the_errors_that_frictionless_finds(package: tuple[dict[str, Any], Any]) -> None:
    assert disagreements(*package) == (set(), set())
