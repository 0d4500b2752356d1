"""Find what a title continues with: 'of ...', 'for ...', and the organisation that is named there."""

from __future__ import annotations

from typing import Final

from newsrows.extraction.names.constituencies import leads_to_seat, seat_end
from newsrows.extraction.names.gazetteers import CALENDAR
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import RoleContext
from newsrows.extraction.roles.title_words import STATUS, is_compound, is_title_head
from newsrows.lexicon import group
from newsrows.records import Span

# Tags of the words of a title.
TITLE_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "DT", "HYPH", "POS", "PRP$"})
_COMPLEMENT_PREPOSITIONS: Final = group("role_words", "complement_preposition")
_ORGANISATION_PREPOSITIONS: Final = group("role_words", "organisation_preposition")
_PREPOSITIONS: Final = _ORGANISATION_PREPOSITIONS | _COMPLEMENT_PREPOSITIONS
_DAYS: Final = group("role_words", "past_or_present_day")
# Tags of the words that may stand between a preposition and the name of an organisation.
_DESCRIPTION_TAGS: Final = frozenset({"DT", "JJ", "NN", "NNS", "HYPH", "VBN", "NNP", "RB", "POS", "PRP$"})
# At most this many words of description, and at most this many tokens of a noun phrase, are read.
_MAX_WORDS: Final = 8


def complement(context: RoleContext, head: int, limit: int) -> tuple[int, Span | None]:
    """The end of a title with its complements, and the organisation in them.

    Args:
        context: the article.
        head: the last word of the title itself.
        limit: the token at which the search ends.
    """
    tokens = context.tokens
    head = _last_joined_head(context, _last_hyphenated(tokens, head, limit), limit)
    end, organisation = head + 1, None
    i = end
    while i < limit and tokens.lower[i] in _PREPOSITIONS:
        is_seat = leads_to_seat(tokens, head, i)
        named = None if is_seat else _organisation_at(context, i + 1, limit)
        if named is not None:
            end, organisation = named
            break
        if tokens.lower[i] not in _COMPLEMENT_PREPOSITIONS or (tokens.lower[i] == "to" and i > head + 1):
            break
        phrase_end = _seat_end(context, i + 1, limit) if is_seat else _noun_phrase_end(context, i + 1, limit)
        if phrase_end == i + 1:
            break
        end = i = phrase_end
    return end, organisation


def title_end(context: RoleContext, head: int, end: int, organisation: Span | None) -> int:
    """The end of the title without the organisation, which has a column of its own.

    Args:
        context: the article.
        head: the last word of the title without complements.
        end: the end of the title with complements.
        organisation: the organisation in the complements, if any.
    """
    if organisation is None:
        return end
    tokens = context.tokens
    name_start = tokens.within(organisation.start, organisation.end).start
    for i in range(name_start, head, -1):
        is_preposition = tokens.lower[i] in _ORGANISATION_PREPOSITIONS
        if is_preposition and all(not is_title_head(tokens, k) for k in range(i, name_start)):
            return i
    return head + 1


def _last_hyphenated(tokens: Tokens, head: int, limit: int) -> int:
    """The last word of 'editor-in-chief' or 'ambassador-at-large'."""
    end = head + 5
    is_chain = end <= limit and tokens.words[head + 1] == "-" and tokens.words[head + 3] == "-"
    return end - 1 if is_chain and tokens.lower[head + 2] in {"in", "at"} else head


def _last_joined_head(context: RoleContext, head: int, limit: int) -> int:
    """The last word of a title that 'and' joins to another: 'executive' of 'founder and chief executive'."""
    tokens = context.tokens
    conjunction = head + 1
    if conjunction >= limit or tokens.lower[conjunction] not in {"and", "&"}:
        return head
    for k in range(conjunction + 1, min(conjunction + 5, limit)):
        if k in context.name_from or tokens.lower[k] in STATUS or tokens.tags[k] not in TITLE_TAGS - {"DT", "PRP$"}:
            break
        if is_title_head(tokens, k) and not (k + 1 < limit and is_compound(context, k)):
            # In 'Brown, director and chairman Bill Green' the second title is another person's.
            return head if context.starts_person(k + 1) and k + 1 < limit else k
    return head


def _seat_end(context: RoleContext, i: int, limit: int) -> int:
    """The end of the name of a constituency, whatever entity a model takes it for."""
    end = context.name_from[i][0] if i in context.name_from else _noun_phrase_end(context, i, limit)
    return min(max(end, seat_end(context.tokens, i)), limit)


def _organisation_at(context: RoleContext, i: int, limit: int) -> tuple[int, Span] | None:
    """The end and the span of the organisation in a complement: 'of the small charity Coast Aid'."""
    tokens = context.tokens
    for k in range(i, min(i + _MAX_WORDS, limit)):
        if k in context.name_from:
            end, name = context.name_from[k]
            return (end, name.span) if name.type == "organisation" else None
        if tokens.tags[k] not in _DESCRIPTION_TAGS:
            return None
    return None


def _noun_phrase_end(context: RoleContext, i: int, limit: int) -> int:
    """The end of the noun phrase in a complement, including people: 'chief of staff to President Ann Carter'."""
    tokens = context.tokens
    end = i
    while end < limit and end - i < _MAX_WORDS:
        if context.starts_person(end):
            end = context.name_from[end][0]
            continue
        if not _continues_phrase(tokens, end, limit):
            break
        end += 1
    while end > i and end not in context.name_until and tokens.tags[end - 1] in {"DT", "CC", "JJ", "HYPH", "POS"}:
        end -= 1
    return min(end, limit)


def _continues_phrase(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether token `i` belongs to the noun phrase of a complement."""
    tag = tokens.tags[i]
    if tag == "CC":
        return i + 1 < limit and tokens.tags[i + 1] in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    if tag == "VBN":
        return i + 1 < limit and tokens.tags[i + 1] in {"HYPH", "NN", "NNS"}  # 'of fixed-income research'
    return tag in {"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBG"} and (
        tokens.lower[i] not in _DAYS and tokens.words[i] not in CALENDAR
    )
