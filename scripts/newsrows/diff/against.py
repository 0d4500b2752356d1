"""What to compare with if nobody says: the last version tag, or the released schemas that the repository keeps."""

from __future__ import annotations

from pathlib import Path

from newsrows.diff.git import last_version_tag, path_in_repository, resolve_ref
from newsrows.diff.refused import CannotCompareError
from newsrows.diff.version import Version, parse_version


def old_source(new: str, ref: str | None, released: Path) -> str:
    """Source of the version that `new` is compared with.

    Args:
        new: file or folder in the work tree.
        ref: a git ref, or None for the last version tag, and without one the highest version below `released`.
        released: folder with one folder a released version.

    Raises:
        CannotCompareError: if there is nothing to compare with; never 'no changes'.
    """
    path = Path(new)
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise CannotCompareError(
            f"{new}: no such file or folder; --against compares a file of the work tree with a ref"
        )
    if ref is not None:
        resolve_ref(folder, ref)
        return f"{ref}:{path_in_repository(path)}"
    tag = _tag(folder)
    if tag is not None:
        return f"{tag}:{path_in_repository(path)}"
    latest = latest_release(released)
    if latest is None:
        raise CannotCompareError(
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
    except CannotCompareError:  # no repository, or one without a commit
        return None
