"""Opens the package that a build continues: a folder, a zip file, or the https address of one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.datapackage import Resource
from newsrows.datapackage.fetching import Fetcher, FetchError, default_folder
from newsrows.datapackage.frames import TableFiles, tables_by_name, with_types
from newsrows.datapackage.loading import LoadOptions, load_package, locate
from newsrows.datapackage.unpacked import Scratch
from newsrows.records import PackageError
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.resolution import CLAIMS, REQUIRED_COLUMNS, UTTERANCES, PreviousRows
from newsrows.schema import TableSchema, load_tables
from newsrows.sources.locate.streams import is_url

_NEXT: Final = "next: name a package that newsrows built with --previous, or leave out the option"
# The largest zip file that is fetched, in bytes.
_MOST_FETCHED: Final = 4 * 10**9
# Tables with ids that are kept, and the tables from which these are read.
_ID_TABLES: Final = {
    **{kind.table: kind.table for kind in ENTITY_KINDS},
    **{group.table: group.members for group in (UTTERANCES, CLAIMS)},
}
_READ: Final = dict.fromkeys([*REQUIRED_COLUMNS, UTTERANCES.members, CLAIMS.members])


@dataclass(frozen=True, slots=True, eq=False)
class PreviousPackage:
    """An opened package.

    Attributes:
        rows: its rows. They are read from its files when they are needed.
        digest: the SHA-256 of the files that are read.
    """

    rows: PreviousRows
    digest: bytes


@contextmanager
def open_previous(name: str, scratch: Path) -> Iterator[PreviousPackage]:
    """Open a package and check that its ids can be used.

    Args:
        name: a folder, a datapackage.json, a zip file, or an address that begins with https://.
        scratch: an existing folder for copies; they stay while the package is open.

    Raises:
        PackageError: there is no such package, newsrows did not build it, or a file that is read is damaged.
    """
    folder = scratch / "previous"
    folder.mkdir()
    try:
        yield _open(name, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _open(name: str, folder: Path) -> PreviousPackage:
    options = LoadOptions(allowed=frozenset("*"), rows_only=True)
    place = _fetched(name, folder) if is_url(name) else name
    try:
        package = load_package(place, options)
        files = TableFiles(locate(place, options), Scratch(folder, options.limits.unpacked_bytes))
        resources = tables_by_name(package.resources)
        digest = hashlib.sha256()
        tables: dict[str, pl.LazyFrame] = {}
        for table in (table for table in _READ if table in resources):
            tables[table] = with_types(files.scan(resources[table]), resources[table])
            digest.update(_checked_hash(files, resources[table], table))
        for table, columns in REQUIRED_COLUMNS.items():
            _check_columns(table, columns, tables)
        for name_of_table, members in _ID_TABLES.items():
            _check_ids(load_tables()[name_of_table], tables.get(members))
    except PackageError as error:
        raise PackageError(f"--previous {name}: {str(error).removeprefix(f'{name}: ')}") from error
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise PackageError(f"--previous {name}: its tables cannot be read ({reason}); {_NEXT}") from error
    return PreviousPackage(PreviousRows(tables), digest.digest())


def _fetched(name: str, folder: Path) -> str:
    """A copy of a zip file on the web."""
    try:
        fetched = Fetcher(default_folder(), _MOST_FETCHED).fetch(name)
        copy = folder / "previous.zip"  # packages are recognised by their names
        copy.symlink_to(fetched.path)
    except FetchError as error:
        raise PackageError(f"--previous {name}: it cannot be fetched ({error}); next: download it first") from error
    return str(copy)


def _checked_hash(files: TableFiles, resource: Resource, table: str) -> bytes:
    """The SHA-256 of a table's files, which must be what the descriptor says, if it says anything."""
    digest = hashlib.sha256()
    for path in files.files(resource):
        with path.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    stated = str(resource.descriptor.get("hash", ""))
    if stated.startswith("sha256:") and len(resource.paths) == 1 and stated != f"sha256:{digest.hexdigest()}":
        raise PackageError(
            f"the file of the table {table} has another hash than the descriptor says: it is damaged or was changed; "
            "next: check it with newsrows validate"
        )
    return digest.digest()


def _check_columns(table: str, columns: tuple[str, ...], tables: dict[str, pl.LazyFrame]) -> None:
    present = tables[table].collect_schema().names() if table in tables else []
    missing = [f"{table}.{column}" for column in columns if column not in present]
    if missing:
        raise PackageError(f"found no {missing[0]}, expected the tables that newsrows builds; {_NEXT}")


def _check_ids(table: TableSchema, rows: pl.LazyFrame | None) -> None:
    """Refuse ids that would not be valid in the new package."""
    key = table.primary_key[0]
    if rows is None or key not in rows.collect_schema().names():
        return
    pattern = table.column(key).constraints.pattern
    ids = pl.col(key).cast(pl.String)
    wrong = rows.filter(~ids.str.contains(pattern or "")).select(ids).head(1).collect(engine="streaming")
    if wrong.height:
        raise PackageError(f"found the {key} {wrong.item()!r}, expected an id such as newsrows makes; {_NEXT}")
