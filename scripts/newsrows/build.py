"""Articles in, a validated package out: the only module that sees every stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from newsrows.export import check_folder, export_package
from newsrows.export.layout import parquet_path
from newsrows.extract.find import find_all
from newsrows.extract.pipeline import DEFAULT_MODEL, load
from newsrows.read import Rejected, read_articles
from newsrows.records import Article, Entity, Issue, LinkedArticle, NewsrowsError
from newsrows.resolve import Organisation, Person, link, resolve
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tabulate import join_ids, shard
from newsrows.validate import validate_package

Progress = Callable[[Iterable[Article], int], Iterable[Article]]


class BuildError(NewsrowsError):
    """Nothing could be built; the message is for people."""


class InvalidTablesError(Exception):
    """The tables that were built do not validate, so they were not published. `issues` says why."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = tuple(issues)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: rows a table, words read, seconds taken, files left out, files read in another encoding."""

    folder: Path
    rows: dict[str, int]
    words: int
    seconds: float
    rejected: tuple[Rejected, ...]
    recoded: tuple[Article, ...]


def build(
    sources: Sequence[Path],
    folder: Path,
    *,
    model: str = DEFAULT_MODEL,
    max_characters: int = 1_000_000,
    progress: Progress = lambda articles, _: articles,
) -> BuildReport:
    """Build a package from the articles in `sources` and put it into `folder`, whole or not at all.

    Args:
        sources: folders of articles, or single files.
        folder: where data/ and datapackage.json go.
        model: name or folder of the spaCy pipeline.
        max_characters: longer articles are rejected.
        progress: wraps the articles as they are worked on; told how many there are.

    Raises:
        NewsrowsError: the sources, the model or the folder cannot be used.
        InvalidTablesError: the tables do not validate; `folder` is as it was.
    """
    began = time.perf_counter()
    check_folder(folder)
    read = list(read_articles(sources, max_characters=max_characters))
    articles = [item for item in read if isinstance(item, Article)]
    rejected = tuple(item for item in read if isinstance(item, Rejected))
    if not articles:
        raise BuildError(
            "\n".join(["no article could be read", *(f"{item.file_name}: {item.reason}" for item in rejected)])
        )
    nlp = load(model)
    found = find_all(progress(articles, len(articles)), nlp)
    linked = [(article, link(article, findings)) for article, findings in found]
    tables = tabulate(linked)
    export_package(tables, folder, check=_refuse_invalid)
    return BuildReport(
        folder=folder,
        rows={name: frame.height for name, frame in tables.items()},
        words=int(tables["articles"]["words"].sum()),
        seconds=time.perf_counter() - began,
        rejected=rejected,
        recoded=tuple(article for article in articles if article.encoding != "utf-8"),
    )


def export_again(package: Path, folder: Path) -> Path:
    """Write the tables of a package to `folder` as a package of their own; returns the path of its descriptor.

    Raises:
        InvalidTablesError: the package does not validate.
        NewsrowsError: `folder` cannot be used.
    """
    _refuse_invalid(package)
    tables = {name: pl.read_parquet(package / parquet_path(name)) for name in load_tables()}
    return export_package(tables, folder)


def tabulate(linked: Sequence[tuple[Article, LinkedArticle]]) -> dict[str, pl.DataFrame]:
    """The published tables of linked articles: people and organisations resolved across them."""
    resolution = resolve(_entities(linked))
    ids = pl.LazyFrame(
        [
            (article_id, number, entity.type, resolution.ids[article_id, number])
            for article_id, number, entity in _entities(linked)
        ],
        schema={"article_id": pl.String, "entity": pl.Int64, "type": pl.String, "id": pl.String},
        orient="row",
    )
    lazy = {name: frame.lazy() for name, frame in shard(linked).items()}
    people = _entity_frame("people", resolution.people)
    organisations = _entity_frame("organisations", resolution.organisations)
    return {name: frame.collect() for name, frame in join_ids(lazy, ids, people, organisations).items()}


def _entity_frame(table: str, rows: Sequence[Person] | Sequence[Organisation]) -> pl.LazyFrame:
    """The rows of people or organisations, still without their counts."""
    columns = polars_schema(load_tables()[table])
    counts = {"articles", "mentions", "quotes"}
    schema = {name: kind for name, kind in columns.items() if name not in counts}
    return pl.LazyFrame([asdict(row) for row in rows], schema=schema)


def _entities(linked: Iterable[tuple[Article, LinkedArticle]]) -> Iterator[tuple[str, int, Entity]]:
    for article, findings in linked:
        for number, entity in enumerate(findings.entities):
            yield article.article_id, number, entity


def _refuse_invalid(folder: Path) -> None:
    if issues := validate_package(folder):
        raise InvalidTablesError(issues)
