"""Reads the layouts of Nexis: that of Nexis Uni, Lexis Advance and Nexis+, and the older one of Nexis UK.

In the first, 'End of Document' ends an article; in the other, '1 of 9 DOCUMENTS' begins it.

LexisNexis does not document these layouts. They are known from the readers of others: LexisNexisTools,
tm.plugin.lexisnexis, koheiw/newspapers, nexis-uni-parser, nexis-analysis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsrows.sources.formats.databases.lines import (
    NO_TEXT,
    Exported,
    ExportedArticle,
    Line,
    Mark,
    UnreadableArticle,
    authors_of,
    blocks,
    date_in,
    is_copyright,
    joined,
    label_of,
    labels_of,
    metadata_of,
    without_notices,
)

DATABASE = "nexis"
_END = "end of document"
_BEGINNING = re.compile(r"\d+ of \d+ DOCUMENTS?")
# Labels that stand alone on a line, as headings.
_BODY = {"body", "body:", "text", "full text"}
_AFTER_BODY = {"graphic", "classification", "load-date"}
# Labels that stand only behind a text.
_CERTAINLY_AFTER = {"load-date", "publication-type", "journal-code"}
_LINKS = re.compile(r"(?:link to (?:image|pdf|story|the original story)|return to list|pdf)\b.{0,40}", re.IGNORECASE)
_NO_HEAD = UnreadableArticle(
    "found no date before the text, expected headline, newspaper and date; next: export it again"
)
_NO_END = UnreadableArticle(
    "found the beginning of an article without its end ('End of Document'); next: export it again"
)


def is_export(lines: Sequence[Line]) -> bool:
    """Return whether the lines are articles of Nexis."""
    return any(_is_article(chunk) for chunk in _chunks(lines))


def read(lines: Sequence[Line]) -> Iterator[Exported]:
    """Yield the articles in the lines of an export."""
    is_old = _is_old(lines)
    for number, chunk in enumerate(_chunks(lines)):
        yield _old_article(chunk) if is_old else _article(chunk, may_have_cover=not number)
    if not is_old and _is_article(_after_last_end(lines)):
        yield _NO_END


def _is_old(lines: Sequence[Line]) -> bool:
    return any(_BEGINNING.fullmatch(line.text) for line in lines)


def _chunks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each article, the first with the cover in front of it."""
    starts = [i for i, line in enumerate(lines) if _BEGINNING.fullmatch(line.text)]
    if starts:
        return [lines[start + 1 : end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    ends = [i for i, line in enumerate(lines) if line.text.lower() == _END]
    return [lines[start:end] for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]


def _after_last_end(lines: Sequence[Line]) -> Sequence[Line]:
    last = max((i for i, line in enumerate(lines) if line.text.lower() == _END), default=len(lines))
    return lines[last + 1 :]


def _is_article(chunk: Sequence[Line]) -> bool:
    """Return whether an article has a date line, and three of the labels of its layout."""
    found = {label[0] for line in chunk if (label := label_of(line.text, DATABASE))}
    found |= {"body" for line in chunk if line.text.lower() in _BODY}
    signs = found & {"body", "length", "load-date", "byline", "section", "language", "publication-type"}
    has_copyright = any(is_copyright(line.text) for line in chunk)
    return len(signs) + has_copyright >= 3 and any(date_in(line.text) for line in chunk)


def _article(chunk: Sequence[Line], *, may_have_cover: bool) -> Exported:
    """Return an article of the layout with 'Body' and 'End of Document'."""
    body = next((i for i, line in enumerate(chunk) if line.text.lower() in _BODY), None)
    head = [line for line in chunk[:body] if line.text and not _LINKS.fullmatch(line.text)]
    date = next((i for i in reversed(range(len(head))) if _is_date(head[i].text)), None)
    if body is None:
        return NO_TEXT
    if date is None or date < 1:
        return _NO_HEAD
    title, source = _title_and_source(head[:date], may_have_cover=may_have_cover)
    text = _without_tail(chunk[body + 1 :])
    if not any(line.text for line in text):
        return NO_TEXT
    fields = _fields(head[date + 1 :])
    return ExportedArticle(
        lines=without_notices([line.text for line in text]),
        metadata=metadata_of(
            title=title,
            publisher=source,
            date=date_in(head[date].text),
            time=head[date].text,
            authors=authors_of(_first(fields, "authors")),
            section=_first(fields, "section"),
        ),
    )


def _is_date(text: str) -> bool:
    return date_in(text) is not None and label_of(text, DATABASE) is None


def _title_and_source(lines: Sequence[Line], *, may_have_cover: bool) -> tuple[str, str]:
    """Return the headline and the newspaper in the lines before the date, perhaps with a cover in front of them.

    The newspaper is the last of these lines; another headline may stand between both.
    """
    if len(lines) == 1:
        return lines[0].text, ""
    *before, source = lines
    marked = [line for line in before if line.mark is Mark.HEADLINE]
    title = marked[-1] if marked else before[-1 if may_have_cover else 0]
    return title.text, source.text


def _fields(lines: Sequence[Line]) -> dict[str, str]:
    """Return the values of labels; lines without a label continue the value before them."""
    fields: dict[str, str] = {}
    current = ""
    for line in lines:
        if (label := label_of(line.text, DATABASE)) is not None:
            current = label[0]
            fields.setdefault(current, label[1])
        elif is_copyright(line.text):
            current = ""
        elif current:
            fields[current] = f"{fields[current]} {line.text}"
    return fields


def _first(fields: dict[str, str], name: str) -> str:
    return next((fields[label] for label in fields if label in labels_of(DATABASE, name)), "")


def _without_tail(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a text without what stands behind it: captions, day of loading, subjects.

    Other blocks with labels are left out only if they reach to the end of the article.
    """
    end = next((i for i, line in enumerate(lines) if _is_certainly_after(line.text)), len(lines))
    return _without_labelled_blocks(lines[:end])


def _is_certainly_after(text: str) -> bool:
    label = label_of(text, DATABASE)
    return text.lower() in _AFTER_BODY or (label is not None and label[0] in _CERTAINLY_AFTER)


def _without_labelled_blocks(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the blocks at their end that begin with a label or are a copyright notice."""
    end = len(lines)
    while end:
        while end and not lines[end - 1].text:
            end -= 1
        start = end
        while start and lines[start - 1].text:
            start -= 1
        if start == end or not (label_of(lines[start].text, DATABASE) or is_copyright(lines[start].text)):
            break
        end = start
    return lines[:end]


def _old_article(chunk: Sequence[Line]) -> Exported:
    """Return an article of the layout with '1 of 9 DOCUMENTS': labels in capital letters, also in front of the text."""
    all_blocks = list(blocks(line for line in chunk if not is_copyright(line.text)))
    first = next((i for i, block in enumerate(all_blocks) if label_of(block[0].text, DATABASE)), len(all_blocks))
    head = [[line for line in block if not _LINKS.fullmatch(line.text)] for block in all_blocks[:first]]
    head = [block for block in head if block]
    date = next((i for i, block in enumerate(head) if date_in(block[0].text)), None)
    fields, text = _fields_and_text(all_blocks[first:])
    if not any(line.text for line in text):
        return NO_TEXT
    if date is None:
        return _NO_HEAD
    others = [block for i, block in enumerate(head) if i != date]
    title = _first(fields, "title") or (joined(others[1]) if len(others) > 1 else "")
    return ExportedArticle(
        lines=without_notices([line.text for line in text]),
        metadata=metadata_of(
            title=title,
            publisher=joined(others[0]) if others else "",
            date=date_in(head[date][0].text),
            time=head[date][0].text,
            authors=authors_of(_first(fields, "authors")),
            section=_first(fields, "section"),
        ),
    )


def _fields_and_text(all_blocks: Sequence[list[Line]]) -> tuple[dict[str, str], Sequence[Line]]:
    """Return the labelled values in front of a text, and the text without what stands behind it."""
    fields: dict[str, str] = {}
    text: list[Line] = []
    for number, block in enumerate(all_blocks):
        label = label_of(block[0].text, DATABASE)
        if label and label[0] in labels_of(DATABASE, "text"):
            text = [Line(label[1]), *block[1:], Line("")]
            text += [line for following in all_blocks[number + 1 :] for line in [*following, Line("")]]
            break
        if label is None:
            text = [line for following in all_blocks[number:] for line in [*following, Line("")]]
            break
        fields = {**_fields(block), **fields}
    return fields, _without_tail(text)
