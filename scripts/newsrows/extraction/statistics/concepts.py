"""The concept of a statistic: what a figure counts or measures, in the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.activities import activity_of
from newsrows.extraction.statistics.change import DIRECTED_VERBS
from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.figures import own_tokens
from newsrows.extraction.statistics.implicit_heads import agent_clause, name_of, owner_of
from newsrows.extraction.statistics.measured_noun import can_be_measured, measured_noun, subject_of
from newsrows.extraction.statistics.neighbours import syntactic_head, word_before
from newsrows.extraction.statistics.noun_phrases import ExcludedTokens, noun_phrase_text, text_of
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_KINDS_WITHOUT_CLAUSE = frozenset({"percent", "duration", "age", "ratio"})  # not 'support the party has' for '43 %'
_DESCRIPTIONS = frozenset({"amod", "poss"})  # 'stolen road signs' is specific enough, 'signs' is not
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_MOST_STEPS = 6  # nouns of a compound, or tokens from a noun to its number
_RELATIVE_PRONOUNS = group("figure_words", "relative pronoun")
_HARM = group("figure_words", "verb of harm")
_COPULAS = group("figure_words", "copula")
_BEFORE_FIGURE_OF_CHANGE = group("figure_words", "before the figure of a change")
_AFTER_TIME_WHEN = group("figure_words", "after a time when")
_BEFORE_TIME_WHEN = group("figure_words", "before a time when")
_PREPOSITIONS_OF_TIME_WHEN = group("figure_words", "preposition of a time when")
# In 'has 60 ships, compared to 90 abroad', the 90 have another owner.
_COMPARES_OWNERS = group("figure_words", "compares with another owner")


def concept_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The noun phrase that a figure counts or measures; None if the sentence does not name it.

    Args:
        tokens: the parse of the article.
        figure: a figure of `find_figures`.
        sentence: all figures of its sentence.
    """
    if _stands_for_people(tokens, figure, sentence):
        return _harm_done(tokens, figure)
    if _is_time_when(tokens, figure):
        return None
    is_duration = figure.unit is not None and figure.unit.kind == "duration" and figure.counted is None
    activity = activity_of(tokens, figure, sentence) if is_duration else None
    return activity or _noun_phrase_of(tokens, figure, sentence)


def _noun_phrase_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The noun that a figure counts or measures, with its modifiers."""
    head = measured_noun(tokens, figure, sentence)
    if head is None:
        return None
    if head in sentence.ages:  # 'a 65-year-old would pay 3 per cent'
        return text_of(tokens, list(range(sentence.ages[head], head + 1)))
    head = _head_of_compound(tokens, head, sentence)
    phrase = _phrase_without_figure(tokens, figure, sentence, head)
    if phrase is None:
        return None
    counted_in = _with_what_is_counted(tokens, figure, sentence, head, phrase)
    return counted_in or _with_owner(tokens, figure, sentence, head, phrase)


# Figures without a concept


def _is_time_when(tokens: Tokens, figure: Figure) -> bool:
    """Whether a duration says when something happens: 'two years later', 'in the last three months'."""
    if figure.unit is None or figure.unit.kind != "duration":
        return False
    following = tokens.lower[figure.last_token + 1] if figure.last_token + 1 < len(tokens) else ""
    top = syntactic_head(tokens, figure)
    is_within = tokens.deps[top] == "pobj" and tokens.lower[tokens.heads[top]] in _PREPOSITIONS_OF_TIME_WHEN
    return following in _AFTER_TIME_WHEN or (is_within and word_before(tokens, figure) in _BEFORE_TIME_WHEN)


def _stands_for_people(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> bool:
    """Whether no noun names the people of a figure: 'killed 12', 'shot a 13-year-old'."""
    if figure.unit is not None and figure.unit.name == "person" and figure.counted is None:
        return True
    is_argument = figure.last_token in sentence.ages and tokens.deps[figure.last_token] in _ARGUMENTS
    return is_argument and tokens.words[figure.last_token + 1 : figure.last_token + 2] != [","]


def _harm_done(tokens: Tokens, figure: Figure) -> str | None:
    """What happened to people without a noun, or their group: 'killed' of 'killed 12', 'crowd' of 'a crowd of 90'."""
    i = tokens.at(figure.outer_start) - 1
    if i > 0 and tokens.lower[i] == "of" and tokens.tags[i - 1] in NOUNS:  # 'a crowd of 8,100'
        return name_of(tokens, i - 1, frozenset())
    return tokens.lower[i] if i >= 0 and tokens.lower[i] in _HARM else None


# The noun phrase


def _head_of_compound(tokens: Tokens, noun: int, sentence: SentenceFigures) -> int:
    """The last noun of a compound: 'lots' for 'building' in '50-foot building lots'."""
    for _ in range(_MOST_STEPS):
        up = tokens.heads[noun]
        if tokens.deps[noun] != "compound" or up <= noun or tokens.tags[up] not in NOUNS or up in sentence.tokens:
            break
        noun = up
    return noun


def _phrase_without_figure(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int) -> str | None:
    """The noun phrase around `head`, without the figure."""
    excluded, counted = ExcludedTokens(own_tokens(tokens, figure), sentence.tokens), figure.counted
    if figure.substance is not None:
        return noun_phrase_text(tokens, head, excluded, head)
    if counted is None or head != counted.token:
        return noun_phrase_text(tokens, head, excluded)
    if not figure.is_shared:
        return noun_phrase_text(tokens, head, excluded, tokens.at(figure.number_end), counted.end)
    if head < figure.first_token:
        begin = _after_number(tokens, head, sentence)
        return noun_phrase_text(tokens, head, excluded, begin, is_cut_at_head=True)
    return noun_phrase_text(tokens, head, excluded)


def _after_number(tokens: Tokens, head: int, sentence: SentenceFigures) -> int | None:
    """The token behind the number that counts `head`: 'new' in 'a combined 435 new homes'."""
    for i in range(head - 1, max(-1, head - _MOST_STEPS), -1):
        if i in sentence.tokens or tokens.tags[i] == "CD":
            return i + 1
    return None


# What completes a noun phrase that says little alone


def _with_what_is_counted(
    tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int, phrase: str
) -> str | None:
    """What a count is a count of: 'run of defeats' in 'a run of six defeats', 'crew' in 'the crew is 90 men'."""
    counted = figure.counted
    if counted is None or counted.is_modifier or head != counted.token or figure.is_shared:
        return None
    if phrase == tokens.words[head]:
        subject = _counted_subject(tokens, figure, sentence, head)
        if subject is not None:
            excluded = ExcludedTokens(own_tokens(tokens, figure), sentence.tokens)
            return noun_phrase_text(tokens, subject, excluded)
    first = _first_of_series(tokens, sentence, head)
    of = tokens.heads[first]
    is_next = first != head or tokens.at(figure.outer_start) == of + 1
    if tokens.deps[first] != "pobj" or tokens.lower[of] != "of" or not is_next:
        return None
    noun = tokens.heads[of]
    if noun != of - 1 or tokens.tags[noun] not in NOUNS or not can_be_measured(tokens, noun, figure, sentence):
        return None
    if tokens.lower[tokens.heads[noun]] == "by":  # 'a search by volunteers of 40 huts'
        return None
    name = name_of(tokens, noun, sentence.tokens)
    return f"{name} of {phrase}" if name else None


def _counted_subject(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int) -> int | None:
    """The subject whose size a count gives: 'the crew is 90 men', 'turnout fell by 900 voters'."""
    up = tokens.heads[head]
    if tokens.deps[head] == "attr" and tokens.lower[up] in _COPULAS:
        subject = next((c for c in tokens.children[up] if tokens.deps[c] == "nsubj" and c < up), None)
        if subject is None or tokens.tags[subject] != "NN":  # 'the victims were two women' counts women
            return None
        return subject if can_be_measured(tokens, subject, figure, sentence) else None
    verb = tokens.heads[up]
    is_change = tokens.lower[up] in _BEFORE_FIGURE_OF_CHANGE and tokens.lower[verb] in DIRECTED_VERBS
    if tokens.deps[head] != "pobj" or not is_change:
        return None
    subject = subject_of(tokens, verb, figure, sentence)
    return subject if subject is not None and tokens.tags[subject] in NOUNS else None


def _first_of_series(tokens: Tokens, sentence: SentenceFigures, noun: int) -> int:
    """The first of several counted nouns: 'buses' for 'trams' in '12 buses and 40 trams'."""
    while tokens.deps[noun] == "conj" and tokens.heads[noun] in sentence.counted and tokens.heads[noun] < noun:
        noun = tokens.heads[noun]
    return noun


def _name_before_bracket(tokens: Tokens, figure: Figure) -> str | None:
    """The name before a count in brackets: 'Jo Roe' in 'Jo Roe (12 votes)'."""
    i = tokens.at(figure.outer_start) - 1
    after = figure.counted.end + 1 if figure.counted is not None else 0
    is_in_brackets = 0 < after < len(tokens) and i > 0 and tokens.words[i] == "(" and tokens.words[after] == ")"
    if not is_in_brackets or tokens.tags[i - 1] not in {"NNP", "NNPS"}:
        return None
    return name_of(tokens, i - 1, frozenset())


def _with_owner(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int, phrase: str) -> str:
    """The phrase with its owner or agent, if it has one: 'Acme workforce', 'beds the hospital has lost'."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    owner = owner_of(tokens, head, phrase, sentence.tokens) if kind != "age" else None
    owner = owner or _name_before_bracket(tokens, figure)
    if owner is not None:
        return f"{owner} {phrase}"
    number = _after_number(tokens, head, sentence) or 0  # 'a combined 435 homes' does not describe the homes
    descriptions = (c for c in tokens.children[head] if c < head and tokens.deps[c] in _DESCRIPTIONS)
    is_described = kind == "count" and any(c >= number for c in descriptions)
    has_other_owner = figure.is_shared and word_before(tokens, figure) in _COMPARES_OWNERS
    is_specific = figure.counted is None and not phrase.endswith(tokens.words[head])  # 'limit for a couple'
    has_clause = is_specific or not _RELATIVE_PRONOUNS.isdisjoint(phrase.split())
    if kind in _KINDS_WITHOUT_CLAUSE or has_other_owner or is_described or has_clause:
        return phrase
    first = _first_of_series(tokens, sentence, head)
    begin = min(tokens.edges[first][0], tokens.at(figure.outer_start))
    clause = agent_clause(tokens, first, begin, sentence.tokens) if begin <= first else None
    return f"{phrase} {clause}" if clause else phrase
