"""Governments and outlets that only their speaking shows."""

from __future__ import annotations

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.names.spans import NameSpan
from newsrows.extraction.names.speaking_organisations import speaking_organisations
from newsrows.extraction.parse.tokens import Tokens

# Texts, and the organisations that their names are.
ORGANISATIONS = {
    "The Kenyan government said on Monday that it would appeal.": ["Kenyan government"],
    "Voters in Marsh County will decide. Marsh County says the ballots are ready.": ["Marsh County"],
    "According to Marsh County, the ballots are ready.": ["Marsh County"],
    "The Kenyan government met. Later the government said it would appeal.": ["Kenyan government"],
    "Harbour Digest reported on Monday that the merger was off.": ["Harbour Digest"],
}
NONE = [
    "Voters in Marsh County will decide in May.",
    "The Kenyan government met on Monday.",
    "The government said on Monday that it would appeal.",
    "The county said the ballots were ready.",
    "The Conservative government said on Monday that it would appeal.",
    "The Kenyan government met the Danish government. Later the government said it would appeal.",
    "Ann Carter reported that the bridge was unsafe.",
    "Officer Carter reported that the bridge was unsafe.",
]


@pytest.fixture(scope="module")
def organisations() -> dict[str, list[str]]:
    texts = [*ORGANISATIONS, *NONE]
    articles = zip(texts, parse_all(texts, load_models()), strict=True)
    return {
        text: [name.span.text for name in find_names(article) if name.type == "organisation"]
        for text, article in articles
    }


@pytest.mark.parametrize("text", ORGANISATIONS)
def test_who_speaks_like_an_organisation_is_one(organisations: dict[str, list[str]], text: str) -> None:
    assert organisations[text] == ORGANISATIONS[text]


@pytest.mark.parametrize("text", NONE)
def test_places_people_and_bare_nouns_are_no_organisations(organisations: dict[str, list[str]], text: str) -> None:
    assert organisations[text] == []


def test_what_the_names_call_a_person_stays_a_person() -> None:
    words, starts = ["Marsh", "County", "says", "so", "."], [0, 6, 13, 18, 20]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    deps = ["compound", "nsubj", "ROOT", "advmod", "punct"]
    tokens = Tokens(words, starts, ends, ["NNP", "NNP", "VBZ", "RB", "."], deps, [1, 2, 2, 2, 2], [0], [])
    assert list(speaking_organisations(tokens, [])) == [NameSpan(0, 2, "organisation")]
    assert list(speaking_organisations(tokens, [NameSpan(0, 2, "person")])) == []
