"""Rules for id_changes, a table that only some packages have."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.schema import load_id_changes
from newsrows.schema.frames import polars_schema
from newsrows.validation import validate_frames, validate_package

Tables = dict[str, pl.DataFrame]
KEYS = {"people": "person_id", "organisations": "organisation_id", "utterances": "utterance_id", "claims": "claim_id"}


@pytest.fixture
def continued(tables: Tables) -> Tables:
    """The small package, as if it had been built again."""
    ids = [(table, identifier) for table, key in KEYS.items() for identifier in tables[table][key].sort()]
    rows = [(number, table, "kept", one, one, "as before") for number, (table, one) in enumerate(ids, start=1)]
    return {**tables, "id_changes": pl.DataFrame(rows, schema=polars_schema(load_id_changes()), orient="row")}


def issues(tables: Tables) -> set[tuple[str, str, int | None]]:
    return {(issue.table, issue.rule, issue.row) for issue in validate_frames(tables)}


def test_every_id_kept_is_valid(continued: Tables, tmp_path: Path) -> None:
    assert issues(continued) == set()
    write_package(continued, tmp_path, info=PackageInfo())
    assert validate_package(tmp_path) == []


def test_its_files_are_checked_as_those_of_other_tables(continued: Tables, tmp_path: Path) -> None:
    write_package(continued, tmp_path, info=PackageInfo())
    (tmp_path / "data/csv/id_changes.csv").unlink()
    assert [(issue.table, issue.rule) for issue in validate_package(tmp_path)] == [("id_changes.csv", "file-missing")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"change": "joined"}, {("id_changes", "id-change-mismatch", 1)}),
        ({"change": "new"}, {("id_changes", "id-change-mismatch", 1)}),
        ({"change": "removed"}, {("id_changes", "id-change-mismatch", 1)}),
        ({"change": "lost"}, {("id_changes", "enum", 1)}),
        (
            {"change": "parted", "new_id": "nobody"},
            {("id_changes", "id-change-unknown-id", 1), ("people", "id-change-missing", 1)},
        ),
        ({"change": "removed", "new_id": None}, {("people", "id-change-missing", 1)}),
        ({"reason": None}, {("id_changes", "required", 1)}),
    ],
)
def test_a_change_that_does_not_fit_is_found(
    values: dict[str, str | None], expected: set[tuple[str, str, int]], continued: Tables
) -> None:
    first = pl.col("number") == 1
    changed = [pl.when(first).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()]
    assert issues({**continued, "id_changes": continued["id_changes"].with_columns(changed)}) == expected


def test_an_utterance_that_does_not_exist_is_found(continued: Tables) -> None:
    last = pl.col("number") == pl.col("number").max()
    wrong = continued["id_changes"].with_columns(new_id=pl.when(last).then(pl.lit("gull:c4")).otherwise("new_id"))
    rows = wrong.with_columns(change=pl.when(last).then(pl.lit("parted")).otherwise("change"))
    assert issues({**continued, "id_changes": rows}) == {("id_changes", "id-change-unknown-id", rows.height)}
