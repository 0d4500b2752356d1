"""The tables of articles that were extracted in memory."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from newsrows.api.packages import Package, load
from newsrows.api.pandas_frames import pandas_frame
from newsrows.api.places import local_folder
from newsrows.pipeline.rejections import RejectionLog
from newsrows.publishing import export_package
from newsrows.records import InvalidTablesError, Rejected
from newsrows.schema import load_tables
from newsrows.schema.views import flat_frames
from newsrows.validation import validate_package

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Tables:
    """The tables of one or more articles, as polars frames. docs/dictionary.md describes the columns.

    Rows are sorted by their primary keys.

    Attributes:
        articles: one row per article.
        people: one row per person.
        organisations: one row per organisation.
        aliases: one row per name form of a person or organisation.
        mentions: one row per mention of a person or organisation.
        roles: one row per role that a person holds.
        utterances: one row per thing that somebody said, in one quote or in several.
        quotes: one row per quotation or report of speech.
        quote_spans: one row per part of a quote.
        claims: one row per quantity for which articles give figures.
        statistics: one row per figure.
        rejected: the articles that could not be used, with the reasons.
    """

    articles: pl.DataFrame
    people: pl.DataFrame
    organisations: pl.DataFrame
    aliases: pl.DataFrame
    mentions: pl.DataFrame
    roles: pl.DataFrame
    utterances: pl.DataFrame
    quotes: pl.DataFrame
    quote_spans: pl.DataFrame
    claims: pl.DataFrame
    statistics: pl.DataFrame
    rejected: tuple[Rejected, ...] = ()

    def to_dict(self) -> dict[str, pl.DataFrame]:
        """The frames by the names of their tables."""
        return {name: getattr(self, name) for name in load_tables()}

    def flat(self) -> dict[str, pl.DataFrame]:
        """Quotes and statistics with their article, speaker and role in the same row, by name.

        `quotes_flat` and `statistics_flat` have the columns of the views of the same names in SQLite and DuckDB.
        """
        return {name: rows.collect() for name, rows in flat_frames(self.to_dict(), load_tables()).items()}

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """The tables as pandas frames, by name. Columns of which the dictionary lists the values are categories.

        Raises:
            ModuleNotFoundError: pandas is not installed.
        """
        schemas = load_tables()
        return {name: pandas_frame(frame, schemas[name]) for name, frame in self.to_dict().items()}

    def write(self, folder: Path | str) -> Package:
        """Write a package: data/csv/, data/parquet/ and datapackage.json, and rejected.csv if articles were rejected.

        The package is validated first. The folder is replaced only if the whole package is valid and written.

        Args:
            folder: where the package goes. It is created if it does not exist; an older package is replaced.

        Returns:
            The package, as `newsrows.load` gives it.

        Raises:
            InvalidTablesError: the tables break rules.
            OutputError: the folder cannot be written, or contains other files than a package.
        """
        folder = local_folder(folder)
        export_package(self.to_dict(), folder, check=_check)
        with tempfile.TemporaryDirectory(prefix="newsrows-") as scratch, RejectionLog(Path(scratch)) as rejections:
            for item in self.rejected:
                rejections.add(item)
            rejections.publish(folder)
        return load(folder)

    def __repr__(self) -> str:
        rows = ", ".join(f"{name}: {frame.height:,}" for name, frame in self.to_dict().items())
        return f"Tables({rows}{f'; rejected: {len(self.rejected):,}' if self.rejected else ''})"

    def _repr_html_(self) -> str:
        """The number of rows of each table, for notebooks."""
        rows = "".join(f"<tr><td>{name}</td><td>{frame.height:,}</td></tr>" for name, frame in self.to_dict().items())
        return f"<table><thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"


def _check(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
