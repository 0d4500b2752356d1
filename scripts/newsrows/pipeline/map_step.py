"""The map step: turns a batch of articles into a shard. Engines call nothing else of newsrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.engine.store import ShardStore
from newsrows.pipeline.fingerprint import shard_fingerprint
from newsrows.records import Article, LinkedArticle, PageDiagnostic, Rejected, WebPage
from newsrows.records.original_spans import to_original
from newsrows.records.paragraphs import unwrap
from newsrows.runtime import use_one_blas_thread

if TYPE_CHECKING:
    import polars as pl

    from newsrows.extraction.models import Models, NerModel


def make_shard(batch: Sequence[Article | WebPage], *, model: str, names: NerModel, store: Path | str) -> int:
    """Extract the findings of a batch of articles, publish them as a shard, and return the number of articles.

    It may be called twice with the same batch, in any processes: a batch that is in the store is not processed again.

    Args:
        batch: articles, and web pages from which articles are extracted; pages without an article are recorded.
        model: name or folder of the spaCy pipeline.
        names: the name model, 'accurate' or 'fast'.
        store: the folder or URL of the store, which must be the same for all workers.

    Raises:
        OSError: the store cannot be written.
    """
    shards = ShardStore(store)
    if (count := shards.count(batch)) is not None:
        return count
    use_one_blas_thread()
    from newsrows.extraction.models import load_models  # noqa: PLC0415 - threads are set before numpy is imported

    articles, diagnostics = _open_pages(batch)
    frames, failures = extract_frames(articles, load_models(model, names))
    shards.publish(batch, frames, [*diagnostics, *failures])
    return len(articles) - len(failures)


def extract_frames(articles: Sequence[Article], models: Models) -> tuple[dict[str, pl.DataFrame], list[PageDiagnostic]]:
    """Extract the rows of articles: the frames of `newsrows.tables.shard`, in which entities have no ids yet.

    Returns:
        The frames by name, and a diagnostic for each article that could not be processed.
    """
    from newsrows.tables import shard  # noqa: PLC0415 - as above

    failures: list[PageDiagnostic] = []
    return shard(_linked(articles, models, failures)), failures


def _linked(
    articles: Sequence[Article], models: Models, failures: list[PageDiagnostic]
) -> Iterator[tuple[Article, LinkedArticle]]:
    """Yield each article with its linked findings; articles on which a rule fails are added to `failures`.

    Lines that were wrapped at a fixed width are joined before anything is looked for.
    """
    from newsrows.extraction.finder import find, parse_all  # noqa: PLC0415 - as above
    from newsrows.resolution import link, rate  # noqa: PLC0415

    unwrapped = [unwrap(article.text) for article in articles]
    parses = parse_all((one.text for one in unwrapped), models)
    for article, joined, parsed in zip(articles, unwrapped, parses, strict=True):
        try:
            reading = article if joined.is_original else replace(article, text=joined.text)
            linked = to_original(rate(link(reading, find(reading, parsed))), joined, article.text)
        except MemoryError:
            raise
        except Exception as error:  # one article of a hundred million must not stop the others
            failures.append(_failure(article, error))
        else:
            yield article, linked


def _failure(article: Article, error: Exception) -> PageDiagnostic:
    reason = f"newsrows itself failed on it ({type(error).__name__}: {error}); next: report it, with the article"
    return PageDiagnostic(article.article_id, article.file_name, reason=reason, shown=article.file_name)


def _open_pages(batch: Sequence[Article | WebPage]) -> tuple[list[Article], list[PageDiagnostic]]:
    """Return the articles of a batch in its order, and diagnostics on its pages."""
    from newsrows.sources import open_page  # noqa: PLC0415 - as above

    articles, diagnostics = [], []
    for item in batch:
        article = open_page(item) if isinstance(item, WebPage) else item
        if isinstance(article, Rejected):
            diagnostics.append(
                PageDiagnostic(item.article_id, item.file_name, place=article.place, reason=article.reason)
            )
            continue
        articles.append(article)
        if isinstance(item, WebPage) and article.encoding != "utf-8":
            diagnostics.append(PageDiagnostic(item.article_id, item.file_name, encoding=article.encoding))
    return articles, diagnostics


def worker_environment(*, model: str, names: NerModel, store: Path | str) -> dict[str, str]:
    """Return what must be equal on all machines so that they make the same rows, by name.

    Args:
        model: as for `make_shard`.
        names: as for `make_shard`.
        store: as for `make_shard`.
    """
    return {"newsrows, library or model": shard_fingerprint(model, names)[:12], "store": ShardStore(store).stamp()[:12]}
