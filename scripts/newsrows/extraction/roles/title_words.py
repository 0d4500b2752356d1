"""Decide about single words whether they are part of a title, and write titles in their normal form."""

from __future__ import annotations

from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, OFFICE_HEADS, TITLES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import RoleContext
from newsrows.lexicon import rows
from newsrows.records.findings import RoleStatus

# Words that show when a title is held: 'former', 'acting'.
STATUS: Final[dict[str, RoleStatus]] = {
    row["word"]: row["effect"]  # type: ignore[misc]
    for row in rows("title_modifiers")
    if row["effect"] != "part"
}
_NOT_TITLE_TAGS: Final = frozenset({"JJ", "VB", "VBP", "VBZ", "VBD"})
# Honorifics of these kinds are not offices.
_PLAIN_HONORIFIC_KINDS: Final = frozenset({"courtesy", "academic", "peerage", "religious", "royal"})
# Titles in capitals up to this length are abbreviations and stay in capitals: 'MP', 'CEO'.
_MAX_ABBREVIATION: Final = 4


def is_title_head(tokens: Tokens, i: int) -> bool:
    """Whether token `i` can be the last word of a title."""
    word, low = tokens.words[i], tokens.lower[i]
    if i and (f"{tokens.lower[i - 1]} {low}" in TITLES or _hyphenated(tokens, i) in TITLES):
        return True  # 'first lady', 'film star', 'fly-half'
    is_before_noun = i + 1 < len(tokens) and tokens.tags[i + 1] in {"NN", "NNS"}
    if word.islower() and tokens.tags[i] in _NOT_TITLE_TAGS and is_before_noun:
        return False  # 'a major donor'
    if low == "prior" and tokens.lower[i + 1 : i + 2] == ["to"]:
        return False
    row = HONORIFICS.get(word)
    return low in OFFICE_HEADS or bool(row and row["title"])


def is_compound(context: RoleContext, i: int) -> bool:
    """Whether a title word only describes the last word of a title: 'deputy' of 'deputy executive director'."""
    tokens = context.tokens
    for k in range(i + 1, min(i + 4, len(tokens))):
        if k in context.name_from or tokens.tags[k] not in {"NN", "NNP", "JJ", "HYPH"}:
            return False
        if is_title_head(tokens, k):
            return True
    return tokens.tags[i + 1] in {"NN", "NNP"} and tokens.heads[i] == i + 1


def is_plain_honorific(word: str) -> bool:
    """Whether a word before a name is an honorific and not an office: 'Mr', 'Dr', 'Sir', 'Rev'."""
    row = HONORIFICS.get(word)
    if row is None or row["title"] or word.lower() in OFFICE_HEADS:
        return False
    return row["kind"] in _PLAIN_HONORIFIC_KINDS


def is_abbreviated(word: str) -> bool:
    """Whether a word is an abbreviated office, which is a title of its own: 'Sen.', 'Gov.'."""
    row = HONORIFICS.get(word)
    return row is not None and row["title"] != "" and word.lower() not in TITLES


def title_text(tokens: Tokens, start: int, end: int) -> str:
    """The title from token `start` to `end`, with abbreviations written out and capitals without meaning lowered.

    Capitals have no meaning if all letters are capitals ('PRIME MINISTER'), or if only the first letter of the
    sentence is one ('Managing director Ann Carter').
    """
    abbreviation = HONORIFICS.get(" ".join(tokens.words[start:end]))
    if abbreviation and abbreviation["title"]:
        return abbreviation["title"]  # 'Atty. Gen.'
    parts: list[str] = []
    for i in range(start, end):
        row = HONORIFICS.get(tokens.words[i])
        word = row["title"] if row and row["title"] else tokens.words[i]
        if i > start and tokens.starts[i] > tokens.ends[i - 1]:
            parts.append(" ")
        parts.append(word)
    text = " ".join("".join(parts).split())
    if text.isupper() and (" " in text or (text.lower() in TITLES and len(text) > _MAX_ABBREVIATION)):
        return text.lower()
    opens_sentence = tokens.sentence_starts[tokens.sentence_of(start)] == start
    if opens_sentence and " " in text and text[1:].islower():
        return text[0].lower() + text[1:]
    return text


def _hyphenated(tokens: Tokens, i: int) -> str:
    """The words joined by hyphens that end with token `i`: 'fly-half', and 'chief of staff' for 'chief-of-staff'."""
    first = i
    while first > 1 and tokens.words[first - 1] == "-" and tokens.ends[first - 1] == tokens.starts[first]:
        first -= 2
    separator = "-" if i - first == 2 else " "
    return separator.join(tokens.lower[first : i + 1 : 2]) if first < i else ""
