"""Normalised words of quotes and sentences: what is compared across articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import column, rows

_WORD: Final = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_CAPITALISED: Final = re.compile(r"(?<=[^\W\d_,;:)'] )[^\W\d_a-z][^\W\d_]*")
_NEGATIONS: Final = frozenset({"not", "no", "never", "nobody", "nothing", "none", "neither", "nor"})


@lru_cache(maxsize=20_000)  # quotes and sentences are compared with several others, soon after one another
def normal_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, with contractions written out and numbers without thousands separators."""
    words: list[str] = []
    for word in _WORD.findall(_plain(text).lower()):
        if word.isalpha():
            words.append(word)
        else:
            words += _written_out(word)
    return tuple(words)


def content_stems(words: Iterable[str]) -> list[str]:
    """The stems of the content words among `normal_words`, in order."""
    function_words = _function_words()
    return [stem(word) for word in words if word not in function_words]


def named_stems(text: str) -> frozenset[str]:
    """The stems of capitalised words that do not begin a sentence: parts of names, mostly."""
    return frozenset(stem(word.lower()) for word in _CAPITALISED.findall(_plain(text)))


def negations(words: Iterable[str]) -> int:
    """How many words negate."""
    return sum(word in _NEGATIONS for word in words)


def is_subsequence(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether `others` has all of `words` in this order, perhaps with words between them."""
    rest = iter(others)
    return all(word in rest for word in words)


def is_run(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether `others` has all of `words` in this order without words between them."""
    return f" {' '.join(words)} " in f" {' '.join(others)} "


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the endings of plurals and verbs (a light stemmer, after Harman 1991): 'cases' is 'cas'.

    Past forms of irregular verbs have the stem of the verb.

    Only for comparisons: a stem need not be a word.
    """
    word = word.removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    if not word.isalpha():
        return word
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith("ing"):
        word = _single(word[:-3])
    elif len(word) > 4 and word.endswith("ed"):
        word = _single(word[:-2])
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _plain(text: str) -> str:
    """The text with straight apostrophes."""
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def _single(stem_: str) -> str:
    """Without a doubled consonant at the end: 'stopp' is 'stop'."""
    doubled = len(stem_) > 3 and stem_[-1] == stem_[-2] and stem_[-1] not in "aeiouls"
    return stem_[:-1] if doubled else stem_


@lru_cache(maxsize=100_000)
def _written_out(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if "'" not in word:
        return tuple(_contractions().get(word, word).split())
    if full := _contractions().get(word):
        return tuple(full.split())
    for ending, full in _contractions().items():
        if ending.startswith(("'", "n'")) and word.endswith(ending):
            return (word.removesuffix(ending), *full.split())
    return (word.removesuffix("'s"),)


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["verb"] for row in rows("irregular_verbs")}


@cache
def _contractions() -> dict[str, str]:
    return {row["form"]: row["full"] for row in rows("contractions")}


@cache
def _function_words() -> frozenset[str]:
    return column("function_words", "word")
