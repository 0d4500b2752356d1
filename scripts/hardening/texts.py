"""Random article texts, and patterns of text whose time must not grow with the square of their length."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import newsrows as nr

_FRAGMENTS = [
    *("“", "”", "‘", "’", '"', "'", "(", ")", "[", "]", " — ", ": ", "; ", ", ", ". ", "? ", "...", "\n\n", "\n", " "),
    *("Ann Lee", "Mr Lee", "Sir Bo", "the mayor", "she", "they", "said", "told", "according to", "who", "that", "not"),
    *(
        "Exmouth Council",
        "(EC)",
        "AT&T.At",
        "U.S.",
        "B&B.B",
        "the Bank's",
        "£5m",
        "$1.2 billion",
        "5 per cent",
        "1 in 3",
    ),
    *(
        "one hundred and",
        "1,2,3",
        "-",
        "–",
        "/",
        "http://[x",
        "a@b.c",
        "@x",
        "#y",
        "\u200b",
        "\u202e",
        "😀",
        "é",
        "你好",
    ),
    *("Q: ", "A: ", "By ", "Photo: ", "| ", "• ", "Lord", "General", "former", "president", "of", "and", "the", "no"),
]

PATTERNS: dict[str, str] = {
    "commas": ",",
    "underscores": "_",
    "quotation marks": '"',
    "opening marks": "“",
    "quotations": "“a” ",
    "quotations, said": "“Yes,” he said. ",
    "brackets": "(",
    "pairs of brackets": "(a) ",
    "equals signs": "=",
    "stars": "*",
    "dashes": "- ",
    "em dashes": "—",
    "Mr": "Mr ",
    "Sir": "Sir ",
    "he said": "he said ",
    "pounds": "£1 ",
    "numbers and": "1 and ",
    "she": "she ",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "acronyms": "NATO ",
    "acronyms in brackets": "World Bank (WB) ",
    "names": "Jane Smith, ",
    "names and": "Jane Smith and ",
    "companies": "Acme Ltd ",
    "percentages": "5 per cent ",
    "ranges": "1-2-",
    "digits": "1 ",
    "full stops": ". ",
    "speakers": "Jane: yes\n",
    "questions and answers": "Q: a?\nA: b.\n",
    "that": "that ",
    "the minister": "the minister ",
    "possessives": "'s ",
    "plural possessives": "'a s' p ",
    "open quotations": "said: “a. ",
    "lines with marks": "“a\n\n",
    "slashes": "/",
    "addresses": "http://a.b/ ",
    "emoji": "😀",
    "nested marks": "“‘",
    "sums of money": "$1m to $2m ",
    "number words": "one hundred and ",
    "years of birth": "(born 1950) ",
    "roles": "the chief executive of ",
    "relative clauses": ", which ",
    "told that": "told her that ",
}


@cache
def _extractor() -> nr.Extractor:
    return nr.Extractor(names="fast", language_threshold=0)


def try_text(_: Path, random: Random) -> None:
    """Extract a random text: rules of newsrows do not fail on it."""
    text = "".join(random.choice(_FRAGMENTS) + random.choice(("", " ", " ")) for _ in range(random.randint(1, 120)))
    for rejected in _extractor()(nr.Article(text, url="http://[broken/")).rejected:
        if "newsrows itself" in rejected.reason:
            raise AssertionError(f"{rejected.reason} {text!r}")


def growth(pattern: str, characters: int = 8_000, clock: Callable[[], float] = time.process_time) -> float:
    """Return the exponent with which the time grows if a text of a repeated pattern becomes four times as long.

    1 is linear, 2 is the square. It is infinite if the text is rejected, such as for the time that it takes.

    Args:
        pattern: what is repeated.
        characters: the length of the shorter text, in code points.
        clock: tells the time in seconds.
    """

    def seconds(size: int) -> float:
        text = (pattern * (size // len(pattern) + 1))[:size]
        began = clock()
        rejected = _extractor()(text).rejected
        return max(clock() - began, 1e-6) if not rejected else math.inf

    seconds(characters)  # caches are filled
    short = min(seconds(characters) for _ in range(2))
    long = seconds(4 * characters)
    return math.log(long / short, 4) if long < math.inf else math.inf
