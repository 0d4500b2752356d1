"""Packages that newsrows wrote are not read as articles."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from newsrows.pipeline.options import BuildError
from newsrows.pipeline.own_output import refuse_target_among_sources

TEXT = '"We will sail again on Monday," said Ada Brook, chief executive of Tidewatch Ferries.\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory, command) -> Path:
    """A folder with articles/, and package/ built from it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    (folder / "articles" / "ferry.txt").write_text(TEXT, "utf-8")
    assert command("build", "articles", "--out", "package", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(built, tmp_path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.mark.parametrize("out", ["articles", "articles/package", "articles/../articles/deep/package", "link", "."])
def test_output_folder_in_a_source_folder_is_refused(folder, command, out) -> None:
    (folder / "link").symlink_to(folder / "articles")
    source = "." if out == "." else "articles"
    answer = command("build", source, "--out", out, cwd=folder)
    assert answer.returncode == 2
    assert f"{out.rstrip('/')}: the output folder is the source {source} or lies inside it" in answer.stderr
    assert "; next: name a folder outside of the source with --out" in answer.stderr
    assert [path.name for path in (folder / "articles").iterdir()] == ["ferry.txt"]


def test_output_folder_in_a_hidden_folder_of_the_source_is_allowed(folder, command) -> None:
    for _ in range(2):
        assert command("build", "articles", "--out", "articles/.built/package", cwd=folder).returncode == 0


def test_source_in_the_data_folder_of_the_output_is_refused(folder, command) -> None:
    shutil.copytree(folder / "articles", folder / "other" / "data" / "texts")
    answer = command("build", "other/data/texts", "--out", "other", cwd=folder)
    assert answer.returncode == 2
    assert "other/data/texts: the source lies in the folder data of the output folder other" in answer.stderr


@pytest.mark.parametrize("source", ["package", "package/data", "package/data/csv", "all", "package/datapackage.json"])
def test_source_with_a_package_of_newsrows_is_refused(folder, command, source) -> None:
    shutil.copytree(folder / "package", folder / "all" / "deep" / "package")
    shutil.copytree(folder / "articles", folder / "all" / "articles")
    answer = command("build", source, "--out", "new", cwd=folder)
    assert answer.returncode == 2
    assert "datapackage.json: found a package that newsrows wrote, expected articles; next: " in answer.stderr
    assert not (folder / "new" / "datapackage.json").exists()


@pytest.mark.parametrize("top", ["", "package/"])
@pytest.mark.parametrize("source", ["articles", "articles/edition.zip"])
def test_zip_file_with_a_package_of_newsrows_is_refused(folder, command, top, source) -> None:
    with zipfile.ZipFile(folder / "articles" / "edition.zip", "w") as archive:
        for path in (folder / "package").rglob("*"):
            archive.write(path, top + path.relative_to(folder / "package").as_posix())
    answer = command("build", source, "--out", "new", cwd=folder)
    assert answer.returncode == 2
    assert "edition.zip: found a package that newsrows wrote, expected articles; next: " in answer.stderr


def test_other_and_damaged_zip_files_are_read_as_before(folder, command) -> None:
    with zipfile.ZipFile(folder / "articles" / "more.zip", "w") as archive:
        archive.write(folder / "articles" / "ferry.txt", "again.txt")
        archive.writestr("datapackage.json", '{"name": "theirs"}')
    (folder / "articles" / "damaged.zip").write_bytes(b"PK")
    answer = command("build", "articles", "--out", "new", cwd=folder)
    assert answer.returncode == 1
    assert "rejected: articles/more.zip/datapackage.json" in answer.stderr
    assert "rejected: articles/damaged.zip: found a damaged file" in answer.stderr


@pytest.mark.parametrize("source", ["all", "all/report", "all/report/articles"])
def test_source_with_a_report_of_newsrows_is_refused(folder, command, source) -> None:
    shutil.copytree(folder / "articles", folder / "all" / "articles")
    assert command("report", "package", "--out", "all/report", cwd=folder).returncode == 0
    answer = command("build", source, "--out", "new", cwd=folder)
    assert answer.returncode == 2
    assert "newsrows-report.txt: found a report that newsrows wrote, expected articles; next: " in answer.stderr


def test_text_with_the_name_of_a_reports_marker_is_an_article(folder, command) -> None:
    shutil.copy(folder / "articles" / "ferry.txt", folder / "articles" / "newsrows-report.txt")
    assert command("build", "articles", "--out", "new", cwd=folder).returncode == 0


def test_package_that_newsrows_did_not_write_is_read_as_other_files_are(folder, command) -> None:
    (folder / "articles" / "datapackage.json").write_text('{"name": "theirs", "resources": []}', "utf-8")
    answer = command("build", "articles", "--out", "new", cwd=folder)
    assert answer.returncode == 1
    assert "rejected: articles/datapackage.json" in answer.stderr


def test_seeds_are_built_into_the_folder_that_they_lie_in(folder, command) -> None:
    (folder / "articles").rename(folder / "seeds")
    for _ in range(2):
        answer = command("build", cwd=folder)
        assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("-", "-/package"),
        ("memory://bucket/news", Path("bucket/news")),
        ("memory://bucket/news", "memory://bucket/out"),
    ],
)
def test_output_folder_outside_of_the_source_is_allowed(source, target) -> None:
    refuse_target_among_sources([source], target)


def test_output_url_below_the_url_of_a_source_is_refused() -> None:
    with pytest.raises(BuildError, match="memory://bucket/news/out: the output folder is the source"):
        refuse_target_among_sources(["memory://bucket/news"], "memory://bucket/news/out")
