from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.publishing.editions import export_editions
from newsrows.schema import load_tables
from newsrows.schema.text_fragments import COLUMNS, DESCRIPTION, QUOTE_LINKS
from newsrows.schema.views import flat_frames, views

duckdb = pytest.importorskip("duckdb", reason="needs the extra 'duckdb'")
VIEWS = list(views(load_tables()))


@pytest.fixture(scope="module")
def database(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("duckdb")
    export_editions(package, folder, formats=["duckdb"])
    with duckdb.connect(folder / "newsrows.duckdb", read_only=True) as connection:
        yield connection


def test_duckdb_cells_equal_the_parquet_cells(database, frames: dict[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        found = database.execute(f'from "{name}"')
        assert [column[0] for column in found.description] == frame.columns
        assert found.fetchall() == frame.rows()


def test_database_enforces_keys_and_vocabularies(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["duckdb"])
    with duckdb.connect(tmp_path / "newsrows.duckdb") as connection:
        for change in (
            "insert into people select * from people",
            "update mentions set person_id = 'nobody'",
            "update quotes set kind = 'shouted'",
            "update articles set language = null",
            "update articles set file_name = 'a.txt'",
        ):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(change)


def test_tables_and_columns_have_comments(database) -> None:
    tables = dict(database.execute("select table_name, comment from duckdb_tables()").fetchall())
    assert tables == {name: table.description for name, table in load_tables().items()} | {QUOTE_LINKS: DESCRIPTION}
    columns = database.execute("select table_name, column_name, comment from duckdb_columns() where not internal")
    described = {(view.name, column.name, column.description) for view in VIEWS for column in view.columns}
    described |= {(QUOTE_LINKS, *column) for column in COLUMNS.items()}
    assert (
        set(columns.fetchall())
        == {(name, field.name, field.description) for name, table in load_tables().items() for field in table.fields}
        | described
    )


def test_views_give_the_flat_rows(database, frames: dict[str, pl.DataFrame]) -> None:
    for name, rows in flat_frames(frames, load_tables()).items():
        assert database.execute(f'from "{name}"').fetchall() == rows.collect().rows()


def test_folder_name_may_contain_an_apostrophe(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path / "skippers' league", formats=["duckdb"])
    assert (tmp_path / "skippers' league" / "newsrows.duckdb").stat().st_size < 2_000_000


def test_copies_may_stand_before_their_originals(frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    articles = frames["articles"]
    ids = articles["article_id"]
    copied = articles.with_columns(duplicate_of=pl.when(pl.col("article_id") == ids[0]).then(pl.lit(ids[-1])))
    write_package({**frames, "articles": copied}, tmp_path / "package", info=PackageInfo())
    export_editions(tmp_path / "package", tmp_path / "edition", formats=["duckdb"])
    with duckdb.connect(tmp_path / "edition" / "newsrows.duckdb", read_only=True) as connection:
        found = connection.execute("select article_id, duplicate_of from articles where duplicate_of is not null")
        assert found.fetchall() == [(ids[0], ids[-1])]
