"""The word lists of the name rules, in the form that the rules use."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsrows.lexicon import column, group, rows

ARTICLES: Final = group("name_words", "article")
CALENDAR: Final = column("calendar_words", "word")
"""Days and months: the NER model may take them for names or for the first word of a name."""

POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’", "´s", "`s"})
PUNCTUATION: Final = frozenset("\"'“”‘’`´«»()[]{}|,.;:!?-–—*•…/\\&") | {"''", "``", "'s", "’s", "--", "..."}

# People

GIVEN_NAMES: Final = {row["name"]: row["gender"] for row in rows("given_names")}
PARTICLES: Final = column("name_particles", "word")
NAME_SUFFIXES: Final = group("name_words", "name suffix")
POSTNOMINALS: Final = column("postnominals", "word")
"""Letters after a name that are not part of it: 'MP', 'OBE'."""

HONORIFICS: Final = {row["form"]: row for row in rows("honorifics")}
HONORIFICS_IN_NAMES: Final = column("honorifics", "form", also_name="yes")
"""Honorifics that are also common in names: 'Barr', 'Tun'."""

PERSON_HONORIFICS: Final = (
    frozenset(form for form, row in HONORIFICS.items() if row["kind"] in {"courtesy", "academic", "peerage"})
    - HONORIFICS_IN_NAMES
    - group("name_words", "ambiguous honorific")
)
"""Honorifics that always introduce a person, even before a single surname; 'Chief' and 'General' do not."""

FICTIONAL_FIGURES: Final = column("figures", "name")

# Titles

TITLES: Final = column("role_titles", "title")
_NOBILITY: Final = column("role_titles", "title", kind="nobility")
# With a capital, such a title may also be part of a name: 'Star', 'Baker'.
_COMMON_TITLES: Final = column("role_titles", "title", kind="common")
TITLE_HEADS: Final = frozenset(title.rsplit(" ", 1)[-1] for title in TITLES - _COMMON_TITLES if " of " not in title)
"""Last words of titles: 'minister' of 'prime minister'."""

OFFICE_HEADS: Final = (TITLE_HEADS - _NOBILITY) | {title for title in _COMMON_TITLES if " " not in title}
"""Last words of titles that can be a role. 'The duke' refers to a person, but a dukedom is not a role."""


def _plural(title: str) -> str:
    if title.endswith("man"):
        return f"{title[:-3]}men"
    if title.endswith("y") and title[-2:-1] not in "aeiou":
        return f"{title[:-1]}ies"
    return f"{title}es" if title.endswith(("s", "ch")) else f"{title}s"


SINGULAR_TITLES: Final = {_plural(head): head for head in sorted(OFFICE_HEADS)} | {
    row["form"]: row["title"] for row in rows("plural_titles")
}
"""The singular of each plural title word, in lower case."""

# Organisations, places and other names

ORGANISATION_HEADS: Final = column("organisation_words", "word", use="head")
COMPANY_ENDINGS: Final = column("organisation_words", "word", use="legal")
NOT_ORGANISATIONS: Final = column("not_organisations", "word")
NATIONALITIES: Final = column("nationalities", "word")
COUNTRIES: Final = column("nationalities", "country") - {""}
OTHER_NAME_WORDS: Final = column("other_name_words", "word") - ORGANISATION_HEADS
"""Last words of names of events, laws, works and places. Such names are never organisations."""

_ACRONYM: Final = re.compile(r"(?:[A-Z]\.){2,}|(?=(?:.*[A-Z]){2})[A-Z][A-Za-z]{0,2}[A-Z][A-Z&]{0,6}s?|[A-Z]&[A-Z]")


def is_acronym(word: str) -> bool:
    """Whether `word` is written as initials, like 'BBC', 'MoD', 'U.N.' and 'AT&T'."""
    return _ACRONYM.fullmatch(word) is not None


def is_known_organisation(words: tuple[str, ...]) -> bool:
    """Whether the words are the name or the acronym of a well-known organisation."""
    return words in known_organisations().get(words[0] if words else "", ())


@cache
def known_organisations() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names and acronyms of well-known organisations by their first word, each as words, the longest first."""
    by_first_word: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("known_organisations"):
        for name in (row["name"], row["acronym"]):
            words = tuple(re.findall(r"[A-Z]\.(?:[A-Z]\.)+|[\w.-]+(?:[’'](?!s\b)\w+)?|'s|[&!]", name))
            if words:
                by_first_word.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in by_first_word.items()}
