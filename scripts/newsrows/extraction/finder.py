"""Extraction: from the text of an article to everything that is found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import tee
from typing import TYPE_CHECKING

from newsrows.extraction.models import Models, entities
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.parse.functions import with_syntax
from newsrows.extraction.parse.parsed_article import ParsedArticle, no_states
from newsrows.extraction.parse.pipeline import parse
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.quotes.interviews import interviewee
from newsrows.extraction.references.descriptions import find_descriptions
from newsrows.extraction.references.finder import find_references
from newsrows.extraction.roles.finder import by_position, find_roles
from newsrows.extraction.roles.offices_of_pronouns import offices_of_pronouns
from newsrows.extraction.statistics import dollar_at, find_statistics
from newsrows.records import Article, Findings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsrows.extraction.parse.blocks import Block


def parse_all(texts: Iterable[str], models: Models) -> Iterator[ParsedArticle]:
    """Parse each text and mark its named entities, in the order of `texts`. Texts are read in batches."""
    texts, to_parse = tee(texts)
    for text, (doc, blocks) in zip(texts, parse(models.nlp, to_parse), strict=True):
        yield parsed_article(doc, models, text=text, blocks=blocks)


def parsed_article(
    doc: Doc, models: Models, *, text: str | None = None, blocks: tuple[Block, ...] | None = None
) -> ParsedArticle:
    """Mark the named entities of a parse.

    Args:
        doc: the parse.
        models: the models; `models.nlp` is not used.
        text: the text of `doc`, if the caller has it.
        blocks: the blocks of the text, if the caller has them.
    """
    text = doc.text if text is None else text
    reading = models.encoder.read(text)
    find_states = partial(models.references.states, reading) if models.references is not None else no_states
    return ParsedArticle.of(doc, entities(reading), text=text, blocks=blocks, reference_states=find_states)


def find(article: Article, parsed: ParsedArticle) -> Findings:
    """The mentions, roles, quotes and statistics in one article.

    Args:
        article: the article; its URL shows which country's dollar is meant.
        parsed: the parse of `article.text`.
    """
    names = find_names(parsed)
    descriptions = find_descriptions(parsed, names)
    roles = find_roles(parsed, names)
    references = find_references(parsed, names, descriptions, roles)
    roles = by_position((*roles, *offices_of_pronouns(parsed, names, references)))
    mentions = with_syntax(parsed.tokens, sorted((*names, *references), key=lambda mention: mention.span))
    return Findings(
        article_id=article.article_id,
        words=sum(any(map(str.isalnum, word)) for word in parsed.tokens.words),
        sentences=len(parsed.tokens.sentence_starts),
        paragraphs=len(parsed.blocks),
        mentions=mentions,
        roles=roles,
        descriptions=descriptions,
        quotes=find_quotes(parsed, mentions),
        interviewee=interviewee(parsed.text, parsed.blocks, mentions),
        statistics=find_statistics(parsed, dollar=dollar_at(article.url or "")),
        reference_states=parsed.reference_states(mentions),
    )
