"""Find a plural title that several people share: 'Ministers Ann Carter and Bill Brown', '..., directors of'.

One of those who share it may be named alone: "one of the court's judges, Ann Carter".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import HONORIFICS, SINGULAR_TITLES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.extraction.roles.title_words import is_plain_honorific
from newsrows.extraction.roles.titles import phrase_after, phrase_before
from newsrows.lexicon import group
from newsrows.records import Mention

_LIST_WORDS: Final = group("role_words", "list_word") | {",", "&"}
# A title after the last name ends within this many tokens.
_REACH: Final = 25
# Two names in a list have at most this many words of the list and this many tokens between them.
_MAX_LIST_WORDS: Final = 3
_MAX_GAP: Final = 12
# 'one of' stands at most this many tokens before the name.
_MAX_ONE_OF: Final = 10


class SharedTitle(NamedTuple):
    """A title that several people share.

    Attributes:
        phrase: the title in the singular.
        people: the people in reading order; one only after 'one of'.
        is_before: the title stands before the first of them, not after the last.
    """

    phrase: TitlePhrase
    people: tuple[Mention, ...]
    is_before: bool


def shared_titles(context: RoleContext, names: Sequence[Mention]) -> Iterator[SharedTitle]:
    """The plural titles next to lists of people; `names` are in reading order."""
    plurals = {i for i, word in enumerate(context.tokens.lower) if word in SINGULAR_TITLES}
    if not plurals:
        return
    singular = replace(context, tokens=_in_singular(context.tokens, plurals))
    for people in _lists_of_people(context, names):
        start = context.tokens.within(people[0].span.start, people[0].span.end).start
        end = context.tokens.within(people[-1].span.start, people[-1].span.end).stop
        before, after = _title_before(singular, start), _title_after(singular, end)
        for phrase, is_before in ((before, True), (after, False)):
            if phrase is not None and plurals & set(range(phrase.start, phrase.end)):
                yield SharedTitle(phrase, people, is_before)
    for mention in names:
        phrase = _one_of(singular, mention) if mention.type == "person" else None
        if phrase is not None and phrase.end - 1 in plurals:
            yield SharedTitle(phrase, (mention,), is_before=True)


def _one_of(context: RoleContext, mention: Mention) -> TitlePhrase | None:
    """The title of 'one of the club's directors, Ann Carter,'; a comma, a verb or the end must follow the name."""
    tokens = context.tokens
    within = tokens.within(mention.span.start, mention.span.end)
    comma, end = within.start - 1, within.stop
    while comma > 0 and is_plain_honorific(tokens.words[comma]):
        comma -= 1
    is_apposition = end >= len(tokens) or tokens.words[end] in {",", ".", ";"} or tokens.tags[end] in {"VBD", "VBZ"}
    if comma < 3 or tokens.words[comma] != "," or not is_apposition:
        return None
    reach = range(max(0, comma - _MAX_ONE_OF), comma - 1)
    if not any(tokens.lower[i : i + 2] == ["one", "of"] for i in reach):
        return None
    return phrase_before(context, comma)


def _title_before(context: RoleContext, start: int) -> TitlePhrase | None:
    while start > 0 and is_plain_honorific(context.tokens.words[start - 1]):
        start -= 1
    if start > 1 and context.tokens.words[start - 1] in {",", ":", "–", "—"}:
        start -= 1
    return phrase_before(context, start)


def _title_after(context: RoleContext, end: int) -> TitlePhrase | None:
    if end + 1 >= len(context.tokens) or context.tokens.words[end] not in {",", "(", "–", "—"}:
        return None
    return phrase_after(context, end + 1, min(end + _REACH, len(context.tokens)))


def _in_singular(tokens: Tokens, plurals: set[int]) -> Tokens:
    """The tokens with the plural titles in the singular, so that the rules for one person's title apply."""
    words, tags = list(tokens.words), list(tokens.tags)
    for i in plurals:
        words[i] = _with_capitals_of(SINGULAR_TITLES[tokens.lower[i]], words[i])
        tags[i] = "NNP" if words[i][0].isupper() else "NN"
    return replace(tokens, words=words, tags=tags)


def _with_capitals_of(singular: str, plural: str) -> str:
    if plural[:-1].isupper():
        return singular.upper()  # 'MPs'
    return singular.capitalize() if plural[0].isupper() else singular


def _lists_of_people(context: RoleContext, names: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Runs of two or more people that only commas, 'and', honorifics and seats in brackets separate."""
    run: list[Mention] = []
    run_end = -1
    for mention in names:
        within = context.tokens.within(mention.span.start, mention.span.end)
        continues = mention.type == "person" and _continues_list(context.tokens, run_end, within.start)
        if run and not continues:
            yield from [tuple(run)] if len(run) > 1 else []
            run = []
        if mention.type == "person":
            run.append(mention)
            run_end = within.stop
    yield from [tuple(run)] if len(run) > 1 else []


def _continues_list(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the tokens between two names only continue a list."""
    depth = 0
    list_words = 0
    for i in range(start, end):
        word = tokens.words[i]
        depth += (word == "(") - (word == ")")
        if depth or word == ")":
            continue
        if tokens.lower[i] in _LIST_WORDS:
            list_words += 1
        elif word not in HONORIFICS:
            return False
    return 0 < list_words <= _MAX_LIST_WORDS and end - start <= _MAX_GAP
