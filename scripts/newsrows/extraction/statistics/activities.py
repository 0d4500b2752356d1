"""What a length of time measures: 'patients waiting' in 'patients waiting more than four hours', 'lived in Lima'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.implicit_heads import name_of
from newsrows.extraction.statistics.neighbours import syntactic_head
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_PREPOSITION_TAGS = frozenset({"IN", "TO"})
_MOST_STEPS = 4  # arcs from a figure up to its verb
_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "to", "from", "with", "for"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHOUT_ACTIVITY = group("figure_words", "verb that only takes time")


def activity_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The verb that a length of time says how long of, with its subject and object; None if the verb says nothing.

    Args:
        tokens: the parse of the article.
        figure: a figure of the kind duration.
        sentence: all figures of its sentence.
    """
    verb = _verb_of(tokens, figure)
    if verb is None or tokens.lower[verb] in _WITHOUT_ACTIVITY:
        return None
    subject = _subject_of(tokens, verb)
    if subject is None:
        return None
    behind = _object_or_place(tokens, verb, figure, sentence)
    is_number = subject in sentence.tokens  # '40 waited more than 12 hours'
    has_place = behind is not None and behind.split()[0] in _PLACE_PREPOSITIONS
    if is_number or (tokens.tags[subject] == "PRP" and has_place):  # 'I lived in Lima for two years'
        return f"{tokens.words[verb]} {behind}" if behind else tokens.words[verb]
    name = name_of(tokens, subject, sentence.tokens) if tokens.tags[subject] in NOUNS else None
    return " ".join(filter(None, (name, tokens.words[verb], behind))) if name else None


def _verb_of(tokens: Tokens, figure: Figure) -> int | None:
    """The verb that a figure depends on, directly or through prepositions."""
    i = syntactic_head(tokens, figure)
    if tokens.deps[i] in _SUBJECTS:
        return None
    for _ in range(_MOST_STEPS):
        head = tokens.heads[i]
        if head == i:
            return None
        if tokens.tags[head].startswith("VB"):
            return head
        if tokens.tags[head] not in _PREPOSITION_TAGS or tokens.lower[head] == "by":  # 'cut the trip by two hours'
            return None
        i = head
    return None


def _subject_of(tokens: Tokens, verb: int) -> int | None:
    """The subject of a verb, or the noun that its relative clause modifies."""
    subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS), None)
    if tokens.deps[verb] in {"relcl", "acl"} and (subject is None or tokens.tags[subject] in {"WP", "WDT"}):
        return tokens.heads[verb]
    if (
        subject is None and tokens.deps[verb] == "xcomp" and tokens.tags[verb] == "VB"
    ):  # 'members have to declare gifts'
        subject = next((c for c in tokens.children[tokens.heads[verb]] if tokens.deps[c] in _SUBJECTS), None)
    if subject is None and tokens.tags[verb] == "VBG" and verb > 0 and tokens.tags[verb - 1] == "NNS":
        return verb - 1  # 'with patients waiting for four hours', however the parse attaches the verb
    return subject


def _object_or_place(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The object of a verb, or the preposition right behind it with its noun: 'gifts', 'in Lima'."""
    for child in tokens.children[verb]:
        if child < verb or figure.first_token <= child <= figure.last_token or child in sentence.tokens:
            continue
        if tokens.deps[child] in {"dobj", "obj"} and tokens.tags[child] in NOUNS:
            return name_of(tokens, child, sentence.tokens)
        if tokens.deps[child] == "prep" and child == verb + 1 and tokens.lower[child] in _PLACE_PREPOSITIONS:
            noun = next((c for c in tokens.children[child] if tokens.deps[c] == "pobj"), None)
            if noun is None or tokens.tags[noun] not in NOUNS or figure.first_token <= noun <= figure.last_token:
                continue
            name = name_of(tokens, noun, sentence.tokens)
            return f"{tokens.words[child]} {name}" if name else None
    return None
