"""What to compare with if nobody says: the last version tag, or the released schemas that the repository keeps."""

from __future__ import annotations

from pathlib import Path

from newsrows.datapackage.git_source import path_in_repository, resolve_ref, run_git
from newsrows.diff.version import Version, parse_version
from newsrows.records import PackageError


def old_source(new: str, ref: str | None, released: Path) -> str:
    """Source of the version that `new` is compared with.

    Args:
        new: file or folder in the work tree.
        ref: a git ref, or None for the last version tag, and without one the highest version below `released`.
        released: folder with one folder a released version.

    Raises:
        PackageError: if there is nothing to compare with; never 'no changes'.
    """
    path = Path(new)
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise PackageError(f"{new}: no such file or folder; --against compares a file of the work tree with a ref")
    if ref is not None:
        resolve_ref(folder, ref)
        return f"{ref}:{path_in_repository(path)}"
    tag = _tag(folder)
    if tag is not None:
        return f"{tag}:{path_in_repository(path)}"
    latest = latest_release(released)
    if latest is None:
        raise PackageError(
            f"no version tag in {folder.resolve()} and no released schemas in {released}: nothing to compare with. "
            "Fetch the tags (git fetch --tags), name a ref with --against REF, or name both sides"
        )
    return str(latest)


def latest_release(released: Path) -> Path | None:
    """Folder of the highest version below a folder of released schemas."""
    if not released.is_dir():
        return None
    found: list[tuple[Version, Path]] = []
    for folder in released.iterdir():
        version = parse_version(folder.name)
        if version is not None and folder.is_dir():
            found.append((version, folder))
    return max(found)[1] if found else None


def _tag(folder: Path) -> str | None:
    try:
        return last_version_tag(folder)
    except PackageError:  # no repository, or one without a commit
        return None


def last_version_tag(folder: Path) -> str | None:
    """The highest version among the tags that HEAD descends from; a pre-release only if there is nothing else."""
    names = run_git(folder, "tag", "--merged", "HEAD", "--list").decode().split()
    versions: list[tuple[bool, Version, str]] = []
    for name in names:
        version = parse_version(name)
        if version is not None:
            versions.append((not version.prerelease, version, name))
    return max(versions)[2] if versions else None
