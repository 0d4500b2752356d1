"""What kind of organisation a name shows (company, court, party ...), or the words next to it in an article.

The kinds are the values of organisations.kind in schemas/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import column, rows
from newsrows.records import Span
from newsrows.resolution.names.organisation import folded, initials, known_kind

Words = tuple[str, ...]

COMPANY: Final = "company"
"""The kind of companies. A kind among the evidence of an organisation is one that `kind_beside` returns."""

# Kinds of organisations that every country has.
_NATIONAL_KINDS: Final = frozenset({"government", "legislature", "party", "court", "police", "military"})


def _kinds_by_word(*, without: frozenset[str] = frozenset(), use: str | None = None) -> Mapping[str, str]:
    return {
        row["word"].casefold(): row["kind"]
        for row in rows("organisation_words")
        if row["use"] not in without and use in {None, row["use"]}
    }


_KIND_BY_WORD: Final = _kinds_by_word(without=frozenset({"theme", "scope", "sign"}))
# Words that show a kind if no other word does: 'Hydro', 'Review'.
_KIND_BY_SIGN: Final = _kinds_by_word(use="sign")
_KIND_BY_THEME: Final = _kinds_by_word(use="theme")
# Words for several nations at the beginning of a name: 'African'.
_SCOPES: Final = frozenset(word.casefold() for word in column("organisation_words", "word", use="scope"))


def _words(group: str) -> frozenset[str]:
    return column("naming_words", "word", group=group)


_GOVERNMENT_BODIES: Final = _words("government_body")
_POLICE_BODIES: Final = _words("police_body")
_PARTY_BODIES: Final = _words("party_body")
_CHAMBERS: Final = _words("legislature_chamber")
_COMMITTEES: Final = _words("legislature_committee")
# 'African Energy Chamber' is of companies, not of states.
_PRIVATE_BODIES: Final = _words("private_body")
# 'Democratic Alliance', 'Socialist Bloc'
_POLITICAL_GROUPS: Final = _words("political_group")
_POLITICAL_CREEDS: Final = _words("political_creed")
_HEAD_PREPOSITIONS: Final = _words("kind_preposition")


def kind_of(name: str) -> str:
    """The kind of organisation that a name shows: by lists of names, else by its words, else 'other'."""
    words = folded(name)
    listed = _listed_kinds().get(words) or known_kind(words) or _by_phrase(words)
    if listed:
        return listed
    name_words = [word.casefold().removesuffix("'s") for word in name.replace(",", " ").replace("’", "'").split()]
    if not name_words:
        return "other"
    if len(words) > 2 and words[-1] in initials(words[:-1]) and len(name.split()) > 1:
        return kind_of(name.rsplit(maxsplit=1)[0])  # 'Alternative Coast Congress ACC'
    if name_words[-1] in _PARTY_BODIES and name.split(maxsplit=1)[0].isupper():
        kind_of_owner = _listed_kinds().get(words[:1])
        if kind_of_owner is not None:
            return kind_of_owner  # a party's rules committee
    if not _GOVERNMENT_BODIES & set(name_words):
        theme = next((_KIND_BY_THEME[word] for word in name_words if word in _KIND_BY_THEME), None)
        if theme:
            return theme  # 'Riverton Refugee Council' is not a government
    return _corrected_by_scope(name_words, _by_head(name_words))


def shows_kind(name: str) -> bool:
    """Whether a name shows its kind: 'Riverton Club' shows that it is 'other', 'Lumora' shows nothing."""
    words = folded(name)
    if kind_of(name) != "other" or words in _listed_kinds() or known_kind(words) or _by_phrase(words):
        return True
    return any(word in _KIND_BY_WORD or word in _KIND_BY_SIGN for word in words)


@lru_cache(maxsize=65536)
def is_national(name: str) -> bool:
    """Whether organisations of several countries can have this name: 'Supreme Court', 'Labour Party'."""
    return kind_of(name) in _NATIONAL_KINDS


@cache
def _listed_kinds() -> dict[Words, str]:
    """Kinds of names whose words do not show them, by the folded name."""
    return {folded(row["name"]): row["kind"] for row in rows("organisation_kinds") if row["match"] == "whole"}


@cache
def _phrases() -> dict[str, list[tuple[Words, str]]]:
    """Phrases inside names with the kind that they show, by their first word."""
    phrases: dict[str, list[tuple[Words, str]]] = {}
    for row in rows("organisation_kinds"):
        if row["match"] == "part":
            words = folded(row["name"])
            phrases.setdefault(words[0], []).append((words, row["kind"]))
    return phrases


def _by_phrase(words: Words) -> str | None:
    """By a phrase that shows more than each of its words ('news agency'): the last one, of several the longest."""
    matches = [
        (i + len(phrase), len(phrase), kind)
        for i, word in enumerate(words)
        for phrase, kind in _phrases().get(word, ())
        if words[i : i + len(phrase)] == phrase
    ]
    return max(matches)[2] if matches else None


def _corrected_by_scope(words: list[str], kind: str) -> str:
    """The kind, corrected by who the organisation belongs to: 'African Rights Commission' is of several nations."""
    if words[0] in _CHAMBERS and _COMMITTEES & set(words):
        return "legislature"
    is_of_nations = words[0] in _SCOPES or words[:2] == ["united", "nations"]
    if is_of_nations and len(words) > 2 and kind in {"government", "other"}:
        return kind if words[-1] in _PRIVATE_BODIES else "international"
    if words[-1] in _POLITICAL_GROUPS and _POLITICAL_CREEDS & set(words):
        return "party"
    return "party" if kind == "legislature" and words[-1] == "congress" and len(words) > 2 else kind


def _by_head(words: list[str]) -> str:
    """By the last word before a preposition that shows a kind, else by the last such word of the name.

    'Rivers Bank of the Coast' is a bank, 'Coast Bank School' a school.
    """
    if _POLICE_BODIES & set(words):
        return "police"
    head = words[: next((i for i, word in enumerate(words) if word in _HEAD_PREPOSITIONS), len(words))]
    order = [*reversed(head), *reversed(words)]
    for kinds in (_KIND_BY_WORD, _KIND_BY_SIGN):
        kind = next((kinds[word] for word in order if word in kinds), None)
        if kind is not None:
            return kind
    # 'Carter & Brown', 'riverton.com'
    return "company" if {"&", "+"} & set(words) or words[-1].endswith(".com") else "other"


# Words next to a name in an article

_SIGNS: Final = {(row["use"], row["word"].lower()): row["kind"] for row in rows("kind_signs")}


def _sign_alternatives(use: str) -> str:
    return "|".join(sorted(map(re.escape, column("kind_signs", "word", use=use)), key=len, reverse=True))


# 'games maker Lumora', 'the charity, Lumora'
_SIGN_BEFORE: Final = re.compile(rf"\b({_sign_alternatives('before')}),? $", re.IGNORECASE)
# "Lumora's shareholders", 'Lumora striker Ann Carter'
_SIGN_AFTER: Final = re.compile(rf"(?:['’]s?)? ({_sign_alternatives('after')})\b")
# 'shares in Lumora', 'Lumora shares fell'; but not 'Lumora shares a border'
_SHARES_BEFORE: Final = re.compile(r"\bshares (?:in|of)(?: the)? $", re.IGNORECASE)
_SHARES_AFTER: Final = re.compile(rf"(?:['’]s?)? (?:shares,? (?:{_sign_alternatives('shares')})\b|share price\b)")
# How many characters before a name can hold a sign.
_SIGN_WINDOW: Final = 40


def kind_beside(span: Span, text: str) -> str | None:
    """The kind that the words right next to the name at `span` of `text` show: company for 'games maker Lumora'."""
    before = text[max(0, span.start - _SIGN_WINDOW) : span.start]
    if _SHARES_BEFORE.search(before) or _SHARES_AFTER.match(text, span.end):
        return COMPANY
    if sign := _SIGN_BEFORE.search(before):
        return _SIGNS["before", sign.group(1).lower()]
    sign = _SIGN_AFTER.match(text, span.end)
    return _SIGNS["after", sign.group(1).lower()] if sign else None


KINDS_BESIDE: Final = frozenset(_SIGNS.values())
"""Kinds that `kind_beside` can return."""
