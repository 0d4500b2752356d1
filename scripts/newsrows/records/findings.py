"""What extraction finds in one article: spans and surface text, no ids, nothing known of other articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsrows.records.span import Span

EntityType = Literal["person", "organisation"]
Gender = Literal["female", "male"]
MentionForm = Literal["name", "acronym", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Bound = Literal["exact", "approximate", "at_least", "at_most", "more_than", "less_than", "range"]
StatisticKind = Literal[
    "count", "percent", "money", "duration", "age", "ratio", "measurement", "temperature", "rate", "other"
]
RoleStatus = Literal["current", "former", "acting", "elect"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person or an organisation is named or referred to.

    `span` has no leading article, title, honorific or possessive. `honorific` is the one that stands before it
    ('Mr'), `gender` what the words show (an honorific, a pronoun), `sentence` counts from 0 in the article.
    """

    span: Span
    type: EntityType
    form: MentionForm
    sentence: int
    honorific: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office or position that the article says somebody holds.

    `person` and `organisation` are the spans of names that are also among the article's mentions; `span` is the phrase
    that says so ('Hugh Henry, Minister for Young People').
    """

    span: Span
    title: str
    person: Span
    organisation: Span | None = None
    status: RoleStatus = "current"


@dataclass(frozen=True, slots=True)
class Cue:
    """The word or words that report speech: 'said' (lemma 'say'), 'according to'."""

    span: Span
    lemma: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation or report of speech.

    `parts` are its contiguous pieces in order, without quotation marks at their edges. `speaker` is the surface text
    of who speaks; `continued` says that the speaker was carried over from an earlier quote, not named at this one.
    `confidence` is the probability, from 0 to 1, that content and speaker are right.
    """

    kind: QuoteKind
    parts: tuple[Span, ...]
    cue: Cue | None = None
    speaker: Span | None = None
    continued: bool = False
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure that the article claims, normalised.

    `value` is in `unit` ('1.2bn' is 1.2e9); `value_max` is the upper end of a range. `concept` is what is counted or
    measured, in the article's words. `sentence` is the sentence it stands in.
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
    """All that was found in one article, each tuple in reading order."""

    article_id: str
    words: int
    sentences: int
    paragraphs: int
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statistics: tuple[Statistic, ...] = ()
