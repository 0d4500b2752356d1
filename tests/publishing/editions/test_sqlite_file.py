from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing.editions import export_editions
from newsrows.schema import load_tables
from newsrows.schema.text_fragments import QUOTE_LINKS
from newsrows.schema.views import VIEW_NAMES, flat_frames

pytest.importorskip("sqlite_utils", reason="needs the extra 'sqlite'")


@pytest.fixture(scope="module")
def folder(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sqlite")
    export_editions(package, place, formats=["sqlite"])
    return place


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "newsrows.sqlite")) as connection:
        yield connection


def test_sqlite_cells_equal_the_parquet_cells(database: sqlite3.Connection, frames: dict[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        found = database.execute(f'select * from "{name}" order by rowid')  # noqa: S608
        assert [column[0] for column in found.description] == frame.columns
        assert found.fetchall() == frame.with_columns(pl.selectors.date().cast(pl.String)).rows()


def test_database_enforces_the_keys(database: sqlite3.Connection) -> None:
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    for name, table in load_tables().items():
        columns = database.execute(f'pragma table_info("{name}")').fetchall()
        assert {column[1] for column in columns if column[5]} == set(table.primary_key)
        required = {field.name for field in table.fields if field.constraints.required}
        assert {column[1] for column in columns if column[3]} == required
        foreign = database.execute(f'pragma foreign_key_list("{name}")').fetchall()
        assert {(key[3], key[2], key[4]) for key in foreign} == {
            (key.fields[0], key.resource, key.reference_fields[0]) for key in table.foreign_keys
        }
    database.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database.execute("update articles set file_name = 'a01.txt' where article_id = 'a00'")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("update mentions set person_id = 'nobody'")


def test_every_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    for name, table in load_tables().items():
        for key in table.foreign_keys:
            indexes = [index[1] for index in database.execute(f'pragma index_list("{name}")')]
            first = [database.execute(f'pragma index_info("{index}")').fetchone()[2] for index in indexes]
            assert key.fields[0] in first


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("articles", "ferry", ["a00"]),
        ("articles", "zoe", ["a10"]),
        ("quotes", "sails", ["a00:q16"]),
        ("quotes", "ada", ["a00:q16"]),
    ],
)
def test_search_matches_other_forms_of_a_word(
    database: sqlite3.Connection, table: str, words: str, found: list[str]
) -> None:
    query = f"select {table}.* from {table} join {table}_fts f on f.rowid = {table}.rowid where {table}_fts match ?"  # noqa: S608
    assert [row[0] for row in database.execute(query, [words])] == found


def test_database_contains_the_dictionary(database: sqlite3.Connection) -> None:
    query = 'select "required", "points_to", "description" from dictionary where "table" = ? and "column" = ?'
    person = load_tables()["quotes"].column("person_id")
    assert database.execute(query, ["quotes", "person_id"]).fetchone() == (0, "people.person_id", person.description)


def test_datasette_metadata_describe_every_column(folder: Path) -> None:
    metadata = json.loads((folder / "newsrows.datasette.json").read_text("utf-8"))
    assert metadata["title"] == "Harbour news"
    tables = metadata["databases"]["newsrows"]["tables"]
    columns = {name: list(table["columns"]) for name, table in tables.items()}
    assert {name: columns[name] for name in load_tables()} == {
        name: list(table.field_names) for name, table in load_tables().items()
    }
    assert columns.keys() - load_tables().keys() == {*VIEW_NAMES, QUOTE_LINKS}


@pytest.mark.parametrize(
    ("query", "words", "row"),
    [
        ("who_is_quoted_most", {}, None),
        ("sources_by_publisher", {}, ("The Quay", "person", 1)),
        (
            "quotes_of_a_speaker",
            {"name": "brook"},
            (None, "The Quay", None, "We’ll sail on Monday,", "affirmed", 1 / 3),
        ),
        ("quotes_with_words", {"words": "sail"}, (None, "Ada Brook", "We’ll sail on Monday,")),
        ("figures_about", {"concept": "ferries"}, None),
        ("who_speaks_for_an_organisation", {"organisation": "quay"}, None),
    ],
)
def test_every_query_of_datasette_runs(
    database: sqlite3.Connection, folder: Path, query: str, words: dict[str, str], row: tuple[object, ...] | None
) -> None:
    metadata = json.loads((folder / "newsrows.datasette.json").read_text("utf-8"))
    queries = metadata["databases"]["newsrows"]["queries"]
    assert database.execute(queries[query]["sql"], words).fetchone() == row
    assert len(queries) == 6


def test_facets_and_order_of_datasette_name_columns(folder: Path) -> None:
    metadata = json.loads((folder / "newsrows.datasette.json").read_text("utf-8"))
    for table in metadata["databases"]["newsrows"]["tables"].values():
        named = [*table.get("facets", []), table.get("sort_desc"), table.get("label_column")]
        assert set(named) - {None} <= set(table["columns"])


def test_views_give_the_flat_rows(database: sqlite3.Connection, frames: dict[str, pl.DataFrame]) -> None:
    for name, rows in flat_frames(frames, load_tables()).items():
        expected = rows.collect().with_columns(pl.selectors.date().cast(pl.String)).rows()
        assert database.execute(f'select * from "{name}"').fetchall() == expected  # noqa: S608
        assert expected


def test_database_refuses_a_value_that_is_not_listed(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        database.execute("update quotes set kind = 'hearsay'")


def test_same_package_gives_the_same_database(folder: Path, package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["sqlite"])
    assert (tmp_path / "newsrows.sqlite").read_bytes() == (folder / "newsrows.sqlite").read_bytes()


def test_quotes_of_a_database_without_text_can_be_searched(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["sqlite"], without_text=True)
    assert b"Ferries" not in (tmp_path / "newsrows.sqlite").read_bytes()
    with closing(sqlite3.connect(tmp_path / "newsrows.sqlite")) as database:
        assert database.execute("select count(*) from quotes_fts where quotes_fts match 'monday'").fetchone() == (1,)
        assert database.execute("select count(*) from articles_fts where articles_fts match 'over'").fetchone() == (1,)
