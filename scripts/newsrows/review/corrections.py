"""Computes the new values of a corrected row, with everything in the same row that follows from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from newsrows.records import EntityType
from newsrows.records.contract import row_id
from newsrows.records.paragraphs import paragraph_at, paragraphs
from newsrows.review.article_rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row
from newsrows.review.identities import Identities
from newsrows.schema import Field, load_tables

Corrections = Mapping[str, str | None]
"""The corrected text of each column or type of entity; None for an empty value."""
Value = str | int | float | None

_SPAN: Final = frozenset({"start", "end"})
_SPEAKER: Final = ("speaker", "speaker_start", "speaker_end")
# These depend on one another, so they are computed together.
_JOINT_COLUMNS: Final = frozenset({*_SPAN, *_SPEAKER, *ENTITY_COLUMNS})
# quotes.attribution by the kind of the mention that names the speaker, in the order in which mentions are preferred.
_ATTRIBUTIONS: Final = {
    "name": "named",
    "acronym": "named",
    "partial": "partial",
    "nominal": "nominal",
    "pronoun": "pronoun",
}


def corrected_columns(table: str, row: Row, corrections: Corrections, rows: ArticleRows, identities: Identities) -> Row:
    """The columns of `row` that change, with their new values.

    The text and the parts of a quote that moves are not among them: see `newsrows.review.consequences.move_quote`.

    Raises:
        CorrectionError: the corrections would break a rule.
    """
    change: Row = {
        name: parse_value(table, name, text) for name, text in corrections.items() if name not in _JOINT_COLUMNS
    }
    change |= _moved(table, row, corrections, rows.text)
    match table:
        case "mentions":
            change |= _one_entity(corrections, identities)
            change |= _sentence_number(rows, row, change)
            _check_mention(row | change)
        case "roles":
            change |= _holder(corrections, identities)
        case "quotes":
            change |= _sentence_number(rows, row, change) | _paragraph(rows.text, change)
            change |= _speaker(row, corrections, rows, _one_entity(corrections, identities))
        case _:
            if change.keys() & _SPAN:
                change["sentence"] = _sentence_text(rows.text, row, int(change["start"]), int(change["end"]))
            _check_statistic(row | change)
    _check_mentioned(table, row, change, rows)
    return change


def differs(table: str, row: Row, column: str, value: Value, identities: Identities) -> bool:
    """Whether `row` has another value than a mark gives for `column`, which may also be a type of entity."""
    try:
        for kind, id_column in ENTITY_COLUMNS.items():
            if column == kind:
                entity_id = None if value is None else identities.id_of(kind, str(value))
                return bool(row[id_column] != entity_id)
        if _field(table, column).type in {"integer", "number"} and isinstance(value, str):
            value = parse_value(table, column, value)
    except CorrectionError:  # the name no longer belongs to exactly one entity, or the value is not a number
        return True
    return bool(row[column] != value)


# Values of single columns.


def parse_value(table: str, column: str, text: str | None) -> Any:
    """A correction as a value of the type of its column.

    Raises:
        CorrectionError: the column cannot have this value.
    """
    field = _field(table, column)
    if text is None:
        if field.constraints.required:
            raise CorrectionError(f"{column} is empty, expected a value")
        return None
    if field.constraints.enum and text not in field.constraints.enum:
        raise CorrectionError(f'{column} "{text}", expected one of {", ".join(field.constraints.enum)}')
    if field.type == "integer":
        return _parse_offset(column, text)
    if field.type == "number":
        return _parse_number(column, text)
    if "\0" in text:
        raise CorrectionError(f"{column} holds a NUL character, expected plain text")
    return text


@cache
def _field(table: str, column: str) -> Field:
    return load_tables()[table].column(column)


def _parse_offset(column: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise CorrectionError(f'{column} "{text}", expected an offset: digits only')
    return int(text)


def _parse_number(column: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        raise CorrectionError(f'{column} "{text}", expected a number as in 1200 or 0.5')
    return number


# The span.


def _moved(table: str, row: Row, corrections: Corrections, text: str) -> Row:
    """The start, end, text and id of a row that moves; {} if it does not."""
    if not corrections.keys() & _SPAN:
        return {}
    start, end = (
        parse_value(table, name, corrections[name]) if name in corrections else row[name] for name in ("start", "end")
    )
    if not 0 <= start < end <= len(text):
        raise CorrectionError(f"span {start}-{end}, expected one inside the article, which ends at {len(text)}")
    if end <= row["start"] or row["end"] <= start:
        raise CorrectionError(
            f"span {start}-{end} shares nothing with the row at {row['start']}-{row['end']}; expected a span of the "
            "same words; next: mark the row as wrong if it should be elsewhere"
        )
    words = text[start:end]
    if not words.strip() or "\0" in words:
        raise CorrectionError(f"span {start}-{end} holds no words, expected some")
    key = load_tables()[table].primary_key[0]
    change: Row = {"start": start, "end": end, key: row_id(table, row["article_id"], start)}
    return change if table == "quotes" else {**change, "text": words}


def _sentence_number(rows: ArticleRows, row: Row, change: Row) -> Row:
    """The sentence of a mention or a quote that moves; {} if it does not.

    It stays the same as far as the sentences of the mentions and quotes before and after it allow.
    """
    if "start" not in change:
        return {}
    lowest, highest = _sentence_limits(rows, change["start"], row)
    highest = row["sentence"] if highest is None else highest
    return {"sentence": min(max(row["sentence"], lowest), max(highest, lowest))}


def nearby_sentence(rows: ArticleRows, start: int) -> int:
    """The number of the sentence at `start`, as far as the mentions and quotes around it show: the lowest possible."""
    return _sentence_limits(rows, start)[0]


def _sentence_limits(rows: ArticleRows, start: int, row: Row | None = None) -> tuple[int, int | None]:
    """The lowest and the highest sentence that the mentions and quotes around `start` allow, without those of `row`."""
    others = [other for table in ("mentions", "quotes") for other in rows.tables[table] if other is not row]
    lowest = max((int(other["sentence"]) for other in others if other["start"] <= start), default=0)
    return lowest, min((int(other["sentence"]) for other in others if other["start"] >= start), default=None)


def _paragraph(text: str, change: Row) -> Row:
    """The paragraph of a quote that moves; {} if it does not."""
    if "start" not in change:
        return {}
    return {"paragraph": paragraph_at([start for start, _ in paragraphs(text)], change["start"])}


def _sentence_text(text: str, row: Row, start: int, end: int) -> str:
    """The sentence of a statistic that now lies at `start` to `end`: the old one, extended to contain the figure."""
    sentence = row["sentence"]
    # The article may contain the sentence twice, so the one around the old position is looked for.
    sentence_start = text.rfind(sentence, 0, row["start"] + len(sentence))
    while sentence_start > row["start"]:
        sentence_start = text.rfind(sentence, 0, sentence_start + len(sentence) - 1)
    if sentence_start < 0:
        return text[start:end]
    return text[min(sentence_start, start) : max(sentence_start + len(sentence), end)]


# The entities.


def _entity_ids(corrections: Corrections, identities: Identities) -> Row:
    """The corrected id columns."""
    return {
        column: _entity_id(kind, corrections[kind], identities)
        for kind, column in ENTITY_COLUMNS.items()
        if kind in corrections
    }


def _entity_id(kind: EntityType, name: str | None, identities: Identities) -> str | None:
    return None if name is None else identities.id_of(kind, name)


def _one_entity(corrections: Corrections, identities: Identities) -> Row:
    """The id columns of a mention or quote, which has at most one entity; {} if no entity is corrected."""
    change = _entity_ids(corrections, identities)
    filled = [column for column, entity_id in change.items() if entity_id]
    if len(filled) > 1:
        raise CorrectionError("both a person and an organisation, expected one of the two")
    if filled:
        change = dict.fromkeys(ENTITY_COLUMNS.values()) | {filled[0]: change[filled[0]]}
    return change


def _holder(corrections: Corrections, identities: Identities) -> Row:
    """The id columns of a role, which has a person and may have an organisation; {} if neither is corrected."""
    change = _entity_ids(corrections, identities)
    if "person_id" in change and change["person_id"] is None:
        raise CorrectionError("no person, expected one; next: mark the role as wrong if nobody holds it")
    return change


def _check_mentioned(table: str, row: Row, change: Row, rows: ArticleRows) -> None:
    if table == "mentions":
        return
    mentioned = rows.mentioned()
    for kind, column in ENTITY_COLUMNS.items():
        entity_id = change.get(column)
        if entity_id is not None and entity_id != row[column] and (kind, entity_id) not in mentioned:
            raise CorrectionError(f"{column} {entity_id} is not mentioned in this article, expected somebody who is")


# Rules of single tables.


def _check_mention(row: Row) -> None:
    if all(row[column] is None for column in ENTITY_COLUMNS.values()):
        raise CorrectionError("neither a person nor an organisation, expected one of the two")


def _check_statistic(row: Row) -> None:
    if (row["bound"] == "range") != (row["value_max"] is not None):
        values = f"bound {row['bound']} with value_max {row['value_max']}"
        raise CorrectionError(f"{values}, expected value_max for a range and for nothing else")
    if row["value_max"] is not None and row["value"] > row["value_max"]:
        raise CorrectionError(f"value {row['value']} is above value_max {row['value_max']}")


# The speaker of a quote.


def _speaker(row: Row, corrections: Corrections, rows: ArticleRows, entity: Row) -> Row:
    """The columns of a quote that change with its speaker; {} if the speaker is not corrected.

    Args:
        row: the quote before the correction.
        corrections: of the quote.
        rows: the rows of its article; the mentions say whom the corrected words name.
        entity: the id columns if they are corrected, else {}.

    Raises:
        CorrectionError: the words are not at the offsets.
    """
    words = _speaker_words(row, corrections, rows.text)
    mention = _speaker_mention(rows, words) if words else None
    if words is not None and not entity:
        entity = {column: mention and mention[column] for column in ENTITY_COLUMNS.values()}
    if not words and not entity:
        return {}
    change = (words or {}) | entity
    return {**change, "attribution": _attribution(row | change, mention, row["attribution"])}


def _speaker_words(row: Row, corrections: Corrections, text: str) -> Row | None:
    """speaker, speaker_start and speaker_end; None if they are not corrected."""
    if not corrections.keys() & {*_SPEAKER}:
        return None
    words = {
        name: parse_value("quotes", name, corrections[name]) if name in corrections else row[name] for name in _SPEAKER
    }
    start, end = words["speaker_start"], words["speaker_end"]
    if start is None and end is None and words["speaker"] is None:
        return words
    if start is None or end is None:
        raise CorrectionError("a speaker without speaker_start and speaker_end, expected all three or none")
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise CorrectionError(f"speaker at {start}-{end}, expected words inside the article, which ends at {len(text)}")
    if "speaker" in corrections and words["speaker"] != text[start:end]:
        raise CorrectionError(f'speaker "{words["speaker"]}", the article has "{text[start:end]}" at {start}-{end}')
    return words | {"speaker": text[start:end]}


def _speaker_mention(rows: ArticleRows, words: Row) -> Row | None:
    """The mention among a speaker's words that names the speaker.

    A person is preferred to an organisation ('Acme director Ann Lee'), then a name to a noun, then the last mention
    ('an aide to Mary Shaw, Ann Lee').
    """
    if words["speaker_start"] is None:
        return None
    order = list(_ATTRIBUTIONS)
    mentions = rows.mentions_within(words["speaker_start"], words["speaker_end"])
    return min(
        mentions, key=lambda row: (row["person_id"] is None, order.index(row["kind"]), -int(row["start"])), default=None
    )


def _attribution(row: Row, mention: Row | None, before: str) -> str:
    is_linked = any(row[column] is not None for column in ENTITY_COLUMNS.values())
    if row["speaker"] is None:
        return "continued" if is_linked else "none"
    if mention is not None:
        return _ATTRIBUTIONS[mention["kind"]]
    return "nominal" if before in {"none", "continued"} else before
