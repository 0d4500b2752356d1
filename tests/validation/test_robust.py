"""Whatever is in a package, it is checked or refused: no traceback."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsrows.datapackage import PackageError
from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validation import validate_package
from newsrows.validation.table_files import open_tables

QUIET = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])

DESCRIPTOR: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "fuzz",
    "resources": [
        {
            "name": "t",
            "path": ["t.csv"],
            "format": "csv",
            "encoding": "utf-8",
            "hash": "md5:0",
            "bytes": 5,
            "dialect": {"delimiter": ",", "headerRows": [1], "quoteChar": '"', "commentRows": [9], "nullSequence": "-"},
            "schema": {
                "fieldsMatch": "exact",
                "missingValues": ["", "NA"],
                "fields": [
                    {"name": "a", "type": "integer", "constraints": {"minimum": 1, "enum": [1, 2], "required": True}},
                    {
                        "name": "b",
                        "type": "string",
                        "categories": ["x"],
                        "constraints": {"pattern": "x", "minLength": 1},
                    },
                    {"name": "c", "type": "datetime", "format": "default", "constraints": {"unique": True}},
                ],
                "primaryKey": ["a"],
                "uniqueKeys": [["a", "b"]],
                "foreignKeys": [{"fields": ["b"], "reference": {"resource": "u", "fields": ["b"]}}],
            },
        },
        {"name": "u", "path": "u.parquet", "schema": {"fields": [{"name": "b", "type": "string"}]}},
        {"name": "v", "data": [{"b": 1}, {"b": None}], "schema": {"fields": [{"name": "b", "type": "integer"}]}},
    ],
}
TABLE = "a,b,c\n1,x,2024-01-01T00:00:00Z\n7,-,2024-01-01 00:00\nNA,\n"

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats()
    | st.sampled_from(["", "x", "a", "string", "t.csv", "["]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "name", "fields"]), inner, max_size=2)
    ),
    max_leaves=3,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in inner:
        yield from places(member, (*path, key))


PLACES = list(places(DESCRIPTOR))


def checked(path: Path) -> list[Issue] | None:
    try:
        return validate_package(path)
    except PackageError:
        return None


def make(folder: Path) -> None:
    (folder / "t.csv").write_text(TABLE, "utf-8")
    pl.DataFrame({"b": ["x", "y"]}).write_parquet(folder / "u.parquet")
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR), "utf-8")


@QUIET
@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=3))
def test_any_value_may_stand_anywhere_in_a_descriptor(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    descriptor = copy.deepcopy(DESCRIPTOR)
    for path, value in changes:
        node: Any = descriptor
        try:
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = value
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change took the place away
    with TemporaryDirectory() as name:
        make(Path(name))
        (Path(name) / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        found = checked(Path(name))
    assert found is None or all(issue.message for issue in found)


BYTES = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=3)), min_size=1, max_size=3)


def damage(file: Path, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(file.read_bytes())
    for place, replacement in changes:
        at = place % max(len(data), 1)
        data[at : at + max(len(replacement), 1)] = replacement
    file.write_bytes(bytes(data))


@QUIET
@given(st.sampled_from(["t.csv", "u.parquet", "datapackage.json"]), BYTES)
def test_any_byte_may_stand_anywhere_in_a_file(file: str, changes: list[tuple[int, bytes]]) -> None:
    with TemporaryDirectory() as name:
        make(Path(name))
        damage(Path(name) / file, changes)
        found = checked(Path(name))
    assert found is None or all(issue.message for issue in found)


@settings(QUIET, max_examples=5)
@given(
    table=st.sampled_from(["articles", "mentions", "quotes", "statistics"]),
    kind=st.sampled_from(["csv", "parquet"]),
    changes=BYTES,
)
def test_any_byte_may_stand_anywhere_in_newsrows_own_files(
    built: Path, table: str, kind: str, changes: list[tuple[int, bytes]]
) -> None:
    with TemporaryDirectory() as name:
        package = Path(shutil.copytree(built, Path(name) / "package"))
        file = package / f"data/{kind}/{table}.{kind}"
        before = file.read_bytes()
        damage(file, changes)
        found = validate_package(package)
        assert bool(found) == (file.read_bytes() != before)


def descriptor_of(folder: Path, resources: list[Any]) -> Path:
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "version": "1.0.0", "resources": resources}))
    return folder


@pytest.mark.parametrize("several", [[{"path": "t.csv"}] * 11, [{"path": ["t.csv"] * 11}], [{}] * 11, [None] * 11])
def test_more_files_than_the_limit_are_refused_before_they_are_read(tmp_path: Path, several: list[Any]) -> None:
    message = "found resources with 11 files, expected at most 10; next: raise the limit with --max-files"
    with pytest.raises(PackageError, match=message):
        validate_package(descriptor_of(tmp_path, several), limits=Limits(files=10))
    validate_package(descriptor_of(tmp_path, several), limits=Limits(files=11))


def test_schema_of_megabytes_for_every_resource_is_refused(tmp_path: Path) -> None:
    schema = json.dumps({"fields": [{"name": "a", "description": "x" * 2_000}]})
    (tmp_path / "s.json").write_text(schema)
    resources = [{"name": f"t{place}", "path": "t.csv", "schema": "s.json"} for place in range(20)]
    descriptor_of(tmp_path, resources)
    with pytest.raises(PackageError, match=r"s\.json: references add up to more than 10 times --max-json"):
        validate_package(tmp_path, limits=Limits(json_bytes=len(schema) + 1_000))
    validate_package(tmp_path, limits=Limits(json_bytes=2 * len(schema) + 2_000))


def test_schema_whose_name_is_too_long_for_a_file_is_an_issue(tmp_path: Path) -> None:
    descriptor_of(tmp_path, [{"name": "t", "path": "t.csv", "schema": "x" * 3_000}])
    assert "descriptor-unreadable" in {issue.rule for issue in validate_package(tmp_path)}


def test_file_of_many_resources_without_schema_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1\n")
    resources = [{"name": f"t{place}", "path": "t.csv"} for place in range(5)]
    resources.append({"name": "u", "path": "t.csv", "dialect": {"delimiter": ";"}})
    read = []
    monkeypatch.setattr(
        "newsrows.validation.any_package.open_tables",
        lambda located, *rest: read.append(located) or open_tables(located, *rest),
    )
    issues = validate_package(descriptor_of(tmp_path, resources))
    assert [located.name for located in read] == ["t0", "u"]
    assert [(issue.table, issue.rule) for issue in issues] == [("t.csv", "missing-cell")]


def test_first_wrong_values_of_an_enum_are_listed(tmp_path: Path) -> None:
    enum = [*map(str, range(5_000)), *(f"x{place}" for place in range(300))]
    field = {"name": "a", "type": "integer", "constraints": {"enum": enum}}
    issues = validate_package(
        descriptor_of(tmp_path, [{"name": "t", "data": [{"a": 1}], "schema": {"fields": [field]}}])
    )
    wrong = [issue for issue in issues if issue.column and "/enum/" in issue.column]
    assert len(wrong) == 100
    assert wrong[0].message.startswith("found 'x0', expected a value of the type integer")
