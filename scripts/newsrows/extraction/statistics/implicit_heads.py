"""The owner or agent of what a figure measures, if its own noun phrase does not name it.

'beds' of 'the hospital has lost 90 beds' becomes 'beds the hospital has lost', 'workforce' of 'Acme cut its workforce'
becomes 'Acme workforce'.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.measured_noun import antecedent
from newsrows.extraction.statistics.noun_phrases import text_of
from newsrows.lexicon import group

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_CHAINED_VERBS = frozenset({"xcomp", "acl", "conj"})
_DEPS_IN_NAME = frozenset({"det", "amod", "compound", "nmod", "poss", "case", "punct", "nummod"})
_MARKS = frozenset(",;:()[]“”\"‘’'—–/") | {"--", "''", "``"}
_CLAUSE_PREPOSITIONS = frozenset({"at", "for", "from", "in", "into", "on", "over", "through", "to", "with"})
_PLURALS = frozenset({"NNS", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DEPS_WITHOUT_OWNER = frozenset({"npadvmod", "appos", "pobj"})
_MOST_STEPS = 6  # arcs of the parse from a noun up to the verb of its owner
_LONGEST_CLAUSE = 10  # tokens of 'the hospital has carried out'
_PERSON_REACH = 60  # tokens from 'he' or 'she' back to a name
_LONGEST_NAME = 6  # tokens of an owner
_SEES = group("figure_words", "verb of undergoing")
_NEEDS_OWNER = group("figure_words", "needs an owner")


def agent_clause(
    tokens: Tokens, head: int, begin: int, figure_tokens: AbstractSet[int], *, is_counted: bool
) -> str | None:
    """The subject and verb of which `head` is the object, as a relative clause: 'the hospital has lost' for 'beds'.

    A counted noun may be the object of the verb's preposition: 'the firm operates in' for 'countries'.

    Args:
        tokens: the parse of the article.
        head: a noun.
        begin: the first token of its noun phrase, including its figure.
        figure_tokens: tokens of figures.
        is_counted: whether a figure counts the noun.

    Returns:
        The clause; None if the noun is not an object, or the clause is long, interrupted or without a finite verb.
    """
    verb = tokens.heads[head]
    is_behind_verb = tokens.lower[verb] in _CLAUSE_PREPOSITIONS and tokens.heads[verb] == verb - 1
    if is_counted and tokens.deps[head] == "pobj" and is_behind_verb:
        verb -= 1  # 'viruses the team looked at'
    elif tokens.deps[head] not in _OBJECTS:
        return None
    if not tokens.tags[verb].startswith("VB") or verb >= begin:
        return None
    is_converted = any(tokens.lower[c] in {"into", "onto"} and c > head for c in tokens.children[verb])
    agent = None if is_converted else _subject_and_first_verb(tokens, verb)  # 'has turned 40 flats into shops'
    if agent is None:
        return None
    subject, first_verb = agent
    name = _full_name(tokens, subject, figure_tokens)
    auxiliaries = [
        c
        for c in tokens.children[first_verb]
        if tokens.deps[c] in {"aux", "auxpass", "neg"} and subject < c < first_verb
    ]
    predicate = range(min([first_verb, *auxiliaries]), begin)
    is_finite = tokens.tags[first_verb] in _FINITE or any(tokens.tags[c] in _FINITE for c in auxiliaries)
    is_interrupted = any(tokens.words[i] in _MARKS or i in figure_tokens for i in predicate)
    if not name or not is_finite or is_interrupted or len(name) + len(predicate) > _LONGEST_CLAUSE:
        return None
    name = [i for i in name if i not in figure_tokens] or name
    clause = text_of(tokens, [*name, *predicate])
    return clause[0].lower() + clause[1:] if tokens.tags[name[0]] == "DT" else clause


def owner_of(tokens: Tokens, head: int, phrase: str, figure_tokens: AbstractSet[int]) -> str | None:
    """The owner of `head`: what 'its' stands for in 'its workforce', or what changed in 'copper fell, a sharp drop'.

    Args:
        tokens: the parse of the article.
        head: the noun of a phrase.
        phrase: the words of the phrase.
        figure_tokens: tokens of figures.
    """
    pronoun = next((c for c in tokens.children[head] if tokens.tags[c] == "PRP$" and c < head), None)
    needs_owner = tokens.lower[head] in _NEEDS_OWNER and phrase.endswith(tokens.words[head])
    is_seen = tokens.deps[head] in _OBJECTS and tokens.lower[tokens.heads[head]] in _SEES  # 'trade saw a 5% rebound'
    has_place = any(tokens.deps[c] == "prep" and c > head for c in tokens.children[head])
    if pronoun is None and not (
        needs_owner and (tokens.deps[head] in _DEPS_WITHOUT_OWNER or (is_seen and not has_place))
    ):
        return None
    find = _subject_above if pronoun is not None or is_seen else _object_or_subject_above
    owner = find(tokens, head, figure_tokens)
    if owner is None or (pronoun is not None and not _agrees(tokens, pronoun, owner)):
        return None
    return _text_without_article(tokens, _full_name(tokens, owner, figure_tokens))


def name_of(tokens: Tokens, noun: int, figure_tokens: AbstractSet[int]) -> str | None:
    """A noun with the modifiers before it, without its article; None if it is too long or part of a figure."""
    return _text_without_article(tokens, _name(tokens, noun, figure_tokens))


def _text_without_article(tokens: Tokens, name: list[int]) -> str | None:
    first = next((n for n, i in enumerate(name) if tokens.tags[i] not in {"DT", "PDT"}), len(name))
    return text_of(tokens, name[first:]) if first < len(name) else None


# Subjects and objects above a noun in the parse


def _subject_and_first_verb(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The subject of a chain of verbs, and the verb of the chain that the clause begins with.

    For 'lay off' in 'the firm plans to lay off' these are 'firm' and 'plans'; for 'sold' in 'he came and sold' they are
    'he' and 'sold'.
    """
    first_verb = verb
    for _ in range(_MOST_STEPS):
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS and c < verb), None)
        is_relative = subject is not None and tokens.lower[subject] in {"who", "which", "that"}
        if is_relative and tokens.deps[verb] == "relcl":
            subject = tokens.heads[verb]  # 'the club, which has won six titles'
        if subject is not None and tokens.lower[subject] in {"he", "she"}:
            person = _only_person_before(tokens, subject)
            subject = subject if person is None else person
        if subject is not None:
            return (subject, first_verb) if tokens.tags[subject] in NOUNS and subject < first_verb else None
        up = _verb_above(tokens, verb)
        if up is None or tokens.deps[verb] not in _CHAINED_VERBS or up > verb:
            return None
        first_verb, verb = (first_verb if tokens.deps[verb] == "conj" else up), up
    return None


def _only_person_before(tokens: Tokens, pronoun: int) -> int | None:
    """The last token of the only person named before a pronoun in its sentence, None if none or several are named."""
    first = max(tokens.sentence_starts[tokens.sentence_of(pronoun)], pronoun - _PERSON_REACH)
    position = bisect_left(tokens.entities, first, key=itemgetter(0))
    near = (tokens.entities[i] for i in range(position, len(tokens.entities)))
    before = takewhile(lambda entity: entity[0] < pronoun, near)
    people = [end - 1 for _, end, label in before if label == "person"]
    return people[0] if len(people) == 1 else None


def _object_or_subject_above(tokens: Tokens, noun: int, figure_tokens: AbstractSet[int]) -> int | None:
    """The object, or else the subject, of the verb above a noun: 'sold the land at a loss', 'copper fell, a drop'."""
    up = tokens.heads[noun]
    verb = tokens.heads[up] if tokens.deps[noun] == "pobj" else _verb_above(tokens, noun)
    if verb is None or not tokens.tags[verb].startswith("VB") or tokens.deps[up] == "agent":
        return None
    direct_object = next((c for c in tokens.children[verb] if tokens.deps[c] in _OBJECTS and c < noun), None)
    if direct_object is not None:
        return direct_object if tokens.tags[direct_object] in NOUNS else None
    return _subject_above(tokens, noun, figure_tokens)


def _subject_above(tokens: Tokens, noun: int, figure_tokens: AbstractSet[int]) -> int | None:
    """The subject of the nearest verb above a noun that has one; what 'it' or 'they' stands for if it is a pronoun."""
    verb = _verb_above(tokens, noun)
    for _ in range(_MOST_STEPS):
        if verb is None:
            return None
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS), None)
        if subject is not None and tokens.tags[subject] == "PRP":
            subject = antecedent(tokens, subject, figure_tokens) or subject
        is_pronoun = subject is not None and tokens.tags[subject] == "PRP"
        if subject is not None and not is_pronoun and not tokens.edges[subject][0] <= noun < tokens.edges[subject][1]:
            return subject if tokens.tags[subject] in NOUNS and subject < noun else None
        verb = _verb_above(tokens, verb)
    return None


def _verb_above(tokens: Tokens, i: int) -> int | None:
    """The nearest verb that a token depends on."""
    for _ in range(_MOST_STEPS):
        up = tokens.heads[i]
        if up == i:
            return None
        if tokens.tags[up].startswith("VB"):
            return up
        i = up
    return None


def _agrees(tokens: Tokens, pronoun: int, owner: int) -> bool:
    """Whether a possessive pronoun agrees in number with its owner."""
    is_plural = tokens.tags[owner] in _PLURALS or any(tokens.deps[c] == "conj" for c in tokens.children[owner])
    word = tokens.lower[pronoun]
    if word in {"its", "his", "her"}:
        return not is_plural or tokens.tags[owner] == "NNPS"
    return word == "their"


# The tokens of an owner's name


def _full_name(tokens: Tokens, noun: int, figure_tokens: AbstractSet[int]) -> list[int]:
    """A noun with its modifiers and a phrase with 'of': 'the union of miners'; empty if it is too long."""
    name = _name(tokens, noun, figure_tokens)
    of = next((c for c in tokens.children[noun] if tokens.lower[c] == "of" and c > noun), None)
    if of is None or not name:
        return name
    behind = range(noun + 1, tokens.edges[of][1])
    is_short = len(name) + len(behind) <= _LONGEST_NAME
    is_interrupted = any(tokens.words[i] in _MARKS or i in figure_tokens for i in behind)
    return [*name, *behind] if is_short and not is_interrupted else []


def _name(tokens: Tokens, noun: int, figure_tokens: AbstractSet[int]) -> list[int]:
    """A noun with the modifiers before it; empty if it is too long or part of a figure."""
    first = noun
    for child in sorted((c for c in tokens.children[noun] if c < noun), reverse=True):
        if tokens.deps[child] not in _DEPS_IN_NAME:
            break
        first = min(first, tokens.edges[child][0])
    name = list(range(first, noun + 1))
    while tokens.tags[name[0]] in {"PRP$", "IN"} and len(name) > 1:
        name.pop(0)
    if len(name) > _LONGEST_NAME or noun in figure_tokens or any(tokens.words[i] in _MARKS for i in name):
        return []
    return name
