"""Describes a package in datapackage.json (https://datapackage.org/standard/data-package/, version 2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsrows import __version__
from newsrows.publishing.layout import PACKAGE_FORMATS, TABLE_PATHS, PackageFormat, csv_path, parquet_path
from newsrows.records.contract import DEFAULT_TITLE
from newsrows.schema import TableSchema

GENERATOR = "newsrows"
SOFTWARE = {"title": f"newsrows {__version__}", "roles": ["software"]}
"""newsrows as a contributor of the packages that it makes."""
_DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """What a descriptor says about the whole package.

    Licences, sources and contributors have the form of the standard. The defaults claim nothing for the user: there is
    no licence, and newsrows is named as the software only. `temporal` has the first and last day on which an article
    was published, as `start` and `end`. `withheld` lists the columns that the package
    leaves out, each as table.column; the standard has no property for this, so the descriptor adds one.
    """

    name: str = "news-articles"
    title: str = DEFAULT_TITLE
    description: str = (
        "English news articles as linked tables: articles, people, organisations, mentions, roles, quotes with their "
        "parts, and statistics. Offsets count Unicode code points of articles.text. newsrows found the rows in the "
        "articles with rules and language models, so rows may be wrong or missing."
    )
    homepage: str | None = None
    version: str | None = None
    created: str | None = None
    temporal: Mapping[str, str] | None = None
    licenses: Sequence[Mapping[str, str]] = ()
    sources: Sequence[Mapping[str, str]] = ()
    contributors: Sequence[Mapping[str, Any]] = (SOFTWARE,)
    keywords: Sequence[str] = ("news", "quotations", "people", "organisations", "statistics")
    withheld: Sequence[str] = ()


def publishers(articles: Mapping[str | None, int]) -> list[dict[str, str]]:
    """The publishers of the articles as sources of a package, sorted, and last the number of articles without one.

    Args:
        articles: the number of articles of each publisher; None stands for no publisher.
    """
    unnamed = articles.get(None, 0)
    sources = [{"title": name} for name in sorted(name for name in articles if name is not None)]
    if unnamed:
        sources.append({"title": f"{unnamed} article{'s' if unnamed > 1 else ''} whose publisher is not named"})
    return sources


def describe(
    folder: Path,
    tables: Mapping[str, TableSchema],
    rows: Mapping[str, int],
    info: PackageInfo,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> str:
    """The text of the descriptor of the files in `folder`.

    Each resource has its whole schema, hash, bytes and rowCount. There is no date, so the same files give the same
    text.

    Args:
        folder: the folder that contains data/.
        tables: the tables, in the order in which they are listed.
        rows: the number of rows, by table.
        info: what is said about the whole package.
        formats: the formats in which each table is there.

    Raises:
        OSError: a file cannot be read.
    """
    resources = {"csv": _csv_resource, "parquet": _parquet_resource}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": info.name,
        "title": info.title,
        "description": info.description,
        **_those_that_are_set(homepage=info.homepage, version=info.version, created=info.created),
        **({"temporal": dict(info.temporal)} if info.temporal else {}),
        "generator": f"{GENERATOR} {__version__}",
        **({"licenses": list(info.licenses)} if info.licenses else {}),
        "sources": list(info.sources),
        "contributors": list(info.contributors),
        "keywords": list(info.keywords),
        **({"withheld": list(info.withheld)} if info.withheld else {}),
        "resources": [
            {
                **resources[kind](table),
                **_hash_and_size(folder / TABLE_PATHS[kind](table.name)),
                "rowCount": rows[table.name],
                "schema": table.descriptor,
            }
            for table in tables.values()
            for kind in PACKAGE_FORMATS
            if kind in formats
        ],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _those_that_are_set(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _csv_resource(table: TableSchema) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": csv_path(table.name),
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
    }


def _parquet_resource(table: TableSchema) -> dict[str, Any]:
    return {
        "name": f"{table.name}-parquet",
        "path": parquet_path(table.name),
        "title": f"{table.title} (Parquet)",
        "description": table.description,
        # With the format 'parquet' or the type 'table', Frictionless 5.21 needs pandas, reports the correct `bytes` as
        # wrong, and accepts a wrong hash. With this format it takes the resource for a file and checks both correctly.
        "format": "apache-parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def _hash_and_size(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"hash": f"sha256:{digest}", "bytes": file.tell()}
