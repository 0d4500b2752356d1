from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diff.packages import write
from diff.repository import git, make_repository
from newsrows.datapackage.git_source import path_in_repository
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


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("remote.origin.uploadpack", "touch {mark}; false"),
        ("core.sshCommand", "touch {mark}; false"),
        ("core.fsmonitor", "touch {mark}; false"),
        ("remote.origin.url", "ext::touch {mark}"),
    ],
)
def test_command_in_the_configuration_of_a_repository_is_not_run(
    key: str, command: str, repository: Path, tmp_path: Path
) -> None:
    """In a partial clone, git fetches a missing object from where the configuration says."""
    blob = git(repository, "rev-parse", "v1.0.0:sub/datapackage.json").strip()
    mark = tmp_path / "mark"
    settings = {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://host/repository" if key == "core.sshCommand" else str(repository),
        "protocol.ext.allow": "always",
        "protocol.file.allow": "always",
        key: command.format(mark=mark),
    }
    for name, value in settings.items():
        git(repository, "config", name, value)
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(PackageError, match="git cat-file"):
        load_package("v1.0.0:sub")
    assert not mark.exists()


def test_work_tree_elsewhere_is_refused(repository: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    git(repository, "config", "core.worktree", str(elsewhere))
    with pytest.raises(PackageError, match=r"core\.worktree"):
        path_in_repository(repository / "sub")
