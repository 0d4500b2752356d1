"""The map step: a batch of articles in, a shard out. It is all that an engine needs to know of newsrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.engine.store import ShardStore
from newsrows.pipeline.fingerprint import fingerprint
from newsrows.records import Article, LinkedArticle, PageNote, Rejected, WebPage
from newsrows.runtime import use_one_blas_thread

if TYPE_CHECKING:
    import polars as pl

    from newsrows.extraction.models import Models, NerModel


def make_shard(batch: Sequence[Article | WebPage], *, model: str, names: NerModel, store: Path | str) -> int:
    """Find, link and tabulate what a batch of articles says, and keep it in the store; returns how many there were.

    May be called twice with the same batch, in the same process or another: what is in the store is not done again.

    Args:
        batch: the articles; those that are still in their web pages are taken out. A page without one is kept as such.
        model: name or folder of the spaCy pipeline.
        names: what finds names.
        store: the folder or URL of the store, which every worker must see under this name.
    """
    shards = ShardStore(store)
    if (known := shards.count(batch)) is not None:
        return known
    use_one_blas_thread()
    from newsrows.extraction.models import load_models  # noqa: PLC0415 - a worker sets its threads before it imports numpy

    articles, notes = _open_pages(batch)
    frames, broken = extract_frames(articles, load_models(model, names))
    shards.publish(batch, frames, [*notes, *broken])
    return len(articles) - len(broken)


def extract_frames(articles: Sequence[Article], models: Models) -> tuple[dict[str, pl.DataFrame], list[PageNote]]:
    """Extract the rows of articles: the frames of `newsrows.tables.shard`, in which entities have no ids yet.

    Returns:
        The frames by name, and a note for each article that could not be processed.
    """
    from newsrows.tables import shard  # noqa: PLC0415 - as above

    broken: list[PageNote] = []
    return shard(_linked(articles, models, broken)), broken


def _linked(
    articles: Sequence[Article], models: Models, broken: list[PageNote]
) -> Iterator[tuple[Article, LinkedArticle]]:
    """What is found in each article, linked; one that a rule fails on goes to `broken`, and the rest go on."""
    from newsrows.extraction.finder import find, parse_all  # noqa: PLC0415 - as above
    from newsrows.resolution import link  # noqa: PLC0415

    for article, parsed in zip(articles, parse_all((one.text for one in articles), models), strict=True):
        try:
            linked = link(article, find(article, parsed))
        except MemoryError:
            raise
        except Exception as error:  # one article of a hundred million must not stop the others
            broken.append(_broken(article, error))
        else:
            yield article, linked


def _broken(article: Article, error: Exception) -> PageNote:
    reason = f"newsrows itself failed on it ({type(error).__name__}: {error}); next: report it, with the article"
    return PageNote(article.article_id, article.file_name, reason=reason, shown=article.file_name)


def _open_pages(batch: Sequence[Article | WebPage]) -> tuple[list[Article], list[PageNote]]:
    """The articles of a batch, in its order, and what there is to tell of its pages."""
    from newsrows.sources import open_page  # noqa: PLC0415 - as above

    articles, notes = [], []
    for item in batch:
        found = open_page(item) if isinstance(item, WebPage) else item
        if isinstance(found, Rejected):
            notes.append(PageNote(item.article_id, item.file_name, place=found.place, reason=found.reason))
            continue
        articles.append(found)
        if isinstance(item, WebPage) and found.encoding != "utf-8":
            notes.append(PageNote(item.article_id, item.file_name, encoding=found.encoding))
    return articles, notes


def surroundings(*, model: str, names: NerModel, store: Path | str) -> dict[str, str]:
    """What a worker on another machine must have in common with this one, for the rows to be the same.

    Args:
        model: as for `make_shard`.
        names: as for `make_shard`.
        store: as for `make_shard`.
    """
    return {"newsrows, library or model": fingerprint(model, names)[:12], "store": ShardStore(store).stamp()[:12]}
