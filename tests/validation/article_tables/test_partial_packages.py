"""Packages in one format alone, or without the articles' text, are checked by what they have."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.schema import load_tables
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns
from newsrows.validation import ValidationReport, validate

NEEDS_TEXT = {
    "character-count-mismatch",
    "paragraph-mismatch",
    "span-text-mismatch",
    "sentence-not-in-article",
    "sentence-without-text",
}
FORMATS = [["csv"], ["parquet"], ["csv", "parquet"]]

Tables = dict[str, pl.DataFrame]


def without_text(tables: Tables) -> Tables:
    schemas = without_columns(load_tables(), ARTICLE_TEXT)
    return {name: tables[name].select(schema.field_names) for name, schema in schemas.items()}


def write_withheld(tables: Tables, folder: Path, formats: Any = ("csv", "parquet")) -> None:
    write_package(without_text(tables), folder, info=PackageInfo(withheld=ARTICLE_TEXT), formats=formats)


def rules(verdict: ValidationReport) -> set[str]:
    return {f"{issue.table}: {issue.rule}" for issue in verdict.issues}


def describe(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), "utf-8")


@pytest.mark.parametrize("formats", FORMATS)
def test_a_package_in_one_format_is_valid(tables: Tables, tmp_path: Path, formats: Any) -> None:
    write_package(tables, tmp_path, info=PackageInfo(), formats=formats)
    assert validate(tmp_path) == ValidationReport()


@pytest.mark.parametrize("formats", FORMATS)
def test_package_without_text_is_valid_and_lists_skipped_rules(tables: Tables, tmp_path: Path, formats: Any) -> None:
    write_withheld(tables, tmp_path, formats)
    verdict = validate(tmp_path)
    assert verdict.valid
    assert set(verdict.skipped) == NEEDS_TEXT


@pytest.mark.parametrize("formats", FORMATS)
def test_without_text_a_span_must_still_end_in_its_article(tables: Tables, tmp_path: Path, formats: Any) -> None:
    end = pl.when(pl.col("start") == pl.col("start").max()).then(9999).otherwise("end")
    tables["roles"] = tables["roles"].with_columns(end=end.cast(pl.Int64))
    write_withheld(tables, tmp_path, formats)
    assert rules(validate(tmp_path)) == {f"roles.{formats[0]}: span-outside-article"}


@pytest.mark.parametrize("formats", FORMATS)
def test_a_broken_row_is_caught_in_one_format(tables: Tables, tmp_path: Path, formats: Any) -> None:
    tables["people"] = tables["people"].with_columns(pl.col("mentions") + 1)
    write_package(tables, tmp_path, info=PackageInfo(), formats=formats)
    assert rules(validate(tmp_path)) == {f"people.{formats[0]}: mention-count-mismatch"}


def test_format_must_have_every_table(tables: Tables, tmp_path: Path) -> None:
    write_package(tables, tmp_path, info=PackageInfo(), formats=["parquet"])
    describe(tmp_path, lambda descriptor: descriptor["resources"].pop(3))
    assert rules(validate(tmp_path)) == {"datapackage.json: resource-missing"}


def test_one_table_of_the_other_format_is_not_enough(package: Path) -> None:
    def keep_articles_alone_in_csv(descriptor: dict[str, Any]) -> None:
        descriptor["resources"] = [
            entry
            for entry in descriptor["resources"]
            if entry["name"].endswith("-parquet") or entry["name"] == "articles"
        ]

    describe(package, keep_articles_alone_in_csv)
    found = validate(package).issues
    assert {issue.rule for issue in found} == {"resource-missing"}
    assert len(found) == len(load_tables()) - 1


def test_files_of_a_format_that_is_not_listed_are_unknown(package: Path) -> None:
    def list_parquet_alone(descriptor: dict[str, Any]) -> None:
        descriptor["resources"] = [entry for entry in descriptor["resources"] if entry["name"].endswith("-parquet")]

    describe(package, list_parquet_alone)
    found = validate(package).issues
    assert {issue.rule for issue in found} == {"file-unknown"}
    assert len(found) == len(load_tables())


def test_without_descriptor_the_files_say_which_format_there_is(tables: Tables, tmp_path: Path) -> None:
    write_package(tables, tmp_path, info=PackageInfo(), formats=["parquet"])
    (tmp_path / "datapackage.json").unlink()
    assert rules(validate(tmp_path)) == {"datapackage.json: descriptor-missing"}


def test_column_that_exists_cannot_be_declared_withheld(package: Path) -> None:
    describe(package, lambda descriptor: descriptor.update(withheld=["articles.text"]))
    verdict = validate(package)
    (found,) = verdict.issues
    assert (found.rule, found.column) == ("withheld-mismatch", "articles.text")
    assert found.message.startswith("found 'articles.text' withheld, which articles.csv has; expected some of ")
    assert verdict.skipped == ()


@pytest.mark.parametrize("place", ["quotes.quote_id", "quotes.text", "articles.texts", "nothing", 7, None])
def test_other_columns_cannot_be_withheld(package: Path, place: Any) -> None:
    describe(package, lambda descriptor: descriptor.update(withheld=[place]))
    verdict = validate(package)
    assert [issue.rule for issue in verdict.issues] == ["withheld-mismatch"]
    assert verdict.issues[0].message.startswith(f"found {place!r} withheld, which may not be")


def test_missing_column_must_be_declared_withheld(tables: Tables, tmp_path: Path) -> None:
    write_withheld(tables, tmp_path, ["parquet"])
    describe(tmp_path, lambda descriptor: descriptor.update(withheld=["statistics.sentence"]))
    verdict = validate(tmp_path)
    assert rules(verdict) == {"articles.parquet: columns-mismatch", "datapackage.json: schema-mismatch"}
    assert set(verdict.skipped) == {"sentence-not-in-article", "sentence-without-text"}


def test_a_zip_file_is_checked_as_the_folder_in_it(tables: Tables, tmp_path: Path) -> None:
    write_withheld(tables, tmp_path / "package", ["csv"])
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", tmp_path / "package")
    verdict = validate(Path(archive))
    assert verdict.valid
    assert set(verdict.skipped) == NEEDS_TEXT
