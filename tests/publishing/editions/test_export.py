"""All editions: where they are written, what they replace, what they leave out."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing import ExportError
from newsrows.publishing.editions import FORMATS, export_editions
from newsrows.publishing.editions import export as export_module
from newsrows.schema import load_tables
from newsrows.schema.withheld import ARTICLE_TEXT

# Formats that need no extra.
TABLES = ("csv", "parquet", "zip", "flat", "jsonl", "croissant")
PLAIN = (*TABLES, "web-annotation", "label-studio", "brat")


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _sums(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def test_checksums_cover_every_written_file(package: Path, tmp_path: Path) -> None:
    exported = export_editions(package, tmp_path / "out", formats=PLAIN)
    digests = _digests(tmp_path / "out")
    assert {path.relative_to(tmp_path / "out").as_posix() for path in exported.files} == digests.keys()
    del digests["SHA256SUMS"]
    assert _sums(tmp_path / "out") == digests
    assert exported.notes == ()


def test_exported_package_equals_the_original(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path)
    assert {**_digests(tmp_path), "SHA256SUMS": ""} == {**_digests(package), "SHA256SUMS": ""}


def test_same_package_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path / "one", formats=PLAIN)
    export_editions(package, tmp_path / "two", formats=PLAIN[::-1])
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_package_of_one_format_can_be_exported_again(package: Path, tmp_path: Path, kind: str) -> None:
    export_editions(package, tmp_path / "one", formats=[kind])
    resources = json.loads((tmp_path / "one" / "datapackage.json").read_text("utf-8"))["resources"]
    assert [resource["path"].split("/")[1] for resource in resources] == [kind] * len(load_tables())
    export_editions(tmp_path / "one", tmp_path / "both")
    assert _digests(tmp_path / "both")["datapackage.json"] == _digests(package)["datapackage.json"]


@pytest.mark.parametrize("formats", [("parquet",), ("csv", "parquet", "jsonl")])
@pytest.mark.parametrize("to", [".", "../package", "data/.."])
def test_package_cannot_be_exported_over_itself(package: Path, tmp_path: Path, formats: list[str], to: str) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "package"))
    before = _digests(folder)
    with pytest.raises(ExportError, match=r"holds the package itself.*; next: name another folder with --to"):
        export_editions(folder, folder / to, formats=formats, without_text=True)
    assert _digests(folder) == before


def test_package_in_the_data_folder_of_the_target_cannot_be_exported(package: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "data"))
    with pytest.raises(ExportError, match="holds the package itself"):
        export_editions(folder, tmp_path)


def test_editions_are_written_beside_their_package(package: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "package"))
    before = _digests(folder)
    export_editions(folder, folder, formats=["jsonl"])
    export_editions(folder, folder, formats=["zip"])
    after = _digests(folder)
    assert before.items() <= after.items()
    assert _sums(folder).keys() == after.keys() - before.keys() - {"SHA256SUMS"}


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (
            [],
            r"--format: found nothing, expected some of csv, parquet, sqlite, duckdb, xlsx, zip, flat, jsonl, web",
        ),
        (["csv", "ods"], r"--format: found 'ods', expected some of csv"),
        (["zip", "croissant"], r"found no csv or parquet, which croissant describes; next: add one"),
    ],
)
def test_unknown_or_incomplete_formats_are_an_error(
    package: Path, tmp_path: Path, formats: list[str], message: str
) -> None:
    with pytest.raises(ExportError, match=message):
        export_editions(package, tmp_path / "out", formats=formats)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["sqlite", "duckdb", "xlsx"])
def test_error_about_a_missing_library_names_the_extra(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("newsrows.publishing.editions.export.find_spec", lambda _: None)
    with pytest.raises(ExportError, match=rf"the {kind} edition needs \w+, .*; next: pip install 'newsrows\[{kind}\]'"):
        export_editions(package, tmp_path / "out", formats=["csv", kind])
    assert not (tmp_path / "out").exists()


def test_folder_without_a_package_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"found no such file, expected a package; next: newsrows build"):
        export_editions(tmp_path, tmp_path / "out")
    (tmp_path / "datapackage.json").write_text("[]", "utf-8")
    with pytest.raises(ExportError, match=r"found list, expected a JSON object"):
        export_editions(tmp_path, tmp_path / "out")


def test_missing_or_damaged_table_is_an_error(package: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "package"))
    table = folder / "data" / "parquet" / "quotes.parquet"
    table.write_bytes(b"PAR1")
    with pytest.raises(ExportError, match=r"table quotes cannot be read .*newsrows validate"):
        export_editions(folder, tmp_path / "out")
    table.unlink()
    (folder / "data" / "csv" / "quotes.csv").unlink()
    with pytest.raises(ExportError, match=r"found neither data/parquet/quotes\.parquet nor data/csv/quotes\.csv"):
        export_editions(folder, tmp_path / "out")


def test_file_that_newsrows_did_not_make_is_not_replaced(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "newsrows.zip"
    own.write_text("mine", "utf-8")
    with pytest.raises(ExportError, match=r"newsrows\.zip: found a file that newsrows did not make, or that was chang"):
        export_editions(package, tmp_path, formats=["zip"])
    assert _digests(tmp_path) == {"newsrows.zip": hashlib.sha256(b"mine").hexdigest()}


def test_edition_is_replaced_unless_somebody_changed_it(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["zip", "jsonl"])
    export_editions(package, tmp_path, formats=["zip"])
    (tmp_path / "newsrows.zip").write_bytes(b"changed")
    with pytest.raises(ExportError, match="was changed since"):
        export_editions(package, tmp_path, formats=["zip"])
    export_editions(package, tmp_path, formats=["jsonl"])
    assert (tmp_path / "newsrows.zip").read_bytes() == b"changed"


@pytest.mark.parametrize("line", ["a list of mine", f"{'0' * 64}  photos.tar"])
def test_checksums_that_newsrows_did_not_write_are_not_replaced(package: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(line + "\n", "utf-8")
    with pytest.raises(ExportError, match=r"SHA256SUMS.*next: move it away"):
        export_editions(package, tmp_path, formats=["zip"])
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == line + "\n"


def test_full_disk_leaves_the_folder_unchanged(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_editions(package, tmp_path, formats=PLAIN)
    before = _digests(tmp_path)

    def fail(*_: object) -> list[str]:
        raise OSError(28, "No space left on device")

    jsonl = export_module._EDITIONS["jsonl"]
    broken = export_module._Edition(jsonl.files, fail)
    monkeypatch.setattr(export_module, "_EDITIONS", {**export_module._EDITIONS, "jsonl": broken})
    with pytest.raises(ExportError, match=r"it cannot be written \(No space left on device\).*is unchanged; next: "):
        export_editions(package, tmp_path, formats=PLAIN)
    assert _digests(tmp_path) == before


def test_export_without_text_has_no_sentences_of_the_articles(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=TABLES, without_text=True)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert descriptor["withheld"] == list(ARTICLE_TEXT)
    for resource in descriptor["resources"]:
        columns = [f"{resource['schema']['name']}.{field['name']}" for field in resource["schema"]["fields"]]
        assert not set(columns) & set(ARTICLE_TEXT)
    articles = pl.read_parquet(tmp_path / "data" / "parquet" / "articles.parquet")
    assert articles.columns[-2:] == ["sentences", "paragraphs"]
    assert "text" not in json.loads((tmp_path / "jsonl" / "articles.jsonl").read_text("utf-8").splitlines()[0])
    files = [path for path in tmp_path.rglob("*") if path.suffix in {".json", ".jsonl", ".csv"}]
    assert b"Ferries stop" not in b"".join(path.read_bytes() for path in files)


def test_withheld_columns_stay_withheld_in_the_next_export(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path / "public", without_text=True)
    export_editions(tmp_path / "public", tmp_path / "again")
    assert _digests(tmp_path / "again") == _digests(tmp_path / "public")


def test_export_without_text_refuses_to_leave_earlier_files_with_the_text(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["csv", "jsonl"])
    for formats in (["csv"], ["jsonl"]):
        with pytest.raises(ExportError, match=r"found an earlier edition, which may hold the text"):
            export_editions(package, tmp_path, formats=formats, without_text=True)
    export_editions(package, tmp_path, formats=["csv", "jsonl"], without_text=True)


def test_formats_are_listed_by_name() -> None:
    assert FORMATS[:8] == ("csv", "parquet", "sqlite", "duckdb", "xlsx", "zip", "flat", "jsonl")
    assert FORMATS[8:] == ("web-annotation", "label-studio", "brat", "croissant")
