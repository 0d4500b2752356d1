"""Figures that only their context makes ages or numbers of people: 'aged 25', 'Roe, 25,', 'killed 12'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.figures import AGE_IN_YEARS
from newsrows.extraction.statistics.units import Unit
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_PERSON = Unit("person", "count")
_OLDEST = 105  # years
_ADULT = 16  # years; smaller numbers behind a name are more often those of players
_LONGEST_PHRASE = 4  # words between 'aged' or 'killed' and the number
_SMALLEST_CROWD = 100  # a smaller number behind 'in front of' may be of anything
_GROUPS_OF_PEOPLE = group("figure_words", "group of people")
_AGED = group("figure_words", "aged")
_BETWEEN_AGED_AND_NUMBER = group("figure_words", "between aged and a number")
_BETWEEN_HARM_AND_NUMBER = group("figure_words", "between a verb of harm and a number")
_HARM = group("figure_words", "verb of harm")
_BEFORE_AGE_OF_PRONOUN = group("figure_words", "before an age of a pronoun")
_PRONOUN_BEFORE = frozenset({"the", "these", "those", "other"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SCHOOL_AGE = 5  # years; a smaller bare number is not an age
_EXPECTANCY_REACH = 10  # tokens from 'life expectancy' to its years
_TAGS_BEHIND_BARE_AGE = frozenset({"IN", ".", ",", "CC", ":", "-RRB-", "VBP", "VBD", "VBZ", "MD", "WRB"})
_PEOPLE_OF_AN_AGE = group("figure_words", "people of an age")
_BEFORE_AGE_AT = group("figure_words", "before an age at")
_CLOSING_MARKS = frozenset({",", ".", ";", ")", "—", "–"})
_TAGS_AFTER_CASUALTIES = frozenset({".", ",", "CC", "IN", "WDT", ":"})
_TAGS_AFTER_AGE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP"})


def apply_context_rules(tokens: Tokens, figure: Figure) -> Figure:
    """The figure with the unit 'year' (kind age) or 'person' if the words around it say so, else unchanged."""
    if _is_casualties(tokens, figure) or _is_size_of_group(tokens, figure):
        return replace(figure, unit=_PERSON)
    is_age_like = figure.scale == 1 and 0 < figure.value <= _OLDEST and figure.numeral.form in {"digits", "words"}
    if not is_age_like:
        return figure
    if figure.unit is None or figure.unit.kind == "count":
        if _follows_aged(tokens, figure) or _follows_person(tokens, figure) or _is_bare_age(tokens, figure):
            return replace(figure, unit=AGE_IN_YEARS, counted=None, end=max(figure.number_end, figure.numeral.end))
    elif figure.unit.kind == "duration" and _follows_aged(tokens, figure):
        return replace(figure, unit=Unit(figure.unit.name, "age"))
    return figure


def _is_casualties(tokens: Tokens, figure: Figure) -> bool:
    """Whether a bare number counts people: 'The blast killed 12 and injured at least 30'."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words", "vague"} or figure.value <= 0:
        return False
    i = figure.first_token - 1
    verb = tokens.heads[figure.first_token]
    is_subject = tokens.deps[figure.first_token] == "nsubjpass" and tokens.lower[verb] in _HARM
    if is_subject and figure.value > 1 and tokens.lower[max(i, 0)] not in _PRONOUN_BEFORE:  # 'three were injured'
        return True
    while i >= max(0, figure.first_token - _LONGEST_PHRASE) and tokens.lower[i] in _BETWEEN_HARM_AND_NUMBER:
        i -= 1
    after = tokens.at(figure.number_end)
    is_bare = after >= len(tokens) or tokens.tags[after] in _TAGS_AFTER_CASUALTIES
    return i >= 0 and is_bare and tokens.lower[i] in _HARM


def _is_size_of_group(tokens: Tokens, figure: Figure) -> bool:
    """Whether a bare number counts the people of a group: 'a family of four', 'in front of 15,522'."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words"} or figure.value < 2:
        return False
    i, after = tokens.at(figure.outer_start) - 1, tokens.at(figure.number_end)
    if i < 1 or tokens.lower[i] not in {"of", "by"}:
        return False
    is_bare = after >= len(tokens) or not tokens.tags[after].startswith(("NN", "JJ", "CD", "HYPH"))
    if tokens.lower[i] == "of" and tokens.lower[i - 1] == "front":
        return is_bare and figure.value >= _SMALLEST_CROWD
    noun = tokens.words[i - 1]
    return is_bare and noun in _GROUPS_OF_PEOPLE and tokens.lower[i] == "of"


def _follows_aged(tokens: Tokens, figure: Figure) -> bool:
    """Whether the number follows 'aged': 'aged 25', 'aged between 25 and 30'."""
    i = figure.first_token - 1
    for _ in range(_LONGEST_PHRASE):
        if i < 0 or tokens.lower[i] in _AGED:
            break
        if tokens.lower[i] not in _BETWEEN_AGED_AND_NUMBER:
            return False
        i -= 1
    return i >= 0 and tokens.lower[i] in _AGED


def _follows_person(tokens: Tokens, figure: Figure) -> bool:
    """Whether a whole number follows a person's name: 'Hague, 44, said', 'Nick Hague 44 has', 'who is 70,'."""
    i, after = figure.first_token, tokens.at(figure.number_end)
    if figure.unit is not None or not figure.numeral.is_digits_only or i < 2 or after >= len(tokens):
        return False
    if tokens.words[i - 1] == "(" and tokens.words[after] == ")":  # 'Jo Roe (53) was charged'; 'Roe (4)' is a player
        return figure.value >= _ADULT and _ends_full_name(tokens, i - 2)
    is_closed = tokens.words[after] in _CLOSING_MARKS
    if tokens.words[i - 1] == ",":
        is_name = tokens.tags[i - 2] == "NNP" and not _ends_other_name(tokens, i - 2)
        return is_closed and (is_name or _is_apposition(tokens, figure, after))
    if tokens.lower[i - 1] in _BEFORE_AGE_OF_PRONOUN:  # 'his father, who is 70,'
        return tokens.lower[i - 2] in {"who", "he", "she"} and is_closed
    is_followed = tokens.tags[after] in _TAGS_AFTER_AGE
    return figure.value >= _ADULT and is_followed and tokens.tags[i - 1] == "NNP" and _ends_full_name(tokens, i - 1)


def _is_apposition(tokens: Tokens, figure: Figure, after: int) -> bool:
    """Whether a number between commas describes a subject, whatever the NER model says: 'The senator, 71, has'."""
    noun = figure.first_token - 2
    begin, _ = tokens.edges[noun]
    follows_preposition = begin > 0 and tokens.tags[begin - 1] == "IN"  # 'in Boston, 43, and'
    is_noun = tokens.tags[noun] in {"NN", "NNP"} and tokens.deps[noun] in _SUBJECTS and not follows_preposition
    behind = tokens.tags[after + 1] if after + 1 < len(tokens) else ""
    return is_noun and figure.value >= _ADULT and tokens.words[after] == "," and behind in _TAGS_AFTER_AGE


def _is_bare_age(tokens: Tokens, figure: Figure) -> bool:
    """'those over 70', 'she will be 35', 'he turns 30 in May', 'left school at 16', 'a life expectancy of 73'."""
    i, after = tokens.at(figure.outer_start) - 1, tokens.at(figure.number_end)
    is_whole = figure.value == int(figure.value) and figure.start == figure.numeral.start
    is_closed = after >= len(tokens) or tokens.tags[after] in _TAGS_BEHIND_BARE_AGE or tokens.words[after] == "—"
    if i < 1 or figure.value < _SCHOOL_AGE or not is_whole or not is_closed:
        return False
    return _introduces_age(tokens, i, figure.value)


def _introduces_age(tokens: Tokens, i: int, value: float) -> bool:
    """Whether the token `i`, right before a whole number, introduces an age."""
    word, before = tokens.lower[i], tokens.lower[i - 1]
    if word in {"over", "under", "above", "below"}:
        return before in _PEOPLE_OF_AN_AGE
    if word == "be":
        return before in {"will", "'ll", "would"} and tokens.lower[i - 2] in {"he", "she", "who"} and i > 1
    if word == "at":
        floor = tokens.sentence_starts[tokens.sentence_of(i)]
        return any(near in _BEFORE_AGE_AT for near in tokens.lower[max(floor, i - _LONGEST_PHRASE) : i])
    if word in {"turns", "turned", "turning"}:
        return value >= _ADULT and tokens.tags[i].startswith("VB")
    begin = max(tokens.sentence_starts[tokens.sentence_of(i)], i - _EXPECTANCY_REACH)
    return "expectancy" in tokens.lower[begin : i + 1] and word in {"is", "was", "of", "to", "around", "about"}


def _ends_other_name(tokens: Tokens, last: int) -> bool:
    """Whether the name of something other than a person ends at the token `last`: 'in Boston, 43,'."""
    return any(begin <= last < end and label != "person" for begin, end, label in tokens.entities)


def _ends_full_name(tokens: Tokens, last: int) -> bool:
    """Whether a person's name of two words or more ends at the token `last`; it may include the number behind it."""
    return any(begin < last < end <= last + 3 and label == "person" for begin, end, label in tokens.entities)
