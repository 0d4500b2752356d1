"""What an organisation's name says: how it is compared, its initials, its kind."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import column, rows
from newsrows.resolution.names.places import country_of, nation_of, without_nation
from newsrows.resolution.names.spelling import plain

SMALL: Final = frozenset(
    {"of", "for", "the", "and", "in", "on", "to", "de", "la", "del", "des", "du", "und", "der", "et", "y", "a", "&"}
)
_LEGAL: Final = frozenset(
    word
    for row in rows("organisation_words")
    if row["use"] == "legal"
    for word in (row["word"].casefold().replace(".", ""),)
)
_SCOPES: Final = frozenset(row["word"].casefold() for row in rows("organisation_words") if row["use"] == "scope")
_KINDS: Final = {
    row["word"].casefold(): row["kind"]
    for row in rows("organisation_words")
    if row["use"] not in {"theme", "scope", "sign"}
}
# Words that tell a kind where no other does: 'Hydro', 'Review'.
_SIGNS: Final = {row["word"].casefold(): row["kind"] for row in rows("organisation_words") if row["use"] == "sign"}
_HEADS: Final = frozenset(
    row["word"].casefold() for row in rows("organisation_words") if row["use"] in {"head", "tail"}
)
_THEMES: Final = {row["word"].casefold(): row["kind"] for row in rows("organisation_words") if row["use"] == "theme"}
_COUNTRY_WORDS: Final = frozenset(word.casefold() for word in column("nationalities", "word")) | {"uk", "us", "uk's"}
# Words that a short form may leave out at the end: 'Labour' for 'Labour Party', 'Carter' for 'Carter Holdings'.
_DROPPABLE: Final = frozenset(
    row["word"].casefold().replace(".", "") for row in rows("organisation_words") if row["optional"]
)


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, case, stops, leading article, legal form."""
    flat = plain(name).replace("&", " and ").casefold()
    if "." in flat:
        flat = _POINTED.sub(lambda m: m.group(1).replace(".", ""), flat)
    if flat.startswith("united "):
        flat = re.sub(r"^united states (?=\w)", "us ", re.sub(r"^united kingdom (?=\w)", "uk ", flat))
    words = [word.removesuffix("'s") or word for word in _BETWEEN.split(flat) if word]
    while len(words) > 1 and words[0] in {"the", "a"}:
        words.pop(0)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(_SPELLINGS.get(word, word) for word in words)


_POINTED: Final = re.compile(r"\b((?:\w\.)+\w?)(?!\w)")
_BETWEEN: Final = re.compile(r"[\s\-,./]+")
_SPELLINGS: Final = {
    "organization": "organisation",
    "organizations": "organisations",
    "center": "centre",
    "defense": "defence",
    "labor": "labour",
    "theater": "theatre",
    "program": "programme",
}


def initials(words: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a name can have: with and without its small words."""
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in SMALL)
    return frozenset(a for a in (every, telling) if len(a) > 1)


def initials_at_home(words: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a name can have apart from its nation: 'FSB', 'UKFSB' for 'UK Food Safety Board'."""
    home = without_nation(words)
    if home == words or len(home) < _LETTERS:
        return frozenset()
    nation = words[0] if words[0] in {"uk", "us"} else ""
    return frozenset(form for a in initials(home) if len(a) >= _LETTERS for form in (a, nation + a))


# So many letters tell an acronym whose nation is left out: 'PA' is not the 'US Parks Agency'.
_LETTERS: Final = 3


def is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` leaves out what goes without saying: 'Labour' of 'Labour Party'."""
    n = len(short)
    if not 0 < n < len(full):
        return False
    if is_abridged(short, full):
        return True
    if full[-n:] == short and all(word in _COUNTRY_WORDS for word in full[:-n]):
        return n > 1 or short[0] not in _HEADS
    # 'All Black' and 'All Blacks' are of equal length; 'Rovers' of 'Riverton Rovers' is its end
    return n > 1 and without_nation(full) == short


def is_abridged(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` without last words that go without saying: 'Labour' of 'Labour Party'."""
    n = len(short)
    if not 0 < n < len(full) or full[:n] != short or is_general(short):
        return False
    return all(word in _DROPPABLE for word in full[n:])


def is_droppable(word: str) -> bool:
    """Whether a last word goes without saying: 'Party', 'Holdings'."""
    return word in _DROPPABLE


def national(words: tuple[str, ...]) -> tuple[str, ...]:
    """A well-known name without the country before it: 'Home Office' for 'UK Home Office'."""
    return (
        words[1:] if words[0] in {"uk", "us", "british"} and words not in _known() and words[1:] in _known() else words
    )


def is_turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names hold the same telling words: 'University of Leeds', 'Leeds University'."""
    return len(one) > 1 and frozenset(one) - SMALL == frozenset(other) - SMALL


def is_plural(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ by the last one's plural only: 'All Black', 'All Blacks'."""
    return one[:-1] == other[:-1] and one[-1].removesuffix("s") == other[-1].removesuffix("s")


def is_nickname(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name begins or ends a longer one that it can stand for: 'Rovers', 'Riverton' of 'Riverton Rovers'.

    A word that many names share is none, nor a well-known body of its own ('BBC' of 'BBC Radio').
    """
    if full[-1] == "party" and full[0] in _COUNTRY_WORDS and full[1:-1] == short:
        return True  # 'Labour' of 'Maltese Labour Party'
    if len(short) >= len(full) or is_general(short) or short[0] in SMALL:
        return False
    if short in _known():
        return _is_court_of_its_place(short, full)
    if full[-len(short) :] == short:
        return True
    is_town = len(short) == len(full) - 1 and full[-1] not in _HEADS  # 'San Pedro' of 'San Pedro Rovers'
    return full[: len(short)] == short and (len(short) == 1 or is_town)


def _is_court_of_its_place(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `full` says where a court sits that many places have: 'High Court' of 'Riverton High Court'.

    A state's supreme court is not the nation's: where 'Ohio Supreme Court' is named, 'Supreme Court' is often another.
    """
    n = len(short)
    if n == 1 or _known()[short][2] != "court":
        return False
    place = full[:-n] if full[-n:] == short else full[n + 1 :] if full[: n + 1] == (*short, "of") else ()
    words = " ".join(place)
    return bool(place) and (country_of(words) is None or nation_of(words) is not None)


def is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` begins or ends `full`, so that it can stand for it once that was named: 'the Council'."""
    n = len(short)
    return 0 < n < len(full) and (full[:n] == short or full[-n:] == short)


def is_general(words: tuple[str, ...]) -> bool:
    """Whether a name is one word that many organisations share: 'Council', 'Ministry'."""
    return len(words) == 1 and words[0] in _HEADS


@cache
def _known() -> dict[tuple[str, ...], tuple[str, str, str]]:
    found: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for row in sorted(rows("known_organisations"), key=lambda row: not row["acronym"]):
        entry = (row["name"], row["acronym"], row["kind"])
        found.setdefault(folded(row["name"]), entry)
        if row["acronym"]:
            found.setdefault(folded(row["acronym"]), entry)
    return found


def known_acronym(words: tuple[str, ...]) -> str | None:
    """The acronym that the list of well-known organisations gives a name."""
    entry = _known().get(words)
    acronym = entry[1] if entry else ""
    return acronym if sum(map(str.isupper, acronym)) > 1 else None


def known_expansion(acronym: tuple[str, ...]) -> tuple[str, ...] | None:
    """The folded full name of a well-known acronym."""
    entry = _known().get(acronym)
    full = folded(entry[0]) if entry and entry[1] else None
    return full if full != acronym else None


def kind_of(name: str) -> str:
    """What kind of organisation a name tells of: lists of names first, then its words; 'other' if none says."""
    words = folded(name)
    entry = _known().get(words)
    listed = _listed_kinds().get(words) or (entry[2] if entry else None) or _by_phrase(words)
    if listed:
        return listed
    raw = [word.casefold().removesuffix("'s") for word in name.replace(",", " ").replace("’", "'").split()]
    if len(words) > 2 and words[-1] in initials(words[:-1]):
        return kind_of(name.rsplit(maxsplit=1)[0])  # 'Alternative Coast Congress ACC'
    if raw[-1] in {"committee", "board", "council"} and name.split(maxsplit=1)[0].isupper():
        owner = _listed_kinds().get(words[:1])
        if owner is not None:
            return owner  # a party's rules committee is of the party
    if not {"ministry", "department"} & set(raw):
        theme = next((_THEMES[word] for word in raw if word in _THEMES), None)
        if theme:
            return theme  # 'Riverton Refugee Council' governs nobody
    return _by_scope(raw, _by_head(raw))


def tells_kind(name: str) -> bool:
    """Whether a list or a word of a name says what kind it is: 'Riverton Club' is other, 'Lumora' says nothing."""
    words = folded(name)
    if kind_of(name) != "other" or words in _listed_kinds() or words in _known() or _by_phrase(words):
        return True
    return any(word in _KINDS or word in _SIGNS for word in words)


@cache
def _listed_kinds() -> dict[tuple[str, ...], str]:
    """Kinds of names that no word gives away, by their folded words."""
    return {folded(row["name"]): row["kind"] for row in rows("organisation_kinds") if row["match"] == "whole"}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Sequences of words inside names with the kind that they tell, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("organisation_kinds"):
        if row["match"] == "part":
            words = folded(row["name"])
            found.setdefault(words[0], []).append((words, row["kind"]))
    return found


def _by_phrase(words: tuple[str, ...]) -> str | None:
    """By a sequence of words that tells more than each of them, the last and longest of several: 'news agency'."""
    matches = [
        (i + len(phrase), len(phrase), kind)
        for i, word in enumerate(words)
        for phrase, kind in _phrases().get(word, ())
        if words[i : i + len(phrase)] == phrase
    ]
    return max(matches)[2] if matches else None


# Bodies that every country has.
_NATIONAL_KINDS: Final = frozenset({"government", "legislature", "party", "court", "police"})


@lru_cache(maxsize=65536)
def is_national(name: str) -> bool:
    """Whether a name is one that bodies of several countries can have: 'Supreme Court', 'Labour Party'."""
    return kind_of(name) in _NATIONAL_KINDS


def _by_scope(raw: list[str], kind: str) -> str:
    """The kind again, by whose it is: 'African Rights Commission' is of many nations."""
    if raw[0] in {"house", "senate"} and {"committee", "subcommittee"} & set(raw):
        return "legislature"
    is_many_nations = raw[0] in _SCOPES or raw[:2] == ["united", "nations"]
    if is_many_nations and len(raw) > 2 and kind in {"government", "other"}:
        return kind if raw[-1] in _PRIVATE else "international"
    if raw[-1] in _GATHERINGS and _CREEDS & set(raw):
        return "party"
    return "party" if kind == "legislature" and raw[-1] == "congress" and len(raw) > 2 else kind


# 'African Energy Chamber' is of firms, not of states.
_PRIVATE: Final = frozenset({"society", "federation", "association", "chamber", "club", "network"})
# 'Democratic Alliance', 'Socialist Bloc'
_GATHERINGS: Final = frozenset({"alliance", "bloc", "front", "league", "movement", "union", "coalition", "congress"})
_CREEDS: Final = frozenset(
    {"communist", "conservative", "democratic", "liberal", "nationalist", "republican", "socialist"}
)


def _by_head(raw: list[str]) -> str:
    """By its own head, the last of several: 'Bank' in 'Rivers Bank of the Coast', 'School' in 'Coast Bank School'."""
    if {"police", "constabulary"} & set(raw):
        return "police"
    head = raw[: next((i for i, word in enumerate(raw) if word in {"of", "for", "on", "in"}), len(raw))]
    order = [*reversed(head), *reversed(raw)]
    for table in (_KINDS, _SIGNS):
        kind = next((table[word] for word in order if word in table), None)
        if kind is not None:
            return kind
    # 'Carter & Brown', 'riverton.com'
    return "company" if {"&", "+"} & set(raw) or raw[-1].endswith(".com") else "other"
