"""Findings of one article, linked to its people and organisations.

Entities are numbered per article: a number is an index into `LinkedArticle.entities`. Ids come later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsrows.records.findings import EntityType, Gender, Mention, Quote, Role, SourceType, Statistic

MentionKind = Literal["name", "partial", "acronym", "nominal", "pronoun"]
Attribution = Literal["named", "partial", "pronoun", "nominal", "continued", "none"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organisation in one article.

    Attributes:
        name: the fullest form in the article.
        forms: all forms with their numbers of mentions, in order of first appearance.
        kind: the kind of organisation, as in schemas/organisations.json.
        evidence: words that distinguish namesakes: titles of roles, organisations, countries.
    """

    type: EntityType
    name: str
    forms: tuple[tuple[str, int], ...]
    given_name: str | None = None
    family_name: str | None = None
    honorific: str | None = None
    acronym: str | None = None
    kind: str | None = None
    gender: Gender | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention with its entity.

    Attributes:
        kind: how it refers.
        entity: the number of its entity.
        confidence: the probability, from 0 to 1, that it refers to the entity.
        quote: the index of the innermost quote that contains it.
    """

    mention: Mention
    kind: MentionKind
    entity: int
    confidence: float = 1.0
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedRole:
    """A role with the numbers of its person and of its organisation."""

    role: Role
    person: int
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedQuote:
    """A quote, how its speaker was found, and the number of the speaker's entity, if there is one.

    Attributes:
        source_type: what kind of source speaks.
        speaker_confidence: the probability, from 0 to 1, that the entity is the speaker; None without an entity.
        confidence: the probability, from 0 to 1, that the whole row is right.
    """

    quote: Quote
    attribution: Attribution
    entity: int | None = None
    source_type: SourceType = "unknown"
    speaker_confidence: float | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class LinkedStatistic:
    """A statistic, and the index of the innermost quote that contains it."""

    statistic: Statistic
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The linked findings of one article; all tuples have the order of the findings."""

    article_id: str
    words: int
    sentences: int
    paragraphs: int
    entities: tuple[Entity, ...] = ()
    mentions: tuple[LinkedMention, ...] = ()
    roles: tuple[LinkedRole, ...] = ()
    quotes: tuple[LinkedQuote, ...] = ()
    statistics: tuple[LinkedStatistic, ...] = ()
