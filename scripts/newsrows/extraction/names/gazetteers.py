"""What single words tell about names: the word lists, in the shape that the name rules ask them in."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsrows.lexicon import column, rows

HONORIFICS: Final = {row["form"]: row for row in rows("honorifics")}
# Put before a surname alone, these leave no doubt that a person is meant; 'Chief Whip', 'General Motors' do not.
# Honorifics that are usual in names as well: 'Barr', 'Tun'.
ALSO_NAMES: Final = column("honorifics", "form", also_name="yes")
COURTESIES: Final = (
    frozenset(form for form, row in HONORIFICS.items() if row["kind"] in {"courtesy", "academic", "peerage"})
    - ALSO_NAMES
    - {"Miss", "Duke", "Earl", "Baron", "Madam", "Professor", "Lord", "Lady"}
)
ORGANISATION_HEADS: Final = column("organisation_words", "word", use="head")
COMPANY_ENDINGS: Final = column("organisation_words", "word", use="legal")
TITLES: Final = column("role_titles", "title")
# 'the duke' refers to somebody, but a dukedom is no role.
NOBILITY: Final = column("role_titles", "title", kind="nobility")
# Written with a capital, such a word may as well be part of a name: 'Star', 'Baker'.
_COMMON: Final = column("role_titles", "title", kind="common")
# Last words of titles: 'minister' of 'prime minister'.
TITLE_HEADS: Final = frozenset(title.rsplit(" ", 1)[-1] for title in TITLES - _COMMON if " of " not in title)
NATIONALITIES: Final = column("nationalities", "word")
COUNTRIES: Final = column("nationalities", "country") - {""}
NO_ORGANISATIONS: Final = column("not_organisations", "word")
# Last words of names that are of events, laws, works, places: no organisations, whatever a model thinks.
OTHER_NAME_WORDS: Final = column("other_name_words", "word") - ORGANISATION_HEADS
FIGURES: Final = column("figures", "name")
PARTICLES: Final = column("name_particles", "word")
GIVEN_NAMES: Final = {row["name"]: row["gender"] for row in rows("given_names")}
SUFFIXES: Final = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
OFFICE_HEADS: Final = (TITLE_HEADS - NOBILITY) | {title for title in _COMMON if " " not in title}
# Letters after a name, which are no part of it.
POSTNOMINALS: Final = column("postnominals", "word")
ARTICLES: Final = frozenset({"the", "a", "an"})
MARKS: Final = frozenset("\"'“”‘’`´«»()[]{}|,.;:!?-–—*•…/\\&") | {"''", "``", "'s", "’s", "--", "..."}
POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’", "´s", "`s"})
# Models take calendar words for names, or for the first word of one: 'Monday', 'January'.
CALENDAR: Final = column("calendar_words", "word")
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.){2,}|(?=(?:.*[A-Z]){2})[A-Z][A-Za-z]{0,2}[A-Z][A-Z&]{0,6}s?|[A-Z]&[A-Z]")


def is_acronym(word: str) -> bool:
    """Whether `word` is written as initials: 'BBC', 'MoD', 'U.N.', 'AT&T' is not."""
    return _ACRONYM.fullmatch(word) is not None


@cache
def known_organisations() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of well-known organisations as word sequences, longest first, by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("known_organisations"):
        for name in (row["name"], row["acronym"]):
            words = tuple(re.findall(r"[A-Z]\.(?:[A-Z]\.)+|[\w.-]+(?:[’'](?!s\b)\w+)?|'s|[&!]", name))
            if words:
                found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()}
