"""Updates an article's other rows after some were corrected or removed, so that all rules still hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsrows.records.contract import LINKED_SOURCES, PART_SEPARATOR
from newsrows.records.span import innermost
from newsrows.review.article_rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row


@dataclass(frozen=True, slots=True)
class Relinked:
    """A mention that now refers to another entity: its span, and its id columns before and after."""

    start: int
    end: int
    before: Row
    after: Row


def follow_mentions(rows: ArticleRows, relinked: Sequence[Relinked], marked: set[int]) -> None:
    """Link speakers and role holders to the new entity if their mention was relinked.

    Args:
        rows: the rows of the article.
        relinked: the mentions that refer to another entity.
        marked: id() of rows that have a mark of their own, which are not changed.
    """
    for mention in relinked:
        for table, start, end in (("quotes", "speaker_start", "speaker_end"), ("roles", "start", "end")):
            for row in rows.tables[table]:
                contains = row[start] is not None and row[start] <= mention.start and mention.end <= row[end]
                if contains and id(row) not in marked:
                    _follow(table, row, mention)


def _follow(table: str, row: Row, mention: Relinked) -> None:
    columns = [name for name in ENTITY_COLUMNS.values() if mention.before[name] and row[name] == mention.before[name]]
    if columns and table == "quotes":
        row |= mention.after
    elif columns and mention.after[columns[0]]:
        row[columns[0]] = mention.after[columns[0]]


def unlink_unmentioned(rows: ArticleRows) -> Iterator[tuple[Row, str]]:
    """Remove the links to entities that the article no longer mentions; yields each such row and the reason.

    A quote loses its person or organisation, a role its organisation. A role without a person is removed.
    """
    mentioned = rows.mentioned()
    for table in ("quotes", "roles"):
        for row in list(rows.tables[table]):
            lost = [
                (column, row[column])
                for kind, column in ENTITY_COLUMNS.items()
                if row[column] is not None and (kind, row[column]) not in mentioned
            ]
            for column, entity_id in lost:
                row[column] = None
                yield row, f"{column} {entity_id} is no longer mentioned in this article after other marks"
            if table == "roles" and row["person_id"] is None:
                rows.remove(table, row)
            elif table == "quotes" and row["speaker"] is None and not any(map(row.get, ENTITY_COLUMNS.values())):
                row["attribution"] = "none"


def unlink_unspoken(rows: ArticleRows) -> None:
    """Unlink the quotes without a mark whose speaker's words no longer mention their person or organisation.

    A document stays linked to its author, whom other words may name.
    """
    for row in rows.tables["quotes"]:
        start, end = row["speaker_start"], row["speaker_end"]
        if row["review"] != "none" or start is None or row["source_type"] == "document":
            continue
        for column in ENTITY_COLUMNS.values():
            if row[column] is not None and not any(
                mention[column] == row[column] and mention["start"] < end and start < mention["end"]
                for mention in rows.tables["mentions"]
            ):
                row[column] = None


def follow_links(rows: ArticleRows) -> None:
    """Bring source_type and speaker_confidence of each quote in line with its person and organisation.

    A link that a reader made is certain.
    """
    for row in rows.tables["quotes"]:
        linked = next((kind for kind, column in ENTITY_COLUMNS.items() if row[column] is not None), None)
        if linked is None:
            row["speaker_confidence"] = None
        elif row["speaker_confidence"] is None:
            row["speaker_confidence"] = 1.0
        if linked is not None and row["source_type"] not in LINKED_SOURCES[linked]:
            row["source_type"] = linked


def link_quotes(rows: ArticleRows) -> None:
    """Link each mention and each statistic to the innermost quote that contains it."""
    parts = rows.tables["quote_spans"]
    for table in ("mentions", "statistics"):
        table_rows = rows.tables[table]
        places = innermost(_spans(table_rows), _spans(parts))
        for row, place in zip(table_rows, places, strict=True):
            row["quote_id"] = None if place is None else parts[place]["quote_id"]


def _spans(rows: Sequence[Row]) -> list[tuple[int, int]]:
    return [(row["start"], row["end"]) for row in rows]


def move_quote(rows: ArticleRows, quote: Row, start: int, end: int, quote_id: str) -> str:
    """Move the parts of `quote` to a new span, and give them its new id; returns its new text.

    Parts outside the span are dropped. The first and the last of the others are extended to its edges.

    Raises:
        CorrectionError: no part is left.
    """
    old_id = quote["quote_id"]
    inside = [part for part in rows.parts(old_id) if part["start"] < end and start < part["end"]]
    if not inside:
        raise CorrectionError(f"span {start}-{end} holds no part of the quote, expected at least one")
    edges = [[part["start"], part["end"]] for part in inside]
    edges[0][0], edges[-1][1] = start, end
    parts = [
        part | {"quote_id": quote_id, "part": number, "start": first, "end": last, "text": rows.text[first:last]}
        for number, (part, (first, last)) in enumerate(zip(inside, edges, strict=True))
    ]
    others = [part for part in rows.tables["quote_spans"] if part["quote_id"] != old_id]
    rows.tables["quote_spans"] = [*others, *parts]
    return PART_SEPARATOR.join(str(part["text"]) for part in parts)
