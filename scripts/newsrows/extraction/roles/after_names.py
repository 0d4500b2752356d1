"""Find titles after a name.

Patterns: 'Ann Carter, director of the Coast Trust', 'Ann Carter, Minister for Food,', 'Ann Carter (captain)', 'Ann
Carter is the director of', 'who was appointed chairman', 'named Ann Carter as chairman', and further titles ('and a
former minister').
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.extraction.roles.title_words import is_plain_honorific, is_title_head
from newsrows.extraction.roles.titles import phrase_after
from newsrows.extraction.roles.verbs import TitleStart, start_after_object, start_after_verb
from newsrows.lexicon import group

_MARKS_BEFORE_TITLE: Final = frozenset({",", "(", "–", "—", "-", "--"})
_MEMBER_ABBREVIATIONS: Final = group("role_words", "member_abbreviation")
_PARTY_NOUNS: Final = group("role_words", "party_noun")
_PARTY_ABBREVIATIONS: Final = group("role_words", "party_abbreviation")
_OWNERS: Final = frozenset({"its", "our", "their"})
# A title after a name ends within this many tokens.
_REACH: Final = 25
# At most this many further titles are read.
_MAX_FURTHER: Final = 3
# At most this many tokens of a seat are read.
_MAX_SEAT: Final = 7


def title_after(context: RoleContext, start: int, end: int) -> TitlePhrase | None:
    """The title after a name: after a mark, or after a verb.

    Args:
        context: the article.
        start: first token of the name.
        end: token after the name.
    """
    tokens = context.tokens
    size = len(tokens)
    i = end
    if i < size and tokens.words[i] in _MEMBER_ABBREVIATIONS:
        i += 1
    i = _past_seat(context, i)
    if i + 1 >= size:
        return None
    if tokens.words[i] in _MARKS_BEFORE_TITLE or (i > end and tokens.lower[i] == "and"):
        i += 1
        if tokens.tags[i] == "CD" and i + 1 < size and tokens.words[i + 1] == ",":
            i += 2  # 'Ann Carter, 45, director of'
        limit = min(i + _REACH, size)
        phrase = _title_from(context, _start_in_clause(tokens, i, limit), limit) or phrase_after(context, i, limit)
        return None if phrase is None or _is_next_subject(tokens, i, phrase) else phrase
    limit = min(i + _REACH, size)
    if tokens.lower[i] == "as" and tokens.lower[i + 1] in _OWNERS:
        return phrase_after(context, i + 1, limit)  # 'has Ann Carter as its new director'
    return _title_from(context, start_after_object(tokens, start, end) or start_after_verb(tokens, i, limit), limit)


def title_after_verb(context: RoleContext, i: int) -> TitlePhrase | None:
    """The title that the subject of a verb holds, with the status that the verb shows: 'was elected mayor'.

    Args:
        context: the article.
        i: first token of the verb phrase.
    """
    limit = min(i + _REACH, len(context.tokens))
    return _title_from(context, start_after_verb(context.tokens, i, limit), limit)


def further_titles(context: RoleContext, phrase: TitlePhrase) -> Iterator[TitlePhrase]:
    """More titles of the same person: 'and a former minister', 'who served as ... and is now president of'."""
    tokens = context.tokens
    for _ in range(_MAX_FURTHER):
        i = phrase.end
        limit = min(i + _REACH, len(tokens))
        if i + 2 >= limit:
            return
        has_comma = tokens.words[i] == ","
        i += has_comma
        # In 'Ann Carter, the chairman, and the minister met' the minister is another person.
        if tokens.lower[i] not in {"and", "who"} or (has_comma and tokens.lower[i + 1] == "the"):
            return
        i += tokens.lower[i] in {"and", "who"}
        i += tokens.lower[i] == "who"
        following = _title_from(context, start_after_verb(tokens, i, limit), limit) or phrase_after(context, i, limit)
        if following is None or is_title_of_next_name(context, following):
            return
        phrase = following
        yield phrase


def is_title_of_next_name(context: RoleContext, phrase: TitlePhrase) -> bool:
    """Whether a title belongs to the name after it, in a list of people with titles before their names."""
    tokens = context.tokens
    i = phrase.end + 1
    while i < len(tokens) and is_plain_honorific(tokens.words[i]):
        i += 1
    return phrase.end < len(tokens) and tokens.words[phrase.end] == "," and context.starts_person(i)


def _is_next_subject(tokens: Tokens, i: int, phrase: TitlePhrase) -> bool:
    """Whether a title after a comma is the subject of the sentence: 'sold by Ann Carter, the minister said'."""
    end = phrase.end
    is_short = tokens.lower[i] == "the" and end - i < 4  # the second comma may be missing after 'the head of the army'
    return is_short and end < len(tokens) and tokens.tags[end] in {"VBD", "VBZ", "MD"}


def _start_in_clause(tokens: Tokens, i: int, limit: int) -> TitleStart | None:
    """Where a title begins in a clause after a comma: 'who is the', 'who served as', 'appointed'."""
    if i + 1 < limit and tokens.lower[i] == "who":
        return start_after_verb(tokens, i + 1, limit)
    return start_after_verb(tokens, i, limit, is_reduced=True)


def _title_from(context: RoleContext, start: TitleStart | None, limit: int) -> TitlePhrase | None:
    """The title after a verb, with the status that the verb shows."""
    phrase = phrase_after(context, start.token, limit) if start and start.token < limit else None
    if phrase is None or start is None or start.status is None or phrase.status != "current":
        return phrase
    return replace(phrase, status=start.status)


# Seats between a politician's name and a title


def _past_seat(context: RoleContext, i: int) -> int:
    """The token after a politician's seat: 'Carter (D-Va.), chairwoman', 'Carter of Ohio, the', 'Carter, D-Va., the'.

    Without a seat at token `i` the result is `i`.
    """
    tokens = context.tokens
    size = len(tokens)
    if i + 2 >= size:
        return i
    if tokens.words[i] == "(":
        return _past_bracket(tokens, i)
    if tokens.lower[i] == "of" and (i + 1) in context.places:
        end = _past_place(context, i + 1)
        return end if end < size and tokens.words[end] == "," else i
    if tokens.words[i] == "," and tokens.words[i + 1].split("-")[0] in _PARTY_ABBREVIATIONS:
        return next((k for k in range(i + 2, min(i + _MAX_SEAT, size)) if tokens.words[k] == ","), i)
    if tokens.words[i] == "," and tokens.lower[i + 1] in _PARTY_NOUNS and tokens.lower[i + 2] == "of":
        # 'Ann Carter, Democrat of Ohio and the leader of'
        end = _past_place(context, i + 3)
        return end if end < size and tokens.lower[end] in {",", "and"} else i
    return i


def _past_bracket(tokens: Tokens, i: int) -> int:
    """The comma after a seat in brackets, or `i` if they contain a title: 'Ann Carter (captain), Bill Brown'."""
    size = len(tokens)
    close = next((k for k in range(i + 1, min(i + _MAX_SEAT, size)) if tokens.words[k] == ")"), None)
    if close is None or close + 1 >= size or any(is_title_head(tokens, k) for k in range(i + 1, close)):
        return i
    return close + 1 if tokens.words[close + 1] == "," else i


def _past_place(context: RoleContext, i: int) -> int:
    while i in context.places:
        i += 1
    return i
