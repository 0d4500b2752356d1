"""All findings of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.parsed import ParsedArticle
from newsrows.records import Article, Findings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(article: Article, doc: Doc) -> Findings:
    """Everything found in `article`, whose parse is `doc`."""
    parsed = ParsedArticle.of(doc)
    tokens = parsed.tokens
    return Findings(
        article_id=article.article_id,
        words=sum(any(c.isalnum() for c in word) for word in tokens.words),
        sentences=len(tokens.sentence_starts),
        paragraphs=len(parsed.blocks),
    )
