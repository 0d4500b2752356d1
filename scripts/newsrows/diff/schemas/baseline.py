"""Chooses the version to compare with if the user names none: the last version tag, or the last released schemas."""

from __future__ import annotations

from pathlib import Path

from newsrows.datapackage.git_source import path_in_repository, resolve_ref, run_git
from newsrows.diff.schemas.version import Version, parse_version
from newsrows.records import PackageError


def baseline_source(new: str, ref: str | None, released: Path) -> str:
    """The source of the version that `new` is compared with: `REF:path`, or a folder.

    Args:
        new: file or folder in the work tree.
        ref: a git ref. None: the last version tag or, if there is no tag, the highest version in `released`.
        released: folder with one folder per released version.

    Raises:
        PackageError: there is nothing to compare with. The result is never 'no changes' in this case.
    """
    path = Path(new)
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise PackageError(f"{new}: no such file or folder; --against compares a file of the work tree with a git ref")
    if ref is not None:
        resolve_ref(folder, ref)
        return f"{ref}:{path_in_repository(path)}"
    tag = _tag(folder)
    if tag is not None:
        return f"{tag}:{path_in_repository(path)}"
    release = latest_release(released)
    if release is None:
        raise PackageError(
            f"found no version tag in {folder.resolve()} and no released schemas in {released}: nothing to compare "
            "with; next: fetch the tags (git fetch --tags), name a ref with --against REF, or name both packages"
        )
    return str(release)


def latest_release(released: Path) -> Path | None:
    """The folder of the highest version in a folder of released schemas; None if there is none."""
    if not released.is_dir():
        return None
    releases: list[tuple[Version, Path]] = []
    for folder in released.iterdir():
        version = parse_version(folder.name)
        if version is not None and folder.is_dir():
            releases.append((version, folder))
    return max(releases)[1] if releases else None


def _tag(folder: Path) -> str | None:
    try:
        return last_version_tag(folder)
    except PackageError:  # the folder is not in a repository, or the repository has no commit
        return None


def last_version_tag(folder: Path) -> str | None:
    """The highest version among the tags of HEAD and its ancestors; a pre-release only if there are no releases."""
    names = run_git(folder, "tag", "--merged", "HEAD", "--list").decode().split()
    versions: list[tuple[bool, Version, str]] = []
    for name in names:
        version = parse_version(name)
        if version is not None:
            versions.append((not version.prerelease, version, name))
    return max(versions)[2] if versions else None
