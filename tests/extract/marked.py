"""Small parsed articles for tests of rules: no model, so that a new one moves nothing.

Text is tokenized as spaCy does; tags are guessed from the few words that the tests use; `[ORG Coast Bank]` marks what a
model would call a name.
"""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc, Span

from newsrows.extract.parsed import ParsedArticle

_NLP = spacy.blank("en")
_TAGS = {
    "DT": ["the", "a", "an", "this", "no", "both"],
    "IN": ["of", "for", "at", "in", "on", "by", "with", "from", "to", "after", "under", "that", "near", "as"],
    "CC": ["and", "or", "&", "but"],
    "PRP": ["he", "she", "it", "they", "i", "we", "you", "him", "me", "us", "himself", "herself"],
    "PRP$": ["his", "her", "its", "their", "our", "my", "your"],
    "POS": ["'s", "’s", "'", "’"],
    "VBD": [
        "said",
        "told",
        "was",
        "is",
        "were",
        "met",
        "has",
        "had",
        "became",
        "appointed",
        "spoke",
        "left",
        "denied",
        "asked",
        "wrote",
        "resigned",
        "won",
        "beat",
    ],
    "VBN": ["based", "elected", "named"],
    "RB": ["not", "now", "also", "yesterday", "never", "later"],
    "JJ": [
        "former",
        "acting",
        "deputy",
        "chief",
        "new",
        "small",
        "ethnic",
        "prime",
        "first",
        "interim",
        "foreign",
        "young",
        "senior",
    ],
    "NNS": ["people", "cuts", "plans", "talks", "ministers", "children", "teachers", "rules"],
    "WP": ["who"],
    "HYPH": ["-"],
}
_TAG_OF = {word: tag for tag, words in _TAGS.items() for word in words}


def parsed(marked: str, *, appositions: dict[str, str] | None = None) -> ParsedArticle:
    """An article from text with marked names; `appositions` maps a word to the word that it stands in apposition to."""
    text, marks = _unmark(marked)
    doc = _NLP(text)
    words = [token.text for token in doc]
    starts = [i == 0 or words[i - 1] in {".", "?"} or "\n" in words[i - 1] for i in range(len(words))]
    heads, deps = _attach(words, starts, appositions or {})
    built = Doc(
        _NLP.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[_tag(word) for word in words],
        heads=heads,
        deps=deps,
    )
    built.ents = [_entity(built, start, end, label) for start, end, label in marks]
    return ParsedArticle.of(built)


def _attach(words: list[str], starts: list[bool], appositions: dict[str, str]) -> tuple[list[int], list[str]]:
    """Every token hangs on the first of its sentence, but for appositions."""
    heads: list[int] = []
    for i, is_start in enumerate(starts):
        heads.append(i if is_start else heads[i - 1])
    deps = ["ROOT" if is_start else "dep" for is_start in starts]
    for word, head in appositions.items():
        heads[words.index(word)], deps[words.index(word)] = words.index(head), "appos"
    return heads, deps


def _entity(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label)
    assert span is not None, f"{doc.text[start:end]!r} does not begin and end with tokens"
    return span


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, marks, done = "", [], 0
    for mark in re.finditer(r"\[([A-Z]+) ([^\]]+)\]", marked):
        text += marked[done : mark.start()]
        marks.append((len(text), len(text) + len(mark.group(2)), mark.group(1)))
        text += mark.group(2)
        done = mark.end()
    return text + marked[done:], marks


def _tag(word: str) -> str:
    if word.lower() in _TAG_OF and (word.lower() != "may" or word.islower()):
        return _TAG_OF[word.lower()]
    if word.isspace():
        return "_SP"
    if word[0].isdigit():
        return "CD"
    if not any(c.isalpha() for c in word):
        return {"(": "-LRB-", ")": "-RRB-"}.get(word, word[0])
    return "NNP" if word[0].isupper() else "NN"
