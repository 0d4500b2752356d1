"""Reads the text and HTML that ProQuest exports: labels before and behind 'Full text:', a line between documents.

ProQuest does not document this layout. It is known from the readers of others: importProquest, tm.plugin.proquest,
proquest-html-to-json, ProQuest-to-PlainText, pq_parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsrows.sources.formats.databases.lines import (
    NO_TEXT,
    Exported,
    ExportedArticle,
    Line,
    UnreadableArticle,
    authors_of,
    blocks,
    date_in,
    joined,
    label_of,
    labels_of,
    metadata_of,
    without_notices,
)

DATABASE = "proquest"
_ID = "proquest document id"
_RULE = re.compile(r"[_*=-]{20,}")
_NUMBER = re.compile(r"\d{6,12}")
_UNAVAILABLE = re.compile(r"(?:full text )?(?:none|not) available\.?", re.IGNORECASE)
# What stands behind a text in lines of its own.
_TAIL = re.compile(
    r"(?:caption|credit|illustration|photo(?:graph)?s?|word count|graphic)\s?:|illustration$", re.IGNORECASE
)
_NO_END = UnreadableArticle(
    "found the beginning of a document without its end ('ProQuest document ID'); next: export it again"
)

Fields = dict[str, str]


def is_export(lines: Sequence[Line]) -> bool:
    """Return whether a document has its id, its text and its date or newspaper under the labels of ProQuest."""
    found = {label[0] for line in lines if (label := label_of(_normalised(line).text, DATABASE))}
    return (
        _ID in found
        and bool(found & labels_of(DATABASE, "text"))
        and bool(found & {"publication title", "publication date"})
    )


def read(lines: Sequence[Line]) -> Iterator[Exported]:
    """Yield the articles in the lines of an export."""
    for document in _documents(lines):
        yield _article(document)


def _documents(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """Yield the blocks of each document: up to the end of the labels among which its id is."""
    document: list[list[Line]] = []
    has_id = False
    for block in _labelled_blocks(lines):
        label = label_of(block[0].text, DATABASE)
        if has_id and label is None:
            yield document
            document, has_id = [], False
        document.append(block)
        has_id = has_id or (label is not None and label[0] == _ID)
    if has_id or any(_begins_text(block) for block in document):
        yield document


def _labelled_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the blocks of lines; a label without a value, as in a cell of a table, is joined to the block behind it."""
    waiting: list[Line] = []
    for block in _blocks(lines):
        label = label_of(block[0].text, DATABASE)
        if waiting and label is None:
            yield [Line(f"{waiting[0].text} {block[0].text}"), *block[1:]]
            waiting = []
            continue
        if waiting:
            yield waiting
            waiting = []
        if label and not label[1] and len(block) == 1 and not _begins_text(block):
            waiting = block
        else:
            yield block
    if waiting:
        yield waiting


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for block in blocks(_normalised(line) for line in lines):
        if _is_compact(block):
            yield from ([line] for line in block)
        else:
            yield block


def _is_compact(block: list[Line]) -> bool:
    """Return whether a block has several labels, among them the id, so that no empty lines stand between them."""
    found = [label[0] for line in block if (label := label_of(line.text, DATABASE))]
    return len(found) > 1 and _ID in found


def _normalised(line: Line) -> Line:
    if _RULE.fullmatch(line.text) or line.text == "DETAILS":
        return Line("")
    return Line("Full text:") if line.text == "FULL TEXT" else line


def _begins_text(block: list[Line]) -> bool:
    label = label_of(block[0].text, DATABASE)
    return label is not None and label[0] in labels_of(DATABASE, "text")


def _article(document: list[list[Line]]) -> Exported:
    tail = _first_of_tail(document)
    fields = _fields(document[tail:])
    if _ID not in fields:
        return _NO_END
    texts = [i for i, block in enumerate(document[:tail]) if _begins_text(block)]
    if not texts:
        return NO_TEXT
    if len(texts) > 1:  # the end of a document before this one is missing
        return _NO_END
    begins = texts[0]
    text = _text(document[begins:tail])
    if not any(text):
        return NO_TEXT
    before = _fields(document[:begins])
    head = list(takewhile(lambda block: label_of(block[0].text, DATABASE) is None, document))
    number = fields[_ID].replace(" ", "")
    return ExportedArticle(
        lines=text,
        metadata=metadata_of(
            title=fields.get("title") or (joined(head[-1]) if head else ""),
            publisher=_publisher(fields.get("publication title", "")),
            date=date_in(fields.get("publication date", "")),
            authors=_authors(before.get("author") or fields.get("author", "")),
            section=fields.get("section", ""),
        ),
        number=number if _NUMBER.fullmatch(number) else None,
    )


def _first_of_tail(document: list[list[Line]]) -> int:
    """Return the number of the first of the labelled blocks at the end of a document."""
    first = len(document)
    while first and label_of(document[first - 1][0].text, DATABASE) and not _begins_text(document[first - 1]):
        first -= 1
    return first


def _fields(document: list[list[Line]]) -> Fields:
    fields: Fields = {}
    for block in document:
        current = ""
        for line in block:
            if (label := label_of(line.text, DATABASE)) is not None:
                current = label[0]
                fields.setdefault(current, label[1])
            elif current:
                fields[current] = f"{fields[current]} {line.text}".strip()
    return fields


def _text(text: list[list[Line]]) -> tuple[str, ...]:
    """Return the lines of a text without captions and credits at its end."""
    label = label_of(text[0][0].text, DATABASE)
    lines = [label[1] if label else ""]
    lines += [line.text for line in text[0][1:]]
    for block in text[1:]:
        lines += ["", *(line.text for line in block)]
    while lines and (not lines[-1] or _TAIL.match(lines[-1])):
        lines.pop()
    if len(lines) == 1 and _UNAVAILABLE.fullmatch(lines[0]):
        return ()
    return without_notices(lines)


def _publisher(title: str) -> str:
    """Return the name in 'The Quay Post; Port Callow'; newspapers' titles have no semicolon."""
    return title.partition(";")[0].strip()


def _authors(value: str) -> str | None:
    """Return the names in 'Carter, Ann; Moss, Lee' with the given names in front."""
    names = []
    for name in value.split(";"):
        last, comma, first = (part.strip(" .") for part in name.partition(","))
        names.append(f"{first} {last}" if comma and first and "," not in first else name.strip(" ."))
    return authors_of("; ".join(names)) if any(names) and value.strip(" .").lower() != "anonymous" else None
