"""Verbs that say what somebody is, becomes or leaves: 'is the', 'was appointed', 'resigned as', 'appointed her as'."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import rows
from newsrows.records.findings import RoleStatus


class Entry(NamedTuple):
    """Where a title may begin behind a verb, and what the verb says of its time (None: nothing)."""

    first: int
    status: RoleStatus | None


_TABLE: Final = {(row["word"], row["use"]): row for row in rows("role_verbs")}


_AUXILIARIES: Final = frozenset(
    {"has", "have", "had", "will", "would", "be", "been", "to", "being", "'ll", "is", "was", "forced"}
)
_PARTICLES: Final = frozenset({"down", "over", "on", "out", "off", "back", "aside"})
_ADVERBS: Final = frozenset({"also", "now", "still", "currently", "later", "then", "once", "recently", "formerly"})


def behind_verb(tokens: Tokens, i: int, limit: int, *, is_reduced: bool = False) -> Entry | None:
    """Past a verb at token `i` whose subject holds the title to come: 'is', 'has been', 'was appointed', 'resigned as'.

    Auxiliaries and adverbs before it are read over, and tell of time: 'had been director', 'will be director'. With
    `is_reduced` a participle will do, as after a comma: 'Ann Carter, appointed director in May'.
    """
    seen: list[str] = []
    while i < limit and (tokens.lower[i] in _AUXILIARIES | _ADVERBS):
        seen.append(tokens.lower[i])
        i += 1
    if i >= limit:
        return None
    verbs = [word for word in seen if word not in _ADVERBS]
    row = _TABLE.get((tokens.lower[i], "subject"))
    if row is not None:
        return _behind_as(tokens, i, limit, row, _when(verbs))
    row = _TABLE.get((tokens.lower[i], "object")) if verbs or is_reduced else None
    if row is not None:
        return _behind_passive(tokens, i, limit, row)
    return Entry(i, _when(verbs)) if verbs and verbs[-1] in {"is", "was", "be", "been"} else None


def _behind_passive(tokens: Tokens, i: int, limit: int, row: dict[str, str]) -> Entry | None:
    """Past 'appointed', 'named as', 'sworn in as', 'elected to be'."""
    first = i + 1
    i = first
    while i < limit and tokens.lower[i] in {"as", "in", "to", "be", "become"}:
        i += 1
    return Entry(i, _status(row)) if row["bare"] or "as" in tokens.lower[first:i] else None


def _when(verbs: list[str]) -> RoleStatus | None:
    """What auxiliaries say of time."""
    if not verbs:
        return None
    if verbs[0] in {"will", "'ll"} or verbs[:2] == ["is", "to"]:
        return "elect"
    return "former" if verbs[0] in {"was", "had"} else None


def _behind_as(tokens: Tokens, i: int, limit: int, row: dict[str, str], when: RoleStatus | None) -> Entry | None:
    """Past a verb of the table, its particle ('stepped down') and 'as'."""
    status = _status(row) or when
    if status == "former" and when == "elect":
        status = None  # 'will resign as'
    i += 1
    if row["bare"]:
        return Entry(i, status)  # 'became', 'remains'
    while i < limit and (tokens.lower[i] in _PARTICLES or tokens.tags[i] == "RB"):
        i += 1
    is_as = i < limit and tokens.lower[i] == "as"
    return Entry(i + 1, status) if is_as else None


def around_name(tokens: Tokens, first: int, last: int) -> Entry | None:
    """Behind a name whose verb stands before it: 'appointed Ann Carter as director', 'named Ann Carter director'."""
    row = _TABLE.get((tokens.lower[first - 1], "object")) if first else None
    if row is None or last + 1 >= len(tokens):
        return None
    if tokens.lower[last] == "as":
        return Entry(last + 1, _status(row))
    is_title = row["bare"] and tokens.words[last].islower() and tokens.tags[last] in {"NN", "JJ", "DT"}
    return Entry(last, _status(row)) if is_title else None


def _status(row: dict[str, str]) -> RoleStatus | None:
    return row["status"] or None  # type: ignore[return-value]
