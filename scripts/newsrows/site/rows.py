"""Rows of a package as the report reads them: typed, and free of frames.

A field without a default must be there: a row that lacks it is left out of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsrows.records import EntityType


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row of articles; `text` is None where the package was published without it."""

    article_id: str
    file_name: str | None = None
    sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str | None = None
    words: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of people."""

    person_id: str
    name: str
    honorific: str | None = None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A row of organisations."""

    organisation_id: str
    name: str
    acronym: str | None = None
    kind: str | None = None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A row of aliases."""

    alias_id: str
    form: str
    person_id: str | None = None
    organisation_id: str | None = None
    relation: str | None = None
    articles: int | None = None
    mentions: int | None = None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of mentions."""

    mention_id: str
    article_id: str
    start: int
    end: int
    person_id: str | None = None
    organisation_id: str | None = None
    kind: str | None = None
    text: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of roles."""

    role_id: str
    article_id: str
    title: str
    start: int
    end: int
    person_id: str | None = None
    organisation_id: str | None = None
    text: str | None = None
    status: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A row of quotes."""

    quote_id: str
    article_id: str
    start: int
    end: int
    kind: str | None = None
    text: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    person_id: str | None = None
    organisation_id: str | None = None
    attribution: str | None = None
    confidence: float | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteSpanRow:
    """A row of quote_spans."""

    quote_id: str
    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """A row of statistics."""

    statistic_id: str
    article_id: str
    start: int
    end: int
    value: float
    text: str | None = None
    value_max: float | None = None
    bound: str | None = None
    kind: str | None = None
    unit: str | None = None
    concept: str | None = None
    quote_id: str | None = None
    sentence: str | None = None
    confidence: float | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class EntityKey:
    """Which person or organisation: ids are unique within each of the two tables only."""

    type: EntityType
    id: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row of people or organisations; `detail` is the honorific or the acronym, `kind` that of an organisation."""

    key: EntityKey
    name: str
    detail: str | None = None
    kind: str | None = None
    wikidata_id: str | None = None


def entity_of(row: MentionRow | RoleRow | QuoteRow | AliasRow) -> EntityKey | None:
    """The person, or else the organisation, that `row` is about: who is named, holds the role, or speaks."""
    if row.person_id:
        return EntityKey("person", row.person_id)
    if row.organisation_id and not isinstance(row, RoleRow):
        return EntityKey("organisation", row.organisation_id)
    return None
