"""Articles in memory: texts that did not come from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType, NoneType

from newsrows.records import Article as ReadArticle
from newsrows.records import Rejected
from newsrows.sources.article_ids import normalised_id
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.columns import clean_text
from newsrows.sources.metadata.fields import Metadata, read_metadata
from newsrows.sources.record import Record, digest


@dataclass(frozen=True, slots=True)
class Article:
    """An article for `extract` or `Extractor`: its text and what is known about it.

    Attributes:
        text: the article in plain text, paragraphs separated by line ends.
        article_id: its id; characters other than a-z, 0-9, _ and - become -. None: article-1, article-2 and so on, by
            its position.
        title: its headline.
        publisher: who published it.
        published_on: the day of publication; a text is read as year-month-day.
        url: its web address. The country of the address decides which dollar '$' means.
        language: the declared language, such as 'en'. It counts only if the text is too short to tell its language;
            articles in other languages than English are rejected.
        authors: the names of the byline, joined by '; '.
        section: the section of the publication.
        published_at: date and time of publication with its time zone; a text is read as ISO 8601.
    """

    text: str
    article_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: date | str | None = None
    url: str | None = None
    language: str = "en"
    authors: str | None = None
    section: str | None = None
    published_at: datetime | str | None = None


_TYPES: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        "text": (str,),
        "article_id": (str, NoneType),
        "title": (str, NoneType),
        "publisher": (str, NoneType),
        "published_on": (date, str, NoneType),
        "url": (str, NoneType),
        "language": (str,),
        "authors": (str, NoneType),
        "section": (str, NoneType),
        "published_at": (datetime, str, NoneType),
    }
)


def read_texts(items: Iterable[str | Article], *, max_characters: int) -> Iterator[ReadArticle | Rejected]:
    """The articles as files of the same texts would give them, in order.

    An article without an id is called article-1, article-2 and so on, by its position. It gets the file name that it
    would have in a folder: the id with .txt.

    A text is rejected if it is empty or too long, or if an earlier text has its id.

    Raises:
        TypeError: an item is neither a text nor an `Article`, or a value of an article has the wrong type.
    """
    used: set[str] = set()
    for number, item in enumerate(items, start=1):
        if not isinstance(item, str | Article):
            raise TypeError(f"item {number}: found {type(item).__name__}, expected a str or a newsrows.Article")
        article = item if isinstance(item, Article) else Article(item)
        _check_types(article, number)
        article_id = normalised_id(article.article_id) if article.article_id else f"article-{number}"
        if article_id in used:
            reason = f"an earlier article has the article_id {article_id!r}; next: give this one another id"
            yield Rejected(f"{article_id}.txt", reason)
            continue
        try:
            read = _read(article, article_id, max_characters)
        except BadFileError as error:
            yield Rejected(f"{article_id}.txt", str(error))
        else:
            used.add(article_id)
            yield read


def _check_types(article: Article, number: int) -> None:
    for name, expected in _TYPES.items():
        value: object = getattr(article, name)
        if not isinstance(value, expected):
            kinds = " or ".join("None" if kind is NoneType else kind.__name__ for kind in expected)
            raise TypeError(f"item {number}: {name}: found {type(value).__name__}, expected {kinds}")


def _read(article: Article, article_id: str, max_characters: int) -> ReadArticle:
    text = clean_text(str(article.text))  # spaCy refuses subclasses of str, such as numpy.str_
    record = Record(text=text, sha256=digest(text.encode()), language=article.language)
    record.check(max_characters)
    return record.article(article_id, f"{article_id}.txt", _metadata(article))


def _metadata(article: Article) -> Metadata:
    return read_metadata(
        {
            "title": article.title,
            "publisher": article.publisher,
            "published_on": _as_text(article.published_on),
            "url": article.url,
            "authors": article.authors,
            "section": article.section,
            "published_at": _as_text(article.published_at),
        }
    )


def _as_text(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
