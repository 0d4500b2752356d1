"""What the tests of several formats share: reading a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsrows.records import Article
from newsrows.sources import Rejected, read_articles


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading: the articles, and what is said of the rest, paths counted from the folder."""

    articles: list[Article]
    messages: list[str]

    @property
    def ids(self) -> list[str]:
        return [article.article_id for article in self.articles]

    @property
    def article(self) -> Article:
        (article,) = self.articles
        assert self.messages == []
        return article

    @property
    def message(self) -> str:
        (message,) = self.messages
        return message


Reader = Callable[..., Outcome]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read the test's folder, or what is named."""

    def run(*sources: str | Path, **options: Any) -> Outcome:
        items = list(read_articles(sources or [tmp_path], **options))
        return Outcome(
            [item for item in items if isinstance(item, Article)],
            [str(item).removeprefix(f"{tmp_path}/") for item in items if isinstance(item, Rejected)],
        )

    return run
