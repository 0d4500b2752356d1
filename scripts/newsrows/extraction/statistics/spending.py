"""What a sum of money is for, and who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.neighbours import after_bracket
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_OBJECTS = frozenset({"dobj", "obj"})
_FOR = frozenset({"for", "toward", "towards"})
_PERIODS = frozenset().union(*(group("figure_words", name) for name in ("period", "month", "weekday")))
_VERBS_OF_SPENDING = group("figure_words", "verb of spending")
_VERBS_OF_INVESTING = group("figure_words", "verb of investing")
_VERBS_OF_GIVING = group("figure_words", "verb of giving")


def noun_behind_for(tokens: Tokens, figure: Figure) -> int | None:
    """'work' in '$5m for work never done', wherever the parse attaches 'for'."""
    return _noun_behind(tokens, figure, _FOR)


def purpose_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """'claims' in '$5m to settle claims', 'players' in '$5m to spend on players'."""
    i = after_bracket(tokens, figure.last_token + 1)
    if i + 1 >= len(tokens) or tokens.tags[i] != "TO" or tokens.tags[i + 1] != "VB":
        return None
    verb = i + 1
    target = next((c for c in tokens.children[verb] if c > verb and tokens.deps[c] in _OBJECTS), None)
    if target is None and tokens.lower[verb] in _VERBS_OF_SPENDING | _VERBS_OF_INVESTING:
        target = _object_of_preposition(tokens, verb, figure, sentence, frozenset({"on", "in"}))
    is_noun = target is not None and tokens.tags[target] in NOUNS and target not in sentence.tokens
    return target if is_noun else None


def bought_at_verb(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> int | None:
    """What a sum is paid for: 'paid £5m for the house', 'spent £5m on the house'."""
    prepositions = frozenset({"for"})
    if tokens.lower[verb] in _VERBS_OF_SPENDING:
        prepositions = frozenset({"for", "on"})
    elif tokens.lower[verb] in _VERBS_OF_INVESTING:
        prepositions = frozenset({"for", "in"})
    bought = _object_of_preposition(tokens, verb, figure, sentence, prepositions)
    if bought is None and len(prepositions) > 1:  # 'spend $4bn to $5bn on roads', however the parse attaches 'on'
        bought = _noun_behind(tokens, figure, prepositions)
    return bought


def bought_with(tokens: Tokens, noun: int, sentence: SentenceFigures) -> int:
    """The object that `noun` is a part of, which a sum pays for: 'flat' in 'a flat with a garden for £900 a month'."""
    if tokens.deps[noun] != "pobj":
        return noun
    holder = tokens.heads[tokens.heads[noun]]
    if tokens.tags[holder].startswith("VB"):
        objects = [c for c in tokens.children[holder] if tokens.deps[c] in _OBJECTS and c < noun]
    else:
        objects = [holder] if tokens.deps[holder] in _OBJECTS else []
    return next((i for i in objects if tokens.tags[i] in NOUNS and i not in sentence.tokens), noun)


def recipient_of(tokens: Tokens, verb: int, figure: Figure) -> int | None:
    """Who gets a sum: 'club' in 'gave the club $5m', 'party' in 'has given £1m to the party'."""
    if tokens.lower[verb] not in _VERBS_OF_GIVING:
        return None
    is_sum_object = tokens.lower[figure.last_token + 1 : figure.last_token + 2]
    for child in tokens.children[verb]:
        if tokens.deps[child] == "dative" and child < figure.first_token and tokens.tags[child] not in {"PRP", "IN"}:
            return child
        is_to = child > figure.last_token and tokens.lower[child] == "to" and is_sum_object == ["to"]
        for target in tokens.children[child] if is_to else ():
            if tokens.deps[target] == "pobj" and tokens.tags[target] in NOUNS:
                return target
    return None


def _object_of_preposition(
    tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures, prepositions: frozenset[str]
) -> int | None:
    """The noun behind one of the `prepositions` of a verb, behind the figure."""
    for child in tokens.children[verb]:
        if child > figure.last_token and tokens.lower[child] in prepositions:
            for target in tokens.children[child]:
                is_noun = tokens.tags[target] in NOUNS and tokens.lower[target] not in _PERIODS
                if tokens.deps[target] == "pobj" and is_noun and target not in sentence.tokens:
                    return target
    return None


def _noun_behind(tokens: Tokens, figure: Figure, prepositions: frozenset[str]) -> int | None:
    """The noun behind a preposition that stands right behind a figure."""
    i = after_bracket(tokens, figure.last_token + 1)
    if i >= len(tokens) or tokens.lower[i] not in prepositions:
        return None
    noun = next((c for c in tokens.children[i] if tokens.deps[c] == "pobj" and tokens.tags[c] in NOUNS), None)
    return noun if noun is None or tokens.lower[noun] not in _PERIODS else None
