"""Small made-up articles whose mentions are marked, as in `[p Ann Carter]`, so that tests need no model.

Marks: p person; o organisation; a acronym; m, f and i pronouns (male, female, first person); n nominal of a person; b
nominal of an organisation. An honorific comes before the mark.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl

from newsrows.records import Article, Cue, Entity, Findings, LinkedArticle, Mention, Quote, Role, Span
from newsrows.records.findings import QuoteKind
from newsrows.resolution import Resolution, link, resolve
from newsrows.tables.shard import ENTITY_SCHEMA, entity_rows

_TYPES = {"o": "organisation", "a": "organisation", "b": "organisation"}
_FORMS = {"p": "name", "o": "name", "a": "acronym", "n": "nominal", "b": "nominal"}
_GENDERS = {"m": "male", "f": "female", "Mr": "male", "Mrs": "female", "Ms": "female", "Sir": "male"}


def read_story(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without the marks, and its mentions."""
    text, mentions, done = "", [], 0
    for mark in re.finditer(r"\[([poamfinb]) ([^\]]+)\]", marked):
        text += marked[done : mark.start()]
        code, words = mark.groups()
        before = text.rsplit(None, 1)[-1] if text.split() else ""
        honorific = before if before in {"Mr", "Mrs", "Ms", "Sir", "Dr", "Justice", "Father"} else None
        values: dict[str, Any] = {"type": _TYPES.get(code, "person"), "form": _FORMS.get(code, "pronoun")}
        values["gender"] = _GENDERS.get(code) or _GENDERS.get(honorific or "")
        span = Span(len(text), len(text) + len(words), words)
        mentions.append(Mention(span, sentence=text.count(". "), honorific=honorific, **values))
        text += words
        done = mark.end()
    return text + marked[done:], tuple(mentions)


def linked(
    marked: str,
    *,
    roles: dict[str, str] | None = None,
    phrases: dict[str, str] | None = None,
    said: tuple[tuple[str, str | None], ...] = (),
    kind: QuoteKind = "direct",
) -> LinkedArticle:
    """Link a story.

    Args:
        marked: the text with marks.
        roles: titles by name.
        phrases: by name, the phrase that gives the title, if it is longer than the name.
        said: pairs of a quote and its speaker's phrase.
        kind: the kind of all quotes.
    """
    text, mentions = read_story(marked)

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words), words)

    findings = Findings(
        article_id="a1",
        words=len(text.split()),
        sentences=text.count(". ") + 1,
        paragraphs=1,
        mentions=mentions,
        roles=tuple(
            Role(span((phrases or {}).get(name, name)), title, span(name)) for name, title in (roles or {}).items()
        ),
        quotes=tuple(
            Quote(kind, (span(words),), Cue(span(words), "say"), None if speaker is None else span(speaker))
            for words, speaker in said
        ),
    )
    return link(Article("a1", "a1.txt", "", text), findings)


def links(article: LinkedArticle) -> list[tuple[str, str, str]]:
    """(text, kind, name of its entity) of each linked mention."""
    return [(m.mention.span.text, m.kind, article.entities[m.entity].name) for m in article.mentions]


def slice_of(*items: tuple[str, int, Entity], published_on: date | None = None) -> pl.DataFrame:
    """A frame of entities from (article_id, number in the article, entity)."""
    rows = [
        row | {"entity": n}
        for article, n, entity in items
        for row in entity_rows(Article(article, f"{article}.txt", "", "", published_on=published_on), [entity])
    ]
    return pl.DataFrame(rows, schema=ENTITY_SCHEMA)


def person(name: str, *evidence: str, **fields: Any) -> Entity:
    """A person in an article."""
    return Entity(type="person", name=name, forms=((name, 1),), evidence=evidence, **fields)


def organisation(name: str, **fields: Any) -> Entity:
    """An organisation in an article."""
    return Entity(type="organisation", name=name, forms=((name, 1),), **fields)


def resolved(*entities: Entity) -> Resolution:
    """The resolution of entities that each stand in an article of their own: a000, a001 ..."""
    return resolve([slice_of(*in_articles(*entities))])


def in_articles(*entities: Entity) -> list[tuple[str, int, Entity]]:
    """Each entity in an article of its own, as `slice_of` takes them."""
    return [(f"a{i:03}", 0, entity) for i, entity in enumerate(entities)]


def ids_of(*entities: Entity) -> list[str]:
    """The ids of entities that each stand in an article of their own."""
    return list(resolved(*entities).ids["id"])
