"""Find titles before a name.

Patterns: 'Immigration Minister Ann Carter', 'Secretary of State Ann Carter', "the council's chief executive, Ann
Carter", 'director Ann Carter, of the Coast Trust', and two titles ('its commander, Col. Ann Carter').
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS
from newsrows.extraction.names.honorifics import honorific_before
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.extraction.roles.title_words import STATUS, is_abbreviated, is_plain_honorific, is_title_head
from newsrows.extraction.roles.titles import phrase_after, phrase_before, title_start, with_prefix
from newsrows.extraction.roles.verbs import is_object_of_verb
from newsrows.lexicon import group

# 'the Right Reverend', 'the Rt Hon'
# Tokens of honorifics before a name that are looked at.
_LONGEST_RUN = 24
_BEFORE_HONORIFIC: Final = group("role_words", "before_honorific")
# After another title these are a form of address, not an office: 'the state chairman, Chief Ann Carter'.
_STYLES: Final = group("role_words", "style")
# Tags of the words between 'of' or 'for' and the name, and between 'the' and a comma.
_COMPLEMENT_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "IN", "CC", "DT"})
_DEFINITE_TAGS: Final = frozenset({"NN", "NNP", "JJ", "HYPH", "IN", "POS", "NNPS", "CC"})
# At most this many tokens stand between a title's last word or 'the' and the name.
_MAX_COMPLEMENT: Final = 10
_MAX_DEFINITE: Final = 9
# 'a candidate for president, Gov. Ann Carter'
_CONTENDERS: Final = group("role_words", "contender")
_COMPLEMENT_PREPOSITIONS: Final = frozenset({"of", "for", "at", "to"})
_INDEFINITE: Final = frozenset({"a", "an"})


def titles_before(context: RoleContext, start: int, end: int, bare: int) -> list[tuple[TitlePhrase, int]]:
    """The titles before a name, each with the end of the phrase that shows the role.

    Args:
        context: the article.
        start: first token of the name.
        end: token after the name.
        bare: first token of the honorifics before the name (see `before_honorifics`).
    """
    titles: list[tuple[TitlePhrase, int]] = []
    nearest = phrase_before(context, bare) or _with_complement(context, bare) or _before_comma(context, start, bare)
    if nearest is None:
        return titles
    before_rank = _before_comma(context, start, nearest.start) if _ends_with_rank(context, bare) else None
    if before_rank is not None and not _completes_other_title(context, before_rank.start):
        titles.append((before_rank, end))
        if nearest.title in _STYLES:
            return titles  # 'its state chairman, Chief Brown' does not hold the office of a chief
    phrase_end, nearest = _with_organisation_after_name(context, nearest, end)
    titles.append((nearest, phrase_end))
    second = _before_short_title(context, bare)
    if second is not None and second.start < nearest.start:
        titles.append((second, end))
    return titles


def before_honorifics(tokens: Tokens, start: int) -> int:
    """Index of the first honorific before a name, including 'the Right' of 'the Right Reverend'."""
    bare, reach = start, max(0, start - _LONGEST_RUN)
    while bare > reach:
        honorific = honorific_before(tokens, bare)
        if honorific is not None and is_plain_honorific(honorific.form):
            bare = honorific.first
        elif tokens.words[bare - 1] in {" ", "\xa0", "\n"}:
            bare -= 1
        else:
            break
    while bare < start and bare > 0 and tokens.words[bare - 1] in _BEFORE_HONORIFIC:
        bare -= 1
    has_article = bare < start and bare > 1 and tokens.words[bare - 1] == "the" and tokens.words[bare - 2] == ","
    return bare - 1 if has_article else bare


def _with_complement(context: RoleContext, bare: int) -> TitlePhrase | None:
    """A title with its complement: 'Secretary of State Ann Carter', 'Minister for Food and Farming Ann Carter'."""
    tokens = context.tokens
    for i in range(bare - 3, max(-1, bare - _MAX_COMPLEMENT), -1):
        if tokens.tags[i + 1] not in _COMPLEMENT_TAGS:
            return None
        if tokens.lower[i + 1] in {"of", "for"} and is_title_head(tokens, i):
            start = title_start(context, i)
            if _is_apposition(context, start):
                return None
            phrase = phrase_after(context, start, bare, must_reach_limit=True)
            return None if phrase is None else with_prefix(context, phrase)
    return None


def _is_apposition(context: RoleContext, start: int) -> bool:
    """Whether a title belongs to the name before it: 'Ann Carter, the former leader of'."""
    tokens = context.tokens
    while start > 0 and (tokens.lower[start - 1] in STATUS or tokens.tags[start - 1] in {"DT", "PRP$", "JJ"}):
        start -= 1
    follows_name = start > 1 and tokens.words[start - 1] == "," and start - 1 in context.name_until
    return follows_name and context.name_until[start - 1][1].type == "person"


def _before_comma(context: RoleContext, name: int, bare: int) -> TitlePhrase | None:
    """A title before a comma and a name: "the council's chief executive, Ann Carter".

    Args:
        context: the article.
        name: first token of the name.
        bare: token after the comma.
    """
    tokens = context.tokens
    if bare < 2 or tokens.words[bare - 1] != ",":
        return None
    for i in range(name, min(name + 4, len(tokens))):
        head = tokens.heads[i]
        if tokens.deps[i] == "appos" and head < bare:
            start = tokens.edges[head][0]
            if is_title_head(tokens, head):
                start = min(start, title_start(context, head))
            phrase = phrase_after(context, start, bare - 1, must_reach_limit=True)
            if phrase is not None:
                # 'If she becomes mayor, Ann Carter would': she holds it, or nobody
                return None if is_object_of_verb(tokens, phrase.start) else phrase
    return _described_before_comma(context, name, bare)


def _described_before_comma(context: RoleContext, name: int, bare: int) -> TitlePhrase | None:
    """A title between 'the' or 'a' and a comma, if the parse has no apposition: 'a lawyer for the town, Ann Poe,'."""
    tokens = context.tokens
    for i in range(bare - 2, max(-1, bare - _MAX_DEFINITE), -1):
        if tokens.lower[i] == "the" and i > 0 and tokens.lower[i - 1] in _COMPLEMENT_PREPOSITIONS:
            continue  # 'the head of the town council, Ann Carter'
        if tokens.lower[i] == "the":
            return phrase_after(context, i, bare - 1, must_reach_limit=True)
        if (
            tokens.lower[i] in _INDEFINITE
            and tokens.lower[i + 1] not in _CONTENDERS
            and _ends_apposition(context, name)
        ):
            return phrase_after(context, i, bare - 1, must_reach_limit=True)
        if tokens.tags[i] not in _DEFINITE_TAGS:
            return None
    return None


def _ends_apposition(context: RoleContext, name: int) -> bool:
    """Whether a comma, the end of the sentence or a verb follows the name: else it may be one of a list."""
    if name not in context.name_from:
        return False
    tokens, end = context.tokens, context.name_from[name][0]
    return end >= len(tokens) or tokens.words[end] in {",", "."} or tokens.tags[end] in {"VBD", "VBZ"}


def _ends_with_rank(context: RoleContext, bare: int) -> bool:
    """Whether a rank or an abbreviated office stands before a name: 'the commander, Col. Ann Carter'."""
    honorific = honorific_before(context.tokens, bare)
    if honorific is None:
        return False
    row = HONORIFICS[honorific.form]
    return row["kind"] == "rank" or row["title"] != "" or honorific.form in _STYLES


def _completes_other_title(context: RoleContext, start: int) -> bool:
    """Whether a title only completes another one: 'president' of 'candidate for president, Gov. Ann Carter'."""
    tokens = context.tokens
    preposition = start - 1
    while preposition > 0 and tokens.tags[preposition] in {"DT", "PRP$"}:
        preposition -= 1
    is_preposition = preposition > 0 and tokens.lower[preposition] in {"for", "of", "to"}
    return is_preposition and is_title_head(tokens, preposition - 1)


def _with_organisation_after_name(context: RoleContext, phrase: TitlePhrase, end: int) -> tuple[int, TitlePhrase]:
    """A title before a name with the organisation after it: 'director Ann Carter, of the Coast Trust'.

    Returns:
        The end of the phrase that shows the role, and the title.
    """
    tokens = context.tokens
    i = end + 1 if end < len(tokens) and tokens.words[end] == "," else end
    if phrase.organisation is None and i + 2 < len(tokens) and tokens.lower[i] in {"of", "from", "at"}:
        i += 2 if tokens.lower[i + 1] == "the" else 1
        if context.starts_organisation(i):
            name_end, name = context.name_from[i]
            return name_end, replace(phrase, organisation=name.span)
    return end, phrase


def _before_short_title(context: RoleContext, bare: int) -> TitlePhrase | None:
    """A title before a short one: 'presidential candidate Sen. Ann Carter', 'historian Professor Ann Carter'."""
    tokens = context.tokens
    if bare < 2 or not (is_abbreviated(tokens.words[bare - 1]) or tokens.words[bare - 1] in HONORIFICS):
        return None
    inner = honorific_before(tokens, bare)
    outer = honorific_before(tokens, inner.first) if inner is not None else None
    if inner is not None and outer is not None and _is_one_rank(outer.form, inner.form):
        return None  # a lieutenant general is not a lieutenant
    is_title = tokens.words[bare - 2].islower() or is_abbreviated(tokens.words[bare - 1])
    return phrase_before(context, bare - 1) if is_title else None


def _is_one_rank(outer: str, inner: str) -> bool:
    """Whether a rank and the word after it are one title: 'Lt Gen', 'Lt. Gov.'."""
    return HONORIFICS[outer]["kind"] == "rank" and HONORIFICS[inner]["kind"] in {"rank", "office"}
