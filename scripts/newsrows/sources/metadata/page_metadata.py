"""Reads the metadata of a web page: title without the site's name, publisher, authors, section, time of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from newsrows.sources.metadata.bylines import BY, names_in
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.json_ld import ArticleData, read_json_ld

# Between a headline and the name of its site: 'Storm closes port | The Quay Post'.
_TAGLINE = re.compile(r"\s+[|–—•»]+\s+")
_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]+\s+|\s*[|»]\s*|:\s+")
_HOST = re.compile(r"(?:https?:)?//|^www\.|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/?$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"copyright|©|\(c\)|all rights", re.IGNORECASE)
_MAX_AUTHORS = 20
_META_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_META_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
_META_SECTIONS = ("article:section", "parsely-section", "section", "og:section")
_META_SITES = ("og:site_name", "application-name", "al:android:app_name", "dc.publisher", "publisher", "cre")
_META_TIMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date.issued",
    "dc.date.issued",
    "parsely-pub-date",
    "date",
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands in a page besides its text.

    Attributes:
        meta: contents of <meta> elements by name or property, in lower case; the first of each.
        title: of the <title> element.
        headings: texts of the <h1> elements.
        bylines: texts of elements that name authors.
        times: values of <time> elements.
        data: JSON-LD.
        site: the name of the site at the end of the title.
    """

    meta: dict[str, str]
    title: str
    headings: tuple[str, ...]
    bylines: tuple[str, ...]
    times: tuple[str, ...]
    data: ArticleData
    site: str = ""

    @property
    def description(self) -> str:
        """The summary of the article; '' without one."""
        names = ("og:description", "description", "twitter:description")
        return next(_values(self.meta, names), "") or self.data.description


_AUTHOR_NAMES = {"byline", "bylines", "author", "authors", "fn", "contributor", "contributors", "reporter", "writer"}
_MAX_BYLINE = 200  # characters
_MAX_BYLINE_WORDS = 10


def read_head(tree: Any) -> PageHead:
    """Read the metadata in the elements of a page."""
    meta: dict[str, str] = {}
    scripts, headings, bylines, times, title = [], [], [], [], ""
    for element in tree.iter("meta", "script", "title", "h1", "time", "a", "span", "p", "div", "address", "li"):
        tag = element.tag
        if tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and (content := _line(element.get("content"))):
                meta.setdefault(name, content)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scripts.append(element.text or "")
        elif tag == "time":
            times.append(element.get("datetime") or _text(element))
        elif tag == "title":
            title = title or _text(element)
        elif tag == "h1":
            headings.append(_text(element))
        elif _names_authors(element) and (byline := _text(element)):
            bylines.append(byline)
    return PageHead(meta, title, tuple(headings), tuple(bylines), tuple(times), read_json_ld(scripts))


def _names_authors(element: Any) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", element.get("class") or "").lower())
    return not _AUTHOR_NAMES.isdisjoint(words)


def _text(element: Any) -> str:
    """Return the text of an element on one line; '' if it is longer than a line."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 10 * _MAX_BYLINE:
            return ""
    line = _line(" ".join(pieces) if element.tag != "h1" else "".join(pieces))
    return line if element.tag in {"h1", "title"} or len(line) <= _MAX_BYLINE else ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What trafilatura and htmldate found: values for where the page's own metadata have none."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    authors: str | None = None


def page_metadata(head: PageHead, guess: Guess) -> Metadata:
    """Return the metadata of a page."""
    sites = [name for name in (*_values(head.meta, _META_SITES), head.data.publisher, guess.publisher or "") if name]
    if host := _host_label(guess.url):
        sites.append(f"{host}.com")
    title = _title(head, guess, sites)
    publisher = next(filter(_is_publisher, map(_without_tagline, sites)), None) or _site_of_title(head)
    authors = _authors(head, guess, publisher)
    return Metadata(
        title=title or None,
        publisher=publisher,
        published_on=guess.published_on,
        url=guess.url,
        authors="; ".join(authors) or None,
        section=next(filter(None, (head.data.section, *_values(head.meta, _META_SECTIONS))), None),
        published_at=_time(head, guess.published_on),
    )


def _values(meta: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (meta[name] for name in names if meta.get(name))


def _line(value: str | None) -> str:
    return " ".join((value or "").split())


# Title and publisher.


def _title(head: PageHead, guess: Guess, sites: Iterable[str]) -> str:
    """Return the title without the name of the site and its section."""
    title = _line(guess.title) or next(_values(head.meta, _META_TITLES), "") or head.data.headline or head.title
    names = {_plain(site) for site in sites} - {""}
    headings = [*head.headings, head.data.headline]
    parts = [one for one in headings if _is_part_of(one, title) and _plain(one) not in names]
    if parts:
        return max(parts, key=len)
    while (cut := _cut(title, names)) is not None:
        title = cut
    return title


def with_lines(head: PageHead, lines: Iterable[str]) -> PageHead:
    """Return the head of a page with the headline, the byline and the site's name in its text.

    A headline is a part of the title, where no element marks it. A byline is a short line that begins with 'By'. The
    name of a site is at the end of the title, and occurs in another line.
    """
    headings, bylines, site = list(head.headings), list(head.bylines), ""
    ending = _SEPARATOR.split(head.title)[-1]
    for line in lines:
        words = len(line.split())
        if not head.headings and words >= 4 and _is_part_of(line, head.title):
            headings.append(line)
        if words <= _MAX_BYLINE_WORDS and BY.match(line):
            bylines.append(line)
        if ending in line and ending != head.title and _plain(line) != _plain(head.title):
            site = ending
    return replace(head, headings=tuple(headings), bylines=tuple(bylines), site=site)


def headlines(head: PageHead, title: str) -> tuple[str, ...]:
    """Return the headline of a page in its forms: the title, and the heading that is most like it."""
    words = set(_line(title).lower().split())
    shared = {one: len(words & set(one.lower().split())) for one in head.headings}
    best = max(shared, key=shared.__getitem__, default="")  # the first of equals
    return title, head.title, head.data.headline, best if 2 * shared.get(best, 0) >= len(words) else ""


def _is_part_of(heading: str, title: str) -> bool:
    """Whether a title is a heading with a separator and something else before or after it."""
    if len(heading.split()) < 2 or len(heading) >= len(title):
        return False
    if title.startswith(heading):
        return _SEPARATOR.match(title[len(heading) :]) is not None
    return title.endswith(heading) and _SEPARATOR.search(title[: -len(heading)][-4:]) is not None


def _plain(text: str) -> str:
    """Return a name for comparison: 'The Quay Post', 'quaypost.example' and 'Quay Post' are 'quaypost'."""
    words = re.findall(r"\w+", re.sub(r"^(?:https?://)?(?:www\.)?|\.[a-z.]{2,6}/?$", "", text.lower()))
    return "".join(word for word in words if word != "the")


def _cut(title: str, names: set[str]) -> str | None:
    """Return the title without the name of the site at its end or beginning; None if it has none."""
    separators = list(_SEPARATOR.finditer(title))
    if separators:
        last, first = separators[-1], separators[0]
        if _is_site(title[last.end() :], names) and title[: last.start()].strip():
            return title[: last.start()].strip()
        if _plain(title[: first.start()]) in names and title[first.end() :].strip():
            return title[first.end() :].strip()
    return None


def _is_site(text: str, names: set[str]) -> bool:
    """Whether a text names the site: 'Quay Post Online' for a site called 'Quay Post' or at quaypost.example.

    A short name must be the first word: 'QPN Politics' for a site called 'QPN'.
    """
    plain, words = _plain(text), text.split()
    if plain in names or (1 < len(words) <= 3 and _plain(words[0]) in names):
        return True
    return any(len(name) >= 5 and plain.startswith(name) and len(words) <= 5 for name in names)


def _without_tagline(name: str) -> str:
    """Return the name of a site without what it says about itself: 'Quay Post | News from the harbour'."""
    return _TAGLINE.split(name)[0].strip() or name


def _host_label(url: str | None) -> str:
    """Return 'quaypost' for https://www.quaypost.example/a; '' without an address."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").partition(".")[0]


def _is_publisher(name: str) -> bool:
    """Whether a text is the name of a publisher, not a host, an address or a notice of copyright."""
    return (
        any(map(str.isalpha, name))
        and len(name) <= 80
        and not _HOST.search(name)
        and not _COPYRIGHT.search(name)
        and not name.startswith("@")
    )


def _site_of_title(head: PageHead) -> str | None:
    """Return the name of the site at the end of <title>."""
    return head.site if 0 < len(head.site.split()) <= 6 and _is_publisher(head.site) else None


# Authors.


def _authors(head: PageHead, guess: Guess, publisher: str | None) -> list[str]:
    """Return the names of the byline, from the first source that has any."""
    sources: tuple[Iterable[str], ...] = (
        head.data.authors,
        _values(head.meta, _META_AUTHORS),
        head.bylines,
        filter(None, [guess.authors]),
    )
    for source in sources:
        lists = ([name for name in names_in(text) if _plain(name) != _plain(publisher or "")] for text in source)
        # cards of other stories name their authors, too
        names = next(filter(None, lists), []) if source is head.bylines else [name for one in lists for name in one]
        if names:
            return list(dict.fromkeys(names))[:_MAX_AUTHORS]
    return []


# Time.


def _time(head: PageHead, day: date | None) -> datetime | None:
    """Return the time of publication in UTC, if the page tells it with its zone, and on the day that was found."""
    for value in (head.data.published, *_values(head.meta, _META_TIMES), *head.times):
        time = time_of(value)
        if time is not None and (day is None or day in {day_of(value), time.astimezone(UTC).date()}):
            return time
    return None
