"""Find words that refer to somebody named elsewhere: pronouns, and nominals such as 'the minister' and 'the council'.

resolution/coreference decides to whom they refer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, TITLE_HEADS, TITLES
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group, rows
from newsrows.records import Gender, Mention, Span

_GENDERS: Final[dict[str, Gender]] = {"female": "female", "male": "male"}
_PRONOUNS: Final[dict[str, Gender | None]] = {
    row["word"]: _GENDERS.get(row["gender"]) for row in rows("reference_words") if row["group"] == "pronoun"
}
_TITLE_GENDERS: Final[dict[str, Gender | None]] = {
    row["title"]: _GENDERS.get(row["gender"]) for row in rows("role_titles")
}
_DETERMINERS: Final = group("reference_words", "determiner")
_ORGANISATION_NOUNS: Final = column("organisation_nouns", "noun")
# Title words that also have other senses do not refer to a person: 'the general', 'the chair'.
_PERSON_NOUNS: Final = TITLE_HEADS - group("reference_words", "ambiguous_title")
# Words that continue a noun phrase after its head, so that it says itself who is meant: 'the director of'.
_AFTER_PHRASE: Final = group("reference_words", "after_phrase") | {"-"}
_AGE: Final = re.compile(r"\bthe [\w-]+-years?-old$", re.IGNORECASE)
# An age is at most this many characters long.
_MAX_AGE_LENGTH: Final = 40
# 'The 44-year-old retired joiner' and 'the 44-year-old Danish joiner' say who is meant.
_DESCRIBING_TAGS: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD"})
_MODIFIER_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH"})
# At most this many words stand between a determiner and the head.
_MAX_MODIFIERS: Final = 3


def find_references(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Pronouns and nominals that may refer to a person or an organisation, in reading order.

    Args:
        parsed: the article with its parse.
        names: its names; a reference does not overlap with them.
    """
    tokens = parsed.tokens
    name_tokens = {i for name in names for i in tokens.within(name.span.start, name.span.end)}
    # 'the chief financial officer' has two possible heads after one article. The longer phrase comes later and counts.
    by_start = {mention.span.start: mention for mention in _references(parsed, name_tokens) if mention is not None}
    return tuple(by_start.values())


def _references(parsed: ParsedArticle, name_tokens: set[int]) -> Iterator[Mention | None]:
    tokens = parsed.tokens
    for i, word in enumerate(tokens.lower):
        if word in _PRONOUNS:
            if i not in name_tokens and _is_pronoun(tokens, i):
                span = Span.of(parsed.text, tokens.starts[i], tokens.ends[i])
                yield Mention(span, "person", "pronoun", tokens.sentence_of(i), gender=_PRONOUNS[word])
        elif word in _PERSON_NOUNS or word in _ORGANISATION_NOUNS:
            yield _nominal(parsed, i, name_tokens)
        elif word == "old":
            yield _age_nominal(parsed, i, name_tokens)


def _is_pronoun(tokens: Tokens, i: int) -> bool:
    """Whether the word is used as a pronoun, not as a numeral or an abbreviation."""
    word = tokens.words[i]
    if tokens.lower[i] == "i":
        return word == "I" and tokens.tags[i] == "PRP"  # not 'World War I', 'I.'
    is_abbreviation = len(word) == 2 and word.isupper()
    return tokens.tags[i] in {"PRP", "PRP$"} and not is_abbreviation


def _nominal(parsed: ParsedArticle, head: int, name_tokens: set[int]) -> Mention | None:
    """The noun phrase with this head, if it refers to somebody: 'the minister', 'our council'."""
    tokens = parsed.tokens
    first = _determiner(tokens, head)
    if first is None or not _ends_phrase(tokens, head, name_tokens):
        return None
    if any(i in name_tokens for i in range(first, head + 1)):
        return None
    noun = tokens.lower[head]
    phrase = " ".join(tokens.lower[first + 1 : head + 1])
    span = Span.of(parsed.text, tokens.starts[first], tokens.ends[head])
    sentence = tokens.sentence_of(first)
    is_organisation = noun in _ORGANISATION_NOUNS
    if is_organisation and head == first + 1:
        return Mention(span, "organisation", "nominal", sentence)
    if noun in _PERSON_NOUNS and not is_organisation:
        gender = _TITLE_GENDERS.get(phrase) or _TITLE_GENDERS.get(noun)
        return Mention(span, "person", "nominal", sentence, gender=gender)
    if phrase in TITLES and phrase != noun:
        return Mention(span, "person", "nominal", sentence, gender=_TITLE_GENDERS[phrase])  # 'the chief executive'
    return None


def _age_nominal(parsed: ParsedArticle, old: int, name_tokens: set[int]) -> Mention | None:
    """An age that stands for a person: 'the 44-year-old', but not 'the 44-year-old joiner'."""
    tokens = parsed.tokens
    match = _AGE.search(parsed.text, max(0, tokens.starts[old] - _MAX_AGE_LENGTH), tokens.ends[old])
    if match is None or not _ends_phrase(tokens, old, name_tokens):
        return None
    if old + 1 < len(tokens) and tokens.tags[old + 1] in _DESCRIBING_TAGS:
        return None
    sentence = tokens.sentence_of(tokens.within(match.start(), match.end()).start)
    return Mention(Span.of(parsed.text, match.start(), match.end()), "person", "nominal", sentence)


def _determiner(tokens: Tokens, head: int) -> int | None:
    """The article or possessive at the start of a short noun phrase with this head, or None."""
    for i in range(head - 1, max(-1, head - 2 - _MAX_MODIFIERS), -1):
        if tokens.lower[i] in _DETERMINERS:
            return i
        if tokens.tags[i] not in _MODIFIER_TAGS or tokens.words[i] in HONORIFICS:
            return None
    return None


def _ends_phrase(tokens: Tokens, head: int, name_tokens: set[int]) -> bool:
    """Whether the noun phrase ends with its head, unlike in 'the party leader' and 'the director of the bank'."""
    following = head + 1
    if following >= len(tokens):
        return True
    if following in name_tokens or tokens.words[following] in HONORIFICS:
        return False  # 'the minister Ann Carter'
    if tokens.tags[following] in {"NN", "NNS", "NNP", "NNPS", "HYPH"}:
        return False
    return tokens.lower[following] not in _AFTER_PHRASE
