"""The words that report speech, read from newsrows/lexicon: verbs with their forms, nouns of saying, speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsrows.lexicon import column, group, rows


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """A word that reports speech.

    Attributes:
        lemma: its base form.
        speech_class: the kind of speech that it reports: 'say', 'ask', 'judge' ...; quotes.md lists them.
        is_negative: the speaker denies or rejects what follows ('denied').
        frames: the grammatical patterns in which it reports without quotation marks; empty: all. quotes.md lists them.
    """

    lemma: str
    speech_class: str
    is_negative: bool = False
    frames: frozenset[str] = frozenset()

    def reports_in(self, frame: str) -> bool:
        """Whether the word reports words without quotation marks in this pattern: 'she finds that', not 'finds it'."""
        if not self.frames:
            return True
        group = _FRAME_GROUPS.get(frame) or frame.partition("-")[0]
        if group == "object" and frame != group and "object+" in self.frames:
            return True
        return group in self.frames or frame in self.frames


# Patterns of a clause with or before the verb. Other patterns are named after their group: 'about-for', 'object-as'.
_FRAME_GROUPS = dict.fromkeys(("fronted", "interrupted", "interrupted-as", "put-so"), "clause")
# Classes of verbs that always report speech. Verbs such as 'praise' and 'call' also have other senses.
PLAIN_SPEECH = frozenset({"say", "tell", "write", "ask"})
# Classes of nouns of saying whose content can be denied; an offer or an order can only be declined.
_CLAIM_CLASSES = frozenset({"say", "think", "judge"})
ACCORDING = ReportingWord("according to", "according")
IN_THE_WORDS_OF = ReportingWord("in the words of", "according")


def words(group_name: str) -> frozenset[str]:
    """The words of one group of quote_words.csv.

    Raises:
        KeyError: the list has no such group.
    """
    return group("quote_words", group_name)


@cache
def reporting_verbs() -> dict[str, ReportingWord]:
    """Each form of each reporting verb with its entry: 'said' and 'saying' lead to 'say'."""
    return _by_form("reporting_verbs")


@cache
def speech_nouns() -> dict[str, ReportingWord]:
    """Each form of each noun of saying with its entry: 'claims', 'statement'."""
    return _by_form("speech_nouns")


def _by_form(name: str) -> dict[str, ReportingWord]:
    words_by_form: dict[str, ReportingWord] = {}
    for row in rows(name):
        word = _word(row)
        for form in row["forms"].split():
            words_by_form.setdefault(form, word)
    return words_by_form


def _word(row: Mapping[str, str]) -> ReportingWord:
    frames = frozenset(row.get("frames", "").split())
    return ReportingWord(row["lemma"], row["class"], row["polarity"] == "negative", frames)


@cache
def particle_verbs() -> dict[str, dict[str, ReportingWord]]:
    """Verbs that report in another sense with a particle: for each form the entries by particle: 'ruled', 'out'."""
    entries: dict[str, dict[str, ReportingWord]] = {}
    for row in rows("particle_verbs"):
        word = _word({**row, "lemma": f"{row['verb']} {row['particle']}"})
        for form in row["forms"].split():
            entries.setdefault(form, {})[row["particle"]] = word
    return entries


@cache
def issuing_verbs() -> frozenset[str]:
    """The forms of verbs whose subject says what their object reports: 'made the claim that', 'voiced fears that'."""
    return frozenset(form for row in rows("issuing_verbs") for form in row["forms"].split())


@cache
def claim_nouns() -> dict[str, ReportingWord]:
    """Each form of each noun for something that can be denied: 'claims', 'rumour', 'idea', but not 'offer'."""
    nouns = {form: word for form, word in speech_nouns().items() if word.speech_class in _CLAIM_CLASSES}
    return nouns | {form: ReportingWord(form, "say") for form in words("claim_noun")}


@cache
def speaker_nouns() -> dict[str, str]:
    """The class of each noun that can speak.

    'campaigners' is a person, 'ministry' a group, 'letter' a document, 'poll' data.
    """
    return {form: row["class"] for row in rows("speaker_nouns") for form in row["forms"].split()}


def leads_to_topic(preposition: str, lemma: str) -> bool:
    """Whether the object of the preposition is what was said: 'complained about', 'objected to', but not 'said to'."""
    lemmas = _topics().get(preposition)
    return lemmas is not None and ("" in lemmas or lemma in lemmas)


@cache
def _topics() -> dict[str, frozenset[str]]:
    """The lemmas that each preposition may follow; an empty string stands for any lemma."""
    prepositions = {row["preposition"] for row in rows("reporting_prepositions")}
    return {word: column("reporting_prepositions", "lemma", preposition=word) for word in prepositions}


def is_unspoken(lemma: str, noun: str, *, is_counted: bool) -> bool:
    """Whether a reporting verb with this object does not report speech: 'claimed lives', 'conceded 12 goals'.

    Args:
        lemma: base form of the verb.
        noun: the object in lower case.
        is_counted: a number stands before the object.
    """
    nouns = _unspoken().get(lemma, frozenset())
    return noun in nouns or (is_counted and "" in nouns)


@cache
def _unspoken() -> dict[str, frozenset[str]]:
    """The objects of each verb that make it report no speech; an empty string stands for any counted object."""
    lemmas = {row["lemma"] for row in rows("unspoken_objects")}
    return {
        lemma: frozenset(form for row in rows("unspoken_objects") if row["lemma"] == lemma for form in _forms(row))
        for lemma in lemmas
    }


def _forms(row: Mapping[str, str]) -> list[str]:
    """The forms in a row, or one empty string if it has none."""
    return row["forms"].split() or [""]


def names_occasion(noun: str) -> bool:
    """Whether the word says when or where something was said, not what: 'said on Monday', 'in an interview'."""
    return noun in column("occasion_words", "word")


def carries_words(noun: str) -> bool:
    """Whether the noun is something that contains a person's words: 'a statement saying', 'a tweet that called'."""
    return noun in column("speech_carriers", "noun")
