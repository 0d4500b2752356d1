"""The search index, as script files: which words stand where in which article, and what the results show.

The index is made here and not in the browser, where it would take seconds for a thousand articles. The page loads the
list of words and of articles, and then only the postings of the words that it looks for and the texts that it shows.

Words are numbered in each article, those of the title first and after a gap those of the text. Quotes and figures are
ranges of these numbers, so that their words are in the index once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from newsrows.site.addresses import entity_page, row_anchor
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.listing_pages import script_files
from newsrows.site.package import Package
from newsrows.site.rows import Row

_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = 10  # between title and text, so that no phrase goes across
_MAX_SHARD_LENGTH: Final = 60_000  # characters of postings in a file; one word may have more
_MAX_TEXTS_LENGTH: Final = 40_000  # characters of texts in a file; one text may have more
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Words:
    """The numbered words of an article: where each begins in the text, and the number of the first of the text."""

    first: int
    starts: tuple[int, ...]

    def number(self, offset: int) -> int:
        """The number of the first word of the text that begins at `offset` or behind it."""
        return self.first + bisect_left(self.starts, offset)


def search_files(package: Package, links: dict[str, ArticleLink]) -> dict[str, tuple[str, ...]]:
    """The script files of the index, by the name that comes before the number of each."""
    postings: dict[str, list[str]] = defaultdict(list)
    speakers: dict[str, int] = {}
    articles, texts = [], []
    for number, (article_id, link) in enumerate(links.items()):
        words, positions = _index(link)
        for word, places in positions.items():
            postings[word].append(f"{_base36(number)}:{','.join(map(_base36, _steps(places)))}")
        texts.append(" ".join((link.row.text or "").split()))
        articles.append([
            link.title,
            link.page,
            link.row["publisher"] or "",
            str(link.row["published_on"] or ""),
            list(_quotes(package, article_id, words, speakers)),
            list(_figures(package, article_id, words)),
        ])  # fmt: skip
    text_files, file_of = _text_files(texts)
    for article, file in zip(articles, file_of, strict=True):
        article.append(file)
    order = sorted(postings, key=lambda word: word.encode("utf-16-be", "surrogatepass"))  # as JavaScript sorts
    shards = list(_shards(order, postings))
    entities = ([package.label(entity), key.type, entity_page(key), package.position(entity)]
                for key, entity in package.entities.items())  # fmt: skip
    return {
        "words": tuple(script_files("words", map(_json, order))),
        "shards": (f"newsrows.shards({_json([first for first, _ in shards])});\n",),
        "found": tuple(script_files("articles", map(_json, articles))),
        "speakers-of-quotes": (f"newsrows.speakers({_json(list(speakers))});\n",),
        "names": tuple(script_files("entities", map(_json, entities))),
        "postings": tuple(
            f"newsrows.postings({number}, {_json(values)});\n" for number, (_, values) in enumerate(shards)
        ),
        "texts": text_files,
    }


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word without case and accents; search.js does the same."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.category(letter).startswith("M")
    ).lower()


def _index(link: ArticleLink) -> tuple[_Words, Mapping[str, list[int]]]:
    """The words of an article, and the numbers at which each stands."""
    positions: dict[str, list[int]] = defaultdict(list)
    title = _WORD.findall(link.title)
    for number, word in enumerate(title):
        positions[folded(word)].append(number)
    first = len(title) + _GAP
    starts = []
    for number, match in enumerate(_WORD.finditer(link.row.text or ""), first):
        starts.append(match.start())
        positions[folded(match[0])].append(number)
    return _Words(first, tuple(starts)), positions


def _quotes(package: Package, article_id: str, words: _Words, speakers: dict[str, int]) -> Iterator[list[Any]]:
    """The quotes of an article: first and last word, anchor, number of the speaker, text."""
    for quote in package.quotes_in.get(article_id, ()):
        speaker = package.speaker(quote)
        name = package.label(speaker) if speaker else quote["speaker"] or ""
        number = speakers.setdefault(name, len(speakers))
        yield [words.number(quote.start), words.number(quote.end) - 1, row_anchor(quote.id), number]


def _figures(package: Package, article_id: str, words: _Words) -> Iterator[list[Any]]:
    """The figures of an article: first and last word of the sentence, anchor, words of the figure and its subject."""
    text = package.articles[article_id].text or ""
    for statistic in package.statistics_in.get(article_id, ()):
        start, end = _sentence(text, statistic)
        shown = [statistic.text or "", statistic["concept"] or ""]
        yield [words.number(start), words.number(end) - 1, row_anchor(statistic.id), *shown]


def _sentence(text: str, statistic: Row) -> tuple[int, int]:
    """Where the sentence of a figure stands; the figure itself if its sentence is not there."""
    sentence = statistic["sentence"] or ""
    start = text.rfind(sentence, 0, statistic.start + len(sentence)) if sentence else -1
    if start < 0 or not start <= statistic.start < start + len(sentence):
        return statistic.start, statistic.end
    return start, start + len(sentence)


def _text_files(texts: Iterable[str]) -> tuple[tuple[str, ...], list[int]]:
    """Scripts with the texts of articles, each with the number of the first one, and the file of each article."""
    files: list[str] = []
    batch: list[str] = []
    file_of: list[int] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > _MAX_TEXTS_LENGTH:
            files.append(f"newsrows.texts({len(file_of) - len(batch)}, {_json(batch)});\n")
            batch, length = [], 0
        batch.append(text)
        length += len(text)
        file_of.append(len(files))
    if batch:
        files.append(f"newsrows.texts({len(file_of) - len(batch)}, {_json(batch)});\n")
    return tuple(files), file_of


def _shards(order: Iterable[str], postings: Mapping[str, list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The postings of words that follow each other: the number of the first word, and a text for each word.

    The text has the articles of the word, separated by semicolons: number, colon, and the numbers of the words, of
    which all but the first are given as the distance to the one before. All numbers have base 36.
    """
    first, batch, length = 0, list[str](), 0
    for number, word in enumerate(order):
        value = ";".join(postings[word])
        if batch and length + len(value) > _MAX_SHARD_LENGTH:
            yield first, batch
            first, batch, length = number, [], 0
        batch.append(value)
        length += len(value)
    if batch:
        yield first, batch


def _steps(places: list[int]) -> Iterator[int]:
    before = 0
    for place in places:
        yield place - before
        before = place


@lru_cache(maxsize=100_000)
def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
