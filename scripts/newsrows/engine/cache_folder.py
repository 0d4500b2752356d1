"""The cache folder of this machine: created with a tag, and cleared without touching files of other programs.

A cache folder holds CACHEDIR.TAG and one folder per fingerprint, which is a store of shards.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from newsrows.engine.storage import StoreError
from newsrows.regular_files import open_regular

# Backup programs leave out folders with this file. Source: https://bford.info/cachedir/
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_TAG_TEXT = f"{_SIGNATURE}\n# This folder is a cache of newsrows. 'newsrows cache --clear' removes it.\n"
# A full disk takes no more than a few of them.
_TRIED_BYTES = 1 << 16
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
# Files of `newsrows.engine.store`, `newsrows.engine.shard_index` and `newsrows.pipeline.up_to_date`. A file has the
# suffix .half until it is completely written.
_STORE_FILE = re.compile(
    r"([0-9a-f]{32}\.(shard|listing|made)|stamp)(-[0-9a-f]{32}\.half)?|[0-9a-f]{32}\.half", re.ASCII
)
# Files that desktops create in every folder that they show.
_DESKTOP_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a cache folder.

    Attributes:
        files: files that newsrows or a desktop wrote.
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


def why_unusable(folder: Path) -> str | None:
    """Create a cache folder if there is none, and write to it; return why that fails, None if it does not."""
    if str(folder).startswith("~"):  # what is left where the user has no home folder
        return "there is no home folder"
    try:
        mark(folder)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_TRIED_BYTES))
            file.flush()
    except StoreError as error:
        return str(error.__cause__.strerror if isinstance(error.__cause__, OSError) else error)
    except OSError as error:
        return error.strerror or str(error)
    return None


def mark(folder: Path) -> None:
    """Create a cache folder with its tag; a folder that is not empty gets no tag.

    Raises:
        StoreError: the folder cannot be created or read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            (folder / TAG).write_text(_TAG_TEXT, "utf-8")
    except OSError as error:
        raise StoreError(
            f"{folder}: the cache cannot be used ({error.strerror}); next: correct NEWSROWS_CACHE, or build with "
            "--no-cache"
        ) from error


def contents(folder: Path) -> Contents:
    """Return the contents of a cache folder, which are empty if it does not exist.

    Files are recognised by their names, so the folder needs no tag.

    Raises:
        StoreError: `folder` is a file.
        OSError: the folder cannot be read.
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
    """Delete a cache folder, and return an error for each file or folder that could not be deleted.

    Raises:
        StoreError: the folder has files that newsrows did not write; nothing was deleted.
        OSError: the folder cannot be read.
    """
    present = contents(folder)
    if present.others:
        more = f" (and {len(present.others) - 1} more)" if len(present.others) > 1 else ""
        raise StoreError(
            f"{present.others[0]}: found a file or folder that newsrows did not write{more}, expected only the "
            f"cache in {folder}; nothing was removed; next: move it away, or set NEWSROWS_CACHE to another folder"
        )
    errors: list[OSError] = []
    for path in (*present.files, *present.folders, *((folder,) if folder.exists() else ())):
        try:
            path.rmdir() if path in present.folders or path == folder else path.unlink(missing_ok=True)
        except OSError as error:
            errors.append(error)
    return errors


def _is_own(path: Path, is_known: bool) -> bool:
    return path.is_file() and not path.is_symlink() and (is_known or path.name in _DESKTOP_FILES)


def _first_bytes(path: Path) -> bytes:
    with open_regular(path) as file:
        return file.read(len(_SIGNATURE))


def _is_tag(path: Path) -> bool:
    return path.name == TAG and path.is_file() and _first_bytes(path).startswith(_SIGNATURE.encode())
