"""A git repository with two released versions of a package, for tests."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

from diff.packages import write
from maintain.rule_examples import package_with

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints."""
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
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def descriptor(version: str, **part: Any) -> dict[str, Any]:
    return {**package_with("field", part), "version": version}


def make_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose package in sub/ was released as 1.0.0 and, with a description, as 1.0.1."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
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
