"""Find where a title begins after a verb of office: 'is the', 'was appointed', 'resigned as', 'appointed her as'."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import group, rows
from newsrows.records.findings import RoleStatus


class TitleStart(NamedTuple):
    """Where a title may begin after a verb.

    Attributes:
        token: index of the first token after the verb.
        status: when the title is held according to the verb (None: the verb does not say).
    """

    token: int
    status: RoleStatus | None


_VERBS: Final = {(row["word"], row["use"]): row for row in rows("role_verbs")}
_AUXILIARIES: Final = group("role_words", "auxiliary")
_FUTURE_AUXILIARIES: Final = group("role_words", "future_auxiliary")
_PAST_AUXILIARIES: Final = group("role_words", "past_auxiliary")
_COPULAS: Final = group("role_words", "copula")
_ADVERBS: Final = group("role_words", "adverb")
_PARTICLES: Final = group("role_words", "particle")
_AFTER_PASSIVE: Final = group("role_words", "after_passive")


def start_after_verb(tokens: Tokens, i: int, limit: int, *, is_reduced: bool = False) -> TitleStart | None:
    """The start of a title that the subject of a verb holds: 'is', 'has been', 'was appointed', 'resigned as'.

    Auxiliaries and adverbs before the verb are skipped; auxiliaries show the status: 'had been director', 'will be
    director'.

    Args:
        tokens: the parse.
        i: first token of the verb phrase.
        limit: token at which the search ends.
        is_reduced: a participle is enough, as after a comma: 'Ann Carter, appointed director in May'.
    """
    skipped: list[str] = []
    while i < limit and (tokens.lower[i] in _AUXILIARIES or tokens.lower[i] in _ADVERBS):
        skipped.append(tokens.lower[i])
        i += 1
    if i >= limit:
        return None
    auxiliaries = [word for word in skipped if word not in _ADVERBS]
    row = _VERBS.get((tokens.lower[i], "subject"))
    if row is not None:
        return _start_after_active(tokens, i, limit, row, _status_of_auxiliaries(auxiliaries))
    row = _VERBS.get((tokens.lower[i], "object")) if auxiliaries or is_reduced else None
    if row is not None:
        return _start_after_passive(tokens, i, limit, row)
    is_copula = bool(auxiliaries) and auxiliaries[-1] in _COPULAS
    return TitleStart(i, _status_of_auxiliaries(auxiliaries)) if is_copula else None


def is_object_of_verb(tokens: Tokens, title: int) -> bool:
    """Whether a bare title follows a verb of office or 'as', so that its subject holds it: 'becomes mayor'."""
    if title < 1 or tokens.tags[title] == "DT":
        return False  # 'The winner was the mayor, Ann Carter'
    word = tokens.lower[title - 1]
    opens_sentence = tokens.sentence_starts[tokens.sentence_of(title)] == title - 1  # 'As mayor, Ann Carter'
    return word in _COPULAS or (word == "as" and not opens_sentence) or (word, "subject") in _VERBS


def start_after_object(tokens: Tokens, start: int, end: int) -> TitleStart | None:
    """The start of a title after a name that is the object of a verb.

    'appointed Ann Carter as director', 'named Ann Carter director'.

    Args:
        tokens: the parse.
        start: first token of the name.
        end: token after the name.
    """
    row = _VERBS.get((tokens.lower[start - 1], "object")) if start else None
    if row is None or end + 1 >= len(tokens):
        return None
    if tokens.lower[end] == "as":
        return TitleStart(end + 1, _status_of(row))
    is_title = row["bare"] and tokens.words[end].islower() and tokens.tags[end] in {"NN", "JJ", "DT"}
    return TitleStart(end, _status_of(row)) if is_title else None


def _start_after_active(
    tokens: Tokens, i: int, limit: int, row: dict[str, str], auxiliary_status: RoleStatus | None
) -> TitleStart | None:
    """The start after a verb of the list, its particle ('stepped down') and 'as'."""
    status = _status_of(row) or auxiliary_status
    if status == "former" and auxiliary_status == "elect":
        status = None  # 'will resign as'
    i += 1
    if row["bare"]:
        return TitleStart(i, status)  # 'became', 'remains'
    while i < limit and (tokens.lower[i] in _PARTICLES or tokens.tags[i] == "RB"):
        i += 1
    has_as = i < limit and tokens.lower[i] == "as"
    return TitleStart(i + 1, status) if has_as else None


def _start_after_passive(tokens: Tokens, i: int, limit: int, row: dict[str, str]) -> TitleStart | None:
    """The start after 'appointed', 'named as', 'sworn in as' or 'elected to be'."""
    first = i + 1
    i = first
    while i < limit and tokens.lower[i] in _AFTER_PASSIVE:
        i += 1
    return TitleStart(i, _status_of(row)) if row["bare"] or "as" in tokens.lower[first:i] else None


def _status_of_auxiliaries(auxiliaries: list[str]) -> RoleStatus | None:
    """The status that auxiliaries show, if any."""
    if not auxiliaries:
        return None
    if auxiliaries[0] in _FUTURE_AUXILIARIES or auxiliaries[:2] == ["is", "to"]:
        return "elect"
    return "former" if auxiliaries[0] in _PAST_AUXILIARIES else None


def _status_of(row: dict[str, str]) -> RoleStatus | None:
    """The status that a verb of the list shows, if any."""
    return row["status"] or None  # type: ignore[return-value]
