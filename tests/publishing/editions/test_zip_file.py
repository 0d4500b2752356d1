from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import polars as pl
from frictionless import Package

from newsrows.publishing.editions import export_editions


def test_zip_file_is_a_data_package(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["zip"])
    found = Package(str(tmp_path / "newsrows.zip"))
    assert found.title == "Harbour news"
    report = found.validate()
    # The small package breaks rules of its schemas on purpose (a text of one space would be none); its files are whole.
    kinds = {error.type for task in report.tasks for error in task.errors}
    assert kinds <= {"constraint-error", "type-error"}


def test_zip_file_contains_the_files_of_the_package(
    package: Path, tmp_path: Path, frames: dict[str, pl.DataFrame]
) -> None:
    export_editions(package, tmp_path, formats=["zip"])
    with ZipFile(tmp_path / "newsrows.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for path in (path for path in package.rglob("*") if path.is_file()):
            assert archive.read(path.relative_to(package).as_posix()) == path.read_bytes()
        for name, frame in frames.items():
            assert pl.read_parquet(archive.read(f"data/parquet/{name}.parquet")).equals(frame)
        assert archive.read("README.md").decode().startswith("# Harbour news\n")


def test_readme_of_a_zip_file_without_text_lists_the_withheld_columns(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["zip"], without_text=True)
    with ZipFile(tmp_path / "newsrows.zip") as archive:
        assert "Left out: articles.text, statistics.sentence." in archive.read("README.md").decode()
        assert b"Ferries" not in b"".join(archive.read(name) for name in archive.namelist())
