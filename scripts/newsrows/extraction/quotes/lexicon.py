"""The words that report speech, read from lexicon/: verbs with their forms, nouns of saying, prepositions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsrows.lexicon import column, rows


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reporting word: its lemma, its class ('say', 'ask', 'judge' ...) and whether it denies what it reports."""

    lemma: str
    group: str
    is_negative: bool = False


# Groups of verbs that report without more: 'praise' and 'call' need to be told from other senses.
PLAIN_SPEECH = frozenset({"say", "tell", "write", "ask"})
ACCORDING = Reporting("according to", "according")
IN_THE_WORDS_OF = Reporting("in the words of", "according")


@cache
def reporting_verbs() -> dict[str, Reporting]:
    """Every form of every reporting verb: 'said', 'saying' -> say."""
    return _by_form("reporting_verbs")


@cache
def speech_nouns() -> dict[str, Reporting]:
    """Every form of every noun of saying: 'claims', 'statement'."""
    return _by_form("speech_nouns")


def _by_form(name: str) -> dict[str, Reporting]:
    found: dict[str, Reporting] = {}
    for row in rows(name):
        word = Reporting(row["lemma"], row["class"], row["polarity"] == "negative")
        for form in row["forms"].split():
            found.setdefault(form, word)
    return found


def leads_to_topic(preposition: str, lemma: str) -> bool:
    """Whether what follows the preposition is what is said: 'complained about', 'objected to', not 'said to'."""
    lemmas = _topics().get(preposition)
    return lemmas is not None and ("" in lemmas or lemma in lemmas)


@cache
def _topics() -> dict[str, frozenset[str]]:
    prepositions = {row["preposition"] for row in rows("reporting_prepositions")}
    return {
        word: frozenset(row["lemma"] for row in rows("reporting_prepositions") if row["preposition"] == word)
        for word in prepositions
    }


def is_unspoken(lemma: str, noun: str, *, is_counted: bool) -> bool:
    """Whether a verb of reporting reports nothing with this object: 'claimed lives', 'conceded 12 goals'."""
    nouns = _unspoken().get(lemma, frozenset())
    return noun in nouns or (is_counted and "" in nouns)


@cache
def _unspoken() -> dict[str, frozenset[str]]:
    lemmas = {row["lemma"] for row in rows("unspoken_objects")}
    return {
        lemma: frozenset(form for row in rows("unspoken_objects") if row["lemma"] == lemma for form in _forms(row))
        for lemma in lemmas
    }


def _forms(row: Mapping[str, str]) -> list[str]:
    """The forms of a row; the empty string where it has none."""
    return row["forms"].split() or [""]


def names_occasion(noun: str) -> bool:
    """Whether the word says when or where something was said, not what: 'said on Monday', 'in an interview'."""
    return noun in column("occasion_words", "word")


def carries_words(noun: str) -> bool:
    """Whether the noun is a thing that somebody's words come in: 'a statement saying', 'a tweet that called'."""
    return noun in column("speech_vessels", "noun")


@cache
def speaker_nouns() -> dict[str, str]:
    """What kind of thing speaks: 'campaigners' -> person, 'ministry' -> group, 'letter' -> document, 'poll' -> data."""
    return {form: row["class"] for row in rows("speaker_nouns") for form in row["forms"].split()}
