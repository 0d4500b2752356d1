"""Reads the layouts of Factiva: articles with codes of fields ('HD', 'SN', 'TD'), and without ('Article Format').

Dow Jones does not document these layouts. They are known from its list of field codes and from the readers of others:
tm.plugin.factiva, koheiw/newspapers, factiva-parsing, factiva_html_parser, factiva-rtf-db, Factiva-RTF-output-to-XML.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from newsrows.sources.formats.databases.lines import (
    NO_TEXT,
    Exported,
    ExportedArticle,
    Line,
    Mark,
    UnreadableArticle,
    authors_of,
    date_in,
    is_copyright,
    joined,
    labels_of,
    metadata_of,
    ordered_labels,
    without_notices,
)
from newsrows.sources.metadata.bylines import BY, names_in

DATABASE = "factiva"
# The code of the source filled up with zeros, the day of loading, and a number: 'QUAYPT0020240301ek31000ab'.
_NUMBER = r"([A-Z0-9]{8}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[a-z0-9]{9})"
_END = re.compile(rf"(?:[^\W\d_]{{2,12}} )?{_NUMBER}(?!\w)")
_WORDS = re.compile(r"\d[\d.,\s]* words?", re.IGNORECASE)
# The same in other languages of the website: '877 Wörter', '877 mots'; a line with a year follows it.
_ANY_WORDS = re.compile(r"\d[\d.,\s]*\s?[^\W\d_]{1,12}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b")
_FOOTER = re.compile(r"(?:Page \d+ of \d+\s*)?(?:©|\(c\))\s*\d{4} Factiva, Inc\b.*|Page \d+ of \d+", re.IGNORECASE)
# Fields of subjects: 'gtrans : Transport | gpol : Politics'. 'IN' and 'CO' may also begin a line of a text.
_INDEXING = {"CO", "IN", "NS", "RE"}
_INDEX_TERM = re.compile(r"\w+\s+:\s")
# In tables, with a colon, in columns, alone on its line.
_ALONE = r"\s*$"
_SEPARATORS = (r"\s*[|\t]\s*", r"\s?:\s+", r"\s{2,}", _ALONE)
_LANGUAGE = "English"
_SIGNS = 2  # of a date, an accession number and a number of words
_DATE_WORDS = 6
_HEAD_LINES = 6
_LINES_AFTER_HEAD = 8
_LONG_LINE = 90  # characters: longer lines are not part of the head
_COMPANY_WORDS = 10
_NO_HEAD = UnreadableArticle(
    "found an accession number without a number of words and a date before it; next: export the article again"
)
_NO_END = UnreadableArticle(
    "found the beginning of an article without its end (its accession number); next: export it again"
)


def is_export(lines: Sequence[Line]) -> bool:
    """Return whether the lines are articles of Factiva, with or without codes."""
    return _has_codes(lines) or _is_article_format(lines)


def read(lines: Sequence[Line]) -> Iterator[Exported]:
    """Yield the articles in the lines of an export."""
    lines = [line for line in lines if not _FOOTER.fullmatch(line.text)]
    return _coded_articles(lines) if _has_codes(lines) else _plain_articles(lines)


# With codes


def _has_codes(lines: Sequence[Line]) -> bool:
    for fields in _coded_fields(lines):
        signs = (date_in(_value(fields, "date")), _number(fields), _ANY_WORDS.fullmatch(_value(fields, "length")))
        has_text = bool(labels_of(DATABASE, "text") & fields.keys())
        if {"HD", "SN"} <= fields.keys() and has_text and sum(sign is not None for sign in signs) >= _SIGNS:
            return True
    return False


Fields = dict[str, list[str]]


def _coded_fields(lines: Sequence[Line]) -> Iterator[Fields]:
    """Yield the fields of each article: the lines of each code.

    Codes stand in a fixed order. One in a text counts only if it comes after the text in that order, or begins an
    article.
    """
    pattern = _code_pattern(lines)
    if pattern is None:
        return
    order = {code: number for number, code in enumerate(ordered_labels(DATABASE))}
    fields: Fields = {}
    current = ""
    texts = labels_of(DATABASE, "text")
    for i, line in enumerate(lines):
        match = pattern.match(line.text)
        code = match[1] if match else ""
        if code and current and order[code] <= order[current]:
            if order[code] <= order["HD"]:
                yield fields
                fields, current = {}, ""
            elif code in fields or current in texts:
                code = ""  # a line of a value that looks like a code
        elif match and current in texts and code in _INDEXING and not _is_indexing(match, lines[i + 1 : i + 3]):
            code = ""
        if match and code:
            current = code
            fields[code] = [line.text[match.end() :].strip(" |\t")]
        elif current:
            fields[current].append(line.text.strip(" |\t"))
    if fields:
        yield fields


def _is_indexing(match: re.Match[str], following: Sequence[Line]) -> bool:
    """Return whether a code of indexing is in a table, or codes of subjects stand behind it."""
    value = match.string[match.end() :] or next((line.text for line in following if line.text), "")
    return "|" in match[0] or "\t" in match[0] or _INDEX_TERM.match(value) is not None


def _code_pattern(lines: Sequence[Line]) -> re.Pattern[str] | None:
    """Return what matches a code at the beginning of a line, as it is set off from its value in front of headlines.

    A code may also stand alone, with its value in the next line.
    """
    titles = [line.text for line in lines if line.text.startswith(("HD", "|HD"))]
    styles = [style for style in _SEPARATORS if any(re.match(rf"\|?\s*HD{style}", title) for title in titles)]
    if not styles:
        return None
    codes = "|".join(sorted(ordered_labels(DATABASE), key=len, reverse=True))
    return re.compile(rf"\|?\s*({codes})(?:{'|'.join(dict.fromkeys([*styles, _ALONE]))})")


def _coded_articles(lines: Sequence[Line]) -> Iterator[Exported]:
    articles = [fields for fields in _coded_fields(lines) if "HD" in fields]
    have_numbers = any("AN" in fields for fields in articles)
    for fields in articles:
        yield _NO_END if have_numbers and "AN" not in fields else _coded_article(fields)


def _coded_article(fields: Fields) -> Exported:
    text = [line for code in ("LP", "TD") for line in [*fields.get(code, ()), ""]]
    if not any(text):
        return NO_TEXT
    return ExportedArticle(
        lines=without_notices(text),
        metadata=metadata_of(
            title=_value(fields, "title"),
            publisher=_value(fields, "publisher"),
            date=date_in(_value(fields, "date")),
            time=_value(fields, "time"),
            authors=authors_of(_value(fields, "authors")),
            section=_value(fields, "section"),
        ),
        number=_number(fields),
    )


def _value(fields: Fields, name: str) -> str:
    return next((" ".join(filter(None, fields[code])) for code in labels_of(DATABASE, name) if code in fields), "")


def _number(fields: Fields) -> str | None:
    match = _END.match(_value(fields, "number"))  # behind the last article may stand a summary of the search
    return match[1] if match else None


# Without codes


def _is_article_format(lines: Sequence[Line]) -> bool:
    """Return whether an article has a number of words, a date, an accession number, and a sign of Factiva.

    The sign is the code of the source, with which the accession number begins, or the markup of Factiva's pages.
    """
    lines = [line for line in lines if line.text or line.mark is Mark.START]
    heads = set(_heads(lines))
    begins = -1
    is_marked = False
    for i, line in enumerate(lines):
        if line.mark is Mark.START:
            begins, is_marked = -1, True
        elif i in heads:
            begins = i
        elif begins >= 0 and (match := _END.fullmatch(line.text)):
            if is_marked or _code_line(lines, begins + 2, match[1]) is not None:
                return True
            begins = -1
    return False


def _heads(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the lines that count the words of an article, in front of its date."""
    english = [i for i, line in enumerate(lines) if _WORDS.fullmatch(line.text) and _is_date_line(lines, i + 1)]
    if english:
        return english
    return [i for i, line in enumerate(lines) if _ANY_WORDS.fullmatch(line.text) and _is_date_line(lines, i + 1)]


def _is_date_line(lines: Sequence[Line], i: int) -> bool:
    if i >= len(lines):
        return False
    text = lines[i].text
    return len(text.split()) <= _DATE_WORDS and _YEAR.search(text) is not None


def _code_line(lines: Sequence[Line], first: int, number: str) -> int | None:
    """Return the number of the line with the code of the source, with which the accession number begins."""
    for i in range(first, min(first + 4, len(lines))):
        code = lines[i].text
        if 2 <= len(code) <= 8 and number[:8].startswith(code) and not number[len(code) : 8].strip("0"):
            return i
    return None


def _plain_articles(lines: Sequence[Line]) -> Iterator[Exported]:
    lines = [line for line in lines if line.text or line.mark is Mark.START]
    heads = deque(_heads(lines))
    begins = 0
    for end, line in enumerate(lines):
        match = _END.fullmatch(line.text)
        if match is None:
            continue
        head = None
        while heads and heads[0] < end:
            if head is not None:
                yield _NO_END
            head = heads.popleft()
        yield _NO_HEAD if head is None else _plain_article(lines, begins, head, end, match[1])
        begins = end + 1
    yield from (_NO_END for _ in heads)


def _plain_article(lines: Sequence[Line], begins: int, head: int, end: int, number: str) -> Exported:
    """Return the article whose lines are those from `begins` to `end`; `head` is the line that counts the words."""
    before = lines[max(begins, head - _HEAD_LINES) : head]
    starts = [i for i, line in enumerate(before) if line.mark is Mark.START]
    is_whole = bool(starts) or head - _HEAD_LINES <= begins > 0  # no cover in front of it
    before = before[starts[-1] + 1 if starts else 0 :]
    headline, after_headline = _headline(before)
    if headline is None:
        return UnreadableArticle("found no headline before the number of words; next: export the article again")
    source = head + 2 + (head + 2 < end and _CLOCK.match(lines[head + 2].text) is not None)
    code = _code_line(lines, head + 2, number)
    if code is not None:
        source = code - 1
    body = lines[(code or source) + 1 : end]
    text = [line.text for line in body if line.mark is Mark.TEXT] if starts else _text(body)
    if text is None:
        return UnreadableArticle(
            "found no line with the language or the copyright before the text, so its beginning is unknown; "
            "next: export the article as HTML, or with its indexing"
        )
    if not any(text):
        return NO_TEXT
    date = lines[head + 1].text
    first = headline[0]
    return ExportedArticle(
        lines=without_notices(text),
        metadata=metadata_of(
            title=joined(before[i] for i in headline),
            publisher=lines[source].text if head + 1 < source < end else "",
            date=date_in(date),
            time=" ".join([date, *(line.text for line in lines[head + 2 : source])]),
            authors=_authors(before[after_headline:]),
            section=before[first - 1].text if first and is_whole else "",
        ),
        number=number,
    )


def _headline(before: Sequence[Line]) -> tuple[range | None, int]:
    """Return the lines of the headline among those before the number of words, and the first line after it."""
    last = next((i for i in reversed(range(len(before))) if before[i].mark is Mark.HEADLINE), None)
    if last is not None:
        first = last
        while first and before[first - 1].mark is Mark.HEADLINE:
            first -= 1
        return range(first, last + 1), last + 1
    last = next((i for i in reversed(range(len(before))) if before[i].mark is not Mark.AUTHORS), None)
    if last is None:
        return None, 0
    if last and _is_byline(before[last].text):
        last -= 1
    return range(last, last + 1), last + 1


def _is_byline(text: str) -> bool:
    return BY.match(text) is not None and any(names_in(text))


def _authors(lines: Sequence[Line]) -> str | None:
    """Return the authors in the lines between the headline and the number of words."""
    for line in lines:
        if line.mark is Mark.AUTHORS:
            return authors_of(line.text)
    return authors_of(lines[0].text) if lines and any(names_in(lines[0].text)) else None


def _text(lines: Sequence[Line]) -> list[str] | None:
    """Return the text among the lines after the source; None if its beginning is not clear.

    Before it stand the edition, the page, the language and a copyright line; behind it the name of the publishing
    company.
    """
    first = None
    for i, line in enumerate(lines[:_LINES_AFTER_HEAD]):
        if is_copyright(line.text) or line.text == _LANGUAGE:
            first = i + 1
        elif first is not None or len(line.text) > _LONG_LINE:
            break
    if first is None:
        return None
    rest = [line.text for line in lines[first:]]
    if len(rest) > 1 and (_is_company(rest[-1]) or rest[-1] in lines[first - 1].text):
        rest.pop()
    return rest


def _is_company(text: str) -> bool:
    """Return whether a line is a name: all its words begin with a capital letter, but for small ones."""
    words = text.split()
    is_name = all(not word[0].islower() or word in {"of", "and", "the", "for", "de"} for word in words)
    return len(words) <= _COMPANY_WORDS and is_name and not text.endswith(("?", "!", "”", '"'))
