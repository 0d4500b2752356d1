"""Find the organisation of a title that only a pronoun or a noun refers to.

'Its chairman, Ann Carter', "the bank's head of research".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from newsrows.extraction.names.gazetteers import NATIONALITIES, POSSESSIVES
from newsrows.extraction.roles.context import PARTIES, RoleContext, TitlePhrase
from newsrows.lexicon import column, group
from newsrows.records import Mention, Span

_ORGANISATION_NOUNS: Final = column("organisation_nouns", "noun")
# 'the company' may be any organisation.
_OPEN_NOUNS: Final = column("organisation_epithets", "noun", kind="company")
_PREPOSITIONS: Final = group("role_words", "organisation_preposition")
_PARTY_OFFICES: Final = group("role_words", "party_office")
_PARTY_WORDS: Final = frozenset(word.title() for word in PARTIES)
_SHORTEST_PARTY: Final = 3
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# A noun refers to an organisation named at most this many sentences before.
_MAX_SENTENCES: Final = 3


def with_implicit_organisation(context: RoleContext, phrase: TitlePhrase) -> TitlePhrase:
    """The title with the organisation that 'its' or "the bank's" refers to, if only one organisation is possible."""
    if phrase.organisation is not None:
        return phrase
    return replace(phrase, organisation=_implicit_organisation(context, phrase))


def _implicit_organisation(context: RoleContext, phrase: TitlePhrase) -> Span | None:
    tokens = context.tokens
    for k in (phrase.start - 1, phrase.start):
        if 0 <= k < len(tokens) and tokens.lower[k] == "its":
            return _organisation_of_pronoun(context, k)
    for mark in (phrase.start - 1, phrase.start + 2):
        is_possessive = 1 < mark < len(tokens) and tokens.words[mark] in POSSESSIVES
        if is_possessive and tokens.lower[mark - 1] in _ORGANISATION_NOUNS and tokens.lower[mark - 2] == "the":
            return _organisation_of_noun(context, mark - 2, tokens.lower[mark - 1])
    return (
        _organisation_of_complement(context, phrase)
        or _organisation_of_title(context, phrase)
        or _party_before_title(context, phrase)
    )


def _party_before_title(context: RoleContext, phrase: TitlePhrase) -> Span | None:
    """The party that a word before the title means, if the article names it: 'Tory leader' and 'the Conservatives'."""
    tokens = context.tokens
    if phrase.title.lower().split()[-1] not in _PARTY_OFFICES:
        return None
    for i in range(phrase.start, phrase.end - 1):
        party = PARTIES.get(tokens.lower[i])
        if party is None or len(tokens.words[i]) < _SHORTEST_PARTY or not tokens.words[i][:1].isupper():
            continue
        if i > 0 and tokens.words[i - 1] in NATIONALITIES and tokens.words[i - 1] not in _PARTY_WORDS:
            return None  # a Scottish Conservative belongs to a party of her own
        return context.parties.get(party)
    return None


def _organisation_of_complement(context: RoleContext, phrase: TitlePhrase) -> Span | None:
    """The organisation of 'director of the bank' or 'a spokeswoman for the company'."""
    tokens = context.tokens
    noun = phrase.end - 1
    if noun - 2 <= phrase.start or tokens.lower[noun - 1] != "the" or tokens.lower[noun - 2] not in _PREPOSITIONS:
        return None
    if tokens.lower[noun] in _ORGANISATION_NOUNS:
        span = _organisation_of_noun(context, noun - 1, tokens.lower[noun])
        if span is not None:
            return span
    return _only_organisation(context, noun - 1) if tokens.lower[noun] in _OPEN_NOUNS else None


def _organisation_of_title(context: RoleContext, phrase: TitlePhrase) -> Span | None:
    """The only organisation named before whose name has the first word of a title: 'Council leader', 'club captain'."""
    tokens = context.tokens
    for i in range(phrase.start, phrase.end - 1):
        if tokens.lower[i] in _ORGANISATION_NOUNS and i not in context.name_from and i not in context.places:
            is_first = i == phrase.start or tokens.tags[i - 1] not in {"NN", "NNP", "HYPH", "POS", "PRP$"}
            return _organisation_of_noun(context, i, tokens.lower[i]) if is_first else None
    return None


def _only_organisation(context: RoleContext, end: int) -> Span | None:
    """The organisation named shortly before token `end`, if there is only one."""
    tokens = context.tokens
    start, _ = tokens.sentence_bounds(max(0, tokens.sentence_of(end) - 1))
    spans = {name.span.text: name.span for _, _, name in _organisations_between(context, start, end)}
    return next(iter(spans.values())) if len(spans) == 1 else None


def _organisations_between(context: RoleContext, start: int, end: int) -> list[tuple[int, int, Mention]]:
    """The organisations named between two tokens in reading order: first token, token after the last, mention."""
    firsts = context.organisation_starts
    between = firsts[bisect_left(firsts, start) : bisect_left(firsts, end)]
    return [(first, *context.name_from[first]) for first in between]


def _organisation_of_pronoun(context: RoleContext, pronoun: int) -> Span | None:
    """The organisation that is the subject of the sentence so far, or of the sentence before if it names nobody."""
    tokens = context.tokens
    sentence = tokens.sentence_of(pronoun)
    start, _ = tokens.sentence_bounds(sentence)
    end = pronoun
    if not any(start <= first < end for first in context.name_from):
        if sentence == 0:
            return None
        start, end = tokens.sentence_bounds(sentence - 1)
    return _only_subject(context, start, end)


def _only_subject(context: RoleContext, start: int, end: int) -> Span | None:
    """The organisation that is a subject, if all others are part of its noun phrase: 'the Coast Party, CP, said'.

    Otherwise another one could be meant: 'Coast Bank bought Hill Motors. Its chairman'.
    """
    tokens = context.tokens
    organisations = _organisations_between(context, start, end)
    for first, name_end, name in organisations:
        head = next((i for i in range(first, name_end) if tokens.deps[i] in _SUBJECTS), None)
        if head is None:
            continue
        left, right = tokens.edges[head]
        is_only = all(other == first or left <= other < right for other, _, _ in organisations)
        return name.span if is_only else None
    return None


def _organisation_of_noun(context: RoleContext, article: int, noun: str) -> Span | None:
    """The only organisation named shortly before whose name contains the noun: 'Coast Bank' for 'the bank'.

    Args:
        context: the article.
        article: token of the 'the' before the noun.
        noun: the noun in lower case.
    """
    tokens = context.tokens
    start, _ = tokens.sentence_bounds(max(0, tokens.sentence_of(article) - _MAX_SENTENCES))
    names = [name for _, _, name in _organisations_between(context, start, article)]
    spans = {name.span.text: name.span for name in names if noun in name.span.text.lower().split()}
    return next(iter(spans.values())) if len(spans) == 1 else None
