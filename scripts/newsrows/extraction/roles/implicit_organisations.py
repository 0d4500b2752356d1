"""Find the organisation of a title that only a pronoun or a noun refers to.

'Its chairman, Ann Carter', "the bank's head of research".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from newsrows.extraction.names.gazetteers import POSSESSIVES
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.lexicon import column
from newsrows.records import Mention, Span

_ORGANISATION_NOUNS: Final = column("organisation_nouns", "noun")
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
    return None


def _organisations_between(context: RoleContext, start: int, end: int) -> list[tuple[int, int, Mention]]:
    """The organisations named between two tokens in reading order: first token, token after the last, mention."""
    names = ((first, *context.name_from[first]) for first in sorted(context.name_from) if start <= first < end)
    return [name for name in names if name[2].type == "organisation"]


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
