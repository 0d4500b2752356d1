"""What extraction finds in one article: spans and text, without ids and independent of other articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsrows.records.span import Span

EntityType = Literal["person", "organisation"]
Gender = Literal["female", "male"]
MentionForm = Literal["name", "acronym", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied"]
SourceType = Literal["person", "organisation", "document", "group", "anonymous", "author", "unknown"]
Bound = Literal["exact", "approximate", "at_least", "at_most", "more_than", "less_than", "range"]
StatisticKind = Literal[
    "count", "percent", "money", "duration", "age", "ratio", "measurement", "temperature", "rate", "other"
]
RoleStatus = Literal["current", "former", "acting", "elect"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person or an organisation, or another phrase that refers to one.

    Attributes:
        span: without leading article, title, honorific and possessive ending.
        sentence: the number of its sentence, from 0.
        honorific: the one before the name, such as 'Mr'.
        gender: what an honorific or the pronoun shows.
    """

    span: Span
    type: EntityType
    form: MentionForm
    sentence: int
    honorific: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office or position that somebody holds according to the article.

    Attributes:
        span: the phrase that says so, such as 'Hugh Henry, Minister for Young People'.
        person: the span of a mention.
        organisation: the span of a mention.
    """

    span: Span
    title: str
    person: Span
    organisation: Span | None = None
    status: RoleStatus = "current"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that reports speech: 'said' (lemma 'say'), 'according to'."""

    span: Span
    lemma: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation or a report of speech.

    Attributes:
        parts: its parts in order, each contiguous and without quotation marks at its edges.
        speaker: the phrase for the speaker.
        continued: whether the speaker is that of an earlier quote and is not named at this one.
        confidence: the probability, from 0 to 1, that content and speaker are right.
        polarity: denied if the speaker denies or rejects the content.
        source: the type of source that the speaker's words show, such as document for 'a report'; None if they show
            none.
    """

    kind: QuoteKind
    parts: tuple[Span, ...]
    cue: Cue | None = None
    speaker: Span | None = None
    continued: bool = False
    confidence: float = 0.5
    polarity: Polarity = "affirmed"
    source: SourceType | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure in the article, normalised.

    Attributes:
        value: in `unit`; '1.2bn' is 1.2e9.
        sentence: the span of the sentence with the figure.
        value_max: the upper end of a range.
        concept: what is counted or measured, in the article's words.
        confidence: the probability, from 0 to 1, that the row is right.
    """

    span: Span
    value: float
    bound: Bound
    kind: StatisticKind
    sentence: Span
    value_max: float | None = None
    unit: str | None = None
    concept: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one article, each tuple in reading order."""

    article_id: str
    words: int
    sentences: int
    paragraphs: int
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statistics: tuple[Statistic, ...] = ()
