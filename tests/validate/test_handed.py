"""Frictionless finds in what it is handed what it finds in the package itself."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from newsrows.validate.own.handed import handed

Found = list[tuple[str, str, str, int | None]]


def read(package: Path) -> frictionless.Package:
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    return frictionless.Package.from_descriptor(descriptor, basepath=str(package))


def found_in_package(package: Path) -> Found:
    return [_finding(task.name, error) for task in read(package).validate().tasks for error in task.errors]


def found_as_handed(package: Path) -> Found:
    return [
        _finding(task.name, error)
        for resource in handed(read(package))
        for task in resource.validate().tasks
        for error in task.errors
    ]


def _finding(name: str, error: frictionless.Error) -> tuple[str, str, str, int | None]:
    return name, error.type, error.message, getattr(error, "row_number", None)


def test_nothing_is_found_in_a_valid_package(package: Path) -> None:
    assert found_as_handed(package) == []


@pytest.mark.parametrize(
    ("table", "words", "others", "kind"),
    [
        ("people", "ada-quill,", "ada-quilt,", "foreign-key"),
        ("articles", "bridge,", "Bridge,", "foreign-key"),
        ("articles", "bridge,", "Bridge,", "constraint-error"),
        ("articles", "bridge,", "harbour,", "primary-key"),
        ("articles", "bridge,", "harbour,", "unique-error"),
        ("quotes", "harbour:q", ":q", "foreign-key"),
        ("mentions", ",name,", ",title,", "constraint-error"),
        ("aliases", "p:ada-quill:0,", "p:ada-quill:0,,", "extra-cell"),
        ("aliases", "alias_id,", "alias_id,other,", "extra-label"),
        ("aliases", "alias_id,", "other,", "incorrect-label"),
        ("statistics", "40.0,", "forty,", "type-error"),
        ("statistics", "40.0,", ",", "constraint-error"),
        ("roles", "harbour:r", "\nharbour:r", "blank-row"),
    ],
)
def test_a_broken_table_is_found_alike(package: Path, table: str, words: str, others: str, kind: str) -> None:
    path = package / "data" / "csv" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert words in text
    path.write_text(text.replace(words, others), "utf-8")
    found = found_as_handed(package)
    assert found == found_in_package(package)
    assert kind in {error for _, error, _, _ in found}


def test_another_hash_and_size_of_a_parquet_file_are_found_alike(package: Path) -> None:
    path = package / "data" / "parquet" / "people.parquet"
    path.write_bytes(path.read_bytes() + b"\0")
    found = found_as_handed(package)
    assert found == found_in_package(package)
    assert [(name, error) for name, error, _, _ in found] == [
        ("people-parquet", "hash-count"),
        ("people-parquet", "byte-count"),
    ]


def test_a_table_that_is_pointed_to_and_missing_is_found_alike(package: Path) -> None:
    (package / "data" / "csv" / "people.csv").unlink()
    found = found_as_handed(package)
    assert found == found_in_package(package)
    assert {name for name, _, _, _ in found} == {"people", "aliases", "mentions", "roles", "quotes"}


def test_what_is_handed_is_copied_without_its_descriptor(package: Path) -> None:
    whole = read(package)
    described = [field for resource in whole.resources for field in resource.schema.fields]
    assert not any(field.to_copy() is field for field in described)
    fields = [field for resource in handed(whole) for field in resource.schema.fields]
    assert len(fields) == len(described) // 2
    assert all(field.to_copy() is field for field in fields)
