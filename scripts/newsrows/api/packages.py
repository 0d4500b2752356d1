"""A data package that was opened: its tables as lazy frames, its keys and its descriptor."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from newsrows.api.pandas_frames import pandas_frame
from newsrows.datapackage import ForeignKey
from newsrows.datapackage import Package as LoadedPackage
from newsrows.datapackage.frames import TableFiles, tables_by_name, with_types
from newsrows.datapackage.loading import LoadOptions, load_package, locate
from newsrows.datapackage.options import LimitOptions
from newsrows.datapackage.unpacked import Scratch
from newsrows.records import PackageError
from newsrows.schema import load_tables
from newsrows.schema.views import flat_frames
from newsrows.schema.withheld import without_columns

if TYPE_CHECKING:
    import pandas as pd

    from newsrows.records import Issue
    from newsrows.validation import TableRule


def load(
    package: Path | str,
    *,
    max_json: str = LimitOptions.max_json,
    max_unpacked: str = LimitOptions.max_unpacked,
    max_files: int = LimitOptions.max_files,
) -> Package:
    """Open a data package, of newsrows or of anybody else. Only the descriptor is read at once.

    Nothing outside the package is read, and nothing is fetched from the web.

    Args:
        package: a folder with a datapackage.json, a descriptor of any name, or a zip file.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a zip file.

    Raises:
        PackageError: there is no package, or it cannot be read safely.
    """
    limits = LimitOptions(max_json=max_json, max_unpacked=max_unpacked, max_files=max_files).limits()
    options = LoadOptions(limits=limits, allowed=frozenset("*"))
    loaded = load_package(str(package), options)
    if loaded.kind != "package":
        raise PackageError(f"{package}: found Table Schemas, expected a datapackage.json")
    return Package(Path(package), loaded, options)


class Package(Mapping[str, pl.LazyFrame]):
    """An opened data package, from `load`: a mapping from the names of its tables to lazy polars frames.

    A table is also an attribute: `package.quotes` is `package["quotes"]`, if its name is not that of another attribute.
    Where a newsrows package has a table as CSV and as Parquet, Parquet is read.

    The columns of a frame have the types of the table's schema. If a value in a CSV file is not of its column's type,
    `collect` raises a polars error; `validate` lists such values.

    Attributes:
        path: where the package is.
    """

    def __init__(self, path: Path, loaded: LoadedPackage, options: LoadOptions) -> None:
        self.path = path
        self._loaded = loaded
        self._options = options
        self._resources = tables_by_name(loaded.resources)
        self._files: TableFiles | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self._resources)

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The content of datapackage.json. Do not change it."""
        return MappingProxyType(dict(self._loaded.descriptor))

    @property
    def primary_keys(self) -> dict[str, tuple[str, ...]]:
        """The columns of each table's primary key; empty for a table without one."""
        return {name: () if one.schema is None else one.schema.primary_key for name, one in self._resources.items()}

    @property
    def foreign_keys(self) -> dict[str, tuple[ForeignKey, ...]]:
        """The foreign keys of each table."""
        return {name: () if one.schema is None else one.schema.foreign_keys for name, one in self._resources.items()}

    def flat(self) -> dict[str, pl.LazyFrame]:
        """Quotes and statistics with their article, speaker and role in the same row, by name.

        `quotes_flat` and `statistics_flat` have the columns of the views of the same names in SQLite and DuckDB.

        Raises:
            PackageError: newsrows did not build the package, or a table or column is missing.
        """
        withheld = self.descriptor.get("withheld", ())
        schemas = without_columns(load_tables(), withheld if isinstance(withheld, list) else ())
        for name, table in schemas.items():
            columns = self[name].collect_schema().names() if name in self else []
            missing = [f"{name}.{column}" for column in table.field_names if column not in columns]
            if missing:
                raise PackageError(
                    f"{self.path}: found no {', '.join(missing[:3])}, expected the tables of this "
                    "version of newsrows; next: build the package again with newsrows build"
                )
        return flat_frames(self, schemas)

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """The tables as pandas frames, by name. Columns of which the schema lists the values are categories.

        Raises:
            ModuleNotFoundError: pandas is not installed.
            PackageError: a table's file cannot be read.
        """
        return {name: pandas_frame(self[name].collect(), resource.schema) for name, resource in self._resources.items()}

    def __getitem__(self, name: str) -> pl.LazyFrame:
        """The rows of a table, which are read when the frame is collected.

        Raises:
            KeyError: the package has no such table.
            PackageError: the table's file cannot be read.
        """
        resource = self._resources.get(name)
        if resource is None:
            raise KeyError(f"found no table {name!r}, expected one of {', '.join(self._resources)}")
        if self._files is None:
            self._files = TableFiles(
                locate(str(self.path), self._options), Scratch(_scratch_folder(), self._options.limits.unpacked_bytes)
            )
        return with_types(self._files.scan(resource), resource)

    def __getattr__(self, name: str) -> pl.LazyFrame:
        if name.startswith("_") or name not in self._resources:
            raise AttributeError(f"{type(self).__name__} has neither an attribute nor a table {name!r}")
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in self._resources

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    __eq__ = object.__eq__  # two lazy frames cannot be compared
    __hash__ = object.__hash__

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._resources]

    def __repr__(self) -> str:
        return f"Package({str(self.path)!r}, tables: {', '.join(self._resources)})"

    def validate(self, *, exclude: Sequence[str] = (), rules: Sequence[TableRule] = ()) -> list[Issue]:
        """Check the package, as `newsrows.validate` does.

        Args:
            exclude: ids of rules that are left out.
            rules: rules of your own, made with the decorator `newsrows.rule`.

        Raises:
            PackageError: the package cannot be read safely.
        """
        from newsrows.api.validation import validate  # noqa: PLC0415 - the libraries take a second

        return validate(self.path, exclude=exclude, rules=rules)


def _scratch_folder() -> Path:
    """A folder for unpacked files. It exists until Python ends, because frames that were not collected need them."""
    folder = Path(tempfile.mkdtemp(prefix="newsrows-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
