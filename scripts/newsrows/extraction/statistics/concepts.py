"""The concept of a statistic: what a figure counts or measures, in the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.activities import activity_of, record_of, stay_of
from newsrows.extraction.statistics.change import DIRECTED_VERBS
from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.figures import own_tokens
from newsrows.extraction.statistics.implicit_heads import agent_clause, name_of, owner_of
from newsrows.extraction.statistics.measured_noun import can_be_measured, changed_noun, measured_noun, subject_of
from newsrows.extraction.statistics.neighbours import syntactic_head, word_before
from newsrows.extraction.statistics.noun_phrases import ExcludedTokens, noun_phrase_text, text_of
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_KINDS_WITHOUT_CLAUSE = frozenset({"percent", "duration", "age", "ratio"})  # not 'support the party has' for '43 %'
_DESCRIPTIONS = frozenset({"amod", "poss"})  # 'stolen road signs' is specific enough, 'signs' is not
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_ANYBODY = frozenset({"those", "anyone", "anybody", "everyone", "everybody"})
_MOST_STEPS = 6  # nouns of a compound, or tokens from a noun to its number
_RELATIVE_PRONOUNS = group("figure_words", "relative pronoun")
_ENDS_WITH = group("figure_words", "verb of an outcome")
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
    if _is_time_when(tokens, figure) or _is_age_of_those(tokens, figure):
        return None
    kind = figure.unit.kind if figure.unit is not None and figure.counted is None else "other"
    if kind == "duration":
        phrase = (
            stay_of(tokens, figure, sentence)
            or (None if _measures_noun_behind(tokens, figure) else activity_of(tokens, figure, sentence))
            or _noun_phrase_of(tokens, figure, sentence)
        )
        record = record_of(tokens, figure)
        is_whole = record is None or (phrase is not None and record in phrase)
        return phrase if is_whole else " ".join(filter(None, (phrase, record)))  # 'turnout lowest'
    if figure.unit is not None and figure.unit.name == "time" and _is_adverb(tokens, figure):  # 'scored 12 times'
        return activity_of(tokens, figure, sentence) or _noun_phrase_of(tokens, figure, sentence)
    phrase = _noun_phrase_of(tokens, figure, sentence)
    if phrase is None and kind == "measurement":  # 'they marched 200 miles'
        return activity_of(tokens, figure, sentence)
    return phrase


def _noun_phrase_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The noun that a figure counts or measures, with its modifiers."""
    head = measured_noun(tokens, figure, sentence)
    if head is None:
        return None
    if head in sentence.ages:  # 'a 65-year-old would pay 3 per cent'
        return text_of(tokens, list(range(sentence.ages[head], head + 1)))
    head = _head_of_compound(tokens, head, sentence)
    phrase = _phrase_without_figure(tokens, figure, sentence, head)
    if phrase is None or len(phrase) == 1:
        return None
    counted_in = _with_what_is_counted(tokens, figure, sentence, head, phrase) or _with_what_changes(
        tokens, figure, sentence, head, phrase
    )
    return counted_in or _with_owner(tokens, figure, sentence, head, phrase)


# Figures without a concept


def _is_time_when(tokens: Tokens, figure: Figure) -> bool:
    """Whether a duration says when something happens: 'two years later', 'In the last three months, sales'."""
    if figure.unit is None or figure.unit.kind != "duration":
        return False
    following = tokens.lower[figure.last_token + 1] if figure.last_token + 1 < len(tokens) else ""
    top = syntactic_head(tokens, figure)
    preposition = tokens.heads[top]
    is_within = tokens.deps[top] == "pobj" and tokens.lower[preposition] in _PREPOSITIONS_OF_TIME_WHEN
    is_fronted = preposition == tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    return following in _AFTER_TIME_WHEN or (
        is_within and is_fronted and word_before(tokens, figure) in _BEFORE_TIME_WHEN
    )


def _is_age_of_those(tokens: Tokens, figure: Figure) -> bool:
    """Whether an age is that of people without a noun: 'those over 70'."""
    before = tokens.at(figure.outer_start) - 1
    return figure.unit is not None and figure.unit.kind == "age" and before >= 0 and tokens.lower[before] in _ANYBODY


def _measures_noun_behind(tokens: Tokens, figure: Figure) -> bool:
    """Whether a noun behind a duration is measured: '50 years worth of broadcasts', 'two minutes off the journey'."""
    following = tokens.lower[figure.last_token + 1 : figure.last_token + 4]
    return (
        following[:1] == ["off"]
        or following[:2] == ["worth", "of"]
        or following in (["'", "worth", "of"], ["’", "worth", "of"])
    )


def _is_adverb(tokens: Tokens, figure: Figure) -> bool:
    """Whether a figure says how often: 'scored 12 times'; not '12 times the pay', 'three times higher'."""
    top = syntactic_head(tokens, figure)
    return tokens.deps[top] == "npadvmod" and tokens.tags[tokens.heads[top]].startswith("VB")


def _stands_for_people(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> bool:
    """Whether no noun names the people of a figure: 'killed 12', 'shot a 13-year-old'."""
    if figure.unit is not None and figure.unit.name == "person" and figure.counted is None:
        return True
    is_argument = figure.last_token in sentence.ages and tokens.deps[figure.last_token] in _ARGUMENTS
    return is_argument and tokens.words[figure.last_token + 1 : figure.last_token + 2] != [","]


def _harm_done(tokens: Tokens, figure: Figure) -> str | None:
    """What happened to people without a noun, or their group: 'killed' of 'killed 12', 'crowd' of 'a crowd of 90'."""
    after = figure.last_token + 1
    if tokens.lower[after : after + 1] in (["was"], ["were"], ["are"], ["is"]):  # 'three were badly injured'
        after += 1 + (tokens.tags[after + 1 : after + 2] == ["RB"])
        return tokens.lower[after] if after < len(tokens) and tokens.lower[after] in _HARM else None
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
    if tokens.deps[first] == "pobj" and tokens.heads[tokens.heads[first]] in own_tokens(tokens, figure):
        first = tokens.heads[tokens.heads[first]]  # 'the records of millions of patients'
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


def _with_what_changes(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int, phrase: str) -> str | None:
    """What changed by or to an amount of something: 'output of tin' in 'raised its output to five tonnes of tin'."""
    following = tokens.lower[figure.last_token + 1 : figure.last_token + 2]
    if figure.unit is None or figure.unit.kind != "measurement" or following != ["of"] or head < figure.last_token:
        return None
    changed = changed_noun(tokens, figure, sentence)
    name = name_of(tokens, changed, sentence.tokens) if changed is not None else None
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
    above = tokens.heads[noun]
    while tokens.deps[noun] == "conj" and (above in sentence.counted or above in sentence.tokens) and above < noun:
        noun, above = above, tokens.heads[above]
    verb = tokens.heads[noun]
    if tokens.deps[noun] == "conj" and tokens.tags[verb].startswith("VB"):  # 'has 12 buses, and 40 trams'
        siblings = tokens.children[verb]
        return next((c for c in siblings if tokens.deps[c] == "dobj" and c in sentence.counted and c < noun), noun)
    return noun


def _name_before_bracket(tokens: Tokens, figure: Figure) -> str | None:
    """The name before a count in brackets: 'Jo Roe' in 'Jo Roe (12 votes)'."""
    i = tokens.at(figure.outer_start) - 1
    after = figure.counted.end + 1 if figure.counted is not None else 0
    is_in_brackets = 0 < after < len(tokens) and i > 0 and tokens.words[i] == "(" and tokens.words[after] == ")"
    if not is_in_brackets or tokens.tags[i - 1] not in {"NNP", "NNPS"}:
        return None
    return name_of(tokens, i - 1, frozenset())


def _subject_with(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int) -> str | None:
    """Who comes, ends or leads with a count, or is home to it: 'Kent' in 'Kent came second with 40 wins'."""
    preposition = tokens.heads[head]
    is_counted = figure.counted is not None and figure.counted.token == head and not figure.counted.is_modifier
    is_with = tokens.deps[head] == "pobj" and tokens.lower[preposition] == "with"
    verb = tokens.heads[preposition]
    if is_counted and tokens.deps[head] == "pobj" and tokens.lower[preposition] in {"for", "to"}:
        return _home_of(tokens, verb, sentence)
    if is_with and tokens.deps[verb] == "attr" and tokens.tags[verb] in {"NNP", "NNPS"}:  # 'was Roe, with 40 wins'
        return name_of(tokens, verb, sentence.tokens) if is_counted else None
    if not is_counted or not is_with or tokens.lower[verb] not in _ENDS_WITH or preposition == verb + 1:
        return None
    subject = subject_of(tokens, verb, figure, sentence)
    is_noun = subject is not None and tokens.tags[subject] in NOUNS
    return name_of(tokens, subject, sentence.tokens) if subject is not None and is_noun else None


def _home_of(tokens: Tokens, home: int, sentence: SentenceFigures) -> str | None:
    """The place that is home to a count: 'village' in 'the village is home to 300 people'."""
    is_home = tokens.lower[home] == "home" or any(tokens.lower[c] == "home" for c in tokens.children[home] if c < home)
    above = tokens.heads[home]
    place: int | None = None
    if is_home and tokens.lower[above] in _COPULAS:
        place = next((c for c in tokens.children[above] if tokens.deps[c] == "nsubj" and c < above), None)
    elif is_home and tokens.words[home - 1 : home] == [","]:
        place = above if above < home else home - 2
    is_noun = place is not None and tokens.tags[place] in NOUNS
    return name_of(tokens, place, sentence.tokens) if place is not None and is_noun else None


def _with_owner(tokens: Tokens, figure: Figure, sentence: SentenceFigures, head: int, phrase: str) -> str:
    """The phrase with its owner or agent, if it has one: 'Acme workforce', 'beds the hospital has lost'."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    owner = owner_of(tokens, head, phrase, sentence.tokens) if kind != "age" else None
    owner = owner or _name_before_bracket(tokens, figure) or _subject_with(tokens, figure, sentence, head)
    if owner is not None:
        return f"{owner} {phrase}"
    number = _after_number(tokens, head, sentence) or 0  # 'a combined 435 homes' does not describe the homes
    descriptions = (c for c in tokens.children[head] if c < head and tokens.deps[c] in _DESCRIPTIONS)
    is_described = kind == "count" and any(c >= number for c in descriptions)
    has_other_owner = figure.is_shared and word_before(tokens, figure) in _COMPARES_OWNERS
    is_specific = figure.counted is None and not phrase.endswith(tokens.words[head])  # 'limit for a couple'
    clauses = (c for c in tokens.children[head] if tokens.deps[c] == "relcl")  # 'a lead they would not lose'
    has_relative = any(tokens.words[c] in phrase.split() for c in clauses)
    has_clause = is_specific or has_relative or not _RELATIVE_PRONOUNS.isdisjoint(phrase.split())
    if kind in _KINDS_WITHOUT_CLAUSE or has_other_owner or is_described or has_clause:
        return phrase
    first = _first_of_series(tokens, sentence, head)
    begin = min(tokens.edges[first][0], tokens.at(figure.outer_start))
    is_counted = figure.counted is not None and head == figure.counted.token
    clause = agent_clause(tokens, first, begin, sentence.tokens, is_counted=is_counted) if begin <= first else None
    return f"{phrase} {clause}" if clause else phrase
