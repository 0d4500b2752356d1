"""What extraction finds in one article: spans and text, without ids and independent of other articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsrows.records.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EntityType = Literal["person", "organisation"]
Gender = Literal["female", "male"]
GenderSource = Literal["pronouns", "honorific", "noun"]
MentionForm = Literal["name", "acronym", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied"]
SourceType = Literal["person", "organisation", "document", "group", "anonymous", "author", "unknown"]
Bound = Literal["exact", "approximate", "at_least", "at_most", "more_than", "less_than", "range"]
StatisticKind = Literal[
    "count", "percent", "money", "duration", "age", "ratio", "measurement", "temperature", "rate", "other"
]
Change = Literal["increase", "decrease"]
RoleStatus = Literal["current", "former", "acting", "elect"]


GrammaticalFunction = Literal["subject", "passive", "object", "complement", "possessive", "attribute", "other"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause around a mention.

    Attributes:
        verb: offset of its verb, which identifies the clause.
        link: dependency of the verb: 'ROOT', 'ccomp', 'advcl', 'relcl', 'conj' ...
        parent: offset of the word on which the verb depends.
        is_report: whether the verb reports speech.
    """

    verb: int
    link: str
    parent: int
    is_report: bool


@dataclass(frozen=True, slots=True)
class Syntax:
    """The place of a mention in the parse of its sentence. Offsets are those of single words.

    Attributes:
        head: offset of the head of the noun phrase: 'minister' for Ann Carter in 'the minister, Ann Carter,'.
        governor: offset of the word on which the noun phrase depends; for a possessive, of the head of what it owns.
        function: its grammatical function; 'complement' is that of a preposition. A conjunct has that of the first.
        owned: the function of what a possessive owns: 'object' for 'his' in 'saw his house'.
        is_conjunct: whether it follows another noun phrase and 'and'.
        clauses: the clauses around it, from the inner one outwards.
        subject: offset of the head of its clause's subject, also if that is only understood.
        gender: the gender that a noun next to a name shows: 'her brother, Lee Marsh'.
    """

    head: int
    governor: int
    function: GrammaticalFunction
    owned: GrammaticalFunction | None
    is_conjunct: bool
    clauses: tuple[Clause, ...]
    subject: int | None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person or an organisation, or another phrase that refers to one.

    Attributes:
        span: without leading article, title, honorific and possessive ending.
        sentence: the number of its sentence, from 0.
        honorific: the one before the name, such as 'Mr'.
        gender: what an honorific or the pronoun shows.
        syntax: its place in the parse, for people; None if no token begins in it.
    """

    span: Span
    type: EntityType
    form: MentionForm
    sentence: int
    honorific: str | None = None
    gender: Gender | None = None
    syntax: Syntax | None = None


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
class Description:
    """What the article calls somebody: 'retired teacher' in 'Ann Carter, a retired teacher'.

    Attributes:
        entity: the span of a mention by name.
        noun: in lower case and in the singular; 'accused', 'suspect' or 'victim' if a verb shows it.
        modifiers: the words before the noun, in lower case.
        owner: in 'his wife, Ann Carter', the span of 'his'; for a noun, the span of its last word.
    """

    entity: Span
    noun: str
    modifiers: tuple[str, ...] = ()
    owner: Span | None = None


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
        continued: whether the speaker is not named at this quote: that of an earlier one goes on, or the person of an
            interview answers.
        confidence: the probability, from 0 to 1, that content and speaker are right.
        polarity: denied if the speaker denies or rejects the content.
        source: the type of source that the speaker's words show, such as document for 'a report'; None if they show
            none.
        speaker_head: the word or the name within `speaker` that speaks; None if nobody or several people do.
        speaker_owner: the words within `speaker` that name the one for whom the head speaks, or who wrote the document.
        sentence: the number of the sentence in which it begins, from 0.
    """

    kind: QuoteKind
    parts: tuple[Span, ...]
    cue: Cue | None = None
    speaker: Span | None = None
    continued: bool = False
    confidence: float = 0.5
    polarity: Polarity = "affirmed"
    source: SourceType | None = None
    speaker_head: Span | None = None
    speaker_owner: Span | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure in the article, normalised.

    Attributes:
        value: in `unit`; '1.2bn' is 1.2e9.
        sentence: the span of the sentence with the figure.
        value_max: the upper end of a range.
        concept: what is counted or measured, in the article's words.
        change: whether the figure is a rise or a fall, or a value after one; None if the text says neither.
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
    change: Change | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one article, each tuple in reading order.

    Attributes:
        interviewee: in a printed interview, the span of a mention of the person who answers, if that is certain.
        reference_states: by the index of a mention of a person, a vector (2, size) from the encoder: what it is like as
            a pronoun, and as an antecedent. Computed when asked for; only with accurate names.
    """

    article_id: str
    words: int
    sentences: int
    paragraphs: int
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    descriptions: tuple[Description, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    interviewee: Span | None = None
    reference_states: Mapping[int, NDArray[np.float32]] = field(default_factory=dict, repr=False, compare=False)
