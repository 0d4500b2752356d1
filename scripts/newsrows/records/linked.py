"""Findings of one article after its mentions were put together into people and organisations.

`entity` is an index into `LinkedArticle.entities`; ids that hold across articles come later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsrows.records.findings import EntityType, Gender, Mention, Quote, Role, Statistic

MentionKind = Literal["name", "partial", "acronym", "nominal", "pronoun"]
Attribution = Literal["named", "partial", "pronoun", "nominal", "continued", "none"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organisation as one article knows it.

    `name` is the fullest form in the article, `forms` every form with its number of mentions, in order of first
    appearance. `evidence` holds words that tell namesakes apart: role titles, organisations, places.
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
    """A mention, how it refers, and to whom."""

    mention: Mention
    kind: MentionKind
    entity: int


@dataclass(frozen=True, slots=True)
class LinkedRole:
    """A role with its person and, where one is named, its organisation."""

    role: Role
    person: int
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedQuote:
    """A quote, how its speaker was found, and who that is (None: nobody, or nobody with a row)."""

    quote: Quote
    attribution: Attribution
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedStatistic:
    """A statistic and the index of the quote that it stands in."""

    statistic: Statistic
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """One article's findings, put together; tuples keep the order of the findings."""

    article_id: str
    words: int
    sentences: int
    paragraphs: int
    entities: tuple[Entity, ...] = ()
    mentions: tuple[LinkedMention, ...] = ()
    roles: tuple[LinkedRole, ...] = ()
    quotes: tuple[LinkedQuote, ...] = ()
    statistics: tuple[LinkedStatistic, ...] = ()
