"""An article as the rules about roles see it: tokens, the names among them, and which words can be titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, OFFICE_HEADS, TITLES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import rows
from newsrows.records import Mention, Span
from newsrows.records.findings import RoleStatus

# Words that say when a title is held: 'former', 'acting'.
STATUS: Final[dict[str, RoleStatus]] = {
    row["word"]: row["effect"]  # type: ignore[misc]
    for row in rows("title_modifiers")
    if row["effect"] != "part"
}
_NO_TITLE: Final = frozenset({"JJ", "VB", "VBP", "VBZ", "VBD"})


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

    `places` are the tokens of names of places, which are no part of a title.
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
        places = (i for a, b, label in tokens.entities if label == "place" for i in range(a, b))
        return cls(tokens, begins, ends, frozenset(places))

    def names_person(self, token: int) -> bool:
        """Whether the name of a person begins at `token`."""
        return token in self.begins and self.begins[token][1].type == "person"


def is_title_head(tokens: Tokens, i: int) -> bool:
    """Whether a token can end a title."""
    word, low = tokens.words[i], tokens.lower[i]
    if i and (f"{tokens.lower[i - 1]} {low}" in TITLES or _hyphened(tokens, i) in TITLES):
        return True  # 'first lady', 'film star', 'fly-half'
    if word.islower() and tokens.tags[i] in _NO_TITLE and i + 1 < len(tokens) and tokens.tags[i + 1] in {"NN", "NNS"}:
        return False  # 'a major donor'
    row = HONORIFICS.get(word)
    return low in OFFICE_HEADS or bool(row and row["title"])


def _hyphened(tokens: Tokens, i: int) -> str:
    """The words that hyphens join before and with token `i`: 'fly-half'; 'chief of staff' of 'chief-of-staff'."""
    first = i
    while first > 1 and tokens.words[first - 1] == "-" and tokens.ends[first - 1] == tokens.starts[first]:
        first -= 2
    joint = "-" if i - first == 2 else " "
    return joint.join(tokens.lower[first : i + 1 : 2]) if first < i else ""


def is_compound(scene: Scene, i: int) -> bool:
    """Whether a title word only describes the one that ends the title: 'deputy' of 'deputy executive director'."""
    tokens = scene.tokens
    for k in range(i + 1, min(i + 4, len(tokens))):
        if k in scene.begins or tokens.tags[k] not in {"NN", "NNP", "JJ", "HYPH"}:
            return False
        if is_title_head(tokens, k):
            return True
    return tokens.tags[i + 1] in {"NN", "NNP"} and tokens.heads[i] == i + 1


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
    """The title's words, joined as they stand; an abbreviation is written out, capitals that mean nothing are lowered.

    A capital means nothing where all are capitals ('PRIME MINISTER'), or where it opens the sentence and is the only
    one ('Managing director Ann Carter').
    """
    whole = HONORIFICS.get(" ".join(tokens.words[first:last]))
    if whole and whole["title"]:
        return whole["title"]  # 'Atty. Gen.'
    parts: list[str] = []
    for i in range(first, last):
        row = HONORIFICS.get(tokens.words[i])
        word = row["title"] if row and row["title"] else tokens.words[i]
        if i > first and tokens.starts[i] > tokens.ends[i - 1]:
            parts.append(" ")
        parts.append(word)
    text = " ".join("".join(parts).split())
    if text.isupper() and (" " in text or (text.lower() in TITLES and len(text) > 4)):
        return text.lower()
    opens = tokens.sentence_starts[tokens.sentence_of(first)] == first
    if opens and " " in text and text[1:].islower():
        return text[0].lower() + text[1:]
    return text
