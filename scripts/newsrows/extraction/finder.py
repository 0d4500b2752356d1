"""Extraction: from the text of an article to everything that is found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from newsrows.extraction.models import Models
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.parse.functions import with_syntax
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.pipeline import parse
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.quotes.interviews import interviewee
from newsrows.extraction.references.descriptions import find_descriptions
from newsrows.extraction.references.finder import find_references
from newsrows.extraction.roles.finder import find_roles
from newsrows.extraction.statistics import dollar_at, find_statistics
from newsrows.records import Article, Findings


def parse_all(texts: Iterable[str], models: Models) -> Iterator[ParsedArticle]:
    """Parse each text and mark its named entities, in the order of `texts`. Texts are read in batches."""
    texts, to_parse = tee(texts)
    for text, (doc, blocks) in zip(texts, parse(models.nlp, to_parse), strict=True):
        yield ParsedArticle.of(doc, models.entities_in(text), text=text, blocks=blocks)


def find(article: Article, parsed: ParsedArticle) -> Findings:
    """The mentions, roles, quotes and statistics in one article.

    Args:
        article: the article; its URL shows which country's dollar is meant.
        parsed: the parse of `article.text`.
    """
    names = find_names(parsed)
    descriptions = find_descriptions(parsed, names)
    references = find_references(parsed, names, descriptions)
    mentions = with_syntax(parsed.tokens, sorted((*names, *references), key=lambda mention: mention.span))
    return Findings(
        article_id=article.article_id,
        words=sum(any(map(str.isalnum, word)) for word in parsed.tokens.words),
        sentences=len(parsed.tokens.sentence_starts),
        paragraphs=len(parsed.blocks),
        mentions=mentions,
        roles=find_roles(parsed, names),
        descriptions=descriptions,
        quotes=find_quotes(parsed, mentions),
        interviewee=interviewee(parsed.text, parsed.blocks, mentions),
        statistics=find_statistics(parsed, dollar=dollar_at(article.url or "")),
    )
