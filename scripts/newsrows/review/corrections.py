"""One corrected row: its new values, with all in the same row that must follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsrows.records import EntityType
from newsrows.review.identities import Identities
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, CorrectionError, Row
from newsrows.review.values import checked

Corrections = Mapping[str, str | None]
# Columns that are worked out together, not one by one.
_TOGETHER: Final = frozenset({"start", "end", "person", "organisation", "speaker", "speaker_start", "speaker_end"})
_IDS: Final = {"mentions": "m", "roles": "r", "quotes": "q", "statistics": "s"}


def corrected_row(table: str, row: Row, corrections: Corrections, rows: ArticleRows, identities: Identities) -> Row:
    """The columns of `row` that change; the parts of a quote are `newsrows.review.consequences`' affair.

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


# Who speaks, after a review: the words that name the speaker, the person or organisation, how it was found.

_ATTRIBUTIONS: Final = {
    "name": "named",
    "acronym": "named",
    "partial": "partial",
    "nominal": "nominal",
    "pronoun": "pronoun",
}
_SPEAKER: Final = ("speaker", "speaker_start", "speaker_end")


def speaker_values(row: Row, corrections: Mapping[str, str | None], rows: ArticleRows, entity: Row) -> Row:
    """The columns of a quote that change with its speaker; {} where nothing of it is corrected.

    Args:
        row: the quote as it is.
        corrections: of it.
        rows: its article, whose mentions say whom a corrected speaker's words name.
        entity: person_id and organisation_id as the corrections give them, {} where they do not.

    Raises:
        CorrectionError: the words are not where the offsets say.
    """
    words = _words(row, corrections, rows.text)
    mention = _speaking(rows, words) if words else None
    if words is not None and not entity:
        entity = {column: mention and mention[column] for column in ENTITY_COLUMNS.values()}
    if not words and not entity:
        return {}
    change = (words or {}) | entity
    after = row | change
    return {**change, "attribution": _attribution(after, mention if words else None, row["attribution"])}


def _words(row: Row, corrections: Mapping[str, str | None], text: str) -> Row | None:
    """speaker, speaker_start and speaker_end; None where they are not corrected."""
    if not corrections.keys() & {*_SPEAKER}:
        return None
    given = {
        name: checked("quotes", name, corrections[name]) if name in corrections else row[name] for name in _SPEAKER
    }
    start, end = given["speaker_start"], given["speaker_end"]
    if start is None and end is None and given["speaker"] is None:
        return given
    if start is None or end is None:
        raise CorrectionError("a speaker without speaker_start and speaker_end, expected all three or none")
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise CorrectionError(f"speaker at {start}-{end}, expected words inside the article, which ends at {len(text)}")
    if "speaker" in corrections and given["speaker"] != text[start:end]:
        raise CorrectionError(f'speaker "{given["speaker"]}", the article has "{text[start:end]}" at {start}-{end}')
    return given | {"speaker": text[start:end]}


def _speaking(rows: ArticleRows, words: Row) -> Row | None:
    """The mention that a speaker's words name.

    A person before an organisation ('Acme director Ann Lee'), a name before a noun, the last of several ('an aide to
    Mary Shaw, Ann Lee').
    """
    if words["speaker_start"] is None:
        return None
    order = list(_ATTRIBUTIONS)
    found = rows.mentions_within(words["speaker_start"], words["speaker_end"])
    return min(
        found, key=lambda row: (row["person_id"] is None, order.index(row["kind"]), -int(row["start"])), default=None
    )


def _attribution(row: Row, mention: Row | None, before: str) -> str:
    linked = row["person_id"] is not None or row["organisation_id"] is not None
    if row["speaker"] is None:
        return "continued" if linked else "none"
    if mention is not None:
        return _ATTRIBUTIONS[mention["kind"]]
    return "nominal" if before in {"none", "continued"} else before


# The sentence of a row that a review has moved.


def sentence_number(rows: ArticleRows, row: Row, start: int) -> int:
    """That of a mention which now begins at `start`: its own, as far as the mentions around it allow."""
    others = [other for other in rows.tables["mentions"] if other is not row]
    least = max((other["sentence"] for other in others if other["start"] < start), default=0)
    most = min((other["sentence"] for other in others if other["start"] > start), default=row["sentence"])
    return int(min(max(row["sentence"], least), max(most, least)))


def sentence_text(text: str, row: Row, start: int, end: int) -> str:
    """That of a statistic which now stands at `start` to `end`: its own, widened where the figure leaves it."""
    sentence = row["sentence"]
    # The same sentence may stand in the article twice: the one that holds the figure as it was is meant.
    begin = text.rfind(sentence, 0, row["start"] + len(sentence))
    while begin > row["start"]:
        begin = text.rfind(sentence, 0, begin + len(sentence) - 1)
    if begin < 0:
        return text[start:end]
    return text[min(begin, start) : max(begin + len(sentence), end)]
