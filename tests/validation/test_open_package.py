"""Nothing outside of a package is read, nothing is fetched, and nothing is unpacked without end."""

from __future__ import annotations

import gzip
import json
import socket
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newsrows.datapackage import PackageError
from newsrows.datapackage.limits import Limits, parse_size
from newsrows.records import NewsrowsError
from newsrows.validation import validate_package

SCHEMA = {"fields": [{"name": "a", "type": "string"}]}


def make(folder: Path, **resource: Any) -> Path:
    folder.mkdir(exist_ok=True)
    table = {"name": "t", "path": "t.csv", "schema": SCHEMA} | resource
    (folder / "t.csv").write_text("a\n1\n")
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [table]}))
    return folder


def zipped(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    return path


def test_refused_package_is_an_error_for_people() -> None:
    assert issubclass(PackageError, NewsrowsError)


@pytest.mark.parametrize("path", ["nowhere", "https://example.org/datapackage.json"])
def test_missing_package_is_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackageError, match=r"found (no such file|a URL)"):
        validate_package(Path(path))


OUTSIDE: list[dict[str, Any]] = [
    {"path": "../secret.csv"},
    {"path": "/etc/hostname"},
    {"path": ["t.csv", "../secret.csv"]},
    {"path": "sub\\..\\..\\secret.csv"},
    {"schema": "../schema.json"},
    {"dialect": "/dialect.json"},
]


@pytest.mark.parametrize("resource", OUTSIDE)
def test_paths_that_leave_the_package_are_refused(resource: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    with pytest.raises(PackageError, match=r"datapackage\.json, /resources/0/(path|schema|dialect): found"):
        validate_package(make(tmp_path / "package", **resource))


def test_links_that_leave_the_package_are_refused_and_others_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    package = make(tmp_path / "package", path="link.csv")
    (package / "link.csv").symlink_to("t.csv")
    assert validate_package(package) == []
    (package / "link.csv").unlink()
    (package / "link.csv").symlink_to("../secret.csv")
    with pytest.raises(PackageError, match="a link that leaves the package"):
        validate_package(package)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    package = make(tmp_path / "package", path="link.csv")
    (package / "link.csv").symlink_to("link.csv")
    with pytest.raises(PackageError, match="a link in a circle"):
        validate_package(package)


def test_a_schema_that_refers_to_itself_is_refused(tmp_path: Path) -> None:
    package = make(tmp_path / "package", schema="schema.json")
    (package / "schema.json").write_text('{"$ref": "schema.json"}')
    with pytest.raises(PackageError, match="a reference in place of a schema"):
        validate_package(package)


def test_a_large_descriptor_is_refused_until_the_limit_is_raised(tmp_path: Path) -> None:
    package = make(tmp_path / "package", description="x" * 2000)
    with pytest.raises(PackageError, match="--max-json"):
        validate_package(package, limits=Limits(json_bytes=1000))
    assert validate_package(package, limits=Limits(json_bytes=10_000)) == []


def test_zip_bomb_is_refused_until_the_limit_is_raised(tmp_path: Path) -> None:
    package = make(tmp_path / "package")
    (package / "t.csv").write_text("a\n" + "0\n" * 500_000)
    bomb = zipped(tmp_path / "bomb.zip", package)
    assert bomb.stat().st_size < 10_000
    with pytest.raises(PackageError, match="--max-unpacked"):
        validate_package(bomb, limits=Limits(unpacked_bytes=100_000))
    assert validate_package(bomb, limits=Limits(unpacked_bytes=2_000_000)) == []


def test_gzip_bomb_is_refused_until_the_limit_is_raised(tmp_path: Path) -> None:
    package = make(tmp_path / "package", path="t.csv.gz")
    (package / "t.csv.gz").write_bytes(gzip.compress(b"a\n" + b"0\n" * 500_000))
    with pytest.raises(PackageError, match="--max-unpacked"):
        validate_package(package, limits=Limits(unpacked_bytes=100_000))
    assert validate_package(package) == []


def test_limit_that_is_not_a_size_is_refused() -> None:
    assert parse_size("2kB") == 2000
    with pytest.raises(PackageError, match="found the limit '16 miles', expected a size"):
        parse_size("16 miles")


def test_a_zip_file_of_too_many_files_is_refused(tmp_path: Path) -> None:
    package = make(tmp_path / "package")
    for number in range(5):
        (package / f"{number}.txt").write_text("")
    with pytest.raises(PackageError, match="--max-files"):
        validate_package(zipped(tmp_path / "x.zip", package), limits=Limits(files=3))


@pytest.mark.parametrize("name", ["../t.csv", "/t.csv", "a/../../t.csv", "c:\\t.csv"])
def test_a_zip_file_whose_names_leave_it_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(name, "a\n1\n")
    with pytest.raises(PackageError, match="expected one below the package's folder"):
        validate_package(tmp_path / "x.zip")


def test_a_zip_file_with_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("t.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(PackageError, match="symbolic link"):
        validate_package(tmp_path / "x.zip")


def test_a_damaged_zip_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(PackageError, match="cannot be read"):
        validate_package(tmp_path / "x.zip")


def test_a_descriptor_of_another_name_is_found_by_its_path(tmp_path: Path) -> None:
    package = make(tmp_path / "package")
    (package / "datapackage.json").rename(package / "draft.json")
    assert validate_package(package / "draft.json") == []


def test_newsrows_own_files_may_not_be_links_out_of_the_package(package: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "quotes.csv"
    (package / "data/csv/quotes.csv").rename(elsewhere)
    (package / "data/csv/quotes.csv").symlink_to(elsewhere)
    with pytest.raises(PackageError, match="a link that leaves the package"):
        validate_package(package)


def test_newsrows_own_package_is_checked_in_a_zip_file_too(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "own.zip", "w") as archive:
        for file in package.rglob("*"):
            archive.write(file, file.relative_to(package))
    assert validate_package(tmp_path / "own.zip") == []


def test_nothing_is_fetched_whatever_a_descriptor_points_to(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def refuse(*address: Any, **_: Any) -> None:
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    url = "https://example.org/profile.json"
    anywhere = {
        "$schema": url,
        "profile": url,
        "profiles": [url],
        "homepage": url,
        "extrapaths": [url],
        "basepath": url,
    }
    own = json.loads((package / "datapackage.json").read_text("utf-8"))
    own |= anywhere
    own["resources"][0] |= anywhere | {"schema": {"$ref": url, "$schema": url, "fields": []}}
    own["resources"][2] |= {"schema": url}
    own["resources"][4] |= {"path": url}
    own["resources"][6] |= {"dialect": url}
    (package / "datapackage.json").write_text(json.dumps(own), "utf-8")
    assert validate_package(package)
    other = make(tmp_path / "other", **anywhere)
    descriptor = json.loads((other / "datapackage.json").read_text("utf-8"))
    (other / "datapackage.json").write_text(json.dumps(descriptor | anywhere), "utf-8")
    validate_package(other)
    assert asked == []
