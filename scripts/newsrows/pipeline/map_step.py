"""The map step: turns a batch of articles into a shard. Engines call nothing else of newsrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.engine.store import ShardStore
from newsrows.pipeline.fingerprint import shard_fingerprint
from newsrows.pipeline.time_limit import TooSlowError, limited, seconds_for
from newsrows.records import Article, LinkedArticle, PageDiagnostic, Rejected, WebPage
from newsrows.records.original_spans import to_original
from newsrows.records.paragraphs import unwrap
from newsrows.runtime import use_one_blas_thread
from newsrows.sources.language import LANGUAGE_THRESHOLD, as_english, not_english

if TYPE_CHECKING:
    import polars as pl

    from newsrows.extraction.models import Models, NerModel


def make_shard(
    batch: Sequence[Article | WebPage],
    *,
    model: str,
    names: NerModel,
    store: Path | str,
    language_threshold: float = LANGUAGE_THRESHOLD,
) -> int:
    """Extract the findings of a batch of articles, publish them as a shard, and return the number of articles.

    It may be called twice with the same batch, in any processes: a batch that is in the store is not processed again.

    Args:
        batch: articles, and web pages from which articles are extracted; pages without an article are recorded.
        model: name or folder of the spaCy pipeline.
        names: the name model, 'accurate' or 'fast'.
        store: the folder or URL of the store, which must be the same for all workers.
        language_threshold: the probability of English below which an article is rejected.

    Raises:
        OSError: the store cannot be written.
    """
    shards = ShardStore(store)
    if (count := shards.count(batch)) is not None:
        return count
    use_one_blas_thread()
    from newsrows.extraction.models import load_models  # noqa: PLC0415 - threads are set before numpy is imported

    articles, diagnostics = _open_articles(batch, language_threshold)
    frames, failures = extract_frames(articles, load_models(model, names))
    shards.publish(batch, frames, [*diagnostics, *failures])
    return len(articles) - len(failures)


def extract_frames(articles: Sequence[Article], models: Models) -> tuple[dict[str, pl.DataFrame], list[PageDiagnostic]]:
    """Extract the rows of articles: the frames of `newsrows.tables.shard`, in which entities have no ids yet.

    The frame `SKETCHES` has what is needed to find copies among the articles.

    Returns:
        The frames by name, and a diagnostic for each article that could not be processed.
    """
    from newsrows.resolution import SKETCHES, sketch_articles  # noqa: PLC0415 - as above
    from newsrows.tables import shard  # noqa: PLC0415

    failures: list[PageDiagnostic] = []
    frames = shard(_linked(articles, models, failures))
    failed = {failure.article_id for failure in failures}
    return {**frames, SKETCHES: sketch_articles(one for one in articles if one.article_id not in failed)}, failures


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
            with limited(seconds_for(len(article.text))):
                linked = to_original(rate(link(reading, find(reading, parsed))), joined, article.text)
        except MemoryError:
            raise
        except TooSlowError:
            reason = _too_slow(len(article.text))
            failures.append(
                PageDiagnostic(article.article_id, article.file_name, reason=reason, shown=article.file_name)
            )
        except Exception as error:  # one article of a hundred million must not stop the others
            failures.append(_failure(article, error))
        else:
            yield article, linked


def _too_slow(size: int) -> str:
    return (
        f"found a text that takes more than {seconds_for(size):,.0f} s of the processor's time, expected an article; "
        "next: leave it out, or split it"
    )


def _failure(article: Article, error: Exception) -> PageDiagnostic:
    reason = f"newsrows itself failed on it ({type(error).__name__}: {error}); next: report it, with the article"
    return PageDiagnostic(article.article_id, article.file_name, reason=reason, shown=article.file_name)


def _open_articles(
    batch: Sequence[Article | WebPage], language_threshold: float
) -> tuple[list[Article], list[PageDiagnostic]]:
    """Return the English articles of a batch in its order, and diagnostics on its pages and on other articles."""
    articles, diagnostics = [], []
    for item in batch:
        article = _open_page(item) if isinstance(item, WebPage) else item
        if isinstance(article, Rejected):
            diagnostics.append(
                PageDiagnostic(item.article_id, item.file_name, place=article.place, reason=article.reason)
            )
            continue
        if reason := not_english(article, language_threshold):
            shown = None if isinstance(item, WebPage) else item.file_name
            place = item.place if isinstance(item, WebPage) else None
            diagnostics.append(PageDiagnostic(item.article_id, item.file_name, place, reason, shown=shown))
            continue
        articles.append(as_english(article) if language_threshold else article)
        encoding = article.encoding if article.encoding != "utf-8" else None
        if isinstance(item, WebPage) and (encoding or article.note):
            diagnostics.append(PageDiagnostic(item.article_id, item.file_name, encoding=encoding, note=article.note))
    return articles, diagnostics


def _open_page(page: WebPage) -> Article | Rejected:
    """Return the article of a page; a page that takes too long is rejected."""
    from newsrows.sources import open_page  # noqa: PLC0415 - as above

    size = len(page.data)
    try:
        with limited(seconds_for(size)):
            return open_page(page)
    except TooSlowError:
        return Rejected(page.file_name, _too_slow(size))


def worker_environment(*, model: str, names: NerModel, store: Path | str) -> dict[str, str]:
    """Return what must be equal on all machines so that they make the same rows, by name.

    Args:
        model: as for `make_shard`.
        names: as for `make_shard`.
        store: as for `make_shard`.
    """
    return {"newsrows, library or model": shard_fingerprint(model, names)[:12], "store": ShardStore(store).stamp()[:12]}
