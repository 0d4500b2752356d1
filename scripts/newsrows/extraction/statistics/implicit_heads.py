"""Whose the thing is that a figure counts or measures, where its own noun phrase does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.measured_noun import antecedent
from newsrows.extraction.statistics.noun_phrases import spelt

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_CHAINED = frozenset({"xcomp", "acl", "conj"})
_INNER = frozenset({"det", "amod", "compound", "nmod", "poss", "case", "punct", "nummod"})
_BROKEN = frozenset(",;:()[]“”\"‘’'—–/") | {"--", "''", "``"}
_PLURAL = frozenset({"NNS", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"who", "which", "that"})
_ASIDE = frozenset({"npadvmod", "appos", "pobj"})
_STEPS = 6  # how far up the parse an owner is looked for
_LONGEST = 10  # tokens of 'the hospital has carried out'
_LONGEST_NAME = 6  # tokens of an owner


def clause_behind(tokens: Tokens, head: int, begin: int, taken: AbstractSet[int]) -> str | None:
    """What makes a relative clause of the words before an object: 'the hospital has lost' behind 'beds'.

    Args:
        tokens: the article.
        head: a noun.
        begin: the token where its noun phrase, its figure included, begins.
        taken: tokens of figures.
    """
    verb = tokens.heads[head]
    if tokens.deps[head] not in _OBJECTS or not tokens.tags[verb].startswith("VB") or verb >= begin:
        return None
    goes_into = any(tokens.lower[c] in {"into", "onto"} and c > head for c in tokens.children[verb])
    found = None if goes_into else _subject_and_first_verb(tokens, verb)  # 'has turned 40 flats into shops'
    if found is None:
        return None
    subject, first = found
    name = _full_name(tokens, subject, taken)
    helpers = [c for c in tokens.children[first] if tokens.deps[c] in {"aux", "auxpass", "neg"} and subject < c < first]
    said = range(min([first, *helpers]), begin)
    is_finite = tokens.tags[first] in _FINITE or any(tokens.tags[c] in _FINITE for c in helpers)
    if (
        not name
        or not is_finite
        or len(name) + len(said) > _LONGEST
        or any(tokens.words[i] in _BROKEN or i in taken for i in said)
    ):
        return None
    name = [i for i in name if i not in taken] or name
    clause = spelt(tokens, [*name, *said])
    return clause[0].lower() + clause[1:] if tokens.tags[name[0]] == "DT" else clause


def name_of(tokens: Tokens, noun: int, taken: AbstractSet[int]) -> str | None:
    """A noun with the modifiers before it, without its article; None where that is too long, or a figure."""
    return _spelt_name(tokens, _name(tokens, noun, taken))


def _spelt_name(tokens: Tokens, name: list[int]) -> str | None:
    first = next((n for n, i in enumerate(name) if tokens.tags[i] not in {"DT", "PDT"}), len(name))
    return spelt(tokens, name[first:]) if first < len(name) else None


def _subject_and_first_verb(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """'plans to lay off': the subject of 'plans', and 'plans'; 'came and sold': that of 'came', and 'sold'."""
    first = verb
    for _ in range(_STEPS):
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS and c < verb), None)
        if subject is not None and tokens.lower[subject] in _RELATIVE and tokens.deps[verb] == "relcl":
            subject = tokens.heads[verb]  # 'the club, which has won six titles'
        if subject is not None:
            return (subject, first) if tokens.tags[subject] in NOUNS and subject < first else None
        up = _verb_above(tokens, verb)
        if up is None or tokens.deps[verb] not in _CHAINED or up > verb:
            return None
        first, verb = (first if tokens.deps[verb] == "conj" else up), up
    return None


def _verb_above(tokens: Tokens, i: int) -> int | None:
    for _ in range(_STEPS):
        up = tokens.heads[i]
        if up == i:
            return None
        if tokens.tags[up].startswith("VB"):
            return up
        i = up
    return None


def owner_before(tokens: Tokens, head: int, core: str, taken: AbstractSet[int]) -> str | None:
    """Who or what stands for 'its' in 'its workforce', or has changed in 'copper fell, a sharp drop'.

    Args:
        tokens: the article.
        head: the noun of a phrase.
        core: the words of the phrase.
        taken: tokens of figures.
    """
    pronoun = next((c for c in tokens.children[head] if tokens.tags[c] == "PRP$" and c < head), None)
    needs_owner = tokens.lower[head] in words("figure_words", "of something") and core.endswith(tokens.words[head])
    if pronoun is None and not (needs_owner and tokens.deps[head] in _ASIDE):
        return None
    subject = _subject_above(tokens, head, taken) if pronoun is not None else _owner_at_verb(tokens, head, taken)
    if subject is None or (pronoun is not None and not _agrees(tokens, pronoun, subject)):
        return None
    return _spelt_name(tokens, _full_name(tokens, subject, taken))


def _owner_at_verb(tokens: Tokens, noun: int, taken: AbstractSet[int]) -> int | None:
    """The object, or else the subject, of the verb that a noun hangs on: 'sold the land at a loss', 'fell, a drop'."""
    up = tokens.heads[noun]
    verb = tokens.heads[up] if tokens.deps[noun] == "pobj" else _verb_above(tokens, noun)
    if verb is None or not tokens.tags[verb].startswith("VB") or tokens.deps[up] == "agent":
        return None
    sold = next((c for c in tokens.children[verb] if tokens.deps[c] in _OBJECTS and c < noun), None)
    if sold is not None:
        return sold if tokens.tags[sold] in NOUNS else None
    return _subject_above(tokens, noun, taken)


def _subject_above(tokens: Tokens, noun: int, taken: AbstractSet[int]) -> int | None:
    """The nearest subject before a noun, of the verbs that the noun hangs on."""
    verb = _verb_above(tokens, noun)
    for _ in range(_STEPS):
        if verb is None:
            return None
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS), None)
        if subject is not None and tokens.tags[subject] == "PRP":
            subject = antecedent(tokens, subject, taken) or subject
        is_pronoun = subject is not None and tokens.tags[subject] == "PRP"
        if subject is not None and not is_pronoun and not tokens.edges[subject][0] <= noun < tokens.edges[subject][1]:
            return subject if tokens.tags[subject] in NOUNS and subject < noun else None
        verb = _verb_above(tokens, verb)
    return None


def _agrees(tokens: Tokens, pronoun: int, subject: int) -> bool:
    is_plural = tokens.tags[subject] in _PLURAL or any(tokens.deps[c] == "conj" for c in tokens.children[subject])
    word = tokens.lower[pronoun]
    if word in {"its", "his", "her"}:
        return not is_plural or tokens.tags[subject] == "NNPS"
    return word == "their"


def _full_name(tokens: Tokens, noun: int, taken: AbstractSet[int]) -> list[int]:
    """A noun with its modifiers and what stands behind its 'of': 'the union of miners'; empty where it is too long."""
    name = _name(tokens, noun, taken)
    of = next((c for c in tokens.children[noun] if tokens.lower[c] == "of" and c > noun), None)
    if of is None or not name:
        return name
    behind = range(noun + 1, tokens.edges[of][1])
    is_short = len(name) + len(behind) <= _LONGEST_NAME
    return [*name, *behind] if is_short and not any(tokens.words[i] in _BROKEN or i in taken for i in behind) else []


def _name(tokens: Tokens, noun: int, taken: AbstractSet[int]) -> list[int]:
    """A noun with the modifiers before it; empty where it is too long, or a figure's."""
    first = noun
    for child in sorted((c for c in tokens.children[noun] if c < noun), reverse=True):
        if tokens.deps[child] not in _INNER:
            break
        first = min(first, tokens.edges[child][0])
    name = list(range(first, noun + 1))
    while tokens.tags[name[0]] in {"PRP$", "IN"} and len(name) > 1:
        name.pop(0)
    if len(name) > _LONGEST_NAME or noun in taken or any(tokens.words[i] in _BROKEN for i in name):
        return []
    return name
