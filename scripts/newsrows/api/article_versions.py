"""Two versions of one article compared: what `newsrows diff article` does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from newsrows.api.articles import Article
from newsrows.api.differences import ArticleDiff
from newsrows.api.extraction import extract
from newsrows.api.packages import load
from newsrows.diff.articles.versions import NEW, OLD, compare_versions
from newsrows.pipeline.options import BuildOptions
from newsrows.records import Article as ReadArticle
from newsrows.records import PackageError, SourceError
from newsrows.sources import Rejected, read_articles

if TYPE_CHECKING:
    from newsrows.extraction.options import NerModel

_FIELDS = ("text", "title", "publisher", "published_on", "published_at", "url", "authors", "section")


def diff_articles(
    old: Path | str,
    new: Path | str,
    *,
    article: str | None = None,
    model: str = BuildOptions.model,
    names: NerModel = BuildOptions.names,
) -> ArticleDiff:
    """Compare two versions of an article: which quotes, figures, people and organisations came, went and changed.

    Both texts are extracted again, together, so the two packages may be of different versions of newsrows.

    Args:
        old: a file with one article, or with `article` a package: its folder, datapackage.json or zip file.
        new: the same for the other version.
        article: the article_id of the article in both packages; None: `old` and `new` are files.
        model: name or folder of the spaCy pipeline that parses the articles.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.

    Raises:
        PackageError: a package cannot be read, does not have the article, or withholds its text.
        SourceError: a file does not have exactly one article, or the article cannot be used.
        ModelError: a model cannot be loaded.
    """
    places = ((OLD, old), (NEW, new))
    versions = [
        _from_file(place, version) if article is None else _from_package(place, article, version)
        for version, place in places
    ]
    tables = extract(versions, model=model, names=names)
    if tables.rejected:
        place = dict(places)[Path(tables.rejected[0].file_name).stem]
        raise SourceError(f"{place}: {tables.rejected[0].reason}")
    return ArticleDiff(compare_versions(tables.to_dict()))


def _from_file(place: Path | str, version: str) -> Article:
    found = list(_first_two(place))
    if len(found) != 1:
        raise SourceError(
            f"{place}: found {'no article' if not found else 'several articles'}, expected one; "
            "next: name a file with one article, or two packages and --article ID"
        )
    (item,) = found
    if isinstance(item, Rejected):
        raise SourceError(f"{place}: {item.reason}")
    values = {name: getattr(item, name) for name in _FIELDS}
    return Article(article_id=version, language=item.language, **values)


def _first_two(place: Path | str) -> Iterator[ReadArticle | Rejected]:
    for number, item in enumerate(read_articles([place])):
        if number == 2:
            return
        yield item


def _from_package(place: Path | str, article: str, version: str) -> Article:
    package = load(place)
    columns = package["articles"].collect_schema().names() if "articles" in package else []
    if not {"article_id", "text"} <= set(columns):
        raise PackageError(f"{place}: found no text of the articles, expected a package with it; next: compare files")
    rows = package["articles"].filter(pl.col("article_id") == article)
    values = rows.select([name for name in _FIELDS if name in columns]).head(1).collect().to_dicts()
    if not values:
        raise PackageError(f"{place}: found no article {article!r}, expected one; next: name it with --article")
    return Article(article_id=version, **values[0])
