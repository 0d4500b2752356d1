"""Who speaks, after a review: the words that name the speaker, the person or organisation, how it was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsrows.review.errors import CorrectionError
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, Row
from newsrows.review.values import checked

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
