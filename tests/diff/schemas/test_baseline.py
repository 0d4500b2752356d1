"""Comparing with what git keeps: refs, tags, and the released schemas that stand in for them."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import Any

import pytest

from diff.packages import write
from maintain.rule_examples import package_with
from newsrows.cli.diff import add_arguments, run
from newsrows.datapackage.loading import load_package
from newsrows.diff.schemas.baseline import baseline_source
from newsrows.records import PackageError


def git(folder: Path, *arguments: str) -> None:
    identity = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "tag.gpgsign=false",
    ]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)  # noqa: S607


def descriptor(version: str, **part: Any) -> dict[str, Any]:
    return {**package_with("field", part), "version": version}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose package was released as 1.0.0 and, with one field described, as 1.0.1."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "repository"
    write(root / "sub", descriptor("1.0.0"))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "tag", "v1.0.0")
    write(root / "sub", descriptor("1.0.1", description="kind"))
    git(root, "commit", "-qam", "two")
    git(root, "tag", "v1.0.1")
    git(root, "tag", "v1.1.0-rc.1")
    git(root, "tag", "nightly")
    monkeypatch.chdir(root)
    return root


def gate(*arguments: str) -> tuple[str, int]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["schema", *arguments]))


@pytest.mark.parametrize("source", ["v1.0.0:sub/datapackage.json", "v1.0.0:sub", "HEAD~1:sub/", "v1.0.0:./sub"])
def test_a_package_is_read_as_it_was(source: str, repository: Path) -> None:
    assert repository
    package = load_package(source)
    assert package.version == "1.0.0"
    assert package.origin.file == f"{source.partition(':')[0]}:sub/datapackage.json"


@pytest.mark.parametrize(
    ("source", "match"),
    [
        ("v9.9.9:sub", "git ref 'v9.9.9': not found.*git fetch"),
        ("v1.0.0:elsewhere", "no such file or folder at that commit"),
        ("v1.0.0:../outside", "leaves the package"),
        ("--upload-pack=x:sub", "expected REF:path"),
        (":sub", "expected REF:path"),
    ],
)
def test_a_ref_or_path_that_is_missing_is_refused(source: str, match: str, repository: Path) -> None:
    assert repository
    with pytest.raises(PackageError, match=match):
        load_package(source)


def test_a_link_at_a_commit_is_not_followed(repository: Path) -> None:
    (repository / "link.json").symlink_to("sub/datapackage.json")
    write(repository, {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": "link.json"}]})
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "link")
    with pytest.raises(PackageError, match="symbolic link at that commit"):
        load_package("HEAD:datapackage.json")


def test_by_default_the_last_version_tag_is_compared_with(repository: Path) -> None:
    assert baseline_source("sub", None, Path("schemas/released")) == "v1.0.1:sub"
    write(repository / "sub", descriptor("1.0.1", description="kind", constraints={"required": True}))
    for arguments in ([], ["--against"]):
        text, code = gate(*arguments, "sub") if not arguments else gate("sub", *arguments)
        assert code == 1
        assert "quotes.kind: required added" in text
        assert "set version to 1.1.0" in text


def test_a_ref_can_be_named(repository: Path) -> None:
    assert repository
    assert gate("--against=v1.0.0", "sub")[1] == 0
    text, code = gate("--against", "no-such-branch", "sub")
    assert code == 2
    assert "no-such-branch" in text


def test_without_a_tag_the_last_released_schemas_are_compared_with(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-tags", f"file://{repository}", str(shallow))
    released = tmp_path / "released"
    for version in ("1.0.0", "1.10.0", "1.9.0", "notes"):
        write(released / version, descriptor(version))
    assert baseline_source(str(shallow / "sub"), None, released) == str(released / "1.10.0")


def test_nothing_to_compare_with_is_never_no_changes(tmp_path: Path) -> None:
    write(tmp_path, descriptor("1.0.0"))
    with pytest.raises(PackageError, match="nothing to compare with"):
        baseline_source(str(tmp_path), None, tmp_path / "released")
    with pytest.raises(PackageError, match="no such file or folder"):
        baseline_source(str(tmp_path / "missing"), None, tmp_path)
