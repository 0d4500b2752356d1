"""Find a title in the text: where it begins and ends, what it is called, and its organisation and status."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import CALENDAR, COUNTRIES, NATIONALITIES, POSSESSIVES, TITLES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.complements import TITLE_TAGS, complement, title_end
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.extraction.roles.title_words import (
    STATUS,
    is_abbreviated,
    is_compound,
    is_plain_honorific,
    is_title_head,
    title_text,
)
from newsrows.lexicon import column, group
from newsrows.records import Span
from newsrows.records.findings import RoleStatus

# Adjectives that are part of a title; others only describe ('the embattled minister').
_TITLE_ADJECTIVES: Final = column("title_modifiers", "word", effect="part")
_DIRECTIONS: Final = group("name_words", "direction")
_SKIPPED: Final = group("role_words", "before_title")
_ELECT: Final = group("role_words", "elect")
_DAYS: Final = group("role_words", "past_or_present_day") | group("role_words", "future_day")
_DESCRIBING: Final = frozenset({"compound", "nmod", "amod"})
# In 'Democratic nominee for governor Ann Carter' she is not governor yet.
_CONTENDERS: Final = group("role_words", "contender")
# A title after a name begins within this many tokens.
_MAX_DISTANCE: Final = 12


def phrase_before(context: RoleContext, name: int) -> TitlePhrase | None:
    """The title right before token `name`: 'Immigration Minister', 'Northern Bank chief executive'."""
    tokens = context.tokens
    head = _before_stop(tokens, name - 1)
    if head < 0:
        return None
    own_status: RoleStatus = "current"
    if tokens.lower[head] in _ELECT and head > 0:
        own_status, head = "elect", head - (2 if tokens.words[head - 1] == "-" else 1)
    if not is_title_head(tokens, head):
        return None
    title_first = title_start(context, head)
    if title_first > 1 and tokens.lower[title_first - 1] == "for" and tokens.lower[title_first - 2] in _CONTENDERS:
        return None
    if _is_hypothetical(tokens, title_first):
        return None
    start, organisation, status = _prefix(context, title_first)
    title = title_text(tokens, title_first, head + 1)
    return TitlePhrase(start, head + 1, title, organisation, status if own_status == "current" else own_status)


def _is_hypothetical(tokens: Tokens, title: int) -> bool:
    """Whether nobody holds the office yet: 'a President Carter would', but not 'a former judge' or 'a Senator said'."""
    return title > 0 and tokens.lower[title - 1] in {"a", "an"} and tokens.words[title][:1].isupper()


def phrase_after(context: RoleContext, start: int, limit: int, *, must_reach_limit: bool = False) -> TitlePhrase | None:
    """The title that begins at token `start` or shortly after it.

    Args:
        context: the article.
        start: first token of the search.
        limit: token at which the search ends.
        must_reach_limit: the phrase must end at `limit`, as a title does before a comma and a name.
    """
    opening = _Opening(start, start)
    i = start
    while i < limit and i - start <= _MAX_DISTANCE:
        step = _step_to_title(context, i, limit)
        if step is None:
            return None
        if step.is_head:
            phrase = _phrase_at(context, opening, i, limit)
            return phrase if _belongs_to_name(context, phrase, i, limit, must_reach_limit=must_reach_limit) else None
        i = step.next_token
        opening = _Opening(
            start,
            i if step.is_outside else opening.title_start,
            step.organisation or opening.organisation,
            step.status or opening.status,
        )
    return None


def with_prefix(context: RoleContext, phrase: TitlePhrase) -> TitlePhrase:
    """The title with the organisation and the status that stand before it."""
    start, organisation, status = _prefix(context, phrase.start)
    if phrase.organisation is not None:
        organisation = phrase.organisation
    status = status if phrase.status == "current" else phrase.status
    return TitlePhrase(start, phrase.end, phrase.title, organisation, status)


def title_start(context: RoleContext, head: int) -> int:
    """First token of the title that ends with `head`, without names, nationalities and mere descriptions."""
    tokens = context.tokens
    start = head
    while start > 0 and start not in context.name_until:
        before = start - 1
        inside = _before_region(context, before)
        if inside is not None and tokens.words[head].islower():
            start = inside
            continue
        if _is_outside(context, before, head):
            break
        word, tag = tokens.words[before], tokens.tags[before]
        if word == "-" or (tag == "CC" and _joins_title(context, before, head)):
            start = before - 1  # 'chairman and chief executive', 'vice-president'
        elif (
            tag in {"NN", "NNP", "NNPS"}
            or (tag == "NNS" and tokens.deps[before] == "compound")
            or _is_title_adjective(tokens, before)
        ):
            start = before
        else:
            break
    return start


# The words before a title


def _before_region(context: RoleContext, i: int) -> int | None:
    """The first token of 'senior North American', if token `i` ends it: the region is then inside a title."""
    tokens = context.tokens
    first = i
    while first >= 0 and (tokens.words[first] in NATIONALITIES or tokens.words[first] in _DIRECTIONS):
        first -= 1
    has_region = first < i and first >= 0 and tokens.words[i] in NATIONALITIES
    return first if has_region and tokens.words[first].islower() and tokens.lower[first] in _TITLE_ADJECTIVES else None


def _before_stop(tokens: Tokens, head: int) -> int:
    """The abbreviation, if token `head` is only the stop after it: 'Sgt.'."""
    is_stop = head > 0 and tokens.words[head] == "." and tokens.starts[head] == tokens.ends[head - 1]
    return head - 1 if is_stop and is_abbreviated(tokens.words[head - 1]) else head


def _joins_title(context: RoleContext, conjunction: int, head: int) -> bool:
    """Whether 'and' is part of a title: 'chairman and chief executive', 'Immigration and Asylum Minister'."""
    tokens = context.tokens
    before = conjunction - 1
    if before < 0 or tokens.lower[conjunction] not in {"and", "&"}:
        return False
    if is_title_head(tokens, before) or (tokens.words[head].islower() and _opens_apposition(tokens, before)):
        return True
    if before in context.places or conjunction in context.name_until or before in context.name_from:
        return False
    rest = " ".join(tokens.lower[conjunction + 1 : head + 1])
    if rest in TITLES or conjunction + 1 == head:
        return False  # 'Asia and Prime Minister Ann Carter'
    if tokens.words[head][0].isupper():
        return tokens.words[before][0].isupper() and tokens.tags[before] in {"NNP", "NNPS", "NN", "NNS"}
    is_small = tokens.words[before].islower() or tokens.sentence_starts[tokens.sentence_of(before)] == before
    return is_small and tokens.deps[before] in _DESCRIBING


def _is_outside(context: RoleContext, i: int, head: int) -> bool:
    """Whether a word before a title is not part of it: a place, a status, an honorific, a mark, a common noun."""
    tokens = context.tokens
    word, low = tokens.words[i], tokens.lower[i]
    # 'Lord' of 'Lord Chancellor' is part of the title
    is_honorific = is_plain_honorific(word) and " ".join(tokens.lower[i : head + 1]) not in TITLES
    if _is_place_word(context, i) or low in STATUS or is_honorific:
        return True
    if _ends_one_time(tokens, i) or word in CALENDAR or low in _DAYS:
        return True
    if word in {"-", "&"}:
        # 'ex-minister'; '1987 - Minister Ann Carter' is a line of a list.
        is_tight = i > 0 and tokens.ends[i - 1] == tokens.starts[i] and tokens.ends[i] == tokens.starts[i + 1]
        return i == 0 or tokens.lower[i - 1] in STATUS or (word == "-" and not is_tight)
    if not word[0].isalnum():
        return True
    if is_abbreviated(tokens.words[head]):
        is_one_title = title_text(tokens, i, head + 1).lower() in TITLES  # 'Lt. Gov.'
        return (not is_one_title and is_title_head(tokens, i)) or (word.islower() and word != "state")
    # 'in case President Carter'
    is_capital_missing = tokens.words[head][0].isupper() and word.islower()
    return is_capital_missing and not _is_title_adjective(tokens, i) and low != "and"


def _is_place_word(context: RoleContext, i: int) -> bool:
    """Whether the word names a place, a country or a nationality."""
    word = context.tokens.words[i]
    return i in context.places or word in NATIONALITIES or word in COUNTRIES


def _ends_one_time(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the end of 'one-time'."""
    return i > 1 and tokens.lower[i - 2 : i + 1] == ["one", "-", "time"]


def _is_title_adjective(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in _TITLE_ADJECTIVES or (tokens.words[i][0].isupper() and tokens.tags[i] == "JJ")


def _prefix(context: RoleContext, title_first: int) -> tuple[int, Span | None, RoleStatus]:
    """The start of the words before a title that belong to it, with the organisation and the status in them.

    They are an organisation ('Northern Bank', "the council's"), a place, a status.
    """
    tokens = context.tokens
    status: RoleStatus = "current"
    start = title_first
    organisation: Span | None = None
    i = title_first - 1
    while i >= 0:
        word = tokens.words[i]
        if tokens.lower[i] in STATUS:
            status = STATUS[tokens.lower[i]]
            start = i
        elif _ends_one_time(tokens, i):
            status, start = "former", i - 2
            i = start
        elif _ends_organisation(context, i) and organisation is None:
            start, name = context.name_until[i + 1]
            organisation = name.span
            i = start
        elif _is_place_word(context, i):
            start = i
        elif word == "-" or (
            word in POSSESSIVES and (i in context.name_until or tokens.tags[i - 1] in {"NNP", "NNPS"})
        ):
            if i not in context.name_until and word != "-":
                start = i - 1
        else:
            break
        i -= 1
    return start, organisation, status if status != "current" else _distant_status(tokens, i)


def _ends_organisation(context: RoleContext, i: int) -> bool:
    """Whether token `i` is the last of an organisation's name."""
    return i + 1 in context.name_until and context.name_until[i + 1][1].type == "organisation"


def _distant_status(tokens: Tokens, i: int) -> RoleStatus:
    """The status that other words separate from the title: 'former world heavyweight champion'."""
    for k in range(i, max(-1, i - 4), -1):
        if tokens.lower[k] in STATUS:
            return STATUS[tokens.lower[k]]
        if tokens.tags[k] not in {"JJ", "NN", "NNP", "CC"} or tokens.words[k] in POSSESSIVES:
            break
    return "current"


# Reading forward to a title


class _Opening(NamedTuple):
    """What was read before the last word of a title.

    Attributes:
        start: first token of the phrase.
        title_start: first token of the title itself.
        organisation: the organisation named before it.
        status: the status named before it.
    """

    start: int
    title_start: int
    organisation: Span | None = None
    status: RoleStatus = "current"


class _Step(NamedTuple):
    """What one token shows on the way to the last word of a title.

    Attributes:
        next_token: where to read on.
        is_head: the token is the last word of the title.
        is_outside: the token is not part of the title.
        status: the status that it shows.
        organisation: the organisation that it names.
    """

    next_token: int
    is_head: bool = False
    is_outside: bool = False
    status: RoleStatus | None = None
    organisation: Span | None = None


def _step_to_title(context: RoleContext, i: int, limit: int) -> _Step | None:
    """What token `i` shows, or None if no title can follow."""
    tokens = context.tokens
    if i in context.name_from:
        return _step_past_name(context, i, limit)
    word, low = tokens.words[i], tokens.lower[i]
    if low in STATUS or (low == "-" and tokens.lower[i - 1] in STATUS):
        return _Step(i + 1, is_outside=True, status=STATUS.get(low))
    if low in _SKIPPED or word in POSSESSIVES or _is_place_word(context, i):
        return _Step(i + 1, is_outside=True)
    if is_title_head(tokens, i) and not (i + 1 < limit and is_compound(context, i)):
        is_possessor = i + 1 < limit and tokens.words[i + 1] in POSSESSIVES  # "the minister's adviser"
        return _Step(i + 2, is_outside=True) if is_possessor else _Step(i + 1, is_head=True)
    if tokens.tags[i] == "CD":
        return _step_past_age(tokens, i, limit)
    is_inside = tokens.tags[i] in TITLE_TAGS or (tokens.tags[i] == "CC" and _joins_describing_words(tokens, i))
    return _Step(i + 1) if is_inside else None


def _step_past_name(context: RoleContext, i: int, limit: int) -> _Step | None:
    """Read past the name of the title's organisation, or of a person in the possessive."""
    tokens = context.tokens
    end, name = context.name_from[i]
    if name.type == "person":
        # "Ann Carter's campaign manager", but not 'Ann Carter, Bill Brown'
        is_possessor = end < limit and tokens.words[end] in POSSESSIVES
        return _Step(end, is_outside=True) if is_possessor else None
    # 'a Coast University-trained surgeon' works elsewhere.
    is_employer = end >= len(tokens) or tokens.words[end] != "-"
    return _Step(end, is_outside=True, organisation=name.span if is_employer else None)


def _step_past_age(tokens: Tokens, i: int, limit: int) -> _Step | None:
    """Read past an age that describes: 'a 34-year-old teacher'."""
    end = i + 5
    is_age = end < limit and tokens.lower[i + 1 : end] == ["-", "year", "-", "old"]
    return _Step(end, is_outside=True) if is_age else None


def _joins_describing_words(tokens: Tokens, conjunction: int) -> bool:
    """Whether 'and' joins words that describe the title: 'health and social services minister'."""
    before = conjunction - 1
    if conjunction < 1 or tokens.tags[before] not in {"NN", "NNP", "NNS"}:
        return False
    is_before_title = any(is_title_head(tokens, i) for i in range(conjunction + 2, min(conjunction + 4, len(tokens))))
    return tokens.deps[before] in _DESCRIBING or (is_before_title and _opens_apposition(tokens, before))


def _opens_apposition(tokens: Tokens, i: int) -> bool:
    """Whether a noun stands directly after a comma: 'Ann Carter, communications and policy director for'."""
    is_noun = tokens.words[i].islower() and tokens.tags[i] in {"NN", "NNS"}
    return is_noun and i > 0 and tokens.words[i - 1] == ","


def _phrase_at(context: RoleContext, opening: _Opening, head: int, limit: int) -> TitlePhrase:
    """The phrase whose title has the last word `head`, with its complements."""
    end, organisation = complement(context, head, limit)
    start = max(opening.title_start, title_start(context, head))
    title = title_text(context.tokens, start, title_end(context, head, end, organisation))
    return TitlePhrase(opening.start, end, title, organisation or opening.organisation, opening.status)


def _belongs_to_name(
    context: RoleContext, phrase: TitlePhrase, head: int, limit: int, *, must_reach_limit: bool
) -> bool:
    """Whether a title found near a name is complete and belongs to that name."""
    tokens = context.tokens
    if must_reach_limit:
        return phrase.end >= limit
    if phrase.end == head + 1 and context.starts_person(phrase.end):
        return False  # 'Brown, President Ann Carter' are two people
    is_possessor = phrase.end < len(tokens) and tokens.words[phrase.end] in POSSESSIVES
    # "an economist at Coast Bank's policy unit" is still his title
    return not is_possessor or phrase.end in context.name_until
