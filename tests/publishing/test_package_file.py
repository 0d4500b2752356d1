from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsrows import __version__
from newsrows.publishing import ExportError, PackageInfo, find_package_file, package_info

WHOLE = """
name: harbour-quotes
title: Who spoke about the harbour
description: Quotes from three local papers.
homepage: https://harbour.example.org/data
version: 1.10
created: 2024-04-01T09:30:00Z
licences:
  - name: CC0-1.0
    path: https://creativecommons.org/publicdomain/zero/1.0/
contributors:
  - givenName: Ada
    familyName: Brook
    roles: [editor]
sources:
  - title: The Quay
    path: https://quay.example.org
keywords: [harbour, "2024"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "package.yaml"
    path.write_text(WHOLE, "utf-8")
    return path


def test_properties_of_the_file_are_those_of_the_package(file: Path) -> None:
    info = package_info(file)
    assert (info.name, info.title, info.version) == ("harbour-quotes", "Who spoke about the harbour", "1.10")
    assert info.licenses[0]["name"] == "CC0-1.0"
    assert info.keywords == ["harbour", "2024"]
    assert info.sources == [{"title": "The Quay", "path": "https://quay.example.org"}]
    assert (info.homepage, info.created) == ("https://harbour.example.org/data", "2024-04-01T09:30:00Z")


def test_newsrows_is_named_after_the_contributors_as_software(file: Path) -> None:
    owner, software = package_info(file).contributors
    assert owner["familyName"] == "Brook"
    assert software == {"title": f"newsrows {__version__}", "roles": ["software"]}


def test_package_without_a_file_claims_neither_licence_nor_owner() -> None:
    info = package_info(None)
    assert info == PackageInfo()
    assert (info.licenses, info.version, info.homepage) == ((), None, None)
    assert [maker["roles"] for maker in info.contributors] == [["software"]]


def test_options_come_before_the_file(file: Path) -> None:
    info = package_info(file, title="Harbour", name=None, licence="https://example.org/terms", version="2")
    assert (info.title, info.name, info.version) == ("Harbour", "harbour-quotes", "2")
    assert info.licenses == [{"path": "https://example.org/terms"}]


def test_json_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text(json.dumps({"title": "Harbour", "license": "CC-BY-4.0"}), "utf-8")
    assert package_info(path).licenses == [{"name": "CC-BY-4.0"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: Harbour", r"package\.yaml: found titel, expected some of contributors, created, .*title"),
        ("name: Harbour Quotes", r"package\.yaml: name: found 'Harbour Quotes', expected lower-case letters"),
        ("licenses: [{title: Free}]", r"package\.yaml: licenses\[0\]: .*next: correct it"),
        ("homepage: javascript:alert(1)", r"package\.yaml: homepage: "),
        ("created: yesterday", r"package\.yaml: created: "),
        ("keywords: news", r"package\.yaml: keywords: 'news' is not of type 'array'"),
        ("contributors: [{roles: [editor]}]", r"package\.yaml: contributors\[0\]: "),
        ("resources: []", r"package\.yaml: found resources, expected some of"),
        ("- title", r"package\.yaml: found list, expected properties such as 'title: \.\.\.'"),
        ("title: 'open", r"package\.yaml: it cannot be read \(.*line 1"),
        ("a: &a [x]\ntitle: *a", r"package\.yaml: it cannot be read \(found an alias"),
        ("", r"package\.yaml: found (NoneType|str), expected properties"),
    ],
)
def test_wrong_file_is_an_error_that_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "package.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ExportError, match=message):
        package_info(path)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"name": "Harbour Quotes"}, "--name: name: found"), ({"licence": "free for all"}, "--licence: licenses")],
)
def test_wrong_option_is_an_error_that_names_it(options: dict[str, str], message: str) -> None:
    with pytest.raises(ExportError, match=message):
        package_info(None, **options)


def test_bytes_that_are_not_utf_8_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "package.yaml"
    path.write_bytes(b"title: caf\xe9")
    with pytest.raises(ExportError, match="not UTF-8; next: save it as UTF-8"):
        package_info(path)


def test_file_is_found_in_a_folder_of_articles(file: Path, tmp_path: Path) -> None:
    assert find_package_file([tmp_path / "a.txt", tmp_path, "s3://bucket/articles"]) == file
    assert find_package_file([tmp_path / "a.txt"]) is None


def test_two_files_are_an_error(file: Path) -> None:
    (file.parent / "package.json").write_text("{}", "utf-8")
    with pytest.raises(ExportError, match=r"found two files about the package, expected one; .*--package"):
        find_package_file([file.parent])
