"""Small made-up articles whose mentions are marked, as in `[p Ann Carter]`, so that tests need no model.

Marks: p person; o organisation; a acronym; m, f and i pronouns (male, female, first person); n nominal of a person; b
nominal of an organisation; t 'it' for an organisation. An honorific comes before the mark.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl

from newsrows.records import Article, Cue, Description, Entity, Findings, LinkedArticle, Mention, Quote, Role, Span
from newsrows.records.findings import QuoteKind, SourceType
from newsrows.resolution import Resolution, link, resolve
from newsrows.tables.shard import ENTITY_SCHEMA, entity_rows

_TYPES = {"o": "organisation", "a": "organisation", "b": "organisation", "t": "organisation"}
_FORMS = {"p": "name", "o": "name", "a": "acronym", "n": "nominal", "b": "nominal"}
_GENDERS = {"m": "male", "f": "female", "Mr": "male", "Mrs": "female", "Ms": "female", "Sir": "male"}


def read_story(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without the marks, and its mentions."""
    text, mentions, done = "", [], 0
    for mark in re.finditer(r"\[([poamfinbt]) ([^\]]+)\]", marked):
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
    sources: dict[str, tuple[str | None, str | None, SourceType | None]] | None = None,
    described: tuple[tuple[str, str, str | None], ...] = (),
) -> LinkedArticle:
    """Link a story.

    Args:
        marked: the text with marks.
        roles: titles by name.
        phrases: by name, the phrase that gives the title, if it is longer than the name.
        said: pairs of a quote and its speaker's phrase.
        kind: the kind of all quotes.
        sources: by the speaker's phrase its head, its owner and its type, if the head is not the whole phrase.
        described: triples of a name, what the article calls it, and the owner of a relative: ('Ann', 'wife', 'his').
    """
    text, mentions = read_story(marked)

    def span(words: str, start: int = 0) -> Span:
        at = text.index(words, start)
        return Span(at, at + len(words), words)

    def quote(words: str, speaker: str | None) -> Quote:
        cue = Cue(span(words), "say")
        if speaker is None:
            return Quote(kind, (span(words),), cue)
        phrase = span(speaker)
        head, owner, source = (sources or {}).get(speaker, (speaker, None, None))
        return Quote(
            kind,
            (span(words),),
            cue,
            phrase,
            source=source,
            speaker_head=None if head is None else span(head, phrase.start),
            speaker_owner=None if owner is None else span(owner, phrase.start),
        )

    findings = Findings(
        article_id="a1",
        words=len(text.split()),
        sentences=text.count(". ") + 1,
        paragraphs=1,
        mentions=mentions,
        roles=tuple(
            Role(span((phrases or {}).get(name, name)), title, span(name)) for name, title in (roles or {}).items()
        ),
        descriptions=tuple(
            Description(span(name), noun, tuple(modifiers.split()), None if owner is None else span(owner))
            for name, phrase, owner in described
            for modifiers, _, noun in [phrase.rpartition(" ")]
        ),
        quotes=tuple(quote(words, speaker) for words, speaker in said),
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


def resolved(*entities: Entity, beside: Entity | None = None) -> Resolution:
    """The resolution of entities that each stand in an article of their own: a000, a001 ...

    All articles name `beside` as well.
    """
    articles = in_articles(*entities)
    others = [] if beside is None else [(article, 1, beside) for article, _, _ in articles]
    return resolve([slice_of(*articles, *others)])


def in_articles(*entities: Entity) -> list[tuple[str, int, Entity]]:
    """Each entity in an article of its own, as `slice_of` takes them."""
    return [(f"a{i:03}", 0, entity) for i, entity in enumerate(entities)]


def ids_of(*entities: Entity, beside: Entity | None = None) -> list[str]:
    """The ids of entities that each stand in an article of their own, which also names `beside`."""
    return list(resolved(*entities, beside=beside).ids.filter(pl.col("entity") == 0)["id"])
