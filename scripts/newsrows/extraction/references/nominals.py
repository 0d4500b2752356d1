"""Find nominals: noun phrases that refer to somebody named elsewhere.

Patterns: 'the minister', 'this council', 'the Labour leader', 'the Riverton-based carmaker', 'the 44-year-old', 'his
wife' (only 'wife'), 'the Dane', 'the mother-of-two', 'a council spokesman', and at the start of an article 'a judge'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, NATIONALITIES, TITLES
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.references.person_nouns import (
    EPITHETS,
    GENDERS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    RELATION_NOUNS,
)
from newsrows.lexicon import group, rows
from newsrows.records import EntityType, Gender, Mention, Span

_TITLE_GENDERS: Final[dict[str, Gender | None]] = {
    row["title"]: GENDERS.get(row["gender"]) for row in rows("role_titles")
}
_DETERMINERS: Final = group("reference_words", "determiner")
_INDEFINITE: Final = group("reference_words", "indefinite")
# Nationalities that are plural when they stand alone: 'the Dutch', 'the Chinese'.
_PLURAL_NATIONALITY: Final = re.compile(r"(?:sh|ch|ese|ss)$")
NOMINAL_NOUNS: Final = (
    PERSON_NOUNS
    | RELATION_NOUNS.keys()
    | ORGANISATION_NOUNS
    | {word.lower() for word in NATIONALITIES if not _PLURAL_NATIONALITY.search(word)}
    | {"old"}
    | group("reference_words", "collective")
)
"""Words with which a nominal may end. Nouns that describe somebody in the article come in addition."""

_SPOKESPERSONS: Final = group("reference_words", "spokesperson")
# Plural nouns for people who speak for their organisation: 'leaders' in 'district leaders'.
_COLLECTIVES: Final = group("reference_words", "collective")
# Words that continue a noun phrase after its head, so that it says itself who is meant: 'the director of'.
_AFTER_PHRASE: Final = group("reference_words", "after_phrase") | {"-"}
_PARENTS: Final = group("reference_words", "parent")
_AGE: Final = re.compile(r"\bthe [\w-]+-years?-old$", re.IGNORECASE)
# An age is at most this many characters long.
_MAX_AGE_LENGTH: Final = 40
# 'The 44-year-old retired joiner' and 'the 44-year-old Danish joiner' say who is meant.
_DESCRIBING_TAGS: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD"})
_MODIFIER_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "HYPH", "CD"})
# A hyphenated word has several tokens: 'Riverton-based'.
_HYPHENS: Final = frozenset({"-", "‐", "–"})
# At most this many words, and this many tokens, stand between a determiner and the head.
_MAX_MODIFIERS: Final = 3
_MAX_MODIFIER_TOKENS: Final = 8
# An indefinite noun phrase refers to somebody named later only in this many sentences at the start of an article.
_LEAD_SENTENCES: Final = 2


@dataclass(frozen=True, eq=False)
class NominalFinder:
    """Finds nominals in an article by the noun at their end.

    Attributes:
        parsed: the article with its parse.
        names: the tokens of its names.
        person_names: those of its people.
        described: nouns that describe its people, and its organisations.
    """

    parsed: ParsedArticle
    names: Set[int]
    person_names: Set[int]
    described: Mapping[EntityType, Set[str]]

    def at(self, head: int) -> Mention | None:
        """The nominal whose noun is the token `head`."""
        tokens = self.parsed.tokens
        word = tokens.lower[head]
        if word in _COLLECTIVES:
            return self._collective(head)
        if head in self.names or tokens.tags[head] in {"NNS", "NNPS"} or tokens.deps[head] == "attr":
            return None  # 'ministers', 'she is the minister'
        is_person = word in PERSON_NOUNS or word in self.described["person"]
        is_epithet = word in EPITHETS and word not in self.described["person"]
        if word == "old":
            nominal = self._age(head)
        elif word in RELATION_NOUNS:
            nominal = self._parent(head) or self._relative(head)
        elif is_person and not is_epithet:
            nominal = self._person(head)
        elif word in ORGANISATION_NOUNS or word in self.described["organisation"]:
            nominal = self._definite(head, "organisation")
        elif tokens.words[head] in NATIONALITIES and not self._is_adjective(head):
            nominal = self._definite(head, "person")
        else:
            nominal = None
        return nominal

    def _person(self, head: int) -> Mention | None:
        tokens = self.parsed.tokens
        noun = tokens.lower[head]
        before = head - 1
        if noun in _SPOKESPERSONS and before > 0 and tokens.lower[before] in ORGANISATION_NOUNS:
            first = self._determiner(head, _DETERMINERS | _INDEFINITE)
            if first is not None and self._ends_phrase(head):
                return self._mention(first, tokens.ends[head], "organisation")
        if noun in _SPOKESPERSONS and tokens.lower[before : before + 1] == ["a"] and self._ends_phrase(head):
            return self._mention(before, tokens.ends[head], "organisation")
        phrase_title = self._phrase_title(head)
        if noun in ORGANISATION_NOUNS and phrase_title is None:
            return self._definite(head, "organisation")
        gender = _TITLE_GENDERS.get(phrase_title or "") or _TITLE_GENDERS.get(noun)
        return self._definite(head, "person", gender) or self._in_lead(head, gender)

    def _collective(self, head: int) -> Mention | None:
        """'District leaders' and 'the company bosses', who speak for the organisation that the first noun means."""
        tokens = self.parsed.tokens
        before = head - 1
        if before < 0 or head in self.names or before in self.names or not self._ends_phrase(head):
            return None
        word = tokens.lower[before]
        if word not in ORGANISATION_NOUNS and word not in self.described["organisation"]:
            return None
        first = before - 1 if before > 0 and tokens.lower[before - 1] == "the" else before
        begins = first == 0 or tokens.tags[first - 1] not in _MODIFIER_TAGS
        return self._mention(first, tokens.ends[head], "organisation") if begins else None

    def _phrase_title(self, head: int) -> str | None:
        """The title of several words that ends with `head`: 'chief executive'."""
        tokens = self.parsed.tokens
        phrases = (" ".join(tokens.lower[first : head + 1]) for first in range(max(0, head - _MAX_MODIFIERS), head))
        return next((phrase for phrase in phrases if phrase in TITLES), None)

    def _definite(self, head: int, kind: EntityType, gender: Gender | None = None) -> Mention | None:
        first = self._determiner(head, _DETERMINERS)
        if first is None or not self._ends_phrase(head) or self._is_title_of_work(first):
            return None
        if kind == "organisation" and self.parsed.tokens.lower[first] == "this":
            return None  # 'this court' is where the speaker stands
        return self._mention(first, self.parsed.tokens.ends[head], kind, gender)

    def _is_title_of_work(self, first: int) -> bool:
        """Whether a capital 'The' stands inside a sentence: 'she starred in The Young Doctor'."""
        tokens = self.parsed.tokens
        if tokens.words[first] != "The" or first == 0:
            return False
        return tokens.words[first - 1].isalnum() or tokens.words[first - 1] in {"(", ","}

    def _in_lead(self, head: int, gender: Gender | None) -> Mention | None:
        """'A judge' or "Riverton's mayor" at the start of an article, which may name the judge or the mayor later."""
        tokens = self.parsed.tokens
        if tokens.sentence_of(head) >= _LEAD_SENTENCES or not (self._ends_phrase(head) or self._has_clause(head)):
            return None
        first = self._determiner(head, _INDEFINITE)
        if first is None:
            first = self._after_possessive(head)
        if first is None or (first > 0 and tokens.words[first - 1] == ","):
            return None
        return self._mention(first, tokens.ends[head], "person", gender)

    def _has_clause(self, head: int) -> bool:
        return self.parsed.tokens.lower[head + 1 : head + 2] == ["who"]

    def _after_possessive(self, head: int) -> int | None:
        """The first token after "'s" in the noun phrase with this head."""
        tokens = self.parsed.tokens
        for first in range(head, max(0, head - _MAX_MODIFIERS), -1):
            if tokens.tags[first - 1] == "POS":
                return first
            if tokens.tags[first - 1] not in _MODIFIER_TAGS:
                return None
        return None

    def _relative(self, head: int) -> Mention | None:
        """The noun after a possessive: 'wife' in 'his wife' and in "the minister's former wife"."""
        tokens = self.parsed.tokens
        first = head
        if first > 1 and tokens.words[first - 1] in _HYPHENS and tokens.lower[first - 2] == "ex":
            first -= 2
        before = first - 1
        while before > 0 and tokens.tags[before] == "JJ" and first - before < _MAX_MODIFIERS:
            before -= 1
        if before < 0 or tokens.tags[before] not in {"PRP$", "POS"} or not self._ends_phrase(head):
            return None
        return self._mention(first, tokens.ends[head], "person", RELATION_NOUNS[tokens.lower[head]])

    def _parent(self, head: int) -> Mention | None:
        """'The mother-of-two', 'the father of three'."""
        tokens = self.parsed.tokens
        words = [word for word in tokens.lower[head : head + 5] if word not in _HYPHENS]
        size = 3 + sum(word in _HYPHENS for word in tokens.lower[head : head + 5][:4])
        end = head + size - 1
        if tokens.lower[head] not in _PARENTS or words[1:2] != ["of"] or end >= len(tokens) or tokens.tags[end] != "CD":
            return None
        first = self._determiner(head, _DETERMINERS)
        if first is None or not self._ends_phrase(end):
            return None
        return self._mention(first, tokens.ends[end], "person", RELATION_NOUNS[tokens.lower[head]])

    def _age(self, old: int) -> Mention | None:
        """An age that stands for a person: 'the 44-year-old', but not 'the 44-year-old joiner'."""
        parsed, tokens = self.parsed, self.parsed.tokens
        match = _AGE.search(parsed.text, max(0, tokens.starts[old] - _MAX_AGE_LENGTH), tokens.ends[old])
        if match is None or not self._ends_phrase(old):
            return None
        if self._is_adjective(old):
            return None
        first = tokens.within(match.start(), match.end()).start
        return self._mention(first, tokens.ends[old], "person")

    def _is_adjective(self, head: int) -> bool:
        """Whether another adjective follows: 'the 44-year-old Danish joiner', 'the Danish economic data'."""
        tokens = self.parsed.tokens
        return head + 1 < len(tokens) and tokens.tags[head + 1] in _DESCRIBING_TAGS

    def _mention(self, first: int, end: int, kind: EntityType, gender: Gender | None = None) -> Mention:
        tokens = self.parsed.tokens
        span = Span.of(self.parsed.text, tokens.starts[first], end)
        return Mention(span, kind, "nominal", tokens.sentence_of(first), gender=gender)

    def _determiner(self, head: int, determiners: Set[str]) -> int | None:
        """The determiner at the start of a short noun phrase with this head, or None."""
        tokens = self.parsed.tokens
        words = 0
        for i in range(head - 1, max(-1, head - 2 - _MAX_MODIFIER_TOKENS), -1):
            if tokens.lower[i] in determiners:
                return i
            is_hyphen = tokens.words[i] in _HYPHENS
            is_joined = is_hyphen or tokens.words[i + 1] in _HYPHENS
            words += not is_joined
            if words > _MAX_MODIFIERS or i in self.person_names or tokens.words[i] in HONORIFICS:
                return None
            if not is_joined and tokens.tags[i] not in _MODIFIER_TAGS:
                return None
        return None

    def _ends_phrase(self, head: int) -> bool:
        """Whether the noun phrase ends with its head, unlike in 'the party leader' and 'the director of the bank'."""
        tokens = self.parsed.tokens
        following = head + 1
        if following >= len(tokens):
            return True
        if following in self.names or tokens.words[following] in HONORIFICS:
            return False  # 'the minister Ann Carter'
        if tokens.tags[following] in {"NN", "NNS", "NNP", "NNPS", "HYPH"}:
            return False
        if tokens.lower[following] == "for" and tokens.tags[following + 1 : following + 2] == ["VBG"]:
            return True  # 'she sued the company for dumping'
        if tokens.lower[following] == "for" and tokens.tags[following + 1 : following + 2] == ["PRP$"]:
            return True  # 'he thanked the commission for its patience'
        return tokens.lower[following] not in _AFTER_PHRASE
