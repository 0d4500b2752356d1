"""Findings of small made-up articles: `[p Ann Carter]` marks a person, so that no model is needed.

Marks: p person, o organisation, a acronym, m and f and i pronouns (male, female, first person), n nominal of a person,
b nominal of a body. An honorific stands before the mark, as in articles.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl

from newsrows.records import Article, Cue, Entity, Findings, LinkedArticle, Mention, Quote, Role, Span
from newsrows.records.findings import QuoteKind
from newsrows.resolution import link
from newsrows.tables.shard import ENTITY_SCHEMA, entity_rows

_TYPES = {"o": "organisation", "a": "organisation", "b": "organisation"}
_FORMS = {"p": "name", "o": "name", "a": "acronym", "n": "nominal", "b": "nominal"}
_GENDERS = {"m": "male", "f": "female", "Mr": "male", "Mrs": "female", "Ms": "female", "Sir": "male"}


def told(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text and its mentions."""
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

    `roles` maps a name to a title, `phrases` to the words that say so, if they are more than the name; `said` lists
    quotes and their speakers' phrases.
    """
    text, mentions = told(marked)

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
    """Each linked mention as (text, kind, name of whom it means)."""
    return [(m.mention.span.text, m.kind, article.entities[m.entity].name) for m in article.mentions]


def slice_of(*items: tuple[str, int, Entity], published_on: date | None = None) -> pl.DataFrame:
    """A slice of articles' entities: (article_id, index in the article, entity) each."""
    rows = [
        row | {"entity": n}
        for article, n, entity in items
        for row in entity_rows(Article(article, f"{article}.txt", "", "", published_on=published_on), [entity])
    ]
    return pl.DataFrame(rows, schema=ENTITY_SCHEMA)


def person(name: str, *evidence: str, **known: Any) -> Entity:
    """A person of one article."""
    return Entity(type="person", name=name, forms=((name, 1),), evidence=evidence, **known)


def organisation(name: str, **known: Any) -> Entity:
    """An organisation of one article."""
    return Entity(type="organisation", name=name, forms=((name, 1),), **known)
