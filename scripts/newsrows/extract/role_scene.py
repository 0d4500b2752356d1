"""An article as the rules about roles see it: tokens, the names among them, and which words can be titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsrows.extract.name_words import HONORIFICS, OFFICE_HEADS, TITLES
from newsrows.extract.tokens import Tokens
from newsrows.records import Mention, Span
from newsrows.records.findings import RoleStatus


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title found: tokens from `first` up to, not including, `last`."""

    first: int
    last: int
    title: str
    organisation: Span | None
    status: RoleStatus


@dataclass(frozen=True, eq=False)
class Scene:
    """An article's tokens with its names laid over them: first token to (token after the last, mention), and back.

    `places` are the tokens of places and nationalities, which are no part of a title.
    """

    tokens: Tokens
    begins: dict[int, tuple[int, Mention]]
    ends: dict[int, tuple[int, Mention]]
    places: frozenset[int]

    @classmethod
    def of(cls, tokens: Tokens, names: Sequence[Mention]) -> Scene:
        """Lay `names` over `tokens`."""
        begins: dict[int, tuple[int, Mention]] = {}
        ends: dict[int, tuple[int, Mention]] = {}
        for name in names:
            within = tokens.within(name.span.start, name.span.end)
            if within:
                begins[within.start] = (within.stop, name)
                ends[within.stop] = (within.start, name)
        places = (i for a, b, label in tokens.entities if label in {"GPE", "LOC", "NORP"} for i in range(a, b))
        return cls(tokens, begins, ends, frozenset(places))

    def names_person(self, token: int) -> bool:
        """Whether the name of a person begins at `token`."""
        return token in self.begins and self.begins[token][1].type == "person"


def is_title_head(tokens: Tokens, i: int) -> bool:
    """Whether a token can end a title."""
    word = tokens.words[i]
    row = HONORIFICS.get(word)
    is_title = tokens.lower[i] in OFFICE_HEADS
    return is_title or bool(row and row["title"])


def is_plain_honorific(word: str) -> bool:
    """Whether a word before a name is no office: 'Mr', 'Dr', 'Sir', 'Rev'."""
    row = HONORIFICS.get(word)
    if row is None or row["title"] or word.lower() in OFFICE_HEADS:
        return False
    return row["kind"] in {"courtesy", "academic", "peerage", "religious", "royal"}


def is_abbreviated(word: str) -> bool:
    """Whether a word is an office cut short, which ends no longer title: 'Sen.', 'Gov.'."""
    row = HONORIFICS.get(word)
    return row is not None and row["title"] != "" and word.lower() not in TITLES


def title_text(tokens: Tokens, first: int, last: int) -> str:
    """The title's words, joined as they stand; an abbreviation is written out, capitals alone are lowered."""
    parts: list[str] = []
    for i in range(first, last):
        row = HONORIFICS.get(tokens.words[i])
        word = row["title"] if row and row["title"] else tokens.words[i]
        if i > first and tokens.starts[i] > tokens.ends[i - 1]:
            parts.append(" ")
        parts.append(word)
    text = " ".join("".join(parts).split())
    return text.lower() if text.isupper() and text.lower() in TITLES and len(text) > 4 else text
