"""Detects the language of articles, so that English rules are not applied to other languages.

The detector is py3langid (Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL 2012), which
needs no network. The model takes about a second to load, so it is loaded with the first article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from newsrows.records import Article

ENGLISH = "en"
LANGUAGE_THRESHOLD = 0.25
# Parts of a text that are judged. More parts changed no decision on 402 articles, and cost more time.
_PARTS = 3
_PART_CHARACTERS = 250
# A part is taken from so much text, without the quotes in it.
_WINDOW_CHARACTERS = 1_000
# People are quoted in their own languages; what stands around the quotes is the article's language.
_QUOTES = re.compile(r'“[^”\n]{0,600}”|«[^»\n]{0,600}»|„[^“”\n]{0,600}[“”]|"[^"\n]{0,600}"')
# Fewer letters are too few to tell: names alone make 'Goals: Sané, Müller, Kané' Luxembourgish.
_TOO_FEW_LETTERS = 40
# With fewer letters than this, the evidence against English must be stronger by this factor.
_FEW_LETTERS = 100
_FACTOR_OF_FEW = 0.2
_NOT_LANGUAGES = {ENGLISH, "zxx"}  # zxx: numbers and markup
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")


class DetectedLanguage(NamedTuple):
    """The language of a text.

    Attributes:
        code: of the most probable language other than English: ISO 639-1, or ISO 639-3 where there is no shorter code;
            None if the text is too short to tell.
        english: the probability of English against that language, averaged over parts of the text.
        letters: the number of letters that were judged.
    """

    code: str | None
    english: float
    letters: int


def detect_language(text: str) -> DetectedLanguage:
    """Return the language of a text outside of its quotes.

    Three parts of 250 characters are judged, so the time does not depend on the length of the text.
    """
    parts = list(_parts(text))
    letters = english = 0.0
    against: dict[str, float] = {}
    for part in parts:
        weight = sum(map(str.isalpha, part))
        code, probability = _classify(part)
        letters += weight
        english += weight * probability
        against[code] = against.get(code, 0) + weight * (1 - probability)
    if not letters or (letters < _TOO_FEW_LETTERS and _is_latin("".join(parts))):
        return DetectedLanguage(None, 1.0, int(letters))
    return DetectedLanguage(max(against, key=against.__getitem__), english / letters, int(letters))


def not_english(article: Article, threshold: float = LANGUAGE_THRESHOLD) -> str | None:
    """Return why an article is rejected: its text is not in English; None if it is, or is too short to tell.

    If it is too short to tell, the declared language decides (`Article.language`).

    Args:
        article: the article, with the language that its metadata declares.
        threshold: the probability of English below which an article is rejected; 0: none is.
    """
    if threshold <= 0:
        return None
    detected = detect_language(article.text)
    if detected.code is None:
        if article.language == ENGLISH:
            return None
        return f"found an article that is declared as {_name(article.language)} and too short to tell" + _EXPECTED
    if detected.letters < _FEW_LETTERS:
        threshold *= _FACTOR_OF_FEW
    if detected.english >= threshold:
        return None
    probability = f"probability {1 - detected.english:.2f}"
    return f"found text in {_name(detected.code)} ({probability}){_EXPECTED}"


_EXPECTED = ", expected English; next: remove it, or lower --language-threshold (0 builds articles of all languages)"


def as_english(article: Article) -> Article:
    """Return an article that passed the gate: its language is English, whatever its metadata declares."""
    return article if article.language == ENGLISH else replace(article, language=ENGLISH)


def _parts(text: str) -> Iterator[str]:
    """Yield the parts that are judged, evenly spread over the text, without quotes if enough is left."""
    if len(text) <= _PARTS * _WINDOW_CHARACTERS:
        text = _without_quotes(text)
        windows = [text] if len(text) <= _PARTS * _PART_CHARACTERS else _spread(text, _PART_CHARACTERS)
    else:
        windows = [_without_quotes(window)[:_PART_CHARACTERS] for window in _spread(text, _WINDOW_CHARACTERS)]
    for window in windows:
        for start in range(0, len(window), _PART_CHARACTERS):
            yield window[start : start + _PART_CHARACTERS]


def _spread(text: str, size: int) -> list[str]:
    step = (len(text) - size) // (_PARTS - 1)
    return [text[number * step : number * step + size] for number in range(_PARTS)]


def _without_quotes(text: str) -> str:
    rest = _QUOTES.sub(" ", text)
    return rest if sum(map(str.isalpha, rest)) >= _TOO_FEW_LETTERS else text


def _is_latin(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return 2 * len(_LATIN.findall(text)) >= letters


def _classify(text: str) -> tuple[str, float]:
    """Return the most probable language other than English, and the probability of English against it."""
    ranked = _identifier().rank(text)
    english = next(probability for code, probability in ranked if code == ENGLISH)
    code, other = next((code, probability) for code, probability in ranked if code not in _NOT_LANGUAGES)
    return code, english / (english + other)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    """Return 'Portuguese (pt)' for 'pt'."""
    import pycountry  # noqa: PLC0415

    language = pycountry.languages.get(**{f"alpha_{len(code)}": code}) if len(code) in {2, 3} else None
    return f"{language.name} ({code})" if language else f"the language {code!r}"
