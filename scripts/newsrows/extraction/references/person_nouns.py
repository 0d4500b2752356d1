"""The nouns that the finders of nominals and descriptions know."""

from __future__ import annotations

from typing import Final

from newsrows.extraction.names.gazetteers import TITLE_HEADS
from newsrows.lexicon import column, group, rows
from newsrows.records import Gender

GENDERS: Final[dict[str, Gender]] = {"female": "female", "male": "male"}

RELATION_NOUNS: Final[dict[str, Gender | None]] = {
    row["noun"]: GENDERS.get(row["gender"]) for row in rows("relation_nouns")
}
"""Nouns for somebody's relative or partner ('wife'), with the gender that they show."""

# Nouns for anybody ('man', 'official'), and title words that also have other senses ('general', 'chair').
_GENERAL: Final = group("reference_words", "general_noun") | group("reference_words", "ambiguous_title")

PERSON_NOUNS: Final = (
    (
        TITLE_HEADS
        | column("speaker_nouns", "noun", **{"class": "person"})
        | group("reference_words", "person_noun")
        | column("event_roles", "noun")
    )
    - _GENERAL
    - RELATION_NOUNS.keys()
)
"""Nouns that refer to a person with 'the' before them: 'minister', 'singer', 'defendant'."""

EPITHETS: Final = column("organisation_epithets", "noun")
"""Nouns for a company or another organisation by what it does: 'maker', 'giant'."""

ORGANISATION_NOUNS: Final = (
    column("organisation_nouns", "noun")
    | column("organisation_name_nouns", "noun")
    | column("speaker_nouns", "noun", **{"class": "group"})
    | group("reference_words", "organisation_noun")
    | EPITHETS
) - group("reference_words", "not_one_organisation")
"""Nouns that refer to an organisation with 'the' before them: 'council', 'maker'."""

_PERSON_ENDINGS: Final = ("ist", "ian", "man", "woman", "smith")


def is_person_noun(noun: str) -> bool:
    """Whether a noun in lower case describes a person: by the lists, or by its ending ('taxidermist')."""
    return noun in PERSON_NOUNS or (noun.endswith(_PERSON_ENDINGS) and noun not in _GENERAL)
