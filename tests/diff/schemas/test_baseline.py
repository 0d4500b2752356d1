from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from diff.packages import write
from diff.repository import descriptor, git, make_repository
from newsrows.cli.diff import add_arguments, run
from newsrows.diff.schemas.baseline import baseline_source
from newsrows.records import PackageError


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_repository(tmp_path / "repository", monkeypatch)


def gate(*arguments: str) -> tuple[str, int]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["schema", *arguments]))


def test_the_last_version_tag_is_the_default_baseline(repository: Path) -> None:
    assert baseline_source("sub", None, Path("schemas/released")) == "v1.0.1:sub"
    write(repository / "sub", descriptor("1.0.1", description="kind", constraints={"required": True}))
    for arguments in ([], ["--against"]):
        text, code = gate(*arguments, "sub") if not arguments else gate("sub", *arguments)
        assert code == 1
        assert "quotes.kind: required added" in text
        assert "set version to 1.1.0" in text


def test_a_named_ref_is_the_baseline(repository: Path) -> None:
    assert repository
    assert gate("--against=v1.0.0", "sub")[1] == 0
    text, code = gate("--against", "no-such-branch", "sub")
    assert code == 2
    assert "no-such-branch" in text


def test_clone_without_tags_is_compared_with_the_last_released_schemas(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-tags", f"file://{repository}", str(shallow))
    released = tmp_path / "released"
    for version in ("1.0.0", "1.10.0", "1.9.0", "notes"):
        write(released / version, descriptor(version))
    assert baseline_source(str(shallow / "sub"), None, released) == str(released / "1.10.0")


def test_package_without_a_baseline_is_refused(tmp_path: Path) -> None:
    write(tmp_path, descriptor("1.0.0"))
    with pytest.raises(PackageError, match="nothing to compare with"):
        baseline_source(str(tmp_path), None, tmp_path / "released")
    with pytest.raises(PackageError, match="no such file or folder"):
        baseline_source(str(tmp_path / "missing"), None, tmp_path)


@pytest.mark.parametrize("has_same_tag", [True, False])
def test_ref_is_looked_up_in_the_repository_of_the_package(
    has_same_tag: bool, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    write(other / "sub", descriptor("9.0.0"))
    git(other, "init", "-q")
    git(other, "add", ".")
    git(other, "commit", "-qm", "one")
    if has_same_tag:
        git(other, "tag", "v1.0.0")
    monkeypatch.chdir(other)
    new = str(repository / "sub")
    for arguments in (["--against=v1.0.0", new], ["v1.0.0:sub", new]):
        text, code = gate(*arguments)
        assert (code, "(1.0.0) to" in text) == (0, True), text


def test_ref_of_the_current_repository_is_compared_with_a_package_outside(repository: Path, tmp_path: Path) -> None:
    assert repository
    new = write(tmp_path / "elsewhere", descriptor("2.0.0", description="kind"))
    assert gate("v1.0.0:sub", str(new))[1] == 0
    assert gate("v1.0.0:./sub", str(new))[1] == 0
    assert gate("v7.0.0:sub", str(new))[1] == 2
