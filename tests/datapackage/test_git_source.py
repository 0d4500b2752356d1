from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diff.packages import write
from diff.repository import git, make_repository
from newsrows.datapackage.loading import load_package
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_repository(tmp_path / "repository", monkeypatch)


@pytest.mark.parametrize("source", ["v1.0.0:sub/datapackage.json", "v1.0.0:sub", "HEAD~1:sub/", "v1.0.0:./sub"])
def test_package_is_read_from_a_git_ref(source: str, repository: Path) -> None:
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
def test_missing_ref_or_path_is_refused(source: str, match: str, repository: Path) -> None:
    assert repository
    with pytest.raises(PackageError, match=match):
        load_package(source)


def test_symbolic_link_at_a_commit_is_refused(repository: Path) -> None:
    (repository / "link.json").symlink_to("sub/datapackage.json")
    write(repository, {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": "link.json"}]})
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "link")
    with pytest.raises(PackageError, match="symbolic link at that commit"):
        load_package("HEAD:datapackage.json")
