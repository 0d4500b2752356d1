"""Words that stand for somebody named elsewhere: pronouns, and nominals such as 'the minister' and 'the council'.

Whom they mean is decided in resolve; here they are only found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, TITLE_HEADS, TITLES
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, rows
from newsrows.records import Gender, Mention, Span

_PRONOUNS: Final[dict[str, Gender | None]] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
    "i": None,
    "me": None,
    "my": None,
    "mine": None,
    "myself": None,
    "you": None,
    "your": None,
    "yourself": None,
}
_DETERMINERS: Final = frozenset({"the", "our", "their"})
_ORGANISATION_NOUNS: Final = column("organisation_nouns", "noun")
_PERSON_NOUNS: Final = TITLE_HEADS - {
    "member",
    "general",
    "major",
    "lock",
    "prop",
    "forward",
    "driver",
    "model",
    "whip",
    "chair",
}
_TITLE_GENDERS: Final[dict[str, Gender | None]] = {
    row["title"]: "female" if row["gender"] == "female" else "male" if row["gender"] == "male" else None
    for row in rows("role_titles")
}
_AGED: Final = re.compile(r"\bthe [\w-]+-years?-old$", re.IGNORECASE)
# 'The 44-year-old retired joiner', 'the 44-year-old Danish joiner' go on to say who is meant.
_DESCRIBES: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD"})
_MODIFIERS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH"})


def find_references(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Pronouns and nominals that may refer to one person or organisation, in reading order; none overlaps a name."""
    tokens = parsed.tokens
    taken = {i for name in names for i in tokens.within(name.span.start, name.span.end)}
    # 'the chief financial officer' holds two heads after one article: the longer phrase comes later, and counts.
    by_start = {mention.span.start: mention for mention in _references(parsed, taken) if mention is not None}
    return tuple(by_start.values())


def _references(parsed: ParsedArticle, taken: set[int]) -> Iterator[Mention | None]:
    tokens = parsed.tokens
    for i, word in enumerate(tokens.lower):
        if word in _PRONOUNS:
            if i not in taken and _is_pronoun(tokens, i):
                span = Span.of(parsed.text, tokens.starts[i], tokens.ends[i])
                yield Mention(span, "person", "pronoun", tokens.sentence_of(i), gender=_PRONOUNS[word])
        elif word in _PERSON_NOUNS or word in _ORGANISATION_NOUNS:
            yield _nominal(parsed, i, taken)
        elif word == "old":
            yield _age(parsed, i, taken)


def _is_pronoun(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if tokens.lower[i] == "i":
        return word == "I" and tokens.tags[i] == "PRP"  # not 'World War I', 'I.'
    return tokens.tags[i] in {"PRP", "PRP$"} and not (len(word) > 1 and word.isupper() and len(word) < 3)


def _nominal(parsed: ParsedArticle, head: int, taken: set[int]) -> Mention | None:
    tokens = parsed.tokens
    first = _determiner(tokens, head)
    if first is None or not _ends_phrase(tokens, head, taken):
        return None
    if any(i in taken for i in range(first, head + 1)):
        return None
    phrase = " ".join(tokens.lower[first + 1 : head + 1])
    span = Span.of(parsed.text, tokens.starts[first], tokens.ends[head])
    sentence = tokens.sentence_of(first)
    is_body = tokens.lower[head] in _ORGANISATION_NOUNS
    if is_body and head == first + 1:
        return Mention(span, "organisation", "nominal", sentence)
    if tokens.lower[head] in _PERSON_NOUNS and not is_body:
        gender = _TITLE_GENDERS.get(phrase) or _TITLE_GENDERS.get(tokens.lower[head])
        return Mention(span, "person", "nominal", sentence, gender=gender)
    if phrase in TITLES and phrase != tokens.lower[head]:
        return Mention(span, "person", "nominal", sentence, gender=_TITLE_GENDERS[phrase])  # 'the chief executive'
    return None


def _age(parsed: ParsedArticle, old: int, taken: set[int]) -> Mention | None:
    """'The 44-year-old', where it stands for a person: not before a noun, as in 'the 44-year-old joiner'."""
    tokens = parsed.tokens
    aged = _AGED.search(parsed.text, max(0, tokens.starts[old] - 40), tokens.ends[old])
    if aged is None or not _ends_phrase(tokens, old, taken):
        return None
    if old + 1 < len(tokens) and tokens.tags[old + 1] in _DESCRIBES:
        return None
    first = tokens.within(aged.start(), aged.end()).start
    return Mention(Span.of(parsed.text, aged.start(), aged.end()), "person", "nominal", tokens.sentence_of(first))


def _determiner(tokens: Tokens, head: int) -> int | None:
    """The article or possessive that opens a short noun phrase with this head, or None."""
    for i in range(head - 1, max(-1, head - 5), -1):
        if tokens.lower[i] in _DETERMINERS:
            return i
        if tokens.tags[i] not in _MODIFIERS or tokens.words[i] in HONORIFICS:
            return None
    return None


def _ends_phrase(tokens: Tokens, head: int, taken: set[int]) -> bool:
    """Whether nothing after the head turns it into something else: 'the minister's office', 'the party leader'."""
    following = head + 1
    if following >= len(tokens):
        return True
    if following in taken or tokens.words[following] in HONORIFICS:
        return False  # 'the minister Ann Carter'
    if tokens.tags[following] in {"NN", "NNS", "NNP", "NNPS", "HYPH"}:
        return False
    return tokens.lower[following] not in {"of", "for", "who", "-"}
