"""Names of organisations: how they are compared, their acronyms, and whether two names can be the same one's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import column, rows
from newsrows.resolution.names.places import country_of, nation_of, without_nation
from newsrows.resolution.names.spelling import plain_spelling

Words = tuple[str, ...]

FUNCTION_WORDS: Final = column("naming_words", "word", group="function_word")
"""Small words inside names: 'of', 'and', 'de', 'und'."""

_LEGAL_FORMS: Final = frozenset(
    word.casefold().replace(".", "") for word in column("organisation_words", "word", use="legal")
)
# Words that can carry a name: 'Council', 'Ministry'.
_HEADS: Final = frozenset(
    word.casefold()
    for word in column("organisation_words", "word", use="head") | column("organisation_words", "word", use="tail")
)
_COUNTRY_WORDS: Final = frozenset(word.casefold() for word in column("nationalities", "word")) | {"uk", "us", "uk's"}
_COUNTRY_PREFIXES: Final = column("naming_words", "word", group="country_prefix")
# Words that a short form may leave out at the end: 'Labour' for 'Labour Party', 'Carter' for 'Carter Holdings'.
_OPTIONAL_WORDS: Final = frozenset(
    row["word"].casefold().replace(".", "") for row in rows("organisation_words") if row["optional"]
)
_CAUSE_PREPOSITIONS: Final = frozenset({"for", "against"})
_PARTIES: Final = {row["word"]: row["party"] for row in rows("party_words")}
_SPELLINGS: Final = {row["word"]: row["british"] for row in rows("american_spellings")}
_DOTTED_ACRONYM: Final = re.compile(r"\b((?:\w\.)+\w?)(?!\w)")
_SEPARATOR: Final = re.compile(r"[\s\-,./]+")
# The shortest acronym that may leave out the nation: 'PA' is not the 'US Parks Agency'.
_MIN_LETTERS: Final = 3


@lru_cache(maxsize=65536)
def folded(name: str) -> Words:
    """The words of a name as they are compared; at least one word.

    They are casefolded and in British spelling, without accents, full stops, leading article and legal form.
    """
    text = plain_spelling(name).replace("&", " and ").casefold()
    if "." in text:
        text = _DOTTED_ACRONYM.sub(lambda m: m.group(1).replace(".", ""), text)
    if text.startswith("united "):
        text = re.sub(r"^united states (?=\w)", "us ", re.sub(r"^united kingdom (?=\w)", "uk ", text))
    words = [word.removesuffix("'s") or word for word in _SEPARATOR.split(text) if word]
    while len(words) > 1 and words[0] in {"the", "a"}:
        words.pop(0)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return tuple(_SPELLINGS.get(word, word) for word in words)


# Acronyms


def initials(words: Words) -> frozenset[str]:
    """The acronyms that a folded name can have, with and without its function words."""
    all_initials = "".join(word[0] for word in words)
    without_function_words = "".join(word[0] for word in words if word not in FUNCTION_WORDS)
    return frozenset(acronym for acronym in (all_initials, without_function_words) if len(acronym) > 1)


def initials_without_nation(words: Words) -> frozenset[str]:
    """The acronyms that a folded name can have without its nation: 'fsb' and 'ukfsb' for 'uk food safety board'."""
    rest = without_nation(words)
    if rest == words or len(rest) < _MIN_LETTERS:
        return frozenset()
    nation = words[0] if words[0] in {"uk", "us"} else ""
    return frozenset(form for a in initials(rest) if len(a) >= _MIN_LETTERS for form in (a, nation + a))


# Comparing names: all of these take folded names


def is_short_form(short: Words, full: Words) -> bool:
    """Whether `short` leaves out words that are not needed: 'labour' of 'labour party', not 'coast' of 'coast bank'."""
    n = len(short)
    if not 0 < n < len(full):
        return False
    if is_abridged(short, full):
        return True
    if full[-n:] == short and all(word in _COUNTRY_WORDS for word in full[:-n]):
        return n > 1 or short[0] not in _HEADS
    return n > 1 and without_nation(full) == short


def is_abridged(short: Words, full: Words) -> bool:
    """Whether `short` is `full` without last words that are not needed: 'labour' of 'labour party'."""
    n = len(short)
    if not 0 < n < len(full) or full[:n] != short or is_general(short):
        return False
    return all(word in _OPTIONAL_WORDS or word == "and" for word in full[n:])


def is_optional_word(word: str) -> bool:
    """Whether a short form may leave out this word at its end: 'party', 'holdings'."""
    return word in _OPTIONAL_WORDS


def without_country_prefix(words: Words) -> Words:
    """A well-known name without the country at its beginning: 'home office' for 'uk home office'."""
    if words[0] in _COUNTRY_PREFIXES and words not in _known() and words[1:] in _known():
        return words[1:]
    return words


def is_reordered(one: Words, other: Words) -> bool:
    """Whether two names have the same words except function words: 'university of leeds', 'leeds university'."""
    return len(one) > 1 and frozenset(one) - FUNCTION_WORDS == frozenset(other) - FUNCTION_WORDS


def is_plural(one: Words, other: Words) -> bool:
    """Whether two names differ only in the plural of the last word: 'all black', 'all blacks'."""
    return one[:-1] == other[:-1] and one[-1].removesuffix("s") == other[-1].removesuffix("s")


def is_nickname(short: Words, full: Words) -> bool:
    """Whether `short` is the beginning or end of `full` and can stand for it: 'riverton' of 'riverton rovers'.

    A word that many names share cannot, nor can a well-known organisation: 'bbc' is not short for 'bbc radio'.
    """
    if full[-1] == "party" and full[0] in _COUNTRY_WORDS and full[1:-1] == short:
        return True  # 'Labour' of 'Maltese Labour Party'
    if len(short) >= len(full) or is_general(short) or short[0] in FUNCTION_WORDS:
        return False
    if short in _known():
        return _is_court_of_place(short, full)
    if full[-len(short) :] == short:
        return "of" not in short  # 'Bank of the Coast' is not the 'First Bank of the Coast'
    if len(short) > 1 and full[: len(short)] == short and full[len(short)] in _CAUSE_PREPOSITIONS:
        return True  # 'Rivers Foundation' of 'Rivers Foundation for the Care of Otters'
    is_town = len(short) == len(full) - 1 and full[-1] not in _HEADS  # 'San Pedro' of 'San Pedro Rovers'
    return full[: len(short)] == short and (len(short) == 1 or is_town)


def party(name: Words) -> str | None:
    """The party that a name is a word for, if it is one: the same for 'tories' and 'conservative party'."""
    core = name[:-1] if len(name) == 2 and name[-1] == "party" else name
    return _PARTIES.get(core[0]) if len(core) == 1 and len(core[0]) > 1 else None


def is_acronym_with_nation(short: Words, full: Words) -> bool:
    """Whether `short` is an acronym of `full` with its nation: 'cja norway' of 'coast joiners association norway'."""
    if len(short) != 2 or len(full) < _MIN_LETTERS or short[1] != full[-1] or nation_of(short[1]) is None:
        return False
    return len(short[0]) > 1 and short[0] in initials(full[:-1])


def _is_court_of_place(short: Words, full: Words) -> bool:
    """Whether `short` is a court that many places have, and `full` says where: 'high court' of 'riverton high court'.

    The place must not be a state of a federation: next to 'Ohio Supreme Court', 'Supreme Court' is often the nation's.
    """
    n = len(short)
    if n == 1 or _known()[short].kind != "court":
        return False
    place = full[:-n] if full[-n:] == short else full[n + 1 :] if full[: n + 1] == (*short, "of") else ()
    words = " ".join(place)
    return bool(place) and (country_of(words) is None or nation_of(words) is not None)


def is_beginning_or_end(short: Words, full: Words) -> bool:
    """Whether `full` begins or ends with `short`, which can then stand for it after it was named: 'the Council'."""
    n = len(short)
    return 0 < n < len(full) and (full[:n] == short or full[-n:] == short)


def is_general(words: Words) -> bool:
    """Whether a name is one word that many organisations share: 'council', 'ministry'."""
    return len(words) == 1 and words[0] in _HEADS


# Well-known organisations


@dataclass(frozen=True, slots=True)
class _KnownOrganisation:
    """A row of known_organisations.csv; `acronym` may be empty."""

    name: str
    acronym: str
    kind: str


@cache
def _known() -> dict[Words, _KnownOrganisation]:
    """Well-known organisations by their folded names and acronyms."""
    known: dict[Words, _KnownOrganisation] = {}
    for row in sorted(rows("known_organisations"), key=lambda row: not row["acronym"]):
        organisation = _KnownOrganisation(row["name"], row["acronym"], row["kind"])
        known.setdefault(folded(row["name"]), organisation)
        if row["acronym"]:
            known.setdefault(folded(row["acronym"]), organisation)
    return known


def known_kind(words: Words) -> str | None:
    """The kind of a well-known organisation, by its folded name or acronym."""
    known = _known().get(words)
    return known.kind if known else None


def known_acronym(words: Words) -> str | None:
    """The acronym of a well-known organisation, by its folded name, if it has at least two capitals."""
    known = _known().get(words)
    acronym = known.acronym if known else ""
    return acronym if sum(map(str.isupper, acronym)) > 1 else None


def known_expansion(acronym: Words) -> Words | None:
    """The folded full name of a well-known organisation, by its folded acronym."""
    known = _known().get(acronym)
    full_name = folded(known.name) if known and known.acronym else None
    return full_name if full_name != acronym else None
