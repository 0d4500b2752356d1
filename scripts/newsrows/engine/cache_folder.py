"""The cache folder of this machine: marked as one when it is made, and cleared without touching files of others.

A cache folder holds CACHEDIR.TAG and one folder per fingerprint, which holds what was found in articles.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from newsrows.engine.storage import StoreError

# Backup programs leave out folders with this file. Source: https://bford.info/cachedir/
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_TAG_TEXT = f"{_SIGNATURE}\n# This folder is a cache of newsrows. 'newsrows cache --clear' removes it.\n"

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
# Files of `newsrows.engine.store`, `newsrows.engine.shard_index` and `newsrows.pipeline.up_to_date`; .half while a file
# is being written.
_STORE_FILE = re.compile(
    r"([0-9a-f]{32}\.(shard|listing|made)|stamp)(-[0-9a-f]{32}\.half)?|[0-9a-f]{32}\.half", re.ASCII
)
# What desktops leave in every folder that they show.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a cache folder.

    Attributes:
        files: files that newsrows wrote, and those that desktops leave behind.
        folders: folders that newsrows made.
        others: everything else.
    """

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def default_cache() -> Path | str:
    """Where results are kept between builds: $NEWSROWS_CACHE, a folder or a URL, or else the user's cache folder."""
    place = os.environ.get("NEWSROWS_CACHE") or user_cache_path("newsrows")
    return place if isinstance(place, str) and "://" in place else Path(place)


def mark(folder: Path) -> None:
    """Make a cache folder with its tag; a folder that holds anything already is left unmarked.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        (folder / TAG).write_text(_TAG_TEXT, "utf-8")


def contents(folder: Path) -> Contents:
    """What is in a cache folder; nothing if it does not exist. Caches without a tag are known by the names in them.

    Raises:
        StoreError: it is a file.
        OSError: it cannot be read.
    """
    if not folder.exists():
        return Contents()
    if not folder.is_dir():
        raise StoreError(f"{folder}: found a file, expected the cache folder; next: correct NEWSROWS_CACHE")
    files: list[Path] = []
    folders: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and _FINGERPRINT.fullmatch(path.name):
            folders.append(path)
            for file in sorted(path.iterdir()):
                (files if _is_own(file, _STORE_FILE.fullmatch(file.name) is not None) else others).append(file)
        else:
            (files if _is_own(path, _is_tag(path)) else others).append(path)
    return Contents(tuple(files), tuple(folders), tuple(others))


def clear(folder: Path) -> list[OSError]:
    """Remove a cache folder.

    Returns:
        Why files or folders could not be removed, one error for each.

    Raises:
        StoreError: it holds files that newsrows did not write; nothing was removed.
        OSError: it cannot be read.
    """
    found = contents(folder)
    if found.others:
        more = f" (and {len(found.others) - 1} more)" if len(found.others) > 1 else ""
        raise StoreError(
            f"{found.others[0]}: found a file or folder that newsrows did not write{more}, expected only the cache in "
            f"{folder}; nothing was removed; next: move it away, or set NEWSROWS_CACHE to another folder"
        )
    errors: list[OSError] = []
    for path in (*found.files, *found.folders, *((folder,) if folder.exists() else ())):
        try:
            path.rmdir() if path in found.folders or path == folder else path.unlink(missing_ok=True)
        except OSError as error:
            errors.append(error)
    return errors


def _is_own(path: Path, is_known: bool) -> bool:
    return path.is_file() and not path.is_symlink() and (is_known or path.name in _LITTER)


def _is_tag(path: Path) -> bool:
    return path.name == TAG and path.is_file() and path.read_bytes().startswith(_SIGNATURE.encode())
