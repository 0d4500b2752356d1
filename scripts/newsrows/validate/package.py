"""A package, whoever made it: opened with care, and judged as newsrows' own or as any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.validate.documents import read_object
from newsrows.validate.opening import opened
from newsrows.validate.own.descriptor import resources_of
from newsrows.validate.own.layout import DESCRIPTOR, FORMATS, Published, table_of
from newsrows.validate.verdict import Verdict


def validate_package(path: Path, *, limits: Limits | None = None) -> list[Issue]:
    """The issues of a package, sorted: those of `judge_package`."""
    return list(judge_package(path, limits=limits).issues)


def judge_package(path: Path, *, limits: Limits | None = None) -> Verdict:
    """The issues of a package, sorted, and the rules that were skipped; without issues every other rule holds.

    newsrows' own packages are held to all rules, others to what their descriptor says of files, columns and keys. What
    cannot be read is an issue, and everything else is judged all the same.

    Args:
        path: a folder, a datapackage.json (or one of another name), or a zip file.
        limits: what is read at most.

    Raises:
        PackageRefusedError: there is no package, it reaches out of its folder, or it is larger than the limits.
    """
    limits = limits or Limits()
    with opened(path, limits) as package:
        descriptor, _ = read_object(package.descriptor, package.descriptor.name, limits)
        if _is_own(descriptor, package.folder) and package.descriptor.name == DESCRIPTOR:
            from newsrows.validate.own.judge import judge_own_package  # noqa: PLC0415 - Pandera takes a second

            return judge_own_package(package, limits)
        from newsrows.validate.described.judge import validate_described_package  # noqa: PLC0415

        return Verdict(tuple(validate_described_package(package, limits)))


def _is_own(descriptor: Mapping[str, Any] | None, folder: Path) -> bool:
    """Whether at least half of newsrows' tables are listed, or, where nothing is listed, lie where they should."""
    tables = load_tables().keys()
    listed = {table_of(name) for name in resources_of(descriptor or {})}
    if not listed:
        files = [Published(table, kind).path for table in load_tables().values() for kind in FORMATS]
        return any((folder / path).exists() for path in files)
    return 2 * len(listed & tables) >= len(tables)
