"""All findings of an article, and the parses that they are found in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from newsrows.extraction.models import Reader
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.pipeline import parse
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.references.finder import find_references
from newsrows.extraction.roles.finder import find_roles
from newsrows.extraction.statistics import dollar_at, find_statistics
from newsrows.records import Article, Findings


def parse_all(texts: Iterable[str], reader: Reader) -> Iterator[ParsedArticle]:
    """Each text with its parse and names, in the order given."""
    texts, again = tee(texts)
    for text, (doc, blocks) in zip(texts, parse(reader.nlp, again), strict=True):
        yield ParsedArticle.of(doc, reader.names_in(text), text=text, blocks=blocks)


def find(article: Article, parsed: ParsedArticle) -> Findings:
    """Everything found in one article, whose parse is `parsed`."""
    names = find_names(parsed)
    mentions = tuple(sorted((*names, *find_references(parsed, names)), key=lambda mention: mention.span))
    return Findings(
        article_id=article.article_id,
        words=sum(any(map(str.isalnum, word)) for word in parsed.tokens.words),
        sentences=len(parsed.tokens.sentence_starts),
        paragraphs=len(parsed.blocks),
        mentions=mentions,
        roles=find_roles(parsed, names),
        quotes=find_quotes(parsed, mentions),
        statistics=find_statistics(parsed, dollar=dollar_at(article.url or "")),
    )
