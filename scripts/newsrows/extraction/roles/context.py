"""What the role finder knows about an article: its tokens, and the names among them by their first and last token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import rows
from newsrows.records import Mention, Span
from newsrows.records.findings import RoleStatus

PARTIES: Final = {row["word"]: row["party"] for row in rows("party_words")}
"""Words in lower case for parties and their members, with one word for each party: 'tory' is 'conservative'."""


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title found in the text.

    Attributes:
        start: index of the first token of the phrase, which may include the organisation before the title.
        end: index of the token after the last one.
        title: the title as it is written to the tables.
        organisation: the name of the organisation, if the phrase contains one.
        status: when the title is held.
    """

    start: int
    end: int
    title: str
    organisation: Span | None
    status: RoleStatus


@dataclass(frozen=True, eq=False)
class RoleContext:
    """An article's tokens with its names.

    Attributes:
        tokens: the parse.
        name_from: by the first token of a name, the index of the token after its last one, and its mention.
        name_until: by the index of the token after a name, the index of its first token, and its mention.
        places: the tokens of names of places, which are not part of a title.
    """

    tokens: Tokens
    name_from: dict[int, tuple[int, Mention]]
    name_until: dict[int, tuple[int, Mention]]
    places: frozenset[int]

    @classmethod
    def of(cls, tokens: Tokens, names: Sequence[Mention]) -> RoleContext:
        """Index `names` by token."""
        name_from: dict[int, tuple[int, Mention]] = {}
        name_until: dict[int, tuple[int, Mention]] = {}
        for name in names:
            within = tokens.within(name.span.start, name.span.end)
            if within:
                name_from[within.start] = (within.stop, name)
                name_until[within.stop] = (within.start, name)
        places = (i for start, end, label in tokens.entities if label == "place" for i in range(start, end))
        return cls(tokens, name_from, name_until, frozenset(places))

    @cached_property
    def organisation_starts(self) -> list[int]:
        """The first tokens of the names of organisations, in reading order."""
        return sorted(first for first, (_, name) in self.name_from.items() if name.type == "organisation")

    @cached_property
    def parties(self) -> dict[str, Span]:
        """The first name of each party, by the word that `PARTIES` has for it."""
        named: dict[str, Span] = {}
        for first in self.organisation_starts:
            span = self.name_from[first][1].span
            words = span.text.lower().removesuffix(" party").split()
            if len(words) == 1 and words[0] in PARTIES:
                named.setdefault(PARTIES[words[0]], span)
        return named

    def starts_person(self, token: int) -> bool:
        """Whether the name of a person begins at `token`."""
        return token in self.name_from and self.name_from[token][1].type == "person"

    def starts_organisation(self, token: int) -> bool:
        """Whether the name of an organisation begins at `token`."""
        return token in self.name_from and self.name_from[token][1].type == "organisation"
