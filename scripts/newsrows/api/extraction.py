"""Rows from articles in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from newsrows.api.articles import Article, read_texts
from newsrows.api.tables import Tables
from newsrows.extraction.models import load_models
from newsrows.pipeline.joining import join_frames
from newsrows.pipeline.map_step import extract_frames
from newsrows.pipeline.options import BuildOptions
from newsrows.records import Article as ReadArticle
from newsrows.records import PageDiagnostic, Rejected
from newsrows.resolution import read_registry
from newsrows.sources.language import as_english, not_english

if TYPE_CHECKING:
    from newsrows.extraction.options import NerModel

Frames = dict[str, pl.DataFrame]

# As many as a build gives a worker at a time: more would only take memory.
_BATCH = 64


def extract(
    articles: str | Article | Iterable[str | Article],
    *,
    model: str = BuildOptions.model,
    names: NerModel = BuildOptions.names,
    max_characters: int = BuildOptions.max_characters,
    language_threshold: float = BuildOptions.language_threshold,
    registry: Path | str | None = BuildOptions.registry,
) -> Tables:
    """Extract the rows of one or more articles, in memory.

    People and organisations are resolved across all articles of the call, as in a build of these articles.

    The models are loaded at the first call, which takes one or two seconds, and are kept.

    Args:
        articles: a text, an `Article`, or an iterable of texts and articles. All are in memory at once.
        model: name or folder of the spaCy pipeline that parses the articles.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.
        max_characters: articles with more characters are rejected.
        language_threshold: an article is rejected if the probability that it is in English is lower; 0: none is.
        registry: a CSV file with your own people and organisations (docs/resolution.md).

    Returns:
        The tables. Texts that cannot be used are in `Tables.rejected`, with the reasons.

    Raises:
        TypeError: an article is neither a text nor an `Article`, or a value of it has the wrong type.
        ModelError: a model cannot be loaded.
        SourceError: the registry cannot be read.
    """
    extractor = Extractor(
        model=model,
        names=names,
        max_characters=max_characters,
        language_threshold=language_threshold,
        registry=registry,
    )
    return extractor(articles)


class Extractor:
    """Extracts rows from articles with models that are loaded once.

    An extractor is called like `extract`. It belongs to one thread at a time.

    Args:
        model: name or folder of the spaCy pipeline that parses the articles.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.
        max_characters: articles with more characters are rejected.
        language_threshold: an article is rejected if the probability that it is in English is lower; 0: none is.
        registry: a CSV file with your own people and organisations (docs/resolution.md).

    Raises:
        ModelError: a model cannot be loaded.
        SourceError: the registry cannot be read.
    """

    def __init__(
        self,
        *,
        model: str = BuildOptions.model,
        names: NerModel = BuildOptions.names,
        max_characters: int = BuildOptions.max_characters,
        language_threshold: float = BuildOptions.language_threshold,
        registry: Path | str | None = BuildOptions.registry,
    ) -> None:
        path = None if registry is None else Path(registry)
        options = BuildOptions(
            model=model,
            names=names,
            max_characters=max_characters,
            language_threshold=language_threshold,
            registry=path,
        )
        self._registry = None if path is None else read_registry(path)
        self._reader = load_models(options.model, options.names)
        self._max_characters = options.max_characters
        self._language_threshold = options.language_threshold

    def __call__(self, articles: str | Article | Iterable[str | Article]) -> Tables:
        """The tables of the articles, with people and organisations resolved across all of them.

        Raises:
            TypeError: an article is neither a text nor an `Article`, or a value of it has the wrong type.
        """
        parts: list[Frames] = []
        rejected: list[Rejected] = []
        for batch in _batches(self._read(articles), _BATCH):
            frames, found = self._extract(batch)
            parts.append(frames)
            rejected += [item for item in found.values() if isinstance(item, Rejected)]
        frames = {name: pl.concat(part[name] for part in parts) for name in parts[0]} if parts else self._extract([])[0]
        return self._tables(frames, rejected)

    def pipe(self, articles: Iterable[str | Article], *, batch_size: int = _BATCH // 2) -> Iterator[Tables]:
        """The tables of each article, in the order of the articles, while they are being read.

        Every article stands alone: its ids of people and organisations are those of a package with this article only.
        Call the extractor itself to resolve people and organisations across articles.

        Args:
            articles: texts and articles, read as they are needed.
            batch_size: how many articles are parsed together.

        Raises:
            TypeError: an article is neither a text nor an `Article`, or a value of it has the wrong type.
            ValueError: `batch_size` is below 1.
        """
        checked: object = batch_size  # type checkers trust the annotation, users need the message
        if not isinstance(checked, int):
            raise TypeError(f"batch_size: found {type(batch_size).__name__}, expected int")
        if batch_size < 1:
            raise ValueError(f"batch_size: found {batch_size}, expected at least 1")
        for batch in _batches(self._read(articles), batch_size):
            frames, found = self._extract(batch)
            for item in found.values():
                if isinstance(item, Rejected):
                    yield self._tables({name: frame.clear() for name, frame in frames.items()}, [item])
                else:
                    yield self._tables(_of_article(frames, item.article_id), [])

    def _read(self, articles: str | Article | Iterable[str | Article]) -> Iterator[ReadArticle | Rejected]:
        items = [articles] if isinstance(articles, str | Article) else articles
        checked: object = items  # type checkers trust the annotation, users need the message
        if isinstance(checked, bytes) or not isinstance(checked, Iterable):
            raise TypeError(
                f"found {type(articles).__name__}, expected a str, a newsrows.Article or an iterable of these; "
                "next: decode bytes, and use newsrows.build for files"
            )
        return map(self._check_language, read_texts(items, max_characters=self._max_characters))

    def _check_language(self, item: ReadArticle | Rejected) -> ReadArticle | Rejected:
        if isinstance(item, Rejected) or not self._language_threshold:
            return item
        reason = not_english(item, self._language_threshold)
        return Rejected(item.file_name, reason) if reason else as_english(item)

    def _extract(self, batch: list[ReadArticle | Rejected]) -> tuple[Frames, dict[int, ReadArticle | Rejected]]:
        """The rows of a batch, and what became of each item by its position: the article, or why it was rejected."""
        frames, notes = extract_frames([item for item in batch if isinstance(item, ReadArticle)], self._reader)
        failed = {note.article_id: note for note in notes}
        return frames, {
            position: _rejected(failed[item.article_id])
            if isinstance(item, ReadArticle) and item.article_id in failed
            else item
            for position, item in enumerate(batch)
        }

    def _tables(self, frames: Frames, rejected: Iterable[Rejected]) -> Tables:
        return Tables(**join_frames(frames, registry=self._registry), rejected=tuple(rejected))


def _batches(items: Iterator[ReadArticle | Rejected], size: int) -> Iterator[list[ReadArticle | Rejected]]:
    while batch := list(islice(items, size)):
        yield batch


def _of_article(frames: Frames, article_id: str) -> Frames:
    return {name: frame.filter(pl.col("article_id") == article_id) for name, frame in frames.items()}


def _rejected(note: PageDiagnostic) -> Rejected:
    return Rejected(note.file_name, note.reason or "")
