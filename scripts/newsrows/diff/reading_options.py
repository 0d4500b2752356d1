"""How packages are read, from options."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsrows.datapackage.errors import PackageError
from newsrows.datapackage.limits import Limits, parse_size
from newsrows.datapackage.loading import LoadOptions


def reading_from(options: argparse.Namespace) -> LoadOptions:
    """Limits and allowances as the user gave them.

    Raises:
        PackageError: if a size or a mapping is none.
    """
    try:
        limits = Limits(
            parse_size(options.max_json), parse_size(options.max_unpacked), options.max_files, options.max_depth
        )
    except ValueError as error:
        raise PackageError(str(error)) from None
    return LoadOptions(limits, frozenset(options.allow_property), tuple(_mapping(text) for text in options.map))


def _mapping(text: str) -> tuple[str, Path]:
    address, separator, folder = text.rpartition("=")
    if not separator or not Path(folder).is_dir():
        raise PackageError(f"--map {text}: expected URL=FOLDER with a folder that exists")
    return address, Path(folder)
