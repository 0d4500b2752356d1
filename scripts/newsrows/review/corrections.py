"""One corrected row: its new values, with all in the same row that must follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsrows.records import EntityType
from newsrows.review.errors import CorrectionError
from newsrows.review.identities import Identities
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, Row
from newsrows.review.sentences import sentence_number, sentence_text
from newsrows.review.speakers import speaker_values
from newsrows.review.values import checked

Corrections = Mapping[str, str | None]
# Columns that are worked out together, not one by one.
_TOGETHER: Final = frozenset({"start", "end", "person", "organisation", "speaker", "speaker_start", "speaker_end"})
_IDS: Final = {"mentions": "m", "roles": "r", "quotes": "q", "statistics": "s"}


def corrected_row(table: str, row: Row, corrections: Corrections, rows: ArticleRows, identities: Identities) -> Row:
    """The columns of `row` that change; the parts of a quote are `newsrows.review.parts`' affair.

    Raises:
        CorrectionError: the corrections would break a rule.
    """
    change: Row = {name: checked(table, name, value) for name, value in corrections.items() if name not in _TOGETHER}
    change |= _moved(table, row, corrections, rows.text)
    match table:
        case "mentions":
            change |= _entity(corrections, identities)
            if change.keys() & {"start", "end"}:
                change["sentence"] = sentence_number(rows, row, int(change["start"]))
            _check_mention(row | change)
        case "roles":
            change |= _holder(corrections, identities)
        case "quotes":
            change |= speaker_values(row, corrections, rows, _entity(corrections, identities))
        case _:
            if change.keys() & {"start", "end"}:
                change["sentence"] = sentence_text(rows.text, row, int(change["start"]), int(change["end"]))
            _check_statistic(row | change)
    _check_mentioned(table, row, change, rows)
    return change


def _moved(table: str, row: Row, corrections: Corrections, text: str) -> Row:
    """Start, end and text of a row that moves, and its id."""
    if not corrections.keys() & {"start", "end"}:
        return {}
    start = checked(table, "start", corrections["start"]) if "start" in corrections else row["start"]
    end = checked(table, "end", corrections["end"]) if "end" in corrections else row["end"]
    if not 0 <= start < end <= len(text):
        raise CorrectionError(f"span {start}-{end}, expected one inside the article, which ends at {len(text)}")
    if end <= row["start"] or row["end"] <= start:
        raise CorrectionError(
            f"span {start}-{end} shares nothing with the row at {row['start']}-{row['end']}; expected the same words "
            "more exactly; mark a row that stands elsewhere as wrong"
        )
    words = text[start:end]
    if not words.strip() or "\0" in words:
        raise CorrectionError(f"span {start}-{end} holds no words, expected some")
    change: Row = {"start": start, "end": end, f"{table[:-1]}_id": f"{row['article_id']}:{_IDS[table]}{start}"}
    return change if table == "quotes" else {**change, "text": words}


def _entity(corrections: Corrections, identities: Identities) -> Row:
    """person_id and organisation_id, of which one excludes the other; {} where neither is corrected."""
    change: Row = {}
    for kind, column in ENTITY_COLUMNS.items():
        if kind in corrections:
            change[column] = _id(kind, corrections[kind], identities)
    given = [column for column, value in change.items() if value]
    if len(given) > 1:
        raise CorrectionError("both a person and an organisation, expected one of the two")
    if given:
        change = dict.fromkeys(ENTITY_COLUMNS.values()) | {given[0]: change[given[0]]}
    return change


def _holder(corrections: Corrections, identities: Identities) -> Row:
    """person_id and organisation_id of a role, which has the one and may have the other."""
    change: Row = {
        column: _id(kind, corrections[kind], identities)
        for kind, column in ENTITY_COLUMNS.items()
        if kind in corrections
    }
    if "person_id" in change and change["person_id"] is None:
        raise CorrectionError("no person, expected one: a role is somebody's; mark it as wrong if it is nobody's")
    return change


def _id(kind: EntityType, name: str | None, identities: Identities) -> str | None:
    return None if name is None else identities.id_of(kind, name)


def _check_mention(row: Row) -> None:
    if row["person_id"] is None and row["organisation_id"] is None:
        raise CorrectionError("neither a person nor an organisation, expected one of the two")


def _check_statistic(row: Row) -> None:
    if (row["bound"] == "range") != (row["value_max"] is not None):
        found = f"bound {row['bound']} with value_max {row['value_max']}"
        raise CorrectionError(f"{found}, expected value_max for a range and for nothing else")
    if row["value_max"] is not None and row["value"] > row["value_max"]:
        raise CorrectionError(f"value {row['value']} is above value_max {row['value_max']}")


def _check_mentioned(table: str, row: Row, change: Row, rows: ArticleRows) -> None:
    if table == "mentions":
        return
    mentioned = rows.mentioned()
    for kind, column in ENTITY_COLUMNS.items():
        found = change.get(column)
        if found is not None and found != row[column] and (kind, found) not in mentioned:
            raise CorrectionError(f"{column} {found} is not mentioned in this article, expected somebody who is")
